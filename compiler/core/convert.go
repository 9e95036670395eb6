package core

import (
	"math"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// What methods do with their arguments: the conversions that Ruby makes by
// itself, and the errors of those it does not make.

// toInt is an argument that is to be a machine Integer.
func toInt(v value.Value) (int, error) {
	switch v := v.(type) {
	case value.Int:
		return int(v), nil
	case value.Float:
		if math.Abs(float64(v)) < 1<<62 {
			return int(v), nil
		}
		return 0, RangeError("float %s out of range of integer", value.FloatText(float64(v)))
	case *value.Big:
		return 0, RangeError("bignum too big to convert into `long'")
	}
	return 0, notInto(v, "Integer")
}

// toIntOr is argument i as an int, or what stands for it when it is left out.
func toIntOr(a value.Args, i, otherwise int) (int, error) {
	if i >= len(a.Pos) || a.Pos[i] == value.Value(value.Nil) {
		return otherwise, nil
	}
	return toInt(a.Pos[i])
}

// toStr is an argument that is to be a String; a reference becomes one that
// holds it.
func toStr(v value.Value) (*value.String, error) {
	switch v := v.(type) {
	case *value.String:
		return v, nil
	case *value.Ref, *value.Raw:
		return value.SpliceString(v), nil
	}
	return nil, notInto(v, "String")
}

// known is the text of an argument that is to be a String and is looked at.
func known(v value.Value, method string) (string, error) {
	if err := unknown(v, method); err != nil {
		return "", err
	}
	s, ok := v.(*value.String)
	if !ok {
		return "", notInto(v, "String")
	}
	return s.Text, nil
}

// toArray is an argument that is to be an Array.
func toArray(v value.Value) (*value.Array, error) {
	switch v := v.(type) {
	case *value.Array:
		return v, nil
	case *Struct:
		return value.NewArray(append([]value.Value(nil), v.Values...)), nil
	}
	return nil, notInto(v, "Array")
}

// toHash is an argument that is to be a Hash.
func toHash(v value.Value) (*value.Hash, error) {
	if h, ok := v.(*value.Hash); ok {
		return h, nil
	}
	return nil, notInto(v, "Hash")
}

// str is a new String.
func str(s string) value.Value { return value.NewString(s) }

// list is a new Array of the given elements.
func list(vs ...value.Value) *value.Array { return value.NewArray(vs) }

// symbolOr is the name that a Symbol or String argument gives.
func symbolOr(v value.Value, method string) (string, error) {
	if s, ok := v.(value.Symbol); ok {
		return string(s), nil
	}
	if err := unknown(v, method); err != nil {
		return "", err
	}
	if s, ok := v.(*value.String); ok {
		return s.Text, nil
	}
	return "", TypeError("%s is not a symbol nor a string", value.Show(v))
}

// bytes charges for n bytes.
func (c *Context) bytes(n int) { c.Charge(n/16 + 1) }

// elements charges for n elements, which the collector will walk over.
func (c *Context) elements(n int) { c.spend(n, value.ElementCost) }

// rows charges for n Arrays of as many elements each.
func (c *Context) rows(n, each int) {
	c.spend(n, plus(value.ObjectCost, times(each, value.ElementCost)))
}

// keys charges for n keys of an index.
func (c *Context) keys(n int) { c.spend(n, value.IndexedCost) }

func (c *Context) spend(n, cost int) {
	if n > 0 {
		c.Charge(times(n, cost))
		c.Step(n)
	}
}

// times is a × b for non-negative counts; what does not fit is the largest int.
func times(a, b int) int {
	if a != 0 && b > math.MaxInt/a {
		return math.MaxInt
	}
	return a * b
}

// plus is a + b for non-negative counts; what does not fit is the largest int.
func plus(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

func (c *Context) where() source.Span {
	if c.Where == nil {
		return source.Span{}
	}
	return c.Where()
}

// newHash is an empty hash made at the current call.
func (c *Context) newHash() *value.Hash { return value.NewHash(c.where()) }

// set stores an entry made by code and charges for it.
func (c *Context) set(h *value.Hash, key, v value.Value) error {
	if err := unknown(key, "a Hash key"); err != nil {
		return err
	}
	return c.put(h, key, v, value.Place{Key: c.where(), Value: c.where()})
}

// put stores an entry of a place and charges for it.
func (c *Context) put(h *value.Hash, key, v value.Value, at value.Place) error {
	if cost := h.CostOf(key); cost > 0 {
		if h.Iterating > 0 {
			return raise(ClassRuntimeError, "can't add a new key into hash during iteration")
		}
		c.spend(1, cost)
	}
	h.Set(key, v, at)
	return nil
}

// without deletes a key, charges for that, and gives what it held.
func (c *Context) without(h *value.Hash, key value.Value) (value.Value, bool) {
	c.spend(1, h.CostWithout(key))
	return h.Delete(key)
}

// toS is v's to_s as a String; charged.
func (c *Context) toS(v value.Value) (*value.String, error) {
	switch v := v.(type) {
	case *value.String:
		return v, nil
	case *value.Resource:
		return nil, unknown(v, "to_s")
	case *Struct, *value.Exception:
		if s, ok, err := c.ownText(v, "to_s"); ok || err != nil {
			return s, err
		}
	}
	t := c.text()
	if err := t.ToS(v); err != nil {
		return nil, ended(err)
	}
	return t.String(), nil
}

// ownText is what a method of the template says a value is as text; ok is
// false when the template defines none.
func (c *Context) ownText(v value.Value, name string) (s *value.String, ok bool, err error) {
	if c.Own == nil || !c.Own(v, name) {
		return nil, false, nil
	}
	r, err := c.Send(v, name, value.Args{})
	if err != nil {
		return nil, false, err
	}
	s, ok = r.(*value.String)
	return s, ok, nil
}

// ToS is v as interpolation and puts write it.
func (c *Context) ToS(v value.Value) (*value.String, error) { return c.toS(v) }

// text is a Text that charges the budget.
func (c *Context) text() *value.Text { return &value.Text{Charge: c.Charge} }

// inspect is v's inspect as a String; charged.
func (c *Context) inspect(v value.Value) (*value.String, error) {
	if s, ok, err := c.ownText(v, "inspect"); ok || err != nil {
		return s, err
	}
	t := c.text()
	if err := t.Inspect(v); err != nil {
		return nil, ended(err)
	}
	return t.String(), nil
}

// equal is a == b. Comparing an unknown value with a text or a number cannot
// be answered; references are compared by what they refer to.
func (c *Context) equal(a, b value.Value) (bool, error) {
	return value.Equality{Visit: c.visitEqual}.Equal(a, b)
}

// Equal is a == b as the template sees it.
func (c *Context) Equal(a, b value.Value) (bool, error) {
	same, err := c.equal(a, b)
	return same, ended(err)
}

func (c *Context) visitEqual(a, b value.Value) (same, decided bool, err error) {
	c.Step(1)
	if err := comparesUnknown(a, b); err != nil {
		return false, true, err
	}
	switch x := a.(type) {
	case *Set:
		y, ok := b.(*Set)
		return ok && x.equal(y), true, nil
	case *Struct:
		y, ok := b.(*Struct)
		if !ok || x.Class != y.Class {
			return false, true, nil
		}
		same, err := c.equal(value.NewArray(x.Values), value.NewArray(y.Values))
		return same, true, err
	case *Regexp:
		y, ok := b.(*Regexp)
		return ok && x.Source == y.Source && x.Options == y.Options, true, nil
	case *value.Exception:
		y, ok := b.(*value.Exception)
		return ok && x.Class == y.Class && x.Error() == y.Error(), true, nil
	}
	return false, false, nil
}

// comparesUnknown is the error of comparing an unknown value with a known one
// that it might turn out to equal.
func comparesUnknown(a, b value.Value) error {
	errA, errB := unknown(a, "=="), unknown(b, "==")
	if (errA == nil) == (errB == nil) {
		return nil
	}
	if isResource(a) || isResource(b) {
		return nil
	}
	other, err := b, errA
	if errA == nil {
		other, err = a, errB
	}
	switch other.Kind() {
	case value.KindString, value.KindSymbol, value.KindInt, value.KindFloat, value.KindBool, value.KindRegexp:
		return err
	}
	return nil
}

func isResource(v value.Value) bool {
	_, ok := v.(*value.Resource)
	return ok
}

// compare is a <=> b; ok is false when the two have no order.
func (c *Context) compare(a, b value.Value) (sign int, ok bool, err error) {
	c.Step(1)
	switch x := a.(type) {
	case value.Int, *value.Big, value.Float:
		sign, ok := value.Compare(a, b)
		return sign, ok, unknown(b, "<=>")
	case *value.String:
		if y, is := b.(*value.String); is && x.Known() && y.Known() {
			return compareText(x.Text, y.Text), true, nil
		}
	case value.Symbol:
		if y, is := b.(value.Symbol); is {
			return compareText(string(x), string(y)), true, nil
		}
		return 0, false, nil
	case *value.Array:
		if y, is := b.(*value.Array); is {
			return c.compareArrays(x, y, 0)
		}
		return 0, false, nil
	}
	if err := firstError(unknown(a, "<=>"), unknown(b, "<=>")); err != nil {
		return 0, false, err
	}
	return c.compareOther(a, b)
}

func (c *Context) compareOther(a, b value.Value) (int, bool, error) {
	if a.Kind() == value.KindStruct {
		r, err := c.send(a, "<=>", b)
		if n, ok := r.(value.Int); ok && err == nil {
			return int(n), true, nil
		}
		return 0, false, err
	}
	same, err := c.Equal(a, b)
	return 0, same, err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (c *Context) compareArrays(x, y *value.Array, depth int) (int, bool, error) {
	if depth > value.MaxDepth {
		return 0, false, ended(value.ErrDepth)
	}
	for i := 0; i < x.Len() && i < y.Len(); i++ {
		sign, ok, err := c.compareNested(x.Peek(i), y.Peek(i), depth+1)
		if err != nil || !ok || sign != 0 {
			return sign, ok, err
		}
	}
	return compareInts(x.Len(), y.Len()), true, nil
}

func (c *Context) compareNested(a, b value.Value, depth int) (int, bool, error) {
	x, ok := a.(*value.Array)
	y, also := b.(*value.Array)
	if ok && also {
		c.Step(1)
		return c.compareArrays(x, y, depth)
	}
	return c.compare(a, b)
}

func compareInts(a, b int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// order is a <=> b, or the ArgumentError that they have no order.
func (c *Context) order(a, b value.Value) (int, error) {
	sign, ok, err := c.compare(a, b)
	if err == nil && !ok {
		err = notComparable(a, b)
	}
	return sign, err
}

// verdict is the sign that a sort block gave.
func verdict(r, a, b value.Value) (int, error) {
	if sign, ok := value.Compare(r, value.Int(0)); ok {
		return sign, nil
	}
	if r == value.Value(value.Nil) {
		return 0, notComparable(a, b)
	}
	return 0, notComparable(r, value.Int(0))
}

// sorted is a stable merge sort of a copy of vs.
func sorted(vs []value.Value, order func(a, b value.Value) (int, error)) ([]value.Value, error) {
	if len(vs) < 2 {
		return append([]value.Value(nil), vs...), nil
	}
	half := len(vs) / 2
	left, err := sorted(vs[:half], order)
	if err != nil {
		return nil, err
	}
	right, err := sorted(vs[half:], order)
	if err != nil {
		return nil, err
	}
	return merged(left, right, order)
}

func merged(left, right []value.Value, order func(a, b value.Value) (int, error)) ([]value.Value, error) {
	out := make([]value.Value, 0, len(left)+len(right))
	for len(left) > 0 && len(right) > 0 {
		sign, err := order(left[0], right[0])
		if err != nil {
			return nil, err
		}
		if sign <= 0 {
			out, left = append(out, left[0]), left[1:]
		} else {
			out, right = append(out, right[0]), right[1:]
		}
	}
	return append(append(out, left...), right...), nil
}

// call calls a block with positional arguments.
func call(b *value.Proc, vs ...value.Value) (value.Value, error) {
	return b.Call(value.Args{Pos: vs})
}

// test calls a block and gives the truth of its value.
func test(b *value.Proc, vs ...value.Value) (bool, error) {
	r, err := b.Call(value.Args{Pos: vs})
	return err == nil && value.Truthy(r), err
}

// span is what a Range means for a sequence of n elements: where it starts and
// how many it takes. ok is false when it starts outside.
func span(r *value.Range, n int) (start, length int, ok bool, err error) {
	start, end := 0, -1
	if r.Low != value.Value(value.Nil) {
		if start, err = toInt(r.Low); err != nil {
			return 0, 0, false, err
		}
	}
	open := r.High == value.Value(value.Nil)
	if !open {
		if end, err = toInt(r.High); err != nil {
			return 0, 0, false, err
		}
	}
	if start < 0 {
		start += n
	}
	if end < 0 {
		end += n
	}
	if !r.Exclusive || open {
		end++
	}
	if start < 0 || start > n {
		return start, 0, false, nil
	}
	return start, max(0, min(end, n)-start), true, nil
}

// slot is where index i of a sequence of n points, negative ones from the end.
func slot(i, n int) (int, bool) {
	if i < 0 {
		i += n
	}
	return i, i >= 0 && i < n
}

// cut is what [start, length] means for a sequence of n elements.
func cut(start, length, n int) (from, count int, ok bool) {
	if start < 0 {
		start += n
	}
	if start < 0 || start > n || length < 0 {
		return 0, 0, false
	}
	return start, min(length, n-start), true
}
