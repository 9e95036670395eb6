package value

import (
	"errors"
	"math"
	"math/big"
	"math/bits"
)

// MaxBits is how many bits an Integer may have.
const MaxBits = 1_000_000

// The ways in which arithmetic fails.
var (
	ErrTooBig = errors.New("the Integer would have more bits than the limit of 1,000,000")
	ErrZero   = errors.New("divided by 0")
)

// IntOf is an Integer of any size in its one form: a Big never fits an Int.
// It owns x.
func IntOf(x *big.Int) Value {
	if x.IsInt64() {
		return Int(x.Int64())
	}
	b := &Big{}
	b.Int = *x
	return b
}

// BigOf is an Integer as a big.Int, which the caller must not change; nil for
// anything else.
func BigOf(v Value) *big.Int {
	switch v := v.(type) {
	case Int:
		return big.NewInt(int64(v))
	case *Big:
		return &v.Int
	}
	return nil
}

// FloatOf is a number as the nearest double; ok is false for anything else.
func FloatOf(v Value) (f float64, ok bool) {
	switch v := v.(type) {
	case Int:
		return float64(v), true
	case Float:
		return float64(v), true
	case *Big:
		f, _ := new(big.Float).SetInt(&v.Int).Float64()
		return f, true
	}
	return 0, false
}

// AddInt is a + b of two Integers.
func AddInt(a, b Value) Value {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			if sum := x + y; (sum > x) == (y > 0) {
				return sum
			}
		}
	}
	return IntOf(new(big.Int).Add(BigOf(a), BigOf(b)))
}

// SubInt is a - b of two Integers.
func SubInt(a, b Value) Value {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			if d := x - y; (d < x) == (y > 0) {
				return d
			}
		}
	}
	return IntOf(new(big.Int).Sub(BigOf(a), BigOf(b)))
}

// MulInt is a * b of two Integers, or ErrTooBig.
func MulInt(a, b Value) (Value, error) {
	x, isInt := a.(Int)
	y, alsoInt := b.(Int)
	if isInt && alsoInt {
		if p, ok := mul64(int64(x), int64(y)); ok {
			return Int(p), nil
		}
	}
	p, q := BigOf(a), BigOf(b)
	if p.BitLen()+q.BitLen() > MaxBits+1 {
		return nil, ErrTooBig
	}
	return IntOf(new(big.Int).Mul(p, q)), nil
}

func mul64(x, y int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(x), magnitude(y))
	negative := (x < 0) != (y < 0)
	switch {
	case hi != 0 || lo > 1<<63 || lo == 1<<63 && !negative:
		return 0, false
	case negative:
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// DivMod is the quotient rounded toward minus infinity and the remainder,
// which has the sign of b, of two Integers, or ErrZero.
func DivMod(a, b Value) (quotient, remainder Value, err error) {
	x, isInt := a.(Int)
	y, alsoInt := b.(Int)
	switch {
	case b == Value(Int(0)):
		return nil, nil, ErrZero
	case isInt && alsoInt && !(y == -1 && x == math.MinInt64):
		q, r := x/y, x%y
		if r != 0 && (r < 0) != (y < 0) {
			q, r = q-1, r+y
		}
		return q, r, nil
	}
	return divModBig(BigOf(a), BigOf(b))
}

func divModBig(x, y *big.Int) (Value, Value, error) {
	q, r := new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() != 0 && r.Sign() != y.Sign() {
		q.Sub(q, big.NewInt(1))
		r.Add(r, y)
	}
	return IntOf(q), IntOf(r), nil
}

// PowInt is a ** n of an Integer and n ≥ 0, or ErrTooBig.
func PowInt(a, n Value) (Value, error) {
	switch a {
	case Value(Int(0)), Value(Int(1)):
		if n == Value(Int(0)) {
			return Int(1), nil
		}
		return a, nil
	case Value(Int(-1)):
		if BigOf(n).Bit(0) == 0 {
			return Int(1), nil
		}
		return a, nil
	}
	e, small := n.(Int)
	x := BigOf(a)
	if !small || e > MaxBits || int64(x.BitLen()-1)*int64(e) > MaxBits {
		return nil, ErrTooBig
	}
	return IntOf(new(big.Int).Exp(x, big.NewInt(int64(e)), nil)), nil
}

// ShiftInt is a << n for any sign of n, or ErrTooBig.
func ShiftInt(a Value, n Value) (Value, error) {
	x, count := BigOf(a), BigOf(n)
	if count.Sign() < 0 {
		return shiftRight(x, count), nil
	}
	if x.Sign() == 0 {
		return Int(0), nil
	}
	if !count.IsInt64() || count.Int64() > MaxBits || int64(x.BitLen())+count.Int64() > MaxBits {
		return nil, ErrTooBig
	}
	return IntOf(new(big.Int).Lsh(x, uint(count.Int64()))), nil
}

// shiftRight is x >> -n, arithmetic.
func shiftRight(x, n *big.Int) Value {
	if !n.IsInt64() || -n.Int64() > MaxBits || n.Int64() == math.MinInt64 {
		if x.Sign() < 0 {
			return Int(-1)
		}
		return Int(0)
	}
	return IntOf(new(big.Int).Rsh(x, uint(-n.Int64())))
}

// TruncFloat is a finite float cut to an Integer.
func TruncFloat(f float64) Value {
	if math.Abs(f) < 1<<62 {
		return Int(int64(f))
	}
	x, _ := new(big.Float).SetFloat64(f).Int(nil)
	return IntOf(x)
}
