package core

import (
	"math"
	"math/big"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// rangeTable is Range's own; the rest is in enumerableTable.
func rangeTable() []Method {
	return []Method{
		{Name: "begin", Doc: "where it begins", Fn: rangeBegin},
		{Name: "end", Doc: "where it ends", Fn: rangeEnd},
		{Name: "first", Max: 1, Doc: "where it begins, or the first n elements", Fn: rangeFirst},
		{Name: "last", Max: 1, Doc: "where it ends, or the last n elements", Fn: rangeLast},
		{Name: "min", Max: 1, Doc: "the least element", Fn: rangeMin},
		{Name: "max", Max: 1, Doc: "the greatest element", Fn: rangeMax},
		{Name: "minmax", Doc: "the least and the greatest element", Fn: rangeMinMax},
		{Name: "size", Doc: "the number of Integers in it", Fn: rangeSize},
		{Name: "count", Max: 1, Doc: "the number of elements, or of such elements", Fn: rangeCount},
		{Name: "sum", Max: 1, Doc: "the sum of the elements", Fn: rangeSum},
		{Name: "exclude_end?", Doc: "whether the end is left out", Fn: rangeExclusive},
		{Name: "each", Doc: "calls the block with each element", Fn: rangeEach, Enum: true},
		{Name: "reverse_each", Doc: "calls the block with each element from the last", Fn: rangeReverseEach, Enum: true},
		{Name: "step", Max: 1, Doc: "calls the block with each nth element", Fn: rangeStep("step")},
		{Name: "%", Min: 1, Max: 1, Doc: "each nth element", Fn: rangeStep("%")},
		{Name: "include?", Min: 1, Max: 1, Doc: "whether a value is in it", Fn: rangeInclude},
		{Name: "member?", Min: 1, Max: 1, Doc: "whether a value is in it", Fn: rangeInclude},
		{Name: "cover?", Min: 1, Max: 1, Doc: "whether a value lies between its ends", Fn: rangeCover},
		{Name: "===", Min: 1, Max: 1, Doc: "whether a value lies between its ends", Fn: rangeHolds},
		{Name: "overlap?", Min: 1, Max: 1, Doc: "whether two ranges have a value in common", Fn: rangeOverlap},
		{Name: "to_a", Doc: "the elements as an Array", Fn: rangeToA},
		{Name: "to_ary", Doc: "the elements as an Array", Fn: rangeToA},
		{Name: "entries", Doc: "the elements as an Array", Fn: rangeToA},
		{Name: "dup", Doc: "itself", Fn: itself},
	}
}

func open(v value.Value) bool { return v == value.Value(value.Nil) }

func rangeOf(self value.Value) *value.Range { return self.(*value.Range) }

func rangeBegin(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return rangeOf(self).Low, nil
}

func rangeEnd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return rangeOf(self).High, nil
}

func rangeFirst(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	switch {
	case open(r.Low):
		return nil, RangeError("cannot get the first element of beginless range")
	case len(a.Pos) == 0:
		return r.Low, nil
	}
	return enumFirst(c, self, a)
}

func rangeLast(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	switch {
	case open(r.High):
		return nil, RangeError("cannot get the last element of endless range")
	case len(a.Pos) == 0:
		return r.High, nil
	}
	n, err := sizeArg(a.Pos[0], "negative array size")
	if err != nil {
		return nil, err
	}
	if low, high, ok := intEnds(r); ok {
		from := value.AddInt(value.SubInt(high, value.Int(n)), value.Int(1))
		if sign, _ := value.Compare(from, low); sign < 0 {
			from = low
		}
		return rangeToA(c, &value.Range{Low: from, High: high}, value.Args{})
	}
	vs, err := c.all(self)
	return value.NewArray(vs[len(vs)-min(n, len(vs)):]), err
}

// intEnds are the first and last element of a bounded Range of Integers.
func intEnds(r *value.Range) (low, high value.Value, ok bool) {
	if !bothInt(r.Low, r.High) {
		return nil, nil, false
	}
	if r.Exclusive {
		return r.Low, value.SubInt(r.High, value.Int(1)), true
	}
	return r.Low, r.High, true
}

// emptyRange reports whether nothing lies in a bounded range.
func (c *Context) emptyRange(r *value.Range) (bool, error) {
	sign, ok, err := c.compare(r.Low, r.High)
	return !ok || sign > 0 || sign == 0 && r.Exclusive, err
}

