package core

import (
	"math"
	"slices"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// arrayTable is Array's own; the rest is in enumerableTable.
func arrayTable() []Method {
	return []Method{
		{Name: "[]", Min: 1, Max: 2, Doc: "the element at an index, or a part", Fn: arrayIndex},
		{Name: "slice", Min: 1, Max: 2, Doc: "the element at an index, or a part", Fn: arrayIndex},
		{Name: "[]=", Min: 2, Max: 3, Doc: "sets an element, or replaces a part", Fn: arraySet},
		{Name: "at", Min: 1, Max: 1, Doc: "the element at an index", Fn: arrayAt},
		{Name: "fetch", Min: 1, Max: 2, Doc: "the element at an index that must exist", Fn: arrayFetch},
		{Name: "dig", Min: 1, Max: -1, Doc: "an element of nested arrays and hashes", Fn: dig},
		{Name: "first", Max: 1, Doc: "the first element, or the first n", Fn: arrayFirst},
		{Name: "last", Max: 1, Doc: "the last element, or the last n", Fn: arrayLast},
		{Name: "values_at", Max: -1, Doc: "the elements at several indexes", Fn: arrayValuesAt},
		{Name: "length", Doc: "the number of elements", Fn: arrayLength},
		{Name: "size", Doc: "the number of elements", Fn: arrayLength},
		{Name: "empty?", Doc: "whether there are no elements", Fn: arrayEmpty},
		{Name: "push", Max: -1, Doc: "adds elements at the end", Fn: arrayPush},
		{Name: "append", Max: -1, Doc: "adds elements at the end", Fn: arrayPush},
		{Name: "<<", Min: 1, Max: 1, Doc: "adds an element at the end", Fn: arrayPush},
		{Name: "pop", Max: 1, Doc: "takes the last element, or the last n", Fn: arrayPop},
		{Name: "shift", Max: 1, Doc: "takes the first element, or the first n", Fn: arrayShift},
		{Name: "unshift", Max: -1, Doc: "adds elements at the start", Fn: arrayUnshift},
		{Name: "prepend", Max: -1, Doc: "adds elements at the start", Fn: arrayUnshift},
		{Name: "insert", Min: 1, Max: -1, Doc: "adds elements before an index", Fn: arrayInsert},
		{Name: "concat", Max: -1, Doc: "adds the elements of other arrays", Fn: arrayConcat},
		{Name: "replace", Min: 1, Max: 1, Doc: "takes the elements of another array", Fn: arrayReplace},
		{Name: "clear", Doc: "takes all elements out", Fn: arrayClear},
		{Name: "delete", Min: 1, Max: 1, Doc: "takes out what equals the value", Fn: arrayDelete},
		{Name: "delete_at", Min: 1, Max: 1, Doc: "takes out the element at an index", Fn: arrayDeleteAt},
		{Name: "delete_if", Doc: "takes out elements for which the block holds", Fn: arrayDeleteIf, Enum: true},
		{Name: "reject!", Doc: "takes out elements for which the block holds; nil when none", Fn: arrayRejectBang, Enum: true},
		{Name: "select!", Doc: "keeps elements for which the block holds; nil when all", Fn: arraySelectBang, Enum: true},
		{Name: "filter!", Doc: "keeps elements for which the block holds; nil when all", Fn: arraySelectBang, Enum: true},
		{Name: "keep_if", Doc: "keeps elements for which the block holds", Fn: arrayKeepIf, Enum: true},
		{Name: "map!", Doc: "replaces each element by what the block gives", Fn: arrayMapBang, Enum: true},
		{Name: "collect!", Doc: "replaces each element by what the block gives", Fn: arrayMapBang, Enum: true},
		{Name: "compact!", Doc: "takes out nil; nil when there is none", Fn: arrayCompactBang},
		{Name: "slice!", Min: 1, Max: 2, Doc: "takes out an element or a part", Fn: arraySliceBang},
		{Name: "fill", Max: 3, Doc: "sets elements to a value or to what the block gives", Fn: arrayFill},
		{Name: "+", Min: 1, Max: 1, Doc: "the elements of both", Fn: arrayPlus},
		{Name: "-", Min: 1, Max: 1, Doc: "the elements that the other does not have", Fn: arrayMinus},
		{Name: "difference", Max: -1, Doc: "the elements that the others do not have", Fn: arrayMinus},
		{Name: "*", Min: 1, Max: 1, Doc: "the elements n times over, or joined by a text", Fn: arrayTimes},
		{Name: "&", Min: 1, Max: 1, Doc: "the elements that both have", Fn: arrayAnd},
		{Name: "intersection", Max: -1, Doc: "the elements that all have", Fn: arrayAnd},
		{Name: "intersect?", Min: 1, Max: 1, Doc: "whether both have an element", Fn: arrayIntersects},
		{Name: "|", Min: 1, Max: 1, Doc: "the elements of both without repetitions", Fn: arrayOr},
		{Name: "union", Max: -1, Doc: "the elements of all without repetitions", Fn: arrayOr},
		{Name: "<=>", Min: 1, Max: 1, Doc: "the order of two arrays", Fn: objectCompare},
		{Name: "index", Max: 1, Doc: "the index of the first such element, or nil", Fn: arrayIndexOf},
		{Name: "find_index", Max: 1, Doc: "the index of the first such element, or nil", Fn: arrayIndexOf},
		{Name: "rindex", Max: 1, Doc: "the index of the last such element, or nil", Fn: arrayRindex},
		{Name: "each", Doc: "calls the block with each element", Fn: arrayEach, Enum: true},
		{Name: "each_index", Doc: "calls the block with each index", Fn: arrayEachIndex, Enum: true},
		{Name: "reverse_each", Doc: "calls the block with each element from the last", Fn: arrayReverseEach, Enum: true},
		{Name: "sort!", Doc: "puts the elements in order", Fn: inPlace(enumSort)},
		{Name: "sort_by!", Doc: "puts the elements in the order of what the block gives", Fn: inPlace(enumSortBy), Enum: true},
		{Name: "uniq!", Doc: "takes out repetitions; nil when there are none", Fn: changed(enumUniq)},
		{Name: "flatten!", Max: 1, Doc: "spreads nested arrays; nil when there are none", Fn: changed(arrayFlatten)},
		{Name: "reverse", Doc: "the elements from the last to the first", Fn: arrayReverse},
		{Name: "reverse!", Doc: "turns the elements round", Fn: inPlace(arrayReverse)},
		{Name: "rotate", Max: 1, Doc: "the elements from the nth on, then those before", Fn: arrayRotate},
		{Name: "rotate!", Max: 1, Doc: "moves the first n elements to the end", Fn: inPlace(arrayRotate)},
		{Name: "flatten", Max: 1, Doc: "the elements, nested arrays spread", Fn: arrayFlatten},
		{Name: "product", Max: -1, Doc: "all combinations with the elements of others", Fn: arrayProduct},
		{Name: "transpose", Doc: "rows and columns exchanged", Fn: arrayTranspose},
		{Name: "combination", Min: 1, Max: 1, Doc: "all choices of n elements", Fn: arrayCombination, Enum: true},
		{Name: "permutation", Max: 1, Doc: "all orders of n elements", Fn: arrayPermutation, Enum: true},
		{Name: "join", Max: 1, Doc: "the elements as text with a separator between them", Fn: arrayJoin},
		{Name: "to_a", Doc: "itself", Fn: itself},
		{Name: "to_ary", Doc: "itself", Fn: itself},
		{Name: "entries", Doc: "a copy", Fn: enumToA},
		{Name: "deconstruct", Doc: "itself", Fn: itself},
		{Name: "to_s", Doc: "its inspect", Fn: objectInspect},
		{Name: "bsearch", Doc: "the first element for which the block holds, in a sorted array", Fn: arrayBsearch, Enum: true},
		{Name: "assoc", Min: 1, Max: 1, Doc: "the first pair with the key", Fn: arrayAssoc},
		{Name: "rassoc", Min: 1, Max: 1, Doc: "the first pair with the value", Fn: arrayRassoc},
		{Name: "count", Max: 1, Doc: "the number of elements, or of such elements", Fn: arrayCount},
		{Name: "take", Min: 1, Max: 1, Doc: "the first n elements", Fn: arrayTake},
	}
}

func array(self value.Value) *value.Array { return self.(*value.Array) }

// changing is the array when it may be changed.
func changing(self value.Value) (*value.Array, error) {
	a := array(self)
	if a.Frozen {
		return nil, FrozenError(a)
	}
	return a, nil
}

// part is a new Array of some elements.
func (c *Context) part(vs []value.Value) *value.Array {
	c.elements(len(vs))
	return value.NewArray(append([]value.Value(nil), vs...))
}

func arrayIndex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	if i, ok := a.Pos[0].(value.Int); ok && len(a.Pos) == 1 {
		return element(x, int(i)), nil
	}
	from, n, ok, err := whichPart(a.Pos, x.Len())
	switch {
	case err != nil:
		return nil, err
	case n < 0:
		return element(x, from), nil
	case !ok:
		return value.Nil, nil
	}
	return c.part(x.All()[from : from+n]), nil
}

