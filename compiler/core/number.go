package core

import (
	"math"
	"math/big"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/core/elementary"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// intTable is Integer, of any size.
func intTable() []Method {
	return []Method{
		{Name: "/", Min: 1, Max: 1, Doc: "the quotient, rounded down between Integers", Fn: numDiv},
		{Name: "~", Doc: "all bits turned over", Fn: intNot},
		{Name: "&", Min: 1, Max: 1, Doc: "the bits that both have", Fn: intBits((*big.Int).And)},
		{Name: "|", Min: 1, Max: 1, Doc: "the bits that one has", Fn: intBits((*big.Int).Or)},
		{Name: "^", Min: 1, Max: 1, Doc: "the bits that exactly one has", Fn: intBits((*big.Int).Xor)},
		{Name: "<<", Min: 1, Max: 1, Doc: "the bits moved up", Fn: intLeft},
		{Name: ">>", Min: 1, Max: 1, Doc: "the bits moved down", Fn: intRight},
		{Name: "[]", Min: 1, Max: 2, Doc: "a bit, or the number that some bits are", Fn: intBit},
		{Name: "times", Doc: "calls the block with 0, 1, … n times", Fn: intTimes, Enum: true},
		{Name: "upto", Min: 1, Max: 1, Doc: "calls the block with each Integer up to a limit", Fn: intUpto, Enum: true},
		{Name: "downto", Min: 1, Max: 1, Doc: "calls the block with each Integer down to a limit", Fn: intDownto, Enum: true},
		{Name: "succ", Doc: "the next Integer", Fn: intSucc},
		{Name: "next", Doc: "the next Integer", Fn: intSucc},
		{Name: "pred", Doc: "the previous Integer", Fn: intPred},
		{Name: "even?", Doc: "whether it is even", Fn: intEven},
		{Name: "odd?", Doc: "whether it is odd", Fn: intOdd},
		{Name: "pow", Min: 1, Max: 2, Doc: "a power, or its remainder", Fn: intPow},
		{Name: "gcd", Min: 1, Max: 1, Doc: "the greatest common divisor", Fn: intGcd},
		{Name: "lcm", Min: 1, Max: 1, Doc: "the least common multiple", Fn: intLcm},
		{Name: "digits", Max: 1, Doc: "the digits, the last first", Fn: intDigits},
		{Name: "to_s", Max: 1, Doc: "the digits as text, in a base", Fn: intToS},
		{Name: "inspect", Max: 1, Doc: "the digits as text", Fn: intToS},
		{Name: "to_i", Doc: "itself", Fn: itself},
		{Name: "to_int", Doc: "itself", Fn: itself},
		{Name: "chr", Max: 1, Doc: "the character with the number", Fn: intChr},
		{Name: "ord", Doc: "itself", Fn: itself},
		{Name: "numerator", Doc: "itself", Fn: itself},
		{Name: "denominator", Doc: "1", Fn: intOne},
		{Name: "integer?", Doc: "true", Fn: yes},
		{Name: "finite?", Doc: "true", Fn: yes},
		{Name: "infinite?", Doc: "nil", Fn: none},
		{Name: "bit_length", Doc: "the number of bits", Fn: intBitLength},
		{Name: "allbits?", Min: 1, Max: 1, Doc: "whether all bits of a mask are set", Fn: intAllBits},
		{Name: "anybits?", Min: 1, Max: 1, Doc: "whether a bit of a mask is set", Fn: intAnyBits},
		{Name: "nobits?", Min: 1, Max: 1, Doc: "whether no bit of a mask is set", Fn: intNoBits},
		{Name: "size", Doc: "the number of bytes", Fn: intSize},
		{Name: "ceildiv", Min: 1, Max: 1, Doc: "the quotient, rounded up", Fn: intCeilDiv},
	}
}

// floatTable is Float.
func floatTable() []Method {
	return []Method{
		{Name: "/", Min: 1, Max: 1, Doc: "the quotient", Fn: numDiv},
		{Name: "quo", Min: 1, Max: 1, Doc: "the quotient", Fn: numDiv},
		{Name: "to_i", Doc: "cut to an Integer", Fn: floatToI},
		{Name: "to_int", Doc: "cut to an Integer", Fn: floatToI},
		{Name: "to_s", Doc: "the shortest digits that read back", Fn: objectInspect},
		{Name: "nan?", Doc: "whether it is not a number", Fn: floatNaN},
		{Name: "infinite?", Doc: "1, -1 or nil", Fn: floatInfinite},
		{Name: "finite?", Doc: "whether it is neither infinite nor NaN", Fn: floatFinite},
		{Name: "integer?", Doc: "false", Fn: no},
		{Name: "next_float", Doc: "the next Float", Fn: floatNext(math.Inf(1))},
		{Name: "prev_float", Doc: "the previous Float", Fn: floatNext(math.Inf(-1))},
	}
}

// numberTable is what Integer and Float share.
func numberTable() []Method {
	half := []string{"half"}
	return []Method{
		{Name: "+", Min: 1, Max: 1, Doc: "the sum", Fn: numPlus},
		{Name: "-", Min: 1, Max: 1, Doc: "the difference", Fn: numMinus},
		{Name: "*", Min: 1, Max: 1, Doc: "the product", Fn: numTimes},
		{Name: "%", Min: 1, Max: 1, Doc: "the remainder with the sign of the divisor", Fn: numModulo},
		{Name: "modulo", Min: 1, Max: 1, Doc: "the remainder with the sign of the divisor", Fn: numModulo},
		{Name: "remainder", Min: 1, Max: 1, Doc: "the remainder with its own sign", Fn: numRemainder},
		{Name: "div", Min: 1, Max: 1, Doc: "the quotient, rounded down", Fn: numFloorDiv},
		{Name: "divmod", Min: 1, Max: 1, Doc: "the quotient rounded down, and the remainder", Fn: numDivMod},
		{Name: "fdiv", Min: 1, Max: 1, Doc: "the quotient as a Float", Fn: numFdiv},
		{Name: "**", Min: 1, Max: 1, Doc: "the power", Fn: numPow},
		{Name: "pow", Min: 1, Max: 1, Doc: "the power", Fn: numPow},
		{Name: "-@", Doc: "its negative", Fn: numNegative},
		{Name: "+@", Doc: "itself", Fn: itself},
		{Name: "==", Min: 1, Max: 1, Doc: "whether the numbers are equal", Fn: objectEqual},
		{Name: "<", Min: 1, Max: 1, Doc: "whether it is less", Fn: lessThan},
		{Name: "<=", Min: 1, Max: 1, Doc: "whether it is less or equal", Fn: atMost},
		{Name: ">", Min: 1, Max: 1, Doc: "whether it is greater", Fn: moreThan},
		{Name: ">=", Min: 1, Max: 1, Doc: "whether it is greater or equal", Fn: atLeast},
		{Name: "<=>", Min: 1, Max: 1, Doc: "the order of two numbers", Fn: objectCompare},
		{Name: "abs", Doc: "its magnitude", Fn: numAbs},
		{Name: "magnitude", Doc: "its magnitude", Fn: numAbs},
		{Name: "zero?", Doc: "whether it is 0", Fn: numSign(func(s int) bool { return s == 0 })},
		{Name: "positive?", Doc: "whether it is above 0", Fn: numSign(func(s int) bool { return s > 0 })},
		{Name: "negative?", Doc: "whether it is below 0", Fn: numSign(func(s int) bool { return s < 0 })},
		{Name: "nonzero?", Doc: "itself, or nil for 0", Fn: numNonzero},
		{Name: "to_f", Doc: "as a Float", Fn: numToF},
		{Name: "step", Max: 2, Doc: "calls the block with each nth number up to a limit", Fn: numStep, KW: []string{"by", "to"}, Enum: true},
		{Name: "round", Max: 1, Doc: "rounded, halves away from zero", Fn: numRound, KW: half},
		{Name: "floor", Max: 1, Doc: "rounded down", Fn: numFloor},
		{Name: "ceil", Max: 1, Doc: "rounded up", Fn: numCeil},
		{Name: "truncate", Max: 1, Doc: "rounded toward zero", Fn: numTruncate},
		{Name: "dup", Doc: "itself", Fn: itself},
	}
}

// comparableTable is what everything with an order has.
func comparableTable() []Method {
	return []Method{
		{Name: "<", Min: 1, Max: 1, Doc: "whether it comes before", Fn: lessThan},
		{Name: "<=", Min: 1, Max: 1, Doc: "whether it comes before or is equal", Fn: atMost},
		{Name: ">", Min: 1, Max: 1, Doc: "whether it comes after", Fn: moreThan},
		{Name: ">=", Min: 1, Max: 1, Doc: "whether it comes after or is equal", Fn: atLeast},
		{Name: "<=>", Min: 1, Max: 1, Doc: "-1, 0, 1 or nil", Fn: objectCompare},
		{Name: "between?", Min: 2, Max: 2, Doc: "whether it lies between two values", Fn: between},
		{Name: "clamp", Min: 1, Max: 2, Doc: "itself, or the nearer end when outside", Fn: clamp},
	}
}

func yes(*Context, value.Value, value.Args) (value.Value, error)  { return value.Bool(true), nil }
func no(*Context, value.Value, value.Args) (value.Value, error)   { return value.Bool(false), nil }
func none(*Context, value.Value, value.Args) (value.Value, error) { return value.Nil, nil }

func lessThan(c *Context, self value.Value, a value.Args) (value.Value, error) {
	sign, err := c.order(self, a.Pos[0])
	return ordered(self, a.Pos[0], sign < 0, err)
}

func atMost(c *Context, self value.Value, a value.Args) (value.Value, error) {
	sign, err := c.order(self, a.Pos[0])
	return ordered(self, a.Pos[0], sign <= 0, err)
}

func moreThan(c *Context, self value.Value, a value.Args) (value.Value, error) {
	sign, err := c.order(self, a.Pos[0])
	return ordered(self, a.Pos[0], sign > 0, err)
}

func atLeast(c *Context, self value.Value, a value.Args) (value.Value, error) {
	sign, err := c.order(self, a.Pos[0])
	return ordered(self, a.Pos[0], sign >= 0, err)
}

// ordered is the answer of < and its kin: with NaN always false.
func ordered(self, other value.Value, holds bool, err error) (value.Value, error) {
	if err != nil && (isNaN(self) || isNaN(other)) && self.Kind() != value.KindString && numeric(self) && numeric(other) {
		return value.Bool(false), nil
	}
	return value.Bool(holds), err
}

func isNaN(v value.Value) bool {
	f, ok := v.(value.Float)
	return ok && f != f
}

func numeric(v value.Value) bool {
	return v.Kind() == value.KindInt || v.Kind() == value.KindFloat
}

func between(c *Context, self value.Value, a value.Args) (value.Value, error) {
	low, err := c.order(self, a.Pos[0])
	if err != nil || low < 0 {
		return value.Bool(false), err
	}
	high, err := c.order(self, a.Pos[1])
	return value.Bool(high <= 0), err
}

func clamp(c *Context, self value.Value, a value.Args) (value.Value, error) {
	low := a.Pos[0]
	var high value.Value
	if len(a.Pos) == 2 {
		high = a.Pos[1]
	} else {
		r, ok := low.(*value.Range)
		if !ok {
			return nil, TypeError("wrong argument type %s (expected Range)", ClassOf(low).Name)
		}
		if r.Exclusive && r.High != value.Value(value.Nil) {
			return nil, ArgumentError("cannot clamp with an exclusive range")
		}
		low, high = r.Low, r.High
	}
	return c.clamp(self, low, high)
}

func (c *Context) clamp(v, low, high value.Value) (value.Value, error) {
	hasLow, hasHigh := low != value.Value(value.Nil), high != value.Value(value.Nil)
	if hasLow && hasHigh {
		if sign, err := c.order(low, high); err != nil {
			return nil, err
		} else if sign > 0 {
			return nil, ArgumentError("min argument must be smaller than max argument")
		}
	}
	if hasLow {
		if sign, err := c.order(v, low); err != nil || sign < 0 {
			return low, err
		}
	}
	if hasHigh {
		if sign, err := c.order(v, high); err != nil || sign > 0 {
			return high, err
		}
	}
	return v, nil
}

// uncoerced is the TypeError of arithmetic with what is no number.
func uncoerced(self, other value.Value, operator string) error {
	if err := unknown(other, operator); err != nil {
		return err
	}
	name := ClassOf(other).Name
	switch other.(type) {
	case value.NilType, value.Bool, value.Symbol, value.Float, value.Int:
		name = value.Show(other)
	}
	return TypeError("%s can't be coerced into %s", name, ClassOf(self).Name)
}

// bothInt reports whether an operation is one of Integers.
func bothInt(a, b value.Value) bool {
	return a.Kind() == value.KindInt && b.Kind() == value.KindInt
}

// floats are both numbers as Floats.
func floats(self, other value.Value, operator string) (x, y float64, err error) {
	x, _ = value.FloatOf(self)
	y, ok := value.FloatOf(other)
	if !ok {
		err = uncoerced(self, other, operator)
	}
	return x, y, err
}

func numPlus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if bothInt(self, a.Pos[0]) {
		c.big(self, a.Pos[0])
		return fitting(value.AddInt(self, a.Pos[0]))
	}
	x, y, err := floats(self, a.Pos[0], "+")
	return value.Float(x + y), err
}

