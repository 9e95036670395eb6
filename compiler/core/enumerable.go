package core

import (
	"math"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// enumerableTable is what Array, Hash, Range, Enumerator, Set and Struct share.
// An element of a Hash is its pair [key, value].
func enumerableTable() []Method {
	return []Method{
		{Name: "to_a", Doc: "the elements as an Array", Max: -1, Fn: enumToA},
		{Name: "entries", Doc: "the elements as an Array", Fn: enumToA},
		{Name: "map", Doc: "what the block gives for each element", Fn: enumMap, Enum: true},
		{Name: "collect", Doc: "what the block gives for each element", Fn: enumMap, Enum: true},
		{Name: "flat_map", Doc: "what the block gives for each element, arrays spread", Fn: enumFlatMap, Enum: true},
		{Name: "collect_concat", Doc: "what the block gives for each element, arrays spread", Fn: enumFlatMap, Enum: true},
		{Name: "filter_map", Doc: "what the block gives, nil and false left out", Fn: enumFilterMap, Enum: true},
		{Name: "select", Doc: "the elements for which the block holds", Fn: enumSelect, Enum: true},
		{Name: "filter", Doc: "the elements for which the block holds", Fn: enumSelect, Enum: true},
		{Name: "find_all", Doc: "the elements for which the block holds", Fn: enumSelect, Enum: true},
		{Name: "reject", Doc: "the elements for which the block does not hold", Fn: enumReject, Enum: true},
		{Name: "find", Max: 1, Doc: "the first element for which the block holds, or nil", Fn: enumFind, Enum: true},
		{Name: "detect", Max: 1, Doc: "the first element for which the block holds, or nil", Fn: enumFind, Enum: true},
		{Name: "find_index", Max: 1, Doc: "the index of the first such element, or nil", Fn: enumFindIndex},
		{Name: "each_entry", Doc: "calls the block with each element", Fn: enumEachEntry, Enum: true},
		{Name: "each_with_index", Doc: "calls the block with each element and its index", Fn: enumEachWithIndex, Enum: true},
		{Name: "each_with_object", Min: 1, Max: 1, Doc: "calls the block with each element and the object, which it gives", Fn: enumEachWithObject, Enum: true},
		{Name: "each_slice", Min: 1, Max: 1, Doc: "calls the block with each n elements", Fn: enumEachSlice},
		{Name: "each_cons", Min: 1, Max: 1, Doc: "calls the block with each n neighbours", Fn: enumEachCons},
		{Name: "reverse_each", Doc: "calls the block with each element from the last", Fn: enumReverseEach, Enum: true},
		{Name: "partition", Doc: "the elements for which the block holds, and the others", Fn: enumPartition, Enum: true},
		{Name: "group_by", Doc: "a Hash of the elements by what the block gives", Fn: enumGroupBy, Enum: true},
		{Name: "chunk_while", Doc: "runs of neighbours for which the block holds", Fn: enumChunkWhile},
		{Name: "slice_when", Doc: "runs cut where the block holds", Fn: enumSliceWhen},
		{Name: "chunk", Doc: "runs of elements with what the block gives for them", Fn: enumChunk, Enum: true},
		{Name: "tally", Max: 1, Doc: "how often each element occurs", Fn: enumTally},
		{Name: "reduce", Max: 2, Doc: "all elements combined by the block or operator", Fn: enumInject},
		{Name: "inject", Max: 2, Doc: "all elements combined by the block or operator", Fn: enumInject},
		{Name: "sum", Max: 1, Doc: "the sum of the elements", Fn: enumSum},
		{Name: "count", Max: 1, Doc: "the number of elements, or of such elements", Fn: enumCount},
		{Name: "min", Max: 1, Doc: "the least element, or the n least", Fn: enumMin},
		{Name: "max", Max: 1, Doc: "the greatest element, or the n greatest", Fn: enumMax},
		{Name: "minmax", Doc: "the least and the greatest element", Fn: enumMinMax},
		{Name: "min_by", Max: 1, Doc: "the element for which the block gives the least", Fn: enumMinBy, Enum: true},
		{Name: "max_by", Max: 1, Doc: "the element for which the block gives the most", Fn: enumMaxBy, Enum: true},
		{Name: "minmax_by", Doc: "the elements for which the block gives the least and the most", Fn: enumMinMaxBy, Enum: true},
		{Name: "sort", Doc: "the elements in order", Fn: enumSort},
		{Name: "sort_by", Doc: "the elements in the order of what the block gives", Fn: enumSortBy, Enum: true},
		{Name: "uniq", Doc: "the elements without repetitions", Fn: enumUniq},
		{Name: "compact", Doc: "the elements without nil", Fn: enumCompact},
		{Name: "zip", Max: -1, Doc: "the elements paired with those of other lists", Fn: enumZip},
		{Name: "first", Max: 1, Doc: "the first element, or the first n", Fn: enumFirst},
		{Name: "take", Min: 1, Max: 1, Doc: "the first n elements", Fn: enumTake},
		{Name: "take_while", Doc: "the elements before the first for which the block does not hold", Fn: enumTakeWhile, Enum: true},
		{Name: "drop", Min: 1, Max: 1, Doc: "the elements after the first n", Fn: enumDrop},
		{Name: "drop_while", Doc: "the elements from the first for which the block does not hold", Fn: enumDropWhile, Enum: true},
		{Name: "include?", Min: 1, Max: 1, Doc: "whether an element equals the value", Fn: enumInclude},
		{Name: "member?", Min: 1, Max: 1, Doc: "whether an element equals the value", Fn: enumInclude},
		{Name: "any?", Max: 1, Doc: "whether the block holds for an element", Fn: enumAny},
		{Name: "all?", Max: 1, Doc: "whether the block holds for all elements", Fn: enumAll},
		{Name: "none?", Max: 1, Doc: "whether the block holds for no element", Fn: enumNone},
		{Name: "one?", Max: 1, Doc: "whether the block holds for exactly one element", Fn: enumOne},
		{Name: "grep", Min: 1, Max: 1, Doc: "the elements that match the pattern", Fn: enumGrep},
		{Name: "grep_v", Min: 1, Max: 1, Doc: "the elements that do not match the pattern", Fn: enumGrepV},
		{Name: "cycle", Max: 1, Doc: "calls the block with each element, n times over", Fn: enumCycle, Enum: true},
		{Name: "to_h", Doc: "a Hash of the pairs", Fn: enumToH},
		{Name: "to_set", Doc: "a Set of the elements, or of what the block gives for them", Fn: enumToSet},
		{Name: "lazy", Doc: "the elements, one at a time as they are asked for", Fn: enumLazy},
	}
}

// each walks over the elements of anything enumerable. An error of visit ends
// the walk and comes back.
func (c *Context) each(self value.Value, visit func(v value.Value) error) error {
	switch x := self.(type) {
	case *value.Array:
		for i := 0; i < x.Len(); i++ {
			c.Step(1)
			if err := visit(x.At(i)); err != nil {
				return err
			}
		}
		return nil
	case *value.Hash:
		return c.eachPair(x, func(k, v value.Value) error { return visit(list(k, v)) })
	case *value.Range:
		return c.eachInRange(x, visit)
	case *Enumerator:
		return c.eachOf(x, visit)
	case *Set:
		return c.eachPair(x.hash, func(k, _ value.Value) error { return visit(k) })
	case *Struct:
		return c.each(value.NewArray(x.Values), visit)
	}
	if err := unknown(self, "each"); err != nil {
		return err
	}
	return TypeError("wrong argument type %s (must respond to :each)", ClassOf(self).Name)
}

// eachPair walks over the entries of a Hash; adding keys raises meanwhile.
func (c *Context) eachPair(h *value.Hash, visit func(k, v value.Value) error) error {
	h.Iterating++
	defer func() { h.Iterating-- }()
	for k, v := range h.All() {
		c.Step(1)
		if err := visit(k, v); err != nil {
			return err
		}
	}
	return nil
}

// A stop ends an iteration that has seen enough. Each iteration has its own.
type stop struct{ _ int }

func (*stop) Error() string { return "stop of an iteration" }

// until walks over the elements until visit says done.
func (c *Context) until(self value.Value, visit func(v value.Value) (done bool, err error)) error {
	end := &stop{}
	err := c.each(self, func(v value.Value) error {
		done, err := visit(v)
		if err == nil && done {
			return end
		}
		return err
	})
	if err == error(end) {
		return nil
	}
	return err
}

// elements of anything enumerable, charged; the slice is the caller's.
func (c *Context) all(self value.Value) ([]value.Value, error) {
	if a, ok := self.(*value.Array); ok {
		c.elements(a.Len())
		return append([]value.Value(nil), a.All()...), nil
	}
	var out []value.Value
	err := c.each(self, func(v value.Value) error {
		c.elements(1)
		out = append(out, v)
		return nil
	})
	return out, err
}

// collected is an Array of what visit adds.
func (c *Context) collected(self value.Value, visit func(v value.Value, add func(value.Value)) error) (value.Value, error) {
	var out []value.Value
	add := func(v value.Value) {
		c.elements(1)
		out = append(out, v)
	}
	err := c.each(self, func(v value.Value) error { return visit(v, add) })
	if err != nil {
		return nil, err
	}
	return value.NewArray(out), nil
}

func enumToA(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if r, ok := self.(*value.Range); ok && r.High == value.Value(value.Nil) {
		return nil, RangeError("cannot convert endless range to an array")
	}
	vs, err := c.all(self)
	return value.NewArray(vs), err
}

func enumMap(c *Context, self value.Value, a value.Args) (value.Value, error) {
	each := c.spread
	if _, ok := self.(*value.Hash); ok && a.Block.Lambda && (a.Block.Arity() == 2 || a.Block.Arity() == -3) {
		each = callPair
	}
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		r, err := each(a.Block, v)
		if err == nil {
			add(r)
		}
		return err
	})
}

