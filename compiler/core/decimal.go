package core

import (
	"math"
	"strconv"
	"strings"
)

// Ruby's format does not round decimals exactly: its dtoa takes a number that
// lies within a few units of the last place of a tie for a tie, and rounds it
// to even ("%.1f" % 99.55 is 99.6, though 99.55 is a little less). Templates
// print such numbers, so the same is done here, by the same arithmetic
// (David Gay's dtoa with the changes of MRI 3.1, read 2026-11-25).

// mostQuick is up to how many digits that arithmetic is used.
const mostQuick = 14

// decimal is x ≥ 0 with verb 'f' (precision digits after the point) or 'e'
// (after the first digit).
func decimal(x float64, verb byte, precision int) string {
	if n, k, tie := nearTie(x, verb, precision); tie {
		n += n & 1
		if verb == 'f' {
			return pointed(strconv.FormatInt(n, 10), precision)
		}
		return exponential(n, k, precision)
	}
	return strconv.FormatFloat(x, verb, precision, 64)
}

// nearTie gives the digits of x cut off, as an integer, and the power of ten
// of the first, when what is cut off counts as a half.
func nearTie(x float64, verb byte, precision int) (n int64, k int, tie bool) {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0, 0, false
	}
	k, check := powerOfTen(x)
	count, fewer := precision+1, precision+1
	if verb == 'f' {
		count, fewer = precision+1+k, precision+k
	}
	if count <= 0 || count > mostQuick {
		return 0, 0, false
	}
	d, ulps := scaled(x, k)
	if check && d < 1 {
		if fewer <= 0 {
			return 0, 0, false
		}
		count, k, d, ulps = fewer, k-1, d*10, ulps+1
	}
	slack := math.Ldexp(ulps*d+7, -52) * math.Pow10(count-1)
	for i := 1; ; i++ {
		digit := math.Trunc(d)
		d -= digit
		n = n*10 + int64(digit)
		if d == 0 {
			return 0, 0, false
		}
		if i == count {
			return n, k, d <= 0.5+slack && d >= 0.5-slack
		}
		d *= 10
	}
}

// powerOfTen is the power of ten of the first digit of x; with check it may be
// one too high.
func powerOfTen(x float64) (k int, check bool) {
	fraction, exponent := math.Frexp(x)
	estimate := (2*fraction-1.5)*0.289529654602168 + 0.1760912590558 + float64(exponent-1)*0.301029995663981
	k = int(math.Floor(estimate))
	if k < 0 || k > 22 {
		return k, true
	}
	if x < math.Pow10(k) {
		k--
	}
	return k, false
}

// scaled is x / 10**k, and how many units of the last place it may be off.
func scaled(x float64, k int) (d, ulps float64) {
	ulps = 2
	small, big := math.Pow10(abs(k)&15), abs(k)>>4
	if k > 0 {
		for i := 0; big > 0; big, i = big>>1, i+1 {
			if big&1 != 0 {
				small *= math.Pow10(16 << i)
				ulps++
			}
		}
		return x / small, ulps
	}
	x *= small
	for i := 0; big > 0; big, i = big>>1, i+1 {
		if big&1 != 0 {
			x *= math.Pow10(16 << i)
			ulps++
		}
	}
	return x, ulps
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// pointed puts the point before the last digits.
func pointed(digits string, after int) string {
	if after == 0 {
		return digits
	}
	if lack := after + 1 - len(digits); lack > 0 {
		digits = strings.Repeat("0", lack) + digits
	}
	return digits[:len(digits)-after] + "." + digits[len(digits)-after:]
}

// exponential writes n, of precision+1 digits, as d.ddde±XX.
func exponential(n int64, k, precision int) string {
	digits := strconv.FormatInt(n, 10)
	if len(digits) > precision+1 {
		digits, k = digits[:precision+1], k+1
	}
	sign := "+"
	if k < 0 {
		sign = "-"
	}
	power := strconv.Itoa(abs(k))
	if len(power) < 2 {
		power = "0" + power
	}
	return pointed(digits, precision) + "e" + sign + power
}