func numMinus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if bothInt(self, a.Pos[0]) {
		c.big(self, a.Pos[0])
		return fitting(value.SubInt(self, a.Pos[0]))
	}
	x, y, err := floats(self, a.Pos[0], "-")
	return value.Float(x - y), err
}

func numTimes(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if bothInt(self, a.Pos[0]) {
		c.big(self, a.Pos[0])
		v, err := value.MulInt(self, a.Pos[0])
		return v, ended(err)
	}
	x, y, err := floats(self, a.Pos[0], "*")
	return value.Float(x * y), err
}

// big charges for arithmetic with Integers beyond 64 bits, by their size.
func (c *Context) big(vs ...value.Value) {
	for _, v := range vs {
		if b, ok := v.(*value.Big); ok {
			c.bytes(b.BitLen() / 8)
			c.Step(b.BitLen() / 2)
		}
	}
}

// fitting refuses an Integer that has grown beyond the limit.
func fitting(v value.Value) (value.Value, error) {
	if b, ok := v.(*value.Big); ok && b.BitLen() > value.MaxBits {
		return nil, ended(value.ErrTooBig)
	}
	return v, nil
}

func numDiv(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if bothInt(self, a.Pos[0]) {
		c.big(self, a.Pos[0])
		q, _, err := value.DivMod(self, a.Pos[0])
		return q, ended(err)
	}
	x, y, err := floats(self, a.Pos[0], "/")
	return value.Float(x / y), err
}