// callPair gives a lambda that needs two arguments the key and the value of a pair.
// It is only map that does this in Ruby.
func callPair(b *value.Proc, pair value.Value) (value.Value, error) {
	kv := pair.(*value.Array)
	return call(b, kv.At(0), kv.At(1))
}

func enumFlatMap(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		r, err := c.spread(a.Block, v)
		if err != nil {
			return err
		}
		inner, ok := r.(*value.Array)
		if !ok {
			add(r)
			return nil
		}
		for i := range inner.Len() {
			add(inner.At(i))
		}
		return nil
	})
}

func enumFilterMap(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		r, err := c.spread(a.Block, v)
		if err == nil && value.Truthy(r) {
			add(r)
		}
		return err
	})
}

func enumSelect(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.selected(self, a.Block, true)
}

func enumReject(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.selected(self, a.Block, false)
}

func (c *Context) selected(self value.Value, b *value.Proc, wanted bool) (value.Value, error) {
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		ok, err := c.wholeTest(b, v)
		if err == nil && ok == wanted {
			add(v)
		}
		return err
	})
}

func enumFind(c *Context, self value.Value, a value.Args) (value.Value, error) {
	var found value.Value = value.Nil
	seen := false
	err := c.until(self, func(v value.Value) (bool, error) {
		ok, err := c.wholeTest(a.Block, v)
		if err == nil && ok {
			found, seen = v, true
		}
		return ok, err
	})
	if err == nil && !seen && len(a.Pos) == 1 && a.Pos[0] != value.Value(value.Nil) {
		return c.send(a.Pos[0], "call")
	}
	return found, err
}