func element(x *value.Array, i int) value.Value {
	if i, ok := slot(i, x.Len()); ok {
		return x.At(i)
	}
	return value.Nil
}

// whichPart reads the arguments of [] for a sequence of size elements. For a
// single index n is -1 and from the index.
func whichPart(pos []value.Value, size int) (from, n int, ok bool, err error) {
	if r, is := pos[0].(*value.Range); is && len(pos) == 1 {
		return span(r, size)
	}
	if from, err = toInt(pos[0]); err != nil || len(pos) == 1 {
		return from, -1, false, err
	}
	if n, err = toInt(pos[1]); err != nil {
		return 0, 0, false, err
	}
	from, n, ok = cut(from, n, size)
	return from, max(n, 0), ok, nil
}

func arraySet(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	v := a.Pos[len(a.Pos)-1]
	if len(a.Pos) == 2 {
		if r, ok := a.Pos[0].(*value.Range); ok {
			return v, c.setRange(x, r, v)
		}
		i, err := toInt(a.Pos[0])
		if err != nil {
			return nil, err
		}
		return v, c.setAt(x, i, v)
	}
	return v, c.setPart(x, a.Pos, v)
}

func (c *Context) setAt(x *value.Array, i int, v value.Value) error {
	n := x.Len()
	if i < -n {
		return IndexError("index %d too small for array; minimum: -%d", i, n)
	}
	if i < 0 {
		i += n
	}
	if i >= n {
		c.elements(plus(i-n, 1))
		x.Push(make([]value.Value, i+1-n)...)
		for j := n; j < i; j++ {
			x.Set(j, value.Nil)
		}
	}
	x.Set(i, v)
	return nil
}