// ratio is x / y as a Float: of small ones in lowest terms, as Ruby divides them,
// of others the nearest.
func (c *Context) ratio(x, y *big.Int) (value.Value, error) {
	if f, zero := float64(x.Sign()), 0.0; y.Sign() == 0 {
		if !x.IsInt64() {
			return nil, raise(ClassZeroDivision, "divided by 0")
		}
		return value.Float(f / zero), nil
	}
	c.Step(times(x.BitLen(), y.BitLen()))
	q := new(big.Rat).SetFrac(x, y)
	if x.IsInt64() && y.IsInt64() {
		return value.Float(float64(q.Num().Int64()) / float64(q.Denom().Int64())), nil
	}
	f, _ := q.Float64()
	return value.Float(f), nil
}

func numFdiv(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if bothInt(self, a.Pos[0]) {
		return c.ratio(value.BigOf(self), value.BigOf(a.Pos[0]))
	}
	x, y, err := floats(self, a.Pos[0], "fdiv")
	return value.Float(x / y), err
}

// divMod is the quotient rounded down and the remainder, of any two numbers.
func (c *Context) divMod(self, other value.Value, operator string) (q, r value.Value, err error) {
	if bothInt(self, other) {
		c.big(self, other)
		q, r, err = value.DivMod(self, other)
		return q, r, ended(err)
	}
	x, y, err := floats(self, other, operator)
	if err != nil {
		return nil, nil, err
	}
	if y == 0 {
		return nil, nil, ended(value.ErrZero)
	}
	mod := math.Mod(x, y)
	if math.IsInf(y, 0) && !math.IsInf(x, 0) {
		mod = x
	}
	div := (x - mod) / y
	if math.IsInf(x, 0) && !math.IsInf(y, 0) {
		div = x
	}
	if y*mod < 0 {
		mod, div = mod+y, div-1
	}
	if math.IsNaN(mod) || math.IsInf(div, 0) {
		return nil, value.Float(mod), nil
	}
	return value.TruncFloat(math.Round(div)), value.Float(mod), nil
}