func rangeMin(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	switch {
	case open(r.Low):
		return nil, RangeError("cannot get the minimum of beginless range")
	case open(r.High) && a.Block == nil && len(a.Pos) == 0:
		return r.Low, nil
	case open(r.High):
		return nil, RangeError("cannot get the minimum of endless range with custom comparison method")
	case a.Block != nil || len(a.Pos) == 1:
		return enumMin(c, self, a)
	}
	if empty, err := c.emptyRange(r); empty || err != nil {
		return value.Nil, err
	}
	return r.Low, nil
}

func rangeMax(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	switch {
	case open(r.High):
		return nil, RangeError("cannot get the maximum of endless range")
	case a.Block != nil || len(a.Pos) == 1 || r.Exclusive && !numeric(r.High):
		return enumMax(c, self, a)
	}
	if open(r.Low) {
		return r.High, nil
	}
	if empty, err := c.emptyRange(r); empty || err != nil {
		return value.Nil, err
	}
	if !r.Exclusive {
		return r.High, nil
	}
	if r.High.Kind() != value.KindInt {
		return nil, TypeError("cannot exclude non Integer end value")
	}
	if r.Low.Kind() != value.KindInt {
		return nil, TypeError("cannot exclude end value with non Integer begin value")
	}
	return value.SubInt(r.High, value.Int(1)), nil
}

func rangeMinMax(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Block != nil {
		return enumMinMax(c, self, a)
	}
	low, err := rangeMin(c, self, a)
	if err != nil {
		return nil, err
	}
	high, err := rangeMax(c, self, a)
	return list(low, high), err
}

func rangeSize(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	if low, high, ok := intEnds(r); ok {
		n := value.AddInt(value.SubInt(high, low), value.Int(1))
		if sign, _ := value.Compare(n, value.Int(0)); sign < 0 {
			return value.Int(0), nil
		}
		return n, nil
	}
	switch {
	case numeric(r.Low) && open(r.High), open(r.Low) && numeric(r.High):
		return value.Float(math.Inf(1)), nil
	case numeric(r.Low) && numeric(r.High):
		low, _ := value.FloatOf(r.Low)
		high, _ := value.FloatOf(r.High)
		n := floatStepCount(low, high, 1, r.Exclusive)
		if math.IsInf(n, 0) {
			return value.Float(n), nil
		}
		return value.TruncFloat(n), nil
	}
	return value.Nil, nil
}

func rangeCount(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	if len(a.Pos) == 0 && a.Block == nil {
		if _, _, ok := intEnds(r); ok || open(r.High) || open(r.Low) {
			return rangeCountAll(c, self, r)
		}
	}
	return enumCount(c, self, a)
}

func rangeCountAll(c *Context, self value.Value, r *value.Range) (value.Value, error) {
	if open(r.High) || open(r.Low) {
		return value.Float(math.Inf(1)), nil
	}
	return rangeSize(c, self, value.Args{})
}

// rangeSum adds a Range of Integers by its ends.
func rangeSum(c *Context, self value.Value, a value.Args) (value.Value, error) {
	low, high, ok := intEnds(rangeOf(self))
	if !ok || a.Block != nil || len(a.Pos) == 1 && a.Pos[0].Kind() != value.KindInt {
		return enumSum(c, self, a)
	}
	var sum value.Value = value.Int(0)
	if sign, _ := value.Compare(low, high); sign <= 0 {
		x, y := value.BigOf(low), value.BigOf(high)
		n := new(big.Int).Add(new(big.Int).Sub(y, x), big.NewInt(1))
		n.Mul(n, new(big.Int).Add(x, y))
		sum = value.IntOf(n.Rsh(n, 1))
	}
	if len(a.Pos) == 1 {
		sum = value.AddInt(sum, a.Pos[0])
	}
	return sum, nil
}

func rangeExclusive(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(rangeOf(self).Exclusive), nil
}

func rangeEach(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return enumEachEntry(c, self, a)
}

func rangeReverseEach(c *Context, self value.Value, a value.Args) (value.Value, error) {
	low, high, ok := intEnds(rangeOf(self))
	if !ok {
		if open(rangeOf(self).High) {
			return nil, TypeError("can't iterate from %s", ClassOf(rangeOf(self).High).Name)
		}
		return enumReverseEach(c, self, a)
	}
	return self, c.steps(high, low, value.Int(-1), false, func(v value.Value) error {
		_, err := call(a.Block, v)
		return err
	})
}