func (c *Context) setRange(x *value.Array, r *value.Range, v value.Value) error {
	from, n, ok, err := span(r, x.Len())
	switch {
	case err != nil:
		return err
	case !ok && from < 0:
		return RangeError("%s out of range", value.Show(r))
	}
	return c.splice(x, from, n, v)
}

func (c *Context) setPart(x *value.Array, pos []value.Value, v value.Value) error {
	from, err := toInt(pos[0])
	if err != nil {
		return err
	}
	n, err := toInt(pos[1])
	switch {
	case err != nil:
		return err
	case n < 0:
		return IndexError("negative length (%d)", n)
	case from < -x.Len():
		return IndexError("index %d too small for array; minimum: -%d", from, x.Len())
	case from < 0:
		from += x.Len()
	}
	return c.splice(x, from, n, v)
}

// splice replaces n elements from an index on, which may lie behind the end.
func (c *Context) splice(x *value.Array, from, n int, v value.Value) error {
	insert := []value.Value{v}
	if other, ok := v.(*value.Array); ok {
		insert = other.All()
	}
	c.elements(plus(max(from, x.Len()), len(insert)))
	old := x.All()
	out := make([]value.Value, 0, max(from, len(old))+len(insert))
	out = append(out, old[:min(from, len(old))]...)
	for len(out) < from {
		out = append(out, value.Nil)
	}
	out = append(out, insert...)
	if from < len(old) {
		out = append(out, old[from+min(n, len(old)-from):]...)
	}
	x.Reset(out)
	return nil
}