// matcher is the test of index, find_index and count: equal to an argument, or
// the block.
func (c *Context) matcher(a value.Args) func(v value.Value) (bool, error) {
	if len(a.Pos) == 1 {
		return func(v value.Value) (bool, error) { return c.Equal(v, a.Pos[0]) }
	}
	return func(v value.Value) (bool, error) { return c.spreadTest(a.Block, v) }
}

func enumFindIndex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 && a.Block == nil {
		return newEnumerator(self, "find_index", a), nil
	}
	matches, i := c.matcher(a), -1
	found := false
	err := c.until(self, func(v value.Value) (bool, error) {
		i++
		ok, err := matches(v)
		found = ok
		return ok, err
	})
	if err != nil || !found {
		return value.Nil, err
	}
	return value.Int(i), nil
}

func enumEachEntry(c *Context, self value.Value, a value.Args) (value.Value, error) {
	err := c.each(self, func(v value.Value) error {
		_, err := c.whole(a.Block, v)
		return err
	})
	return self, err
}

func enumEachWithIndex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	i := -1
	err := c.each(self, func(v value.Value) error {
		i++
		_, err := call(a.Block, v, value.Int(i))
		return err
	})
	return self, err
}

func enumEachWithObject(c *Context, self value.Value, a value.Args) (value.Value, error) {
	object := a.Pos[0]
	err := c.each(self, func(v value.Value) error {
		_, err := call(a.Block, v, object)
		return err
	})
	return object, err
}

func positive(v value.Value, message string) (int, error) {
	n, err := toInt(v)
	if err == nil && n <= 0 {
		err = ArgumentError("%s", message)
	}
	return n, err
}

func enumEachSlice(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := positive(a.Pos[0], "invalid slice size")
	if err != nil {
		return nil, err
	}
	if a.Block == nil {
		return newEnumerator(self, "each_slice", a), nil
	}
	var part []value.Value
	err = c.each(self, func(v value.Value) error {
		c.elements(1)
		part = append(part, v)
		if len(part) < n {
			return nil
		}
		c.rows(1, 0)
		full := part
		part = nil
		_, err := call(a.Block, value.NewArray(full))
		return err
	})
	if err == nil && len(part) > 0 {
		_, err = call(a.Block, value.NewArray(part))
	}
	return self, err
}

func enumEachCons(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := positive(a.Pos[0], "invalid size")
	if err != nil {
		return nil, err
	}
	if a.Block == nil {
		return newEnumerator(self, "each_cons", a), nil
	}
	var last []value.Value
	err = c.each(self, func(v value.Value) error {
		last = append(last, v)
		if len(last) > n {
			last = last[1:]
		}
		if len(last) < n {
			return nil
		}
		c.rows(1, n)
		_, err := call(a.Block, value.NewArray(append([]value.Value(nil), last...)))
		return err
	})
	return self, err
}

func enumReverseEach(c *Context, self value.Value, a value.Args) (value.Value, error) {
	vs, err := c.all(self)
	for i := len(vs) - 1; i >= 0 && err == nil; i-- {
		_, err = call(a.Block, vs[i])
	}
	return self, err
}

func enumPartition(c *Context, self value.Value, a value.Args) (value.Value, error) {
	var yes, no []value.Value
	err := c.each(self, func(v value.Value) error {
		c.elements(1)
		ok, err := c.wholeTest(a.Block, v)
		if ok {
			yes = append(yes, v)
		} else {
			no = append(no, v)
		}
		return err
	})
	return list(value.NewArray(yes), value.NewArray(no)), err
}