func numModulo(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, r, err := c.divMod(self, a.Pos[0], "%")
	return r, err
}

func numFloorDiv(c *Context, self value.Value, a value.Args) (value.Value, error) {
	q, _, err := c.divMod(self, a.Pos[0], "div")
	if err == nil && q == nil {
		err = raise(ClassFloatDomain, "NaN")
	}
	return q, err
}

func numDivMod(c *Context, self value.Value, a value.Args) (value.Value, error) {
	q, r, err := c.divMod(self, a.Pos[0], "divmod")
	if err == nil && q == nil {
		err = raise(ClassFloatDomain, "NaN")
	}
	return list(q, r), err
}

func numRemainder(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, r, err := c.divMod(self, a.Pos[0], "remainder")
	if err != nil {
		return nil, err
	}
	mine, _ := value.Compare(self, value.Int(0))
	if sign, ok := value.Compare(r, value.Int(0)); ok && sign != 0 && sign != mine {
		return numMinus(c, r, a)
	}
	return r, nil
}

func numPow(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n := a.Pos[0]
	if bothInt(self, n) {
		if sign, _ := value.Compare(n, value.Int(0)); sign < 0 {
			return nil, &RefusedError{Message: "a negative power of an Integer is a Rational in Ruby, which templates do not have",
				Help: "write a Float: `2.0 ** -1`"}
		}
		c.big(self)
		v, err := value.PowInt(self, n)
		if b, ok := v.(*value.Big); ok {
			c.big(b)
		}
		return v, ended(err)
	}
	c.Step(elementarySteps)
	x, y, err := floats(self, n, "**")
	if err == nil && x < 0 && y != math.Trunc(y) {
		return nil, &RefusedError{Message: "this power is a Complex in Ruby, which templates do not have"}
	}
	return value.Float(elementary.Pow(x, y)), err
}

func numNegative(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if f, ok := self.(value.Float); ok {
		return -f, nil
	}
	return value.SubInt(value.Int(0), self), nil
}

func numAbs(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if f, ok := self.(value.Float); ok {
		return value.Float(math.Abs(float64(f))), nil
	}
	if sign, _ := value.Compare(self, value.Int(0)); sign < 0 {
		return value.SubInt(value.Int(0), self), nil
	}
	return self, nil
}

func numSign(holds func(sign int) bool) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		sign, ok := value.Compare(self, value.Int(0))
		return value.Bool(ok && holds(sign)), nil
	}
}

func numNonzero(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if sign, ok := value.Compare(self, value.Int(0)); ok && sign == 0 {
		return value.Nil, nil
	}
	return self, nil
}

func numToF(c *Context, self value.Value, a value.Args) (value.Value, error) {
	f, _ := value.FloatOf(self)
	return value.Float(f), nil
}

// numStep is step(limit, step) and step(by:, to:).
func numStep(c *Context, self value.Value, a value.Args) (value.Value, error) {
	limit, by := stepArgs(a)
	return self, c.steps(self, limit, by, false, func(v value.Value) error {
		_, err := call(a.Block, v)
		return err
	})
}

// stepArgs are the limit (Nil: none) and the step that step was given.
func stepArgs(a value.Args) (limit, by value.Value) {
	limit, by = value.Nil, value.Int(1)
	if len(a.Pos) > 0 {
		limit = a.Pos[0]
	} else if a.KW != nil {
		limit = keyword(a, "to")
	}
	if len(a.Pos) > 1 {
		by = a.Pos[1]
	} else if v := keyword(a, "by"); v != value.Value(value.Nil) {
		by = v
	}
	return limit, by
}