func arrayAt(c *Context, self value.Value, a value.Args) (value.Value, error) {
	i, err := toInt(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return element(array(self), i), nil
}

func arrayFetch(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	i, err := toInt(a.Pos[0])
	if err != nil {
		return nil, err
	}
	if at, ok := slot(i, x.Len()); ok {
		return x.At(at), nil
	}
	if a.Block != nil {
		return call(a.Block, a.Pos[0])
	}
	if len(a.Pos) == 2 {
		return a.Pos[1], nil
	}
	return nil, IndexError("index %d outside of array bounds: %d...%d", i, -x.Len(), x.Len())
}

// dig goes down nested arrays and hashes, as far as there is something.
func dig(c *Context, self value.Value, a value.Args) (value.Value, error) {
	for i, key := range a.Pos {
		switch self.Kind() {
		case value.KindNil:
			return value.Nil, nil
		case value.KindArray, value.KindHash, value.KindStruct:
		default:
			if err := unknown(self, "dig"); err != nil && i > 0 {
				return nil, err
			}
			return nil, TypeError("%s does not have #dig method", ClassOf(self).Name)
		}
		next, err := c.Call(self, "[]", value.Args{Pos: []value.Value{key}})
		if err != nil {
			return nil, err
		}
		self = next
	}
	return self, nil
}

func arrayFirst(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	if len(a.Pos) == 0 {
		return element(x, 0), nil
	}
	n, err := sizeArg(a.Pos[0], "negative array size")
	if err != nil {
		return nil, err
	}
	return c.part(x.All()[:min(n, x.Len())]), nil
}

func sizeArg(v value.Value, message string) (int, error) {
	n, err := toInt(v)
	if err == nil && n < 0 {
		err = ArgumentError("%s", message)
	}
	return n, err
}

func arrayLast(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	if len(a.Pos) == 0 {
		return element(x, -1), nil
	}
	n, err := sizeArg(a.Pos[0], "negative array size")
	if err != nil {
		return nil, err
	}
	return c.part(x.All()[x.Len()-min(n, x.Len()):]), nil
}

func arrayTake(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := sizeArg(a.Pos[0], "attempt to take negative size")
	if err != nil {
		return nil, err
	}
	x := array(self)
	return c.part(x.All()[:min(n, x.Len())]), nil
}

func arrayValuesAt(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	c.elements(len(a.Pos))
	var out []value.Value
	for _, p := range a.Pos {
		if r, ok := p.(*value.Range); ok {
			vs, err := c.valuesIn(x, r)
			if err != nil {
				return nil, err
			}
			out = append(out, vs...)
			continue
		}
		i, err := toInt(p)
		if err != nil {
			return nil, err
		}
		out = append(out, element(x, i))
	}
	return value.NewArray(out), nil
}

// valuesIn are the elements in a Range, and nil for what it asks for behind them.
func (c *Context) valuesIn(x *value.Array, r *value.Range) ([]value.Value, error) {
	from, to := 0, x.Len()
	var err error
	if r.Low != value.Value(value.Nil) {
		from, err = toInt(r.Low)
	}
	if err == nil && r.High != value.Value(value.Nil) {
		to, err = placeBehind(r, x.Len())
	}
	if from < 0 {
		from += x.Len()
	}
	switch {
	case err != nil:
		return nil, err
	case from < 0:
		return nil, raise(ClassRangeError, "%s out of range", value.Show(r))
	case to <= from:
		return nil, nil
	}
	c.elements(to - from)
	out := make([]value.Value, to-from)
	for i := range out {
		out[i] = element(x, from+i)
	}
	return out, nil
}

// placeBehind is the index behind the high end of a Range in n elements.
func placeBehind(r *value.Range, n int) (int, error) {
	to, err := toInt(r.High)
	if to < 0 {
		to += n
	}
	if !r.Exclusive {
		to++
	}
	return to, err
}

func arrayLength(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(array(self).Len()), nil
}

func arrayEmpty(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(array(self).Len() == 0), nil
}

func arrayPush(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	c.elements(len(a.Pos))
	x.Push(a.Pos...)
	return self, nil
}

func arrayPop(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	n, err := takeCount(a, x.Len())
	if err != nil || n == 0 && len(a.Pos) == 0 {
		return value.Nil, err
	}
	vs := x.All()
	out := append([]value.Value(nil), vs[len(vs)-n:]...)
	clear(vs[len(vs)-n:])
	x.Reset(vs[:len(vs)-n])
	return taken(out, a)
}

func arrayShift(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	n, err := takeCount(a, x.Len())
	if err != nil || n == 0 && len(a.Pos) == 0 {
		return value.Nil, err
	}
	vs := x.Slots()
	out := make([]value.Value, n)
	for i := range n {
		out[i] = x.At(i)
	}
	x.Reset(vs[n:])
	return taken(out, a)
}

// takeCount is how many elements pop and shift take.
func takeCount(a value.Args, size int) (int, error) {
	if len(a.Pos) == 0 {
		return min(1, size), nil
	}
	n, err := sizeArg(a.Pos[0], "negative array size")
	return min(n, size), err
}

func taken(vs []value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 {
		return vs[0], nil
	}
	return value.NewArray(vs), nil
}

func arrayUnshift(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	c.elements(len(a.Pos))
	c.Step(x.Len() / 16)
	x.Reset(slices.Insert(x.Slots(), 0, a.Pos...))
	return self, nil
}

func arrayInsert(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	i, err := toInt(a.Pos[0])
	if err != nil || len(a.Pos) == 1 {
		return self, err
	}
	if i < -x.Len()-1 {
		return nil, IndexError("index %d too small for array; minimum: -%d", i, x.Len()+1)
	}
	if i < 0 {
		i += x.Len() + 1
	}
	return self, c.splice(x, i, 0, value.NewArray(append([]value.Value(nil), a.Pos[1:]...)))
}

func arrayConcat(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	var more []value.Value
	for _, p := range a.Pos {
		other, err := toArray(p)
		if err != nil {
			return nil, err
		}
		c.elements(other.Len())
		more = append(more, other.All()...)
	}
	x.Push(more...)
	return self, nil
}

func arrayReplace(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	other, err := toArray(a.Pos[0])
	if err != nil {
		return nil, err
	}
	x.Reset(c.part(other.All()).All())
	return self, nil
}

func arrayClear(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	x.Reset(nil)
	return self, nil
}

func arrayDelete(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	var kept []value.Value
	var found value.Value
	for i := range x.Len() {
		same, err := c.Equal(x.At(i), a.Pos[0])
		if err != nil {
			return nil, err
		}
		if same {
			found = x.At(i)
		} else {
			kept = append(kept, x.At(i))
		}
	}
	switch {
	case found != nil:
		x.Reset(kept)
		return found, nil
	case a.Block != nil:
		return call(a.Block, a.Pos[0])
	}
	return value.Nil, nil
}

func arrayDeleteAt(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	i, err := toInt(a.Pos[0])
	if err != nil {
		return nil, err
	}
	i, ok := slot(i, x.Len())
	if !ok {
		return value.Nil, nil
	}
	v := x.At(i)
	c.Step(x.Len() / 16)
	x.Reset(slices.Delete(x.Slots(), i, i+1))
	return v, nil
}

// keep keeps the elements for which the block gives wanted; changed tells
// whether any was taken out.
func (c *Context) keep(self value.Value, b *value.Proc, wanted bool) (changed bool, err error) {
	x, err := changing(self)
	if err != nil {
		return false, err
	}
	var kept []value.Value
	i := 0
	defer func() {
		n := x.Len()
		if i < n {
			kept = append(kept, x.Slots()[i:]...)
		}
		changed = len(kept) != n
		x.Reset(kept)
	}()
	for ; i < x.Len(); i++ {
		c.Step(1)
		v := x.At(i)
		ok, err := test(b, v)
		if err != nil {
			return false, err
		}
		if ok == wanted {
			kept = append(kept, v)
		}
	}
	return false, nil
}

func arrayDeleteIf(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, err := c.keep(self, a.Block, false)
	return self, err
}

func arrayKeepIf(c *Context, self value.Value, a value.Args) (value.Value, error) {
	_, err := c.keep(self, a.Block, true)
	return self, err
}

func arrayRejectBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return selfIf(self)(c.keep(self, a.Block, false))
}

func arraySelectBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return selfIf(self)(c.keep(self, a.Block, true))
}

// selfIf gives self when something was changed, else nil.
func selfIf(self value.Value) func(changed bool, err error) (value.Value, error) {
	return func(changed bool, err error) (value.Value, error) {
		if !changed {
			return value.Nil, err
		}
		return self, err
	}
}

func arrayMapBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	for i := 0; i < x.Len(); i++ {
		r, err := call(a.Block, x.At(i))
		if err != nil {
			return nil, err
		}
		if i < x.Len() {
			x.Set(i, r)
		}
	}
	return self, nil
}

// inPlace makes a method that gives a new Array one that changes the receiver.
func inPlace(method Func) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		x, err := changing(self)
		if err != nil {
			return nil, err
		}
		r, err := method(c, self, a)
		if err != nil {
			return nil, err
		}
		x.Reset(append([]value.Value(nil), array(r).Slots()...))
		return self, nil
	}
}

// changed is inPlace that gives nil when the number of elements stays.
func changed(method Func) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		before := nested(array(self))
		if _, err := inPlace(method)(c, self, a); err != nil {
			return nil, err
		}
		if before == nested(array(self)) {
			return value.Nil, nil
		}
		return self, nil
	}
}

// nested counts the elements, and among them the arrays.
func nested(x *value.Array) [2]int {
	n := [2]int{x.Len(), 0}
	for i := range x.Len() {
		if x.Peek(i).Kind() == value.KindArray {
			n[1]++
		}
	}
	return n
}

func arrayCompactBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return changed(enumCompact)(c, self, a)
}

func arraySliceBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	from, n, ok, err := whichPart(a.Pos, x.Len())
	if n < 0 && err == nil {
		return arrayDeleteAt(c, self, a)
	}
	if err != nil || !ok {
		return value.Nil, err
	}
	out := c.part(x.All()[from : from+n])
	return out, c.splice(x, from, n, list())
}

func arrayFill(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x, err := changing(self)
	if err != nil {
		return nil, err
	}
	pos := a.Pos
	if a.Block == nil {
		if len(pos) == 0 {
			return nil, WrongCount(0, 1, 3)
		}
		pos = pos[1:]
	}
	from, n, err := fillPart(pos, x.Len())
	for i := from; i < from+n && err == nil; i++ {
		var v value.Value
		if a.Block != nil {
			v, err = call(a.Block, value.Int(i))
		} else {
			v = a.Pos[0]
		}
		if err == nil {
			err = c.setAt(x, i, v)
		}
	}
	return self, err
}

// fillPart is where fill begins and how many elements it sets.
func fillPart(pos []value.Value, size int) (from, n int, err error) {
	switch {
	case len(pos) == 0 || pos[0] == value.Value(value.Nil) && len(pos) == 1:
		return 0, size, nil
	case len(pos) == 1 && pos[0].Kind() == value.KindRange:
		r := pos[0].(*value.Range)
		from, _, _, err = span(r, size)
		_, n, _, _ = span(r, math.MaxInt32)
		return from, n, err
	}
	if from, err = toIntOr(value.Args{Pos: pos}, 0, 0); err != nil {
		return 0, 0, err
	}
	if from < 0 {
		from = max(0, from+size)
	}
	n, err = toIntOr(value.Args{Pos: pos}, 1, max(0, size-from))
	return from, n, err
}

func arrayPlus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	other, err := toArray(a.Pos[0])
	if err != nil {
		return nil, err
	}
	x := array(self)
	c.elements(x.Len() + other.Len())
	out := make([]value.Value, 0, x.Len()+other.Len())
	return value.NewArray(append(append(out, x.All()...), other.All()...)), nil
}

// keysOf are the elements of several arrays as keys of a hash.
func (c *Context) keysOf(lists []value.Value) (map[value.Key]bool, error) {
	keys := map[value.Key]bool{}
	for _, l := range lists {
		other, err := toArray(l)
		if err != nil {
			return nil, err
		}
		for i := range other.Len() {
			c.keys(1)
			keys[value.KeyOf(other.Peek(i))] = true
		}
	}
	return keys, nil
}

func arrayMinus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	gone, err := c.keysOf(a.Pos)
	if err != nil {
		return nil, err
	}
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		if !gone[value.KeyOf(v)] {
			add(v)
		}
		return nil
	})
}

func arrayAnd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	result, err := enumUniq(c, self, value.Args{})
	for _, other := range a.Pos {
		if err != nil {
			return nil, err
		}
		var has map[value.Key]bool
		if has, err = c.keysOf([]value.Value{other}); err != nil {
			return nil, err
		}
		result, err = c.collected(result, func(v value.Value, add func(value.Value)) error {
			if has[value.KeyOf(v)] {
				add(v)
			}
			return nil
		})
	}
	return result, err
}

func arrayIntersects(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r, err := arrayAnd(c, self, a)
	if err != nil {
		return nil, err
	}
	return value.Bool(array(r).Len() > 0), nil
}

func arrayOr(c *Context, self value.Value, a value.Args) (value.Value, error) {
	all := c.part(array(self).All())
	if _, err := arrayConcat(c, all, a); err != nil {
		return nil, err
	}
	return enumUniq(c, all, value.Args{})
}

func arrayTimes(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if a.Pos[0].Kind() == value.KindString {
		return arrayJoin(c, self, a)
	}
	n, err := sizeArg(a.Pos[0], "negative argument")
	if err != nil {
		return nil, err
	}
	x := array(self).All()
	c.elements(times(n, len(x)))
	out := make([]value.Value, 0, n*len(x))
	for range n {
		if len(x) == 0 {
			break
		}
		out = append(out, x...)
	}
	return value.NewArray(out), nil
}