func enumGroupBy(c *Context, self value.Value, a value.Args) (value.Value, error) {
	groups := c.newHash()
	err := c.each(self, func(v value.Value) error {
		key, err := c.whole(a.Block, v)
		if err != nil {
			return err
		}
		c.elements(1)
		if group, ok := groups.Get(key); ok {
			group.(*value.Array).Push(v)
			return nil
		}
		return c.set(groups, key, list(v))
	})
	return groups, err
}

func enumChunkWhile(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.runs(self, a.Block, false)
}

func enumSliceWhen(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.runs(self, a.Block, true)
}

// runs cuts the elements between neighbours for which the block gives cutOn.
func (c *Context) runs(self value.Value, b *value.Proc, cutOn bool) (value.Value, error) {
	if b == nil {
		return nil, ArgumentError("tried to create Proc object without a block")
	}
	var out []value.Value
	var run *value.Array
	err := c.each(self, func(v value.Value) error {
		c.elements(1)
		if run == nil {
			run = list(v)
			return nil
		}
		ok, err := test(b, run.At(run.Len()-1), v)
		if err != nil {
			return err
		}
		if ok == cutOn {
			c.rows(1, 0)
			out, run = append(out, run), list()
		}
		run.Push(v)
		return nil
	})
	if run != nil {
		out = append(out, run)
	}
	return enumeratorOf(value.NewArray(out)), err
}

func enumChunk(c *Context, self value.Value, a value.Args) (value.Value, error) {
	var out []value.Value
	var last value.Value
	err := c.each(self, func(v value.Value) error {
		c.elements(1)
		key, err := call(a.Block, v)
		if err != nil {
			return err
		}
		if key == value.Value(value.Nil) || key == value.Value(value.Symbol("_separator")) {
			last = nil // it parts what is around it, and is left out
			return nil
		}
		if name, ok := key.(value.Symbol); ok && strings.HasPrefix(string(name), "_") && name != "_alone" {
			return raise(ClassRuntimeError, "symbols beginning with an underscore are reserved")
		}
		if last != nil && last != value.Value(value.Symbol("_alone")) && value.Eql(key, last) {
			out[len(out)-1].(*value.Array).At(1).(*value.Array).Push(v)
			return nil
		}
		c.rows(2, 1)
		out, last = append(out, list(key, list(v))), key
		return nil
	})
	return enumeratorOf(value.NewArray(out)), err
}

// enumTally counts into a new Hash or, with an argument, into that one.
func enumTally(c *Context, self value.Value, a value.Args) (value.Value, error) {
	counts := c.newHash()
	if len(a.Pos) == 1 {
		given, err := toHash(a.Pos[0])
		if err != nil {
			return nil, err
		}
		if counts, err = changingHash(given); err != nil {
			return nil, err
		}
	}
	err := c.each(self, func(v value.Value) error {
		n, ok := counts.Get(v)
		if !ok {
			n = value.Int(0)
		}
		if !bothInt(n, value.Int(0)) {
			return TypeError("wrong argument type %s (expected Integer)", ClassOf(n).Name)
		}
		return c.set(counts, v, value.AddInt(n, value.Int(1)))
	})
	return counts, err
}

func enumInject(c *Context, self value.Value, a value.Args) (value.Value, error) {
	acc, combine, err := c.combiner(a)
	if err != nil {
		return nil, err
	}
	err = c.each(self, func(v value.Value) (err error) {
		if acc == nil {
			acc = v
			return nil
		}
		acc, err = combine(acc, v)
		return err
	})
	if acc == nil {
		acc = value.Nil
	}
	return acc, err
}

// combiner is what inject was given: the start (nil without) and the way.
func (c *Context) combiner(a value.Args) (value.Value, func(acc, v value.Value) (value.Value, error), error) {
	var start value.Value
	switch {
	case len(a.Pos) == 2:
		start = a.Pos[0]
	case len(a.Pos) == 1 && a.Block != nil:
		start = a.Pos[0]
	case len(a.Pos) == 0 && a.Block == nil:
		return nil, func(acc, v value.Value) (value.Value, error) { return nil, raise(ClassLocalJump, "no block given") }, nil
	}
	if a.Block != nil && len(a.Pos) < 2 {
		return start, func(acc, v value.Value) (value.Value, error) { return call(a.Block, acc, v) }, nil
	}
	name, err := symbolOr(a.Pos[len(a.Pos)-1], "inject")
	return start, func(acc, v value.Value) (value.Value, error) { return c.send(acc, name, v) }, err
}

func enumSum(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s := summer{c: c, sum: value.Int(0)}
	if len(a.Pos) == 1 {
		s.sum = a.Pos[0]
	}
	err := c.each(self, func(v value.Value) (err error) {
		if a.Block != nil {
			if v, err = call(a.Block, v); err != nil {
				return err
			}
		}
		return s.add(v)
	})
	return s.total(), err
}

// A summer adds as Ruby's sum does: Floats with Kahan-Babuska compensation.
type summer struct {
	c        *Context
	sum      value.Value
	floating bool
	f, comp  float64
}

