package core

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// A Set is a list without repetitions, in the order of insertion.
type Set struct{ hash *value.Hash }

// Kind is that of a Set.
func (*Set) Kind() value.Kind { return value.KindSet }

func (c *Context) newSet() *Set { return &Set{hash: c.newHash()} }

func (s *Set) equal(o *Set) bool {
	if s.hash.Len() != o.hash.Len() {
		return false
	}
	for k := range s.hash.All() {
		if !o.hash.Has(k) {
			return false
		}
	}
	return true
}

// InspectTo writes #<Set: {1, 2}>.
func (s *Set) InspectTo(t *value.Text) error {
	t.WriteString("#<Set: {")
	first := true
	for k := range s.hash.All() {
		if !first {
			t.WriteString(", ")
		}
		first = false
		if err := t.Inspect(k); err != nil {
			return err
		}
	}
	t.WriteString("}>")
	return nil
}

// Signature makes equal sets the same key.
func (s *Set) Signature(write func(string), sign func(value.Value)) { sign(s.hash) }

// setTable is Set's own; the rest is in enumerableTable.
func setTable() []Method {
	return []Method{
		{Name: "include?", Min: 1, Max: 1, Doc: "whether it has an element", Fn: setInclude},
		{Name: "member?", Min: 1, Max: 1, Doc: "whether it has an element", Fn: setInclude},
		{Name: "===", Min: 1, Max: 1, Doc: "whether it has an element", Fn: setInclude},
		{Name: "add", Min: 1, Max: 1, Doc: "takes in an element", Fn: setAdd},
		{Name: "<<", Min: 1, Max: 1, Doc: "takes in an element", Fn: setAdd},
		{Name: "add?", Min: 1, Max: 1, Doc: "takes in an element; nil when it was there", Fn: setAddP},
		{Name: "delete", Min: 1, Max: 1, Doc: "takes out an element", Fn: setDelete},
		{Name: "delete?", Min: 1, Max: 1, Doc: "takes out an element; nil when it was not there", Fn: setDeleteP},
		{Name: "merge", Max: -1, Doc: "takes in the elements of others", Fn: setMerge},
		{Name: "clear", Doc: "takes out all elements", Fn: setClear},
		{Name: "size", Doc: "the number of elements", Fn: setSize},
		{Name: "length", Doc: "the number of elements", Fn: setSize},
		{Name: "empty?", Doc: "whether there are no elements", Fn: setEmpty},
		{Name: "|", Min: 1, Max: 1, Doc: "the elements of both", Fn: setOr},
		{Name: "union", Min: 1, Max: 1, Doc: "the elements of both", Fn: setOr},
		{Name: "+", Min: 1, Max: 1, Doc: "the elements of both", Fn: setOr},
		{Name: "&", Min: 1, Max: 1, Doc: "the elements that both have", Fn: setAnd},
		{Name: "intersection", Min: 1, Max: 1, Doc: "the elements that both have", Fn: setAnd},
		{Name: "-", Min: 1, Max: 1, Doc: "the elements that the other does not have", Fn: setMinus},
		{Name: "difference", Min: 1, Max: 1, Doc: "the elements that the other does not have", Fn: setMinus},
		{Name: "^", Min: 1, Max: 1, Doc: "the elements that exactly one has", Fn: setXor},
		{Name: "subset?", Min: 1, Max: 1, Doc: "whether the other has all its elements", Fn: setBelow(0, false)},
		{Name: "<=", Min: 1, Max: 1, Doc: "whether the other has all its elements", Fn: setBelow(0, false)},
		{Name: "superset?", Min: 1, Max: 1, Doc: "whether it has all elements of the other", Fn: setBelow(0, true)},
		{Name: ">=", Min: 1, Max: 1, Doc: "whether it has all elements of the other", Fn: setBelow(0, true)},
		{Name: "proper_subset?", Min: 1, Max: 1, Doc: "whether the other has all its elements and more", Fn: setBelow(1, false)},
		{Name: "<", Min: 1, Max: 1, Doc: "whether the other has all its elements and more", Fn: setBelow(1, false)},
		{Name: "proper_superset?", Min: 1, Max: 1, Doc: "whether it has all elements of the other and more", Fn: setBelow(1, true)},
		{Name: ">", Min: 1, Max: 1, Doc: "whether it has all elements of the other and more", Fn: setBelow(1, true)},
		{Name: "disjoint?", Min: 1, Max: 1, Doc: "whether no element is in both", Fn: setDisjoint},
		{Name: "intersect?", Min: 1, Max: 1, Doc: "whether an element is in both", Fn: setIntersects},
		{Name: "each", Doc: "calls the block with each element", Fn: enumEachEntry, Enum: true},
		{Name: "to_set", Doc: "itself", Fn: itself},
	}
}