func arrayIndexOf(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 && a.Block == nil {
		return newEnumerator(self, "index", a), nil
	}
	return enumFindIndex(c, self, a)
}

func arrayRindex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 && a.Block == nil {
		return newEnumerator(self, "rindex", a), nil
	}
	x, matches := array(self), c.matcher(a)
	for i := x.Len() - 1; i >= 0; i-- {
		c.Step(1)
		if i >= x.Len() {
			continue
		}
		if ok, err := matches(x.At(i)); ok || err != nil {
			return value.Int(i), err
		}
	}
	return value.Nil, nil
}

func arrayEach(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	for i := 0; i < x.Len(); i++ {
		c.Step(1)
		if _, err := a.Block.Call(value.Args{Pos: []value.Value{x.At(i)}}); err != nil {
			return nil, err
		}
	}
	return self, nil
}

func arrayEachIndex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	for i := 0; i < array(self).Len(); i++ {
		c.Step(1)
		if _, err := call(a.Block, value.Int(i)); err != nil {
			return nil, err
		}
	}
	return self, nil
}

func arrayReverseEach(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	for i := x.Len() - 1; i >= 0; i-- {
		c.Step(1)
		if i >= x.Len() {
			continue
		}
		if _, err := call(a.Block, x.At(i)); err != nil {
			return nil, err
		}
	}
	return self, nil
}

func arrayReverse(c *Context, self value.Value, a value.Args) (value.Value, error) {
	out := c.part(array(self).All())
	vs := out.Slots()
	for i, j := 0, len(vs)-1; i < j; i, j = i+1, j-1 {
		vs[i], vs[j] = vs[j], vs[i]
	}
	return out, nil
}

func arrayRotate(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := toIntOr(a, 0, 1)
	if len(a.Pos) == 1 && a.Pos[0] == value.Value(value.Nil) {
		err = notInto(a.Pos[0], "Integer")
	}
	x := array(self)
	if err != nil || x.Len() == 0 {
		return list(), err
	}
	n = ((n % x.Len()) + x.Len()) % x.Len()
	out := c.part(x.All()[n:])
	c.elements(n)
	out.Push(x.All()[:n]...)
	return out, nil
}

func arrayFlatten(c *Context, self value.Value, a value.Args) (value.Value, error) {
	depth, err := toIntOr(a, 0, -1)
	if err != nil {
		return nil, err
	}
	var out []value.Value
	err = c.flatten(array(self), depth, 0, &out)
	return value.NewArray(out), err
}

func (c *Context) flatten(x *value.Array, depth, level int, out *[]value.Value) error {
	if level > value.MaxDepth {
		return ended(value.ErrDepth)
	}
	for i := range x.Len() {
		_, ok := x.Peek(i).(*value.Array)
		c.elements(1)
		if !ok || depth == 0 {
			*out = append(*out, x.At(i))
			continue
		}
		if err := c.flatten(array(x.At(i)), depth-1, level+1, out); err != nil {
			return err
		}
	}
	return nil
}

func arrayProduct(c *Context, self value.Value, a value.Args) (value.Value, error) {
	lists := []*value.Array{array(self)}
	size := array(self).Len()
	for _, p := range a.Pos {
		other, err := toArray(p)
		if err != nil {
			return nil, err
		}
		lists = append(lists, other)
		size = times(size, other.Len())
	}
	c.rows(size, len(lists))
	rows := [][]value.Value{{}}
	for _, l := range lists {
		var next [][]value.Value
		for _, row := range rows {
			for i := range l.Len() {
				next = append(next, append(row[:len(row):len(row)], l.At(i)))
			}
		}
		rows = next
	}
	return given(self, a.Block, rows)
}

// given is rows as an Array of Arrays, or self after the block has got each.
func given(self value.Value, b *value.Proc, rows [][]value.Value) (value.Value, error) {
	out := make([]value.Value, len(rows))
	for i, row := range rows {
		out[i] = value.NewArray(row)
		if b != nil {
			if _, err := call(b, out[i]); err != nil {
				return nil, err
			}
		}
	}
	if b != nil {
		return self, nil
	}
	return value.NewArray(out), nil
}

func arrayTranspose(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	var columns [][]value.Value
	for i := range x.Len() {
		row, err := toArray(x.At(i))
		if err != nil {
			return nil, err
		}
		if i == 0 {
			columns = make([][]value.Value, row.Len())
		}
		if row.Len() != len(columns) {
			return nil, IndexError("element size differs (%d should be %d)", row.Len(), len(columns))
		}
		c.elements(row.Len())
		for j := range row.Len() {
			columns[j] = append(columns[j], row.At(j))
		}
	}
	return given(self, nil, columns)
}