// rangeStep is step and %, which differ in how inspect names them.
func rangeStep(name string) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		by := stepOf(a)
		if sign, ok := value.Compare(by, value.Int(0)); ok && sign == 0 {
			return nil, ArgumentError("step can't be 0")
		} else if ok && sign < 0 && a.Block != nil {
			return nil, ArgumentError("step can't be negative")
		}
		if a.Block == nil {
			return newEnumerator(self, name, a), nil
		}
		return self, c.rangeSteps(rangeOf(self), by, func(v value.Value) error {
			_, err := call(a.Block, v)
			return err
		})
	}
}

// stepOf is the step of a Range, 1 when none was given.
func stepOf(a value.Args) value.Value {
	if len(a.Pos) == 1 {
		return a.Pos[0]
	}
	return value.Int(1)
}

// rangeSteps walks over each nth element of a range.
func (c *Context) rangeSteps(r *value.Range, by value.Value, visit func(v value.Value) error) error {
	if numeric(r.Low) {
		return c.steps(r.Low, r.High, by, r.Exclusive, visit)
	}
	n, err := positive(by, "step can't be negative")
	if err != nil {
		return err
	}
	i := -1
	return c.each(r, func(v value.Value) error {
		if i++; i%n != 0 {
			return nil
		}
		return visit(v)
	})
}

func rangeInclude(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	if r.Low.Kind() != value.KindString || r.High.Kind() != value.KindString {
		return rangeHolds(c, self, a)
	}
	if a.Pos[0].Kind() != value.KindString {
		return value.Bool(false), unknown(a.Pos[0], "include?")
	}
	return enumInclude(c, self, a)
}

// rangeHolds is ===, which takes no other range for a part of it.
func rangeHolds(c *Context, self value.Value, a value.Args) (value.Value, error) {
	in, err := c.covers(rangeOf(self), a.Pos[0])
	return value.Bool(in), err
}

func rangeCover(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	if other, ok := a.Pos[0].(*value.Range); ok {
		return c.coversRange(r, other)
	}
	return rangeHolds(c, self, a)
}

// covers reports whether a value lies between the ends of a range.
func (c *Context) covers(r *value.Range, v value.Value) (bool, error) {
	if err := unknown(v, "==="); err != nil {
		return false, err
	}
	if !open(r.Low) {
		if sign, ok, err := c.compare(r.Low, v); err != nil || !ok || sign > 0 {
			return false, err
		}
	}
	if open(r.High) {
		return true, nil
	}
	sign, ok, err := c.compare(v, r.High)
	return ok && (sign < 0 || sign == 0 && !r.Exclusive), err
}

func (c *Context) coversRange(r, other *value.Range) (value.Value, error) {
	if open(other.Low) && !open(r.Low) || open(other.High) && !open(r.High) {
		return value.Bool(false), nil
	}
	low, err := c.covers(r, other.Low)
	if open(other.Low) {
		low, err = true, nil
	}
	if err != nil || !low {
		return value.Bool(false), err
	}
	if open(other.High) {
		return value.Bool(true), nil
	}
	high, err := c.covers(r, other.High)
	if other.Exclusive && !high && err == nil {
		sign, ok, err := c.compare(other.High, r.High)
		return value.Bool(ok && sign == 0), err
	}
	return value.Bool(high), err
}

func rangeOverlap(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	other, ok := a.Pos[0].(*value.Range)
	if !ok {
		return nil, TypeError("wrong argument type %s (expected Range)", described(a.Pos[0]))
	}
	for _, pair := range [][2]*value.Range{{r, other}, {other, r}} {
		if open(pair[0].Low) || open(pair[1].High) {
			continue
		}
		in, err := c.covers(&value.Range{Low: value.Nil, High: pair[1].High, Exclusive: pair[1].Exclusive}, pair[0].Low)
		if err != nil || !in {
			return value.Bool(false), err
		}
	}
	for _, x := range []*value.Range{r, other} {
		if open(x.Low) || open(x.High) {
			continue
		}
		if empty, err := c.emptyRange(x); empty || err != nil {
			return value.Bool(false), err
		}
	}
	return value.Bool(true), nil
}

func rangeToA(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r := rangeOf(self)
	if open(r.High) {
		return nil, RangeError("cannot convert endless range to an array")
	}
	if size, _ := rangeSize(c, self, a); size != nil && r.Low.Kind() == value.KindInt {
		n, err := toInt(size)
		if err != nil {
			n = math.MaxInt
		}
		c.elements(n)
		out := make([]value.Value, 0, n)
		err = c.each(self, func(v value.Value) error { out = append(out, v); return nil })
		return value.NewArray(out), err
	}
	vs, err := c.all(self)
	return value.NewArray(vs), err
}