// steps walks from a number by a step to a limit (Nil: for ever).
func (c *Context) steps(from, limit, by value.Value, exclusive bool, visit func(v value.Value) error) error {
	direction, ok := value.Compare(by, value.Int(0))
	if !ok {
		return firstError(unknown(by, "step"), uncoerced(from, by, "step"))
	}
	if direction == 0 {
		return ArgumentError("step can't be 0")
	}
	if from.Kind() == value.KindFloat || by.Kind() == value.KindFloat || limit.Kind() == value.KindFloat {
		return c.floatSteps(from, limit, by, exclusive, visit)
	}
	for v := from; ; v = value.AddInt(v, by) {
		if limit != value.Value(value.Nil) {
			sign, err := c.order(v, limit)
			if err != nil {
				return err
			}
			if sign*direction > 0 || exclusive && sign == 0 {
				return nil
			}
		}
		c.Step(1)
		if err := visit(v); err != nil {
			return err
		}
	}
}

// floatSteps counts the steps first, so that errors do not add up.
func (c *Context) floatSteps(from, limit, by value.Value, exclusive bool, visit func(v value.Value) error) error {
	start, unit, err := floats(from, by, "step")
	if err != nil {
		return err
	}
	end := math.Inf(1) * unit
	if limit != value.Value(value.Nil) {
		if _, end, err = floats(from, limit, "step"); err != nil {
			return err
		}
	}
	n := floatStepCount(start, end, unit, exclusive)
	for i := 0.0; i < n; i++ {
		c.Step(1)
		x := start + i*unit
		if !exclusive && (unit > 0 && x > end || unit < 0 && x < end) {
			x = end
		}
		if err := visit(value.Float(x)); err != nil {
			return err
		}
	}
	return nil
}

func floatStepCount(start, end, unit float64, exclusive bool) float64 {
	n := (end - start) / unit
	slack := (math.Abs(start) + math.Abs(end) + math.Abs(end-start)) / math.Abs(unit) * 0x1p-52
	if slack > 0.5 {
		slack = 0.5
	}
	switch {
	case math.IsInf(n, 1):
		return n
	case n < 0 && !exclusive || n <= 0 && exclusive:
		return 0
	case exclusive:
		d := math.Floor(n - slack)
		if d+1 > n-slack && d < n {
			return d + 1
		}
		return d
	}
	return math.Floor(n+slack) + 1
}

// numRound is round(digits, half: :up | :even | :down).
func numRound(c *Context, self value.Value, a value.Args) (value.Value, error) {
	mode, err := roundingMode(keyword(a, "half"))
	if err != nil {
		return nil, err
	}
	return c.rounded(self, a, mode)
}

func numFloor(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.rounded(self, a, "floor")
}

func numCeil(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.rounded(self, a, "ceil")
}

func numTruncate(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if sign, _ := value.Compare(self, value.Int(0)); sign < 0 {
		return c.rounded(self, a, "ceil")
	}
	return c.rounded(self, a, "floor")
}

func roundingMode(v value.Value) (string, error) {
	if v == value.Value(value.Nil) {
		return "up", nil
	}
	name, err := symbolOr(v, "round")
	if err == nil && name != "up" && name != "even" && name != "down" {
		err = ArgumentError("invalid rounding mode: %s", value.Clip(name))
	}
	return name, err
}

func (c *Context) rounded(self value.Value, a value.Args, mode string) (value.Value, error) {
	digits, err := toIntOr(a, 0, 0)
	if err != nil {
		return nil, err
	}
	f, isFloat := self.(value.Float)
	switch {
	case !isFloat && digits >= 0:
		return self, nil
	case !isFloat:
		return c.roundInt(self, -digits, mode)
	case digits > 0:
		return value.Float(roundDigits(float64(f), digits, mode)), nil
	case math.IsNaN(float64(f)) || math.IsInf(float64(f), 0):
		return nil, raise(ClassFloatDomain, "%s", value.FloatText(float64(f)))
	case digits < 0:
		return c.roundInt(wholeFloat(float64(f), mode), -digits, mode)
	}
	return value.TruncFloat(roundScaled(float64(f), 1, mode)), nil
}

// wholeFloat is a float cut to an Integer before its lower digits go: down for
// floor, up for ceil.
func wholeFloat(f float64, mode string) value.Value {
	switch mode {
	case "floor":
		f = math.Floor(f)
	case "ceil":
		f = math.Ceil(f)
	}
	return value.TruncFloat(f)
}

// roundInt rounds the last zeros digits away.
func (c *Context) roundInt(v value.Value, zeros int, mode string) (value.Value, error) {
	x := value.BigOf(v)
	if zeros > x.BitLen()/3+1 && mode != "floor" && mode != "ceil" {
		return value.Int(0), nil
	}
	unit, err := value.PowInt(value.Int(10), value.Int(min(zeros, value.MaxBits)))
	if err != nil {
		return nil, ended(err)
	}
	down, rest, err := value.DivMod(v, unit)
	if err != nil {
		return nil, ended(err)
	}
	if roundsUp(value.BigOf(down), value.BigOf(rest), value.BigOf(unit), mode) {
		down = value.AddInt(down, value.Int(1))
	}
	r, err := value.MulInt(down, unit)
	return r, ended(err)
}