func (s *summer) add(v value.Value) (err error) {
	x, number := value.FloatOf(v)
	_, isFloat := v.(value.Float)
	start, ok := value.FloatOf(s.sum)
	_, sumFloat := s.sum.(value.Float)
	switch {
	case s.floating && number:
		s.addFloat(x)
	case !s.floating && ok && number && (isFloat || sumFloat):
		s.floating, s.f, s.comp = true, start, 0
		s.addFloat(x)
	case !ok && !s.floating && v.Kind() == value.KindInt && unknown(s.sum, "+") == nil:
		return uncoerced(v, s.sum, "+")
	case !s.floating && bothInt(s.sum, v):
		s.sum, err = numPlus(s.c, s.sum, value.Args{Pos: []value.Value{v}})
	default:
		s.sum, s.floating = s.total(), false
		s.sum, err = s.c.send(s.sum, "+", v)
	}
	return err
}

func (s *summer) addFloat(x float64) {
	switch {
	case math.IsNaN(s.f):
	case math.IsNaN(x), math.IsInf(x, 0) && !math.IsInf(s.f, 0):
		s.f = x
	case math.IsInf(x, 0) || math.IsInf(s.f, 0):
		s.f += x
	default:
		t := s.f + x
		if math.Abs(s.f) >= math.Abs(x) {
			s.comp += (s.f - t) + x
		} else {
			s.comp += (x - t) + s.f
		}
		s.f = t
	}
}

func (s *summer) total() value.Value {
	if s.floating {
		return value.Float(s.f + s.comp)
	}
	return s.sum
}

func enumCount(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 && a.Block == nil {
		n := 0
		err := c.each(self, func(value.Value) error { n++; return nil })
		return value.Int(n), err
	}
	matches, n := c.matcher(a), 0
	err := c.each(self, func(v value.Value) error {
		ok, err := matches(v)
		if ok {
			n++
		}
		return err
	})
	return value.Int(n), err
}

// ordering is the order that a block gives, or the natural one.
func (c *Context) ordering(b *value.Proc) ordering {
	if b == nil {
		return c.order
	}
	return func(x, y value.Value) (int, error) {
		r, err := call(b, x, y)
		if err != nil {
			return 0, err
		}
		return verdict(r, x, y)
	}
}

func enumMin(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.extreme(self, a, c.ordering(a.Block), 1)
}

func enumMax(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.extreme(self, a, c.ordering(a.Block), -1)
}

// An ordering is the sign of x <=> y, or an error.
type ordering func(x, y value.Value) (int, error)

// extreme is the first element in an order (side 1) or the last (-1), or the
// first n.
func (c *Context) extreme(self value.Value, a value.Args, order ordering, side int) (value.Value, error) {
	vs, err := c.all(self)
	if err != nil {
		return nil, err
	}
	if len(a.Pos) == 1 && a.Pos[0] != value.Value(value.Nil) {
		return c.firstOrdered(vs, a.Pos[0], order, side)
	}
	if _, ok := self.(*value.Array); ok && a.Block == nil {
		order = flipped(order)
	}
	return extremeOf(vs, order, side)
}

// flipped is an order that asks the other value: what cannot be compared is
// told from its side.
func flipped(order ordering) ordering {
	return func(x, y value.Value) (int, error) {
		sign, err := order(y, x)
		return -sign, err
	}
}

// firstOrdered is the first n in an order (side 1) or the last (-1), from the
// outer end inwards.
func (c *Context) firstOrdered(vs []value.Value, count value.Value, order ordering, side int) (value.Value, error) {
	n, err := toInt(count)
	switch {
	case err != nil:
		return nil, err
	case n < 0:
		return nil, ArgumentError("negative size (%d)", n)
	case n == 0:
		return list(), nil
	}
	vs, err = outermost(vs, n, order, side)
	if err != nil {
		return nil, err
	}
	vs, err = sorted(vs, order)
	if side < 0 {
		slices.Reverse(vs)
	}
	return value.NewArray(vs), err
}

// outermost are the n outermost of vs. Which of several equals are among them,
// and in what order, Ruby leaves to its way of finding them, which is this one:
// it collects up to 4n elements, keeps the best n of them by quickselect, and
// from then on passes over all that is no better than the last pivot.
func outermost(vs []value.Value, n int, order ordering, side int) ([]value.Value, error) {
	s := &selection{n: n, order: order, side: side}
	for _, v := range vs {
		if err := s.add(v); err != nil {
			return nil, err
		}
	}
	return s.list, s.cut()
}

type selection struct {
	list  []value.Value
	n     int
	limit value.Value // nil before the first cut
	order ordering
	side  int
}

func (s *selection) compare(x, y value.Value) (int, error) {
	sign, err := s.order(x, y)
	return sign * s.side, err
}

func (s *selection) add(v value.Value) error {
	if s.limit != nil {
		if sign, err := s.compare(v, s.limit); err != nil || sign >= 0 {
			return err
		}
	}
	s.list = append(s.list, v)
	if len(s.list)/4 >= s.n {
		return s.cut()
	}
	return nil
}

// cut leaves the best n.
func (s *selection) cut() error {
	left, right := 0, len(s.list)-1
	for len(s.list) > s.n {
		low, pivots, err := s.split(left, right)
		switch {
		case err != nil:
			return err
		case low <= s.n && s.n <= low+pivots:
			s.limit = s.list[low]
			s.list = s.list[:s.n]
		case s.n < low:
			right = low - 1
		default:
			left = low + pivots
		}
	}
	return nil
}

