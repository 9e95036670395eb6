// Package elementary has the elementary functions of floats, each rounded to
// the float nearest to the true value.
//
// Ruby has them from the C library, which is that exact but for one call in
// some hundred. Those of package math differ from it in the last digit as often
// as not, and from one kind of processor to another: a template's documents
// would, too. Here a first value from package math is made exact with sums of
// two floats (double.go). Results that no rounding can spoil (infinities, zeros,
// what is no number) are those of package math.
package elementary

import "math"

var (
	ln2    = double{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}
	perLn2 = double{0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56}
)

// special tells the arguments that are left to package math.
func special(x float64) bool { return x == 0 || math.IsInf(x, 0) || math.IsNaN(x) }

// Exp is e to the power of x.
func Exp(x float64) float64 {
	if special(x) {
		return math.Exp(x)
	}
	return power(double{x, 0})
}

// Pow is x to the power of y; not a number for a negative x and a y that is
// no whole number.
func Pow(x, y float64) float64 {
	if special(x) || special(y) || x == 1 || x < 0 && y != math.Trunc(y) {
		return math.Pow(x, y)
	}
	r := power(log(math.Abs(x)).times(double{y, 0}))
	if x < 0 && math.Mod(y, 2) != 0 {
		return -r
	}
	return r
}

// Log is the natural logarithm.
func Log(x float64) float64 {
	if special(x) || x < 0 {
		return math.Log(x)
	}
	return log(x).float()
}

// Log2 is the logarithm to base 2.
func Log2(x float64) float64 {
	if special(x) || x < 0 {
		return math.Log2(x)
	}
	m, e := mantissa(x)
	return double{float64(e), 0}.plus(logMantissa(m).times(perLn2)).float()
}

// Log10 is the logarithm to base 10, not always the nearest: the C library makes
// it of the natural one by these steps, those of Sun's fdlibm, and so do we.
func Log10(x float64) float64 {
	const (
		perLn10 = 4.34294481903251816668e-01
		log2hi  = 3.01029995663611771306e-01 // of 2 to base 10, the first 33 bits
		log2lo  = 3.69423907715893078616e-13
	)
	if special(x) || x < 0 {
		return math.Log10(x)
	}
	m, e := math.Frexp(x) // m is from 0.5 to 1
	if e > 0 {
		m, e = 2*m, e-1
	}
	n := float64(e)
	rest := float64(n*log2lo) + float64(perLn10*Log(m)) // the conversions keep products from being fused
	return rest + float64(n*log2hi)
}

// Cbrt is the cube root.
func Cbrt(x float64) float64 {
	if special(x) {
		return math.Cbrt(x)
	}
	m, e := math.Frexp(x)
	for e%3 != 0 {
		m, e = m/2, e+1
	}
	r := math.Cbrt(m)
	square := product(r, r)
	off := square.times(double{r, 0}).minus(double{m, 0}).over(square.times(double{3, 0}))
	return math.Ldexp(double{r, 0}.minus(off).float(), e/3)
}

// Hypot is the square root of x*x + y*y.
func Hypot(x, y float64) float64 {
	if special(x) || special(y) {
		return math.Hypot(x, y)
	}
	_, e := math.Frexp(max(math.Abs(x), math.Abs(y)))
	x, y = math.Ldexp(x, -e), math.Ldexp(y, -e)
	s := product(x, x).plus(product(y, y))
	r := math.Sqrt(s.hi)
	off := product(r, r).minus(s).over(double{2 * r, 0})
	return math.Ldexp(double{r, 0}.minus(off).float(), e)
}

// power is e to the power of p.
func power(p double) float64 {
	const most = 1100 // beyond it all is infinite or zero
	if math.Abs(p.hi) > most {
		return math.Exp(p.hi)
	}
	r, k := exp(p)
	return math.Ldexp(r.float(), k)
}

// exp is e to the power of p, divided by 2 to the power of k.
func exp(p double) (r double, k int) {
	const halvings, terms = 8, 11
	n := math.Round(p.hi / ln2.hi)
	p = p.minus(product(n, ln2.hi)).minus(product(n, ln2.lo)).scaled(1.0 / (1 << halvings))
	series := double{1, 0}
	for i := terms; i > 1; i-- {
		series = double{1, 0}.plus(series.times(p).times(inverse[i]))
	}
	r = series.times(p) // one less than the power, which keeps its last bits
	for range halvings {
		r = r.scaled(2).plus(r.times(r))
	}
	return double{1, 0}.plus(r), int(n)
}

// log is the natural logarithm of x > 0.
func log(x float64) double {
	m, e := mantissa(x)
	if e == 0 {
		return logMantissa(m)
	}
	n := float64(e)
	return product(n, ln2.hi).plus(product(n, ln2.lo)).plus(logMantissa(m))
}

// mantissa parts x into m * 2**e with m around 1.
func mantissa(x float64) (m float64, e int) {
	m, e = math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	return m, e
}

// logMantissa is the natural logarithm of a number around 1.
func logMantissa(m float64) double {
	f := m - 1
	if math.Abs(f) < 1.0/128 {
		return logNearOne(f)
	}
	y := math.Log(m)
	r, k := exp(double{-y, 0})
	off := r.scaled(math.Ldexp(1, k)).times(double{m, 0}).minus(double{1, 0})
	return double{y, 0}.plus(off).minus(double{off.hi * off.hi / 2, 0})
}

// logNearOne is log(1 + f) by the series of the area tangent of f / (2 + f).
func logNearOne(f float64) double {
	const terms = 8
	s := double{f, 0}.over(sum(2, f))
	square := s.times(s)
	series := double{}
	for i := terms; i >= 0; i-- {
		series = series.times(square).plus(inverse[2*i+1])
	}
	return series.times(s).scaled(2)
}
