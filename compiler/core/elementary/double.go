package elementary

import "math"

// A double is an unevaluated sum of two floats, lo at most half a unit in the
// last place of hi: a number of some 106 bits. The sums and products below are
// those of T. J. Dekker (1971) and D. E. Knuth.
type double struct{ hi, lo float64 }

// sum is a + b without error.
func sum(a, b float64) double {
	s := a + b
	bb := s - a
	return double{s, (a - (s - bb)) + (b - bb)}
}

// near is sum for a of at least the magnitude of b.
func near(a, b float64) double {
	s := a + b
	return double{s, b - (s - a)}
}

// product is a * b without error, but for underflow.
func product(a, b float64) double {
	p := a * b
	return double{p, math.FMA(a, b, -p)}
}

func (x double) plus(y double) double {
	s, t := sum(x.hi, y.hi), sum(x.lo, y.lo)
	s = near(s.hi, s.lo+t.hi)
	return near(s.hi, s.lo+t.lo)
}

func (x double) minus(y double) double { return x.plus(double{-y.hi, -y.lo}) }

func (x double) times(y double) double {
	p := product(x.hi, y.hi)
	return near(p.hi, p.lo+(x.hi*y.lo+x.lo*y.hi))
}

func (x double) over(y double) double {
	q := x.hi / y.hi
	r := x.minus(y.times(double{q, 0}))
	q2 := r.hi / y.hi
	r = r.minus(y.times(double{q2, 0}))
	return near(q, q2).plus(double{r.hi / y.hi, 0})
}

// scaled is x times a power of two, without error.
func (x double) scaled(by float64) double { return double{x.hi * by, x.lo * by} }

func (x double) float() float64 { return x.hi + x.lo }

// inverse are 1/0 (never used), 1/1, 1/2, … for series.
var inverse = func() (all [32]double) {
	for i := 1; i < len(all); i++ {
		all[i] = double{1, 0}.over(double{float64(i), 0})
	}
	return all
}()