func arrayCombination(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := toInt(a.Pos[0])
	vs := append([]value.Value(nil), array(self).All()...)
	if err != nil || n < 0 || n > len(vs) {
		return self, err
	}
	return self, c.choose(vs, n, make([]value.Value, 0, n), a.Block)
}

// choose calls the block with each way to add n of vs, in order, to chosen,
// which has room for them.
func (c *Context) choose(vs []value.Value, n int, chosen []value.Value, b *value.Proc) error {
	c.Step(1)
	if n == 0 {
		_, err := call(b, c.part(chosen))
		return err
	}
	for i := 0; i+n <= len(vs); i++ {
		if err := c.choose(vs[i+1:], n-1, append(chosen, vs[i]), b); err != nil {
			return err
		}
	}
	return nil
}

func arrayPermutation(c *Context, self value.Value, a value.Args) (value.Value, error) {
	vs := append([]value.Value(nil), array(self).All()...)
	n, err := toIntOr(a, 0, len(vs))
	if err != nil || n < 0 || n > len(vs) {
		return self, err
	}
	return self, c.permute(vs, n, make([]value.Value, 0, n), make([]bool, len(vs)), a.Block)
}

func (c *Context) permute(vs []value.Value, n int, chosen []value.Value, used []bool, b *value.Proc) error {
	c.Step(1)
	if len(chosen) == n {
		_, err := call(b, c.part(chosen))
		return err
	}
	for i, v := range vs {
		if used[i] {
			continue
		}
		used[i] = true
		if err := c.permute(vs, n, append(chosen, v), used, b); err != nil {
			return err
		}
		used[i] = false
	}
	return nil
}

func arrayJoin(c *Context, self value.Value, a value.Args) (value.Value, error) {
	var between *value.String
	if len(a.Pos) == 1 && a.Pos[0] != value.Value(value.Nil) {
		s, err := toStr(a.Pos[0])
		if err != nil {
			return nil, err
		}
		between = s
	}
	t, first := c.text(), true
	err := c.join(t, array(self), between, &first, 0)
	return t.String(), err
}

func (c *Context) join(t *value.Text, x *value.Array, between *value.String, first *bool, depth int) error {
	if depth > value.MaxDepth {
		return ended(value.ErrDepth)
	}
	for i := range x.Len() {
		c.Step(1)
		v := x.Peek(i)
		if inner, ok := v.(*value.Array); ok {
			if err := c.join(t, inner, between, first, depth+1); err != nil {
				return err
			}
			continue
		}
		if !*first && between != nil {
			t.Append(between)
		}
		*first = false
		if err := c.writeS(t, v); err != nil {
			return err
		}
	}
	return nil
}

// writeS writes v's to_s.
func (c *Context) writeS(t *value.Text, v value.Value) error {
	if r, ok := v.(*value.Resource); ok {
		return unknown(r, "to_s")
	}
	return ended(t.ToS(v))
}

func arrayBsearch(c *Context, self value.Value, a value.Args) (value.Value, error) {
	x := array(self)
	low, high := 0, x.Len()
	for low < high {
		middle := (low + high) / 2
		r, err := call(a.Block, x.At(middle))
		if err != nil {
			return nil, err
		}
		sign, number := value.Compare(r, value.Int(0))
		switch {
		case number && sign == 0:
			return x.At(middle), nil
		case number && sign < 0, !number && value.Truthy(r):
			high = middle
		default:
			low = middle + 1
		}
		if number && low >= high {
			return value.Nil, nil
		}
	}
	return element(x, low), nil
}

func arrayAssoc(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.pairWith(self, 0, a.Pos[0])
}

func arrayRassoc(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.pairWith(self, 1, a.Pos[0])
}

func (c *Context) pairWith(self value.Value, place int, wanted value.Value) (value.Value, error) {
	var found value.Value = value.Nil
	err := c.until(self, func(v value.Value) (bool, error) {
		pair, ok := v.(*value.Array)
		if !ok || pair.Len() <= place {
			return false, nil
		}
		same, err := c.Equal(pair.At(place), wanted)
		if same {
			found = pair
		}
		return same, err
	})
	return found, err
}

func arrayCount(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 && a.Block == nil {
		return value.Int(array(self).Len()), nil
	}
	return enumCount(c, self, a)
}
