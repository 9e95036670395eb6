package elementary

import "math"

// halfPi are the parts of half of pi, the greatest first.
var halfPi = [4]float64{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110, 0x1.4cf98e804177dp-164}

// widest is the greatest angle that is made exact; package math is for wider ones.
const widest = 1 << 30

// Sin is the sine of an angle in radians.
func Sin(x float64) float64 {
	if special(x) || math.Abs(x) > widest {
		return math.Sin(x)
	}
	sin, _ := sincos(x)
	return sin.float()
}

// Cos is the cosine of an angle in radians.
func Cos(x float64) float64 {
	if special(x) || math.Abs(x) > widest {
		return math.Cos(x)
	}
	_, cos := sincos(x)
	return cos.float()
}

// Tan is the tangent of an angle in radians.
func Tan(x float64) float64 {
	if special(x) || math.Abs(x) > widest {
		return math.Tan(x)
	}
	sin, cos := sincos(x)
	return sin.over(cos).float()
}

// Atan is the angle whose tangent is x.
func Atan(x float64) float64 { return Atan2(x, 1) }

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	angle := math.Atan2(y, x)
	if special(x) || special(y) || math.Abs(angle) < tiny {
		return angle
	}
	_, e := math.Frexp(max(math.Abs(x), math.Abs(y)))
	x, y = math.Ldexp(x, -e), math.Ldexp(y, -e)
	sin, cos := sincos(angle)
	off := cos.times(double{y, 0}).minus(sin.times(double{x, 0})).
		over(cos.times(double{x, 0}).plus(sin.times(double{y, 0})))
	return double{angle, 0}.plus(off).float()
}

// tiny angles are their own sines: products with them would underflow.
const tiny = 0x1p-500

// sincos are the sine and the cosine of an angle.
func sincos(x float64) (sin, cos double) {
	if math.Abs(x) < tiny {
		return double{x, 0}, double{1, 0}
	}
	n := math.Round(x / halfPi[0])
	r := double{x, 0}
	for _, part := range halfPi {
		r = r.minus(product(n, part))
	}
	square := r.times(r)
	sin, cos = alternating(square, 3).times(r), alternating(square, 2)
	switch int64(n) & 3 {
	case 1:
		return cos, sin.scaled(-1)
	case 2:
		return sin.scaled(-1), cos.scaled(-1)
	case 3:
		return cos.scaled(-1), sin
	}
	return sin, cos
}

// alternating is 1 - s/((i-1)i) (1 - s/((i+1)(i+2)) (1 - …)).
func alternating(s double, i int) double {
	const terms = 14
	series := double{1, 0}
	for n := i + 2*(terms-1); n >= i; n -= 2 {
		series = double{1, 0}.minus(series.times(s).times(inverse[n]).times(inverse[n-1]))
	}
	return series
}