// split puts those before the element in the middle to the left, then its
// equals, pivots of them from low on.
func (s *selection) split(left, right int) (low, pivots int, err error) {
	v := s.list
	swap := func(i, j int) { v[i], v[j] = v[j], v[i] }
	swap(left+(right-left)/2, right)
	low, pivots = left, 1
	for i := left; i <= right-pivots; {
		sign, err := s.compare(v[i], v[right])
		switch {
		case err != nil:
			return 0, 0, err
		case sign == 0:
			swap(i, right-pivots)
			pivots++
			continue
		case sign < 0:
			swap(i, low)
			low++
		}
		i++
	}
	for i, j := right, low; right-pivots < i && i > j; i, j = i-1, j+1 {
		swap(j, i)
	}
	return low, pivots, nil
}

// extremeOf is the least of vs (side 1) or the greatest (-1), Nil of none.
func extremeOf(vs []value.Value, order ordering, side int) (value.Value, error) {
	if len(vs) == 0 {
		return value.Nil, nil
	}
	best := vs[0]
	for _, v := range vs[1:] {
		sign, err := order(v, best)
		if err != nil {
			return nil, err
		}
		if sign*side < 0 {
			best = v
		}
	}
	return best, nil
}

func enumMinMax(c *Context, self value.Value, a value.Args) (value.Value, error) {
	vs, err := c.all(self)
	if err != nil {
		return nil, err
	}
	low, high, err := extremes(vs, c.ordering(a.Block))
	if err != nil {
		return nil, err
	}
	return list(low, high), nil
}

// extremes are the least and the greatest of vs.
func extremes(vs []value.Value, order ordering) (low, high value.Value, err error) {
	if low, err = extremeOf(vs, flipped(order), 1); err != nil {
		return nil, nil, err
	}
	high, err = extremeOf(vs, flipped(order), -1)
	return low, high, err
}

// keyed is each element with what the block gives for it, as pairs.
func (c *Context) keyed(self value.Value, b *value.Proc) ([]value.Value, error) {
	var out []value.Value
	err := c.each(self, func(v value.Value) error {
		c.rows(1, 2)
		key, err := c.whole(b, v)
		out = append(out, list(key, v))
		return err
	})
	return out, err
}

func (c *Context) byKey(x, y value.Value) (int, error) {
	return c.order(x.(*value.Array).At(0), y.(*value.Array).At(0))
}

// unkeyed takes the elements out of pairs again.
func unkeyed(pairs []value.Value) []value.Value {
	for i, p := range pairs {
		pairs[i] = p.(*value.Array).At(1)
	}
	return pairs
}

func enumMinBy(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.extremeBy(self, a, 1)
}

func enumMaxBy(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.extremeBy(self, a, -1)
}

func (c *Context) extremeBy(self value.Value, a value.Args, side int) (value.Value, error) {
	pairs, err := c.keyed(self, a.Block)
	if err != nil {
		return nil, err
	}
	if len(a.Pos) == 1 && a.Pos[0] != value.Value(value.Nil) {
		first, err := c.firstOrdered(pairs, a.Pos[0], c.byKey, side)
		if err != nil {
			return nil, err
		}
		return value.NewArray(unkeyed(first.(*value.Array).All())), nil
	}
	return second(extremeOf(pairs, c.byKey, side))
}

func second(pair value.Value, err error) (value.Value, error) {
	if p, ok := pair.(*value.Array); ok && err == nil {
		return p.At(1), nil
	}
	return value.Nil, err
}

func enumMinMaxBy(c *Context, self value.Value, a value.Args) (value.Value, error) {
	pairs, err := c.keyed(self, a.Block)
	if err != nil {
		return nil, err
	}
	low, high, err := extremes(pairs, c.byKey)
	if err != nil {
		return nil, err
	}
	if len(pairs) > 0 {
		low, high = low.(*value.Array).At(1), high.(*value.Array).At(1)
	}
	return list(low, high), nil
}

func enumSort(c *Context, self value.Value, a value.Args) (value.Value, error) {
	vs, err := c.all(self)
	if err != nil {
		return nil, err
	}
	vs, err = sorted(vs, c.ordering(a.Block))
	return value.NewArray(vs), err
}

func enumSortBy(c *Context, self value.Value, a value.Args) (value.Value, error) {
	pairs, err := c.keyed(self, a.Block)
	if err != nil {
		return nil, err
	}
	pairs, err = sorted(pairs, c.byKey)
	return value.NewArray(unkeyed(pairs)), err
}

func enumUniq(c *Context, self value.Value, a value.Args) (value.Value, error) {
	seen := map[value.Key]bool{}
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		key := v
		if a.Block != nil {
			var err error
			if key, err = c.spread(a.Block, v); err != nil {
				return err
			}
		}
		if k := value.KeyOf(key); !seen[k] {
			c.keys(1)
			seen[k] = true
			add(v)
		}
		return nil
	})
}

func enumCompact(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		if v != value.Value(value.Nil) {
			add(v)
		}
		return nil
	})
}