// roundsUp tells whether down·unit + rest goes to the next unit.
func roundsUp(down, rest, unit *big.Int, mode string) bool {
	twice := new(big.Int).Lsh(rest, 1)
	switch half := twice.Cmp(unit); {
	case mode == "floor":
		return false
	case mode == "ceil":
		return rest.Sign() > 0
	case half != 0:
		return half > 0
	case mode == "even":
		return down.Bit(0) == 1
	case mode == "down":
		return down.Sign() < 0
	}
	return down.Sign() >= 0
}

// roundDigits rounds to digits > 0 digits after the point, as Ruby does.
func roundDigits(f float64, digits int, mode string) float64 {
	_, exponent := math.Frexp(f)
	switch {
	case f == 0 || math.IsNaN(f) || math.IsInf(f, 0) || digits >= roundableDigits(exponent):
		return f
	case digits < -underflow(exponent) && (mode != "floor" || f > 0) && (mode != "ceil" || f < 0):
		return 0
	case digits > 14:
		return roundExact(f, digits, mode)
	}
	scale := math.Pow(10, float64(digits))
	if mode == "floor" || mode == "ceil" {
		return floorDigits(f, scale, mode)
	}
	r := roundScaled(f, scale, mode) / scale
	if math.IsInf(r, 0) || math.IsNaN(r) {
		return f
	}
	return r
}

func roundableDigits(exponent int) int {
	if exponent > 0 {
		return 17 - exponent/4
	}
	return 17 - (exponent/3 - 1)
}

func underflow(exponent int) int {
	if exponent > 0 {
		return exponent/3 + 1
	}
	return exponent / 4
}

func floorDigits(f, scale float64, mode string) float64 {
	if mode == "ceil" {
		return -floorDigits(-f, scale, "floor")
	}
	whole := math.Floor(f * scale)
	if next := (whole + 1) / scale; next <= f {
		return next
	}
	return whole / scale
}

// roundScaled is f·scale as a whole number.
func roundScaled(f, scale float64, mode string) float64 {
	switch mode {
	case "floor":
		return math.Floor(f * scale)
	case "ceil":
		return math.Ceil(f * scale)
	case "even":
		return roundEven(f, scale)
	}
	sign := math.Copysign(1, f)
	x := math.Abs(f)
	r := math.Round(x * scale)
	switch {
	case mode == "up" && scale != 1 && (r+0.5)/scale <= x:
		r++
	case mode == "down" && (r-0.5)/scale >= x:
		r--
	}
	return sign * r
}

func roundEven(f, scale float64) float64 {
	sign, x := math.Copysign(1, f), math.Abs(f)
	whole := math.Floor(x * scale)
	rest := x*scale - whole
	switch {
	case rest > 0.5:
		return sign * (whole + 1)
	case rest == 0.5 || (whole+0.5)/scale <= x:
		return sign * (whole + math.Mod(whole, 2))
	}
	return sign * whole
}

// roundExact rounds in exact decimal arithmetic.
func roundExact(f float64, digits int, mode string) float64 {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	r := new(big.Rat).Mul(new(big.Rat).SetFloat64(f), new(big.Rat).SetInt(unit))
	down, rest := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int))
	if roundsUp(down, rest, r.Denom(), mode) {
		down.Add(down, big.NewInt(1))
	}
	out, _ := new(big.Rat).SetFrac(down, unit).Float64()
	return out
}

func intNot(c *Context, self value.Value, a value.Args) (value.Value, error) {
	c.big(self)
	return value.IntOf(new(big.Int).Not(value.BigOf(self))), nil
}

func intBits(operation func(z, x, y *big.Int) *big.Int) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		if !bothInt(self, a.Pos[0]) {
			return nil, uncoerced(self, a.Pos[0], "&")
		}
		c.big(self, a.Pos[0])
		return value.IntOf(operation(new(big.Int), value.BigOf(self), value.BigOf(a.Pos[0]))), nil
	}
}

func intLeft(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := shiftCount(a.Pos[0])
	if err != nil {
		return nil, err
	}
	c.big(self)
	v, err := value.ShiftInt(self, n)
	if b, ok := v.(*value.Big); ok {
		c.big(b)
	}
	return v, ended(err)
}