func setClassTable() []Method {
	return []Method{
		{Name: "new", Max: 1, Doc: "a Set of the elements of a list", Fn: setNew},
		{Name: "[]", Max: -1, Doc: "a Set of the arguments", Fn: setBrackets},
	}
}

func setNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 || a.Pos[0] == value.Value(value.Nil) {
		return c.newSet(), nil
	}
	return enumToSet(c, a.Pos[0], value.Args{Block: a.Block})
}

func setBrackets(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return enumToSet(c, value.NewArray(a.Pos), value.Args{})
}

func set(self value.Value) *Set { return self.(*Set) }

func changingSet(self value.Value) (*Set, error) {
	s := set(self)
	if s.hash.Frozen {
		return nil, FrozenError(s)
	}
	return s, nil
}

// otherSet is an argument that is to be enumerable.
func (c *Context) otherSet(v value.Value) (*Set, error) {
	if s, ok := v.(*Set); ok {
		return s, nil
	}
	switch v.(type) {
	case *value.Array, *value.Hash, *value.Range, *Enumerator:
		s, err := enumToSet(c, v, value.Args{})
		return s.(*Set), err
	}
	return nil, ArgumentError("value must be enumerable")
}

func setInclude(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(set(self).hash.Has(a.Pos[0])), unknown(a.Pos[0], "include?")
}

func setAdd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingSet(self)
	if err != nil {
		return nil, err
	}
	return self, c.set(s.hash, a.Pos[0], value.Bool(true))
}

func setAddP(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if set(self).hash.Has(a.Pos[0]) {
		return value.Nil, nil
	}
	return setAdd(c, self, a)
}

func setDeleteP(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if !set(self).hash.Has(a.Pos[0]) {
		return value.Nil, nil
	}
	return setDelete(c, self, a)
}

func setDelete(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingSet(self)
	if err != nil {
		return nil, err
	}
	c.without(s.hash, a.Pos[0])
	return self, nil
}

func setMerge(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingSet(self)
	for _, other := range a.Pos {
		if err != nil {
			return nil, err
		}
		err = c.each(other, func(v value.Value) error { return c.set(s.hash, v, value.Bool(true)) })
	}
	return self, err
}

func setClear(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingSet(self)
	if err != nil {
		return nil, err
	}
	s.hash.Clear()
	return self, nil
}

func setSize(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(set(self).hash.Len()), nil
}

func setEmpty(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(set(self).hash.Len() == 0), nil
}

func (c *Context) copySet(s *Set) *Set {
	c.elements(s.hash.Len())
	return &Set{hash: plainCopy(s.hash)}
}

func setOr(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if _, err := c.otherSet(a.Pos[0]); err != nil {
		return nil, err
	}
	return setMerge(c, c.copySet(set(self)), a)
}

// picked are the elements of one set that another has, or has not.
func (c *Context) picked(from, other *Set, wanted bool) *Set {
	out := c.newSet()
	for k := range from.hash.All() {
		if other.hash.Has(k) == wanted {
			c.keys(1)
			out.hash.Set(k, value.Bool(true), value.Place{})
		}
	}
	return out
}

func setAnd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	other, err := c.otherSet(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return c.picked(other, set(self), true), nil
}

func setMinus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	other, err := c.otherSet(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return c.picked(set(self), other, false), nil
}

func setXor(c *Context, self value.Value, a value.Args) (value.Value, error) {
	other, err := c.otherSet(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return setMerge(c, c.picked(other, set(self), false), value.Args{Pos: []value.Value{c.picked(set(self), other, false)}})
}

// setBelow is subset? and superset? with their proper forms, as hashBelow.
func setBelow(more int, exchanged bool) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		other, ok := a.Pos[0].(*Set)
		if !ok {
			return nil, ArgumentError("value must be a set")
		}
		small, large := set(self), other
		if exchanged {
			small, large = large, small
		}
		all := c.picked(small, large, true).hash.Len() == small.hash.Len()
		return value.Bool(all && small.hash.Len()+more <= large.hash.Len()), nil
	}
}

func setDisjoint(c *Context, self value.Value, a value.Args) (value.Value, error) {
	other, err := c.otherSet(a.Pos[0])
	if err != nil {
		return nil, err
	}
	return value.Bool(c.picked(set(self), other, true).hash.Len() == 0), nil
}

func setIntersects(c *Context, self value.Value, a value.Args) (value.Value, error) {
	r, err := setDisjoint(c, self, a)
	if err != nil {
		return nil, err
	}
	return value.Bool(r != value.Value(value.Bool(true))), nil
}