func enumZip(c *Context, self value.Value, a value.Args) (value.Value, error) {
	others, err := c.lists(self, a.Pos)
	if err != nil {
		return nil, err
	}
	i := -1
	zipped, err := c.collected(self, func(v value.Value, add func(value.Value)) error {
		i++
		c.rows(1, len(others)+1)
		row := []value.Value{v}
		for _, o := range others {
			if i < len(o) {
				row = append(row, o[i])
			} else {
				row = append(row, value.Nil)
			}
		}
		if a.Block == nil {
			add(value.NewArray(row))
			return nil
		}
		_, err := call(a.Block, value.NewArray(row))
		return err
	})
	if a.Block != nil && err == nil {
		return value.Nil, nil
	}
	return zipped, err
}

// lists are the elements of the others that zip is given, no more than it can
// use of one that has no end.
func (c *Context) lists(self value.Value, others []value.Value) ([][]value.Value, error) {
	out := make([][]value.Value, len(others))
	for i, o := range others {
		r, ok := o.(*value.Range)
		var err error
		if a, is := self.(*value.Array); is && ok && r.High == value.Value(value.Nil) {
			out[i], err = c.take(o, a.Len())
		} else {
			out[i], err = c.all(o)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// take is the first n elements.
func (c *Context) take(self value.Value, n int) ([]value.Value, error) {
	var out []value.Value
	if n == 0 {
		return out, nil
	}
	err := c.until(self, func(v value.Value) (bool, error) {
		c.elements(1)
		out = append(out, v)
		return len(out) == n, nil
	})
	return out, err
}

func enumFirst(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 1 {
		n, err := toInt(a.Pos[0])
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, ArgumentError("attempt to take negative size")
		}
		vs, err := c.take(self, n)
		return value.NewArray(vs), err
	}
	vs, err := c.take(self, 1)
	if len(vs) == 0 || err != nil {
		return value.Nil, err
	}
	return vs[0], nil
}

func enumTake(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return enumFirst(c, self, a)
}

func enumTakeWhile(c *Context, self value.Value, a value.Args) (value.Value, error) {
	var out []value.Value
	err := c.until(self, func(v value.Value) (bool, error) {
		ok, err := c.spreadTest(a.Block, v)
		if ok && err == nil {
			c.elements(1)
			out = append(out, v)
		}
		return !ok, err
	})
	return value.NewArray(out), err
}

func enumDrop(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := toInt(a.Pos[0])
	if err != nil {
		return nil, err
	}
	if n < 0 {
		return nil, ArgumentError("attempt to drop negative size")
	}
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		if n--; n < 0 {
			add(v)
		}
		return nil
	})
}

func enumDropWhile(c *Context, self value.Value, a value.Args) (value.Value, error) {
	dropping := true
	return c.collected(self, func(v value.Value, add func(value.Value)) (err error) {
		if dropping {
			dropping, err = c.wholeTest(a.Block, v)
		}
		if !dropping && err == nil {
			add(v)
		}
		return err
	})
}

func enumInclude(c *Context, self value.Value, a value.Args) (value.Value, error) {
	found := false
	err := c.until(self, func(v value.Value) (_ bool, err error) {
		found, err = c.Equal(v, a.Pos[0])
		return found, err
	})
	return value.Bool(found), err
}

// holds is the test of any?, all?, none? and one?: a pattern, the block, or
// the element's own truth.
func (c *Context) holds(a value.Args) func(v value.Value) (bool, error) {
	switch {
	case len(a.Pos) == 1:
		return func(v value.Value) (bool, error) { return c.CaseEqual(a.Pos[0], v) }
	case a.Block != nil:
		return func(v value.Value) (bool, error) { return c.spreadTest(a.Block, v) }
	}
	return func(v value.Value) (bool, error) { return value.Truthy(v), nil }
}

// countUpTo counts the elements for which the test gives wanted, at most most.
func (c *Context) countUpTo(self value.Value, a value.Args, wanted bool, most int) (int, error) {
	holds, n := c.holds(a), 0
	err := c.until(self, func(v value.Value) (bool, error) {
		ok, err := holds(v)
		if ok == wanted && err == nil {
			n++
		}
		return n == most, err
	})
	return n, err
}

func enumAny(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := c.countUpTo(self, a, true, 1)
	return value.Bool(n == 1), err
}

func enumAll(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := c.countUpTo(self, a, false, 1)
	return value.Bool(n == 0), err
}

func enumNone(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := c.countUpTo(self, a, true, 1)
	return value.Bool(n == 0), err
}

func enumOne(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := c.countUpTo(self, a, true, 2)
	return value.Bool(n == 1), err
}

func enumGrep(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.grep(self, a, true)
}

func enumGrepV(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.grep(self, a, false)
}

func (c *Context) grep(self value.Value, a value.Args, wanted bool) (value.Value, error) {
	return c.collected(self, func(v value.Value, add func(value.Value)) error {
		ok, err := c.CaseEqual(a.Pos[0], v)
		if err != nil || ok != wanted {
			return err
		}
		if a.Block != nil {
			if v, err = call(a.Block, v); err != nil {
				return err
			}
		}
		add(v)
		return nil
	})
}