func intRight(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := shiftCount(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return intLeft(c, self, value.Args{Pos: []value.Value{value.SubInt(value.Int(0), n)}})
}

func shiftCount(v value.Value) (value.Value, error) {
	if v.Kind() == value.KindInt {
		return v, nil
	}
	n, err := toInt(v)
	return value.Int(n), err
}

func intBit(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if r, ok := a.Pos[0].(*value.Range); ok && len(a.Pos) == 1 {
		return c.bitsIn(self, r)
	}
	from, err := toInt(a.Pos[0])
	if err != nil || len(a.Pos) == 1 {
		return c.bits(self, from, 1), err
	}
	n, err := toInt(a.Pos[1])
	return c.bits(self, from, n), err
}

// bitsIn are the bits of a Range of places, all from its low end on when it has
// no length.
func (c *Context) bitsIn(self value.Value, r *value.Range) (value.Value, error) {
	if r.Low == value.Value(value.Nil) {
		return nil, &RefusedError{Message: "bits up to a place are not taken by a Range without a low end", Help: "write both ends: `n[0..7]`"}
	}
	from, err := toInt(r.Low)
	if err != nil || r.High == value.Value(value.Nil) {
		return c.bits(self, from, -1), err
	}
	to, err := toInt(r.High)
	if !r.Exclusive {
		to++
	}
	if to < from {
		to = from - 1
	}
	return c.bits(self, from, to-from), err
}

// bits are n bits of an Integer from a place on, all when n is negative. The
// bits at negative places are zero.
func (c *Context) bits(self value.Value, from, n int) value.Value {
	c.big(self)
	x := new(big.Int).Set(value.BigOf(self))
	switch {
	case n >= 0 && from <= -n:
		return value.Int(0)
	case from < 0:
		from = max(from, -value.MaxBits)
		c.Step(-from / bitsPerStep)
		x.Lsh(x, uint(-from))
	default:
		x.Rsh(x, uint(min(from, value.MaxBits)))
	}
	if n >= 0 && (x.Sign() < 0 || n < x.BitLen()) {
		n = min(n, value.MaxBits)
		c.Step(n / bitsPerStep)
		mask := new(big.Int).Lsh(big.NewInt(1), uint(n))
		x.And(x, mask.Sub(mask, big.NewInt(1)))
	}
	return value.IntOf(x)
}

// bitsPerStep is what shifting and masking do in the time of one step.
const bitsPerStep = 64

func intTimes(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := toInt(self)
	if err != nil {
		return nil, err
	}
	for i := range n {
		c.Step(1)
		if _, err := a.Block.Call(value.Args{Pos: []value.Value{value.Int(i)}}); err != nil {
			return nil, err
		}
	}
	return self, nil
}

func intUpto(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.count(self, a, 1)
}

func intDownto(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.count(self, a, -1)
}

func (c *Context) count(self value.Value, a value.Args, by int) (value.Value, error) {
	for v := self; ; v = value.AddInt(v, value.Int(by)) {
		sign, err := c.order(v, a.Pos[0])
		if err != nil || sign*by > 0 {
			return self, err
		}
		if _, err := call(a.Block, v); err != nil {
			return nil, err
		}
	}
}

func intSucc(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.AddInt(self, value.Int(1)), nil
}

func intPred(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.SubInt(self, value.Int(1)), nil
}

func intEven(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(value.BigOf(self).Bit(0) == 0), nil
}

func intOdd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(value.BigOf(self).Bit(0) == 1), nil
}

func intPow(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 1 {
		return numPow(c, self, a)
	}
	if !bothInt(self, a.Pos[0]) || a.Pos[1].Kind() != value.KindInt {
		return nil, TypeError("Integer#pow() 2nd argument not allowed unless all arguments are integers")
	}
	n, m := value.BigOf(a.Pos[0]), value.BigOf(a.Pos[1])
	switch {
	case n.Sign() < 0:
		return nil, RangeError("Integer#pow() 2nd argument cannot be negative when 3rd argument specified")
	case m.Sign() == 0:
		return nil, ended(value.ErrZero)
	}
	c.Step(times(n.BitLen(), m.BitLen()))
	size := new(big.Int).Abs(m)
	r := new(big.Int).Exp(value.BigOf(self), n, size)
	_, r2, err := value.DivMod(value.IntOf(r), a.Pos[1])
	return r2, ended(err)
}

// otherInt is the argument of gcd and lcm.
func otherInt(v value.Value) (*big.Int, error) {
	if v.Kind() != value.KindInt {
		return nil, firstError(unknown(v, "gcd"), TypeError("not an integer"))
	}
	return value.BigOf(v), nil
}

func intGcd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	other, err := otherInt(a.Pos[0])
	if err != nil {
		return nil, err
	}
	c.big(self, a.Pos[0])
	x := new(big.Int).Abs(value.BigOf(self))
	c.Step(times(x.BitLen()/64, other.BitLen()/64) / 4)
	return value.IntOf(new(big.Int).GCD(nil, nil, x, new(big.Int).Abs(other))), nil
}

func intLcm(c *Context, self value.Value, a value.Args) (value.Value, error) {
	gcd, err := intGcd(c, self, a)
	if err != nil || gcd == value.Value(value.Int(0)) {
		return value.Int(0), err
	}
	part, _, _ := value.DivMod(self, gcd)
	product, err := value.MulInt(part, a.Pos[0])
	if err != nil {
		return nil, ended(err)
	}
	return numAbs(c, product, value.Args{})
}

func intDigits(c *Context, self value.Value, a value.Args) (value.Value, error) {
	base, err := toIntOr(a, 0, 10)
	switch {
	case err != nil:
		return nil, err
	case base < 0:
		return nil, ArgumentError("negative radix")
	case base < 2:
		return nil, ArgumentError("invalid radix %d", base)
	}
	if sign, _ := value.Compare(self, value.Int(0)); sign < 0 {
		return nil, raise(ClassDomainError, "out of domain")
	}
	var out []value.Value
	for v := self; ; {
		c.elements(1)
		c.big(v)
		q, r, _ := value.DivMod(v, value.Int(base))
		out = append(out, r)
		if v = q; v == value.Value(value.Int(0)) {
			return value.NewArray(out), nil
		}
	}
}

