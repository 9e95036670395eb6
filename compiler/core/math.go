package core

import (
	"math"
	"math/big"

	"github.com/firehose-dsl/firehose-dsl/compiler/core/elementary"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// mathTable is the module Math.
func mathTable() []Method {
	return []Method{
		function("sqrt", "the square root", math.Sqrt, 0),
		function("cbrt", "the cube root", cbrt, math.Inf(-1)),
		function("log2", "the logarithm to base 2", elementary.Log2, 0),
		function("log10", "the logarithm to base 10", elementary.Log10, 0),
		function("exp", "e to a power", elementary.Exp, math.Inf(-1)),
		function("sin", "the sine", elementary.Sin, math.Inf(-1)),
		function("cos", "the cosine", elementary.Cos, math.Inf(-1)),
		function("tan", "the tangent", elementary.Tan, math.Inf(-1)),
		function("atan", "the arc tangent", elementary.Atan, math.Inf(-1)),
		{Name: "log", Min: 1, Max: 2, Doc: "the natural logarithm, or that to a base", Fn: mathLog},
		{Name: "hypot", Min: 2, Max: 2, Doc: "the length of the hypotenuse", Fn: mathHypot},
		{Name: "atan2", Min: 2, Max: 2, Doc: "the angle of a point", Fn: mathAtan2},
	}
}

// elementarySteps is what an elementary function costs.
const elementarySteps = 32

// function makes a row of a function of one number, defined from least on.
func function(name, doc string, f func(float64) float64, least float64) Method {
	return Method{Name: name, Min: 1, Max: 1, Doc: doc, Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		c.Step(elementarySteps)
		x, err := mathFloat(a.Pos[0])
		if err == nil && x < least {
			err = raise(ClassDomainError, "Numerical argument is out of domain - %s", name)
		}
		return value.Float(f(x)), err
	}}
}

// cbrt takes one step more after the C library's cube root, as Ruby does, which
// is not always for the better.
func cbrt(x float64) float64 {
	r := elementary.Cbrt(x)
	if r == 0 || math.IsInf(r, 0) {
		return r
	}
	return (2*r + x/r/r) / 3
}

func mathFloat(v value.Value) (float64, error) {
	if f, ok := value.FloatOf(v); ok {
		return f, nil
	}
	return 0, firstError(unknown(v, "Math"), TypeError("can't convert %s into Float", described(v)))
}

func mathLog(c *Context, self value.Value, a value.Args) (value.Value, error) {
	c.Step(elementarySteps)
	x, err := logarithm(a.Pos[0])
	if err != nil || len(a.Pos) == 1 {
		return value.Float(x), err
	}
	base, err := logarithm(a.Pos[1])
	return value.Float(x / base), err
}

// logarithm also takes Integers beyond the range of Floats.
func logarithm(v value.Value) (float64, error) {
	x, err := mathFloat(v)
	switch {
	case err != nil:
		return 0, err
	case x < 0:
		return 0, raise(ClassDomainError, "Numerical argument is out of domain - log")
	}
	if b, ok := v.(*value.Big); ok {
		shift := max(b.BitLen()-1000, 0)
		f, _ := new(big.Float).SetInt(new(big.Int).Rsh(&b.Int, uint(shift))).Float64()
		return elementary.Log(f) + float64(shift)*math.Ln2, nil
	}
	return elementary.Log(x), nil
}

func mathHypot(c *Context, self value.Value, a value.Args) (value.Value, error) {
	c.Step(elementarySteps)
	x, y, err := twoFloats(a)
	return value.Float(elementary.Hypot(x, y)), err
}

func mathAtan2(c *Context, self value.Value, a value.Args) (value.Value, error) {
	c.Step(elementarySteps)
	y, x, err := twoFloats(a)
	return value.Float(elementary.Atan2(y, x)), err
}

func twoFloats(a value.Args) (x, y float64, err error) {
	if x, err = mathFloat(a.Pos[0]); err != nil {
		return 0, 0, err
	}
	y, err = mathFloat(a.Pos[1])
	return x, y, err
}

// integerClassTable is what Integer itself answers.
func integerClassTable() []Method {
	return []Method{{Name: "sqrt", Min: 1, Max: 1, Doc: "the square root, rounded down", Fn: integerSqrt}}
}

func integerSqrt(c *Context, self value.Value, a value.Args) (value.Value, error) {
	v := a.Pos[0]
	if f, ok := v.(value.Float); ok {
		v = value.TruncFloat(float64(f))
	}
	x := value.BigOf(v)
	switch {
	case x == nil:
		return nil, notInto(v, "Integer")
	case x.Sign() < 0:
		return nil, raise(ClassDomainError, "Numerical argument is out of domain - \"isqrt\"")
	}
	c.big(v)
	c.Step(20 * x.BitLen())
	return value.IntOf(new(big.Int).Sqrt(x)), nil
}