func enumCycle(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := toIntOr(a, 0, math.MaxInt)
	if err != nil {
		return nil, err
	}
	vs, err := c.all(self)
	for ; n > 0 && len(vs) > 0 && err == nil; n-- {
		for _, v := range vs {
			c.Step(1)
			if _, err = call(a.Block, v); err != nil {
				return nil, err
			}
		}
	}
	return value.Nil, err
}

func enumToH(c *Context, self value.Value, a value.Args) (value.Value, error) {
	h, i := c.newHash(), -1
	err := c.each(self, func(v value.Value) (err error) {
		i++
		if a.Block != nil {
			if v, err = c.spread(a.Block, v); err != nil {
				return err
			}
		}
		pair, ok := v.(*value.Array)
		switch {
		case !ok && self.Kind() == value.KindArray:
			return TypeError("wrong element type %s at %d (expected array)", ClassOf(v).Name, i)
		case !ok:
			return TypeError("wrong element type %s (expected array)", ClassOf(v).Name)
		case pair.Len() != 2 && self.Kind() == value.KindArray:
			return ArgumentError("wrong array length at %d (expected 2, was %d)", i, pair.Len())
		case pair.Len() != 2:
			return ArgumentError("element has wrong array length (expected 2, was %d)", pair.Len())
		}
		return c.set(h, pair.At(0), pair.At(1))
	})
	return h, err
}

func enumToSet(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s := c.newSet()
	return s, c.each(self, func(v value.Value) (err error) {
		if a.Block != nil {
			if v, err = call(a.Block, v); err != nil {
				return err
			}
		}
		return c.set(s.hash, v, value.Bool(true))
	})
}

func enumLazy(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return &Enumerator{Recv: self, Method: "each", Lazy: true}, nil
}

// eachInRange walks over a Range of Integers or Strings.
func (c *Context) eachInRange(r *value.Range, visit func(v value.Value) error) error {
	switch low := r.Low.(type) {
	case value.Int, *value.Big:
		return c.eachInt(r, visit)
	case *value.String:
		return c.eachText(low, r, visit)
	case value.Symbol:
		return c.eachSymbol(r, visit)
	}
	return TypeError("can't iterate from %s", ClassOf(r.Low).Name)
}

func (c *Context) eachInt(r *value.Range, visit func(v value.Value) error) error {
	high := r.High
	if f, ok := high.(value.Float); ok && !math.IsInf(float64(f), 0) && !math.IsNaN(float64(f)) {
		high = value.TruncFloat(math.Floor(float64(f)))
		if r.Exclusive && value.Equal(high, f) {
			high = value.SubInt(high, value.Int(1))
		}
	} else if r.Exclusive && high.Kind() == value.KindInt {
		high = value.SubInt(high, value.Int(1))
	}
	endless := high == value.Value(value.Nil)
	if _, number := value.FloatOf(high); !number && !endless {
		return TypeError("can't iterate from %s", ClassOf(r.Low).Name)
	}
	for v := r.Low; ; v = value.AddInt(v, value.Int(1)) {
		if !endless {
			if sign, ok := value.Compare(v, high); !ok || sign > 0 {
				return nil
			}
		}
		c.Step(1)
		if err := visit(v); err != nil {
			return err
		}
	}
}

func (c *Context) eachSymbol(r *value.Range, visit func(v value.Value) error) error {
	high, ok := r.High.(value.Symbol)
	if !ok {
		return TypeError("can't iterate from Symbol")
	}
	texts := &value.Range{Low: str(string(r.Low.(value.Symbol))), High: str(string(high)), Exclusive: r.Exclusive}
	return c.eachInRange(texts, func(v value.Value) error { return visit(value.Symbol(v.(*value.String).Text)) })
}

func (c *Context) eachText(low *value.String, r *value.Range, visit func(v value.Value) error) error {
	if err := firstError(unknown(low, "each"), unknown(r.High, "each")); err != nil {
		return err
	}
	high, bounded := r.High.(*value.String)
	text := low.Text
	if bounded && len(text) == 1 && len(high.Text) == 1 && isASCII(text+high.Text) {
		return c.eachCharacter(text[0], high.Text[0], r.Exclusive, visit)
	}
	if bounded && text > high.Text && !(digits(text) && digits(high.Text)) {
		return nil
	}
	for first := true; first || text != "" && !(bounded && len(text) > len(high.Text)); first = false {
		last := bounded && text == high.Text
		if last && r.Exclusive {
			return nil
		}
		c.bytes(len(text))
		if err := visit(str(text)); err != nil || last {
			return err
		}
		text = successor(text)
	}
	return nil
}

// eachCharacter walks over ASCII by its codes: from "A" to "z" by way of "[".
func (c *Context) eachCharacter(low, high byte, exclusive bool, visit func(v value.Value) error) error {
	for ch := int(low); ch < int(high) || ch == int(high) && !exclusive; ch++ {
		c.bytes(1)
		if err := visit(str(string(rune(ch)))); err != nil {
			return err
		}
	}
	return nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