func intToS(c *Context, self value.Value, a value.Args) (value.Value, error) {
	base, err := toIntOr(a, 0, 10)
	if err == nil && (base < 2 || base > 36) {
		err = ArgumentError("invalid radix %d", base)
	}
	if err != nil {
		return nil, err
	}
	c.bytes(value.BigOf(self).BitLen())
	c.big(self)
	c.Step(4 * value.BigOf(self).BitLen())
	return str(value.BigOf(self).Text(base)), nil
}

func intChr(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := toInt(self)
	switch {
	case err != nil:
		return nil, RangeError("bignum out of char range")
	case n < 0, n > 255 && len(a.Pos) == 0, n > 0x10ffff, n >= 0xd800 && n < 0xe000:
		return nil, RangeError("%d out of char range", n)
	case n > 127 && len(a.Pos) == 0:
		return str(string([]byte{byte(n)})), nil
	}
	return str(string(rune(n))), nil
}

func intOne(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(1), nil
}

func intBitLength(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := value.BigOf(self)
	if x.Sign() < 0 {
		x = new(big.Int).Not(x)
	}
	return value.Int(x.BitLen()), nil
}

func (c *Context) masked(self value.Value, a value.Args) (value.Value, error) {
	return intBits((*big.Int).And)(c, self, a)
}

func intAllBits(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r, err := c.masked(self, a)
	return value.Bool(err == nil && value.Eql(r, a.Pos[0])), err
}

func intAnyBits(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r, err := c.masked(self, a)
	return value.Bool(r != value.Value(value.Int(0))), err
}

func intNoBits(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r, err := c.masked(self, a)
	return value.Bool(r == value.Value(value.Int(0))), err
}

func intSize(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if b, ok := self.(*value.Big); ok {
		return value.Int((b.BitLen() + 63) / 64 * 8), nil
	}
	return value.Int(8), nil
}

func intCeilDiv(c *Context, self value.Value, a value.Args) (value.Value, error) {
	negative, err := numNegative(c, self, value.Args{})
	if err != nil {
		return nil, err
	}
	q, err := numFloorDiv(c, negative, a)
	if err != nil {
		return nil, err
	}
	return numNegative(c, q, value.Args{})
}

func floatToI(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return numTruncate(c, self, value.Args{})
}

func floatNaN(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(isNaN(self)), nil
}

func floatInfinite(c *Context, self value.Value, a value.Args) (value.Value, error) {
	switch f := float64(self.(value.Float)); {
	case math.IsInf(f, 1):
		return value.Int(1), nil
	case math.IsInf(f, -1):
		return value.Int(-1), nil
	}
	return value.Nil, nil
}

func floatFinite(c *Context, self value.Value, a value.Args) (value.Value, error) {
	f := float64(self.(value.Float))
	return value.Bool(!math.IsInf(f, 0) && !math.IsNaN(f)), nil
}

func floatNext(toward float64) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		return value.Float(math.Nextafter(float64(self.(value.Float)), toward)), nil
	}
}

// digitSteps charges for reading a number, which takes the square of its length.
func (c *Context) digitSteps(s string) { c.Step(len(s) + times(len(s), len(s))/12_000) }

// parseInt reads an Integer as String#to_i does: as much as makes sense.
// strict asks for all of it; ok tells whether all was taken.
func parseInt(s string, base int, strict bool) (v value.Value, ok bool) {
	s = strings.TrimLeft(s, " \t\n\v\f\r")
	s = strings.TrimRight(s, " \t\n\v\f\r")
	negative := strings.HasPrefix(s, "-")
	if negative || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	s, base = radix(s, base)
	end, digits := digitRun(s, base)
	if digits == "" || strict && end != len(s) {
		return value.Int(0), false
	}
	x, _ := new(big.Int).SetString(digits, base)
	if negative {
		x.Neg(x)
	}
	return value.IntOf(x), end == len(s)
}

// radix takes the prefix of a base off: 0x, 0b, 0o; base 0 means to go by it.
func radix(s string, base int) (string, int) {
	for _, p := range []struct {
		prefix string
		base   int
	}{{"0x", 16}, {"0b", 2}, {"0o", 8}, {"0d", 10}} {
		if len(s) > 2 && strings.EqualFold(s[:2], p.prefix) && (base == 0 || base == p.base) {
			return s[2:], p.base
		}
	}
	if base == 0 && len(s) > 1 && s[0] == '0' {
		return s[1:], 8
	}
	if base == 0 {
		base = 10
	}
	return s, base
}

// digitRun is the digits at the start of s without their underscores, and
// where they end.
func digitRun(s string, base int) (end int, digits string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i > 0 && s[i-1] != '_' && i+1 < len(s) && digitValue(s[i+1]) < base {
			continue
		}
		if digitValue(s[i]) >= base {
			break
		}
		b.WriteByte(s[i])
		end = i + 1
	}
	return end, b.String()
}

func digitValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 10
	}
	return 99
}
