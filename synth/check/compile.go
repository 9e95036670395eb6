package check

import (
	"math"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file holds what the expressions of rule pages compute, as closures over
// our values; parse.go reads them. They are HCL's expressions, and nothing of
// them is evaluated by HCL.
//
// Three values are special. An absent attribute is null: it counts as false in
// logic, and what is made of it by arithmetic, order or a function is null. A
// reference is unknown: what is made of it is unknown, unless the other half of
// && or || decides. A null or false verdict of `require` is a finding, an
// unknown one is silence.

// An expr is a compiled expression.
type expr func(f *frame) val

// A frame is one evaluation of the expressions of a constraint for one block.
type frame struct {
	c     *checker
	self  *node
	con   *constraint
	memo  []val     // the named values of the constraint, computed when first used
	vars  []val     // of the for-expressions around
	args  []val     // of the calls under way
	reads *[]string // collects the paths of members read, when asked for
}

// A spot is a place in an expression that reads a member by its name. It
// remembers where blocks of the last shape have it.
type spot struct {
	name string
	view *resolve.View
	at   int
}

// find is the entry of a block, -1 without.
func (s *spot) find(n *node) int {
	if s.view != n.view {
		s.view, s.at = n.view, n.find(s.name)
	}
	return s.at
}

// member reads a member of a value, noting it when asked for.
func (f *frame) member(v val, s *spot) val {
	switch v.kind {
	case blockKind:
		n := v.node()
		if f.reads != nil && n.res == f.self.res {
			*f.reads = append(*f.reads, pathText(n.path(), s.name))
		}
		if s.name == "parent" {
			return parentOf(n)
		}
		return n.entry(s.find(n))
	case recordKind:
		return v.member(s.name)
	case unknownKind:
		return notKnown
	}
	return nothing
}

// lacks tells whether a member is null. Of its own resource a task does not read
// the attribute for that: in all resources of one model it is there, or in none.
func (f *frame) lacks(v val, s *spot) bool {
	n := v.node()
	if n == nil || n.res != f.self.res || f.reads != nil || s.name == "parent" {
		return f.member(v, s).isNull()
	}
	i := s.find(n)
	if i < 0 || n.view.Entries[i].Nested != nil {
		return f.member(v, s).isNull()
	}
	return value.Peek(n.hash.Slots()[n.view.Entries[i].Slot]) == value.Value(value.Nil)
}

// keys are the keys of a map that is a member. Of its own resource a task notes
// that it read no more than these.
func (f *frame) keys(v val, s *spot) val {
	if n := v.node(); n != nil && n.res == f.self.res && f.reads == nil {
		if i := s.find(n); i >= 0 && n.view.Entries[i].Attr != nil {
			if h, ok := value.Peek(n.hash.Slots()[n.view.Entries[i].Slot]).(*value.Hash); ok {
				f.c.readsKeys(n, i)
				return listOf(val{kind: recordKind, of: h}.keyTexts())
			}
		}
	}
	return each1(keys)(f, []val{f.member(v, s)})
}

func (f *frame) let(i int) val {
	if f.memo[i].kind == notYet {
		v := f.con.let(i)(f)
		f.memo[i] = v
	}
	return f.memo[i]
}

func constant(v val) expr { return func(*frame) val { return v } }

// binary is an operation on the values of two expressions.
func binary(x, y expr, op func(a, b val) val) expr {
	return func(f *frame) val { return op(x(f), y(f)) }
}

// arithmetic are the operators on numbers.
var arithmetic = map[string]func(a, b float64) val{
	"<": func(a, b float64) val { return truth(a < b) }, "<=": func(a, b float64) val { return truth(a <= b) },
	">": func(a, b float64) val { return truth(a > b) }, ">=": func(a, b float64) val { return truth(a >= b) },
	"+": func(a, b float64) val { return numberOf(a + b) }, "-": func(a, b float64) val { return numberOf(a - b) },
	"*": func(a, b float64) val { return numberOf(a * b) }, "/": func(a, b float64) val { return numberOf(a / b) },
	"%": func(a, b float64) val { return numberOf(math.Mod(a, b)) },
}

// logic is || (decisive: true) or && (decisive: false).
func logic(x, y expr, decisive bool) expr {
	return func(f *frame) val {
		a := x(f)
		if !a.isUnknown() && a.isTrue() == decisive {
			return truth(decisive)
		}
		b := y(f)
		switch {
		case !b.isUnknown() && b.isTrue() == decisive:
			return truth(decisive)
		case a.isUnknown() || b.isUnknown():
			return notKnown
		}
		return truth(!decisive)
	}
}

// conditional is when ? yes : no.
func conditional(when, then, otherwise expr) expr {
	return func(f *frame) val {
		switch v := when(f); {
		case v.isUnknown():
			return notKnown
		case v.isTrue():
			return then(f)
		}
		return otherwise(f)
	}
}

// template joins texts; one unknown part makes the whole unknown.
func template(parts []expr) expr {
	if len(parts) == 1 {
		return func(f *frame) val { return asText(parts[0](f)) }
	}
	return func(f *frame) val {
		text := make([]byte, 0, 128)
		for _, part := range parts {
			v := part(f)
			if v.isUnknown() {
				return notKnown
			}
			text = append(text, v.String()...)
		}
		return textOf(string(text))
	}
}

func tuple(parts []expr) expr {
	return func(f *frame) val {
		vs := make([]val, len(parts))
		for i, part := range parts {
			vs[i] = part(f)
		}
		return listOf(vs)
	}
}

func recordOf(keys, vals []expr) expr {
	return func(f *frame) val {
		o := &object{}
		for i := range keys {
			o.keys = append(o.keys, keys[i](f).String())
			o.vals = append(o.vals, vals[i](f))
		}
		return val{kind: recordKind, in: o}
	}
}

// call is a function of values. Few arguments are kept off the heap.
func call(fn function, args []expr) expr {
	return func(f *frame) val {
		from := len(f.args)
		for _, a := range args {
			v := a(f)
			f.args = append(f.args, v)
		}
		v := fn(f, f.args[from:len(f.args):len(f.args)])
		f.args = f.args[:from]
		return v
	}
}

func asText(v val) val {
	if v.kind == numberKind || v.kind == boolKind || v.kind == listKind {
		return textOf(v.String())
	}
	return v
}

func parentOf(n *node) val {
	if n.up == nil {
		return nothing
	}
	return nodeVal(n.up)
}

// index is an element of a list, or the value of a key.
func index(v, key val) val {
	switch {
	case v.isUnknown() || key.isUnknown():
		return notKnown
	case v.kind == recordKind:
		return v.member(key.String())
	case v.kind == blockKind && key.kind == textKind:
		return v.node().get(key.str)
	case v.kind == listKind && key.kind == numberKind:
		if i := int(key.num); i >= 0 && i < len(v.elems()) {
			return v.elems()[i]
		}
	}
	return nothing
}

// try is the first of its arguments that is there.
func try(args []expr) expr {
	return func(f *frame) val {
		for _, a := range args {
			if v := a(f); !v.isNull() {
				return v
			}
		}
		return nothing
	}
}

// equals compares; something unknown is there, so it is not null.
func equals(a, b val) val {
	switch {
	case a.isNull() || b.isNull():
		return truth(a.isNull() && b.isNull())
	case a.isUnknown() || b.isUnknown():
		return notKnown
	}
	return truth(same(a, b))
}

func not(v val) val {
	if v.isUnknown() {
		return v
	}
	return truth(!v.isTrue())
}

// calculate computes with two numbers; with what is none, the result is null.
func calculate(a, b val, op func(a, b float64) val) val {
	if a.isUnknown() || b.isUnknown() {
		return notKnown
	}
	x, okX := a.number()
	y, okY := b.number()
	if !okX || !okY {
		return nothing
	}
	return op(x, y)
}

// loop runs a for-expression. An element whose condition is unknown makes the
// list unknown.
func loop(over, value, cond expr) expr {
	return func(f *frame) val {
		all := over(f)
		if all.isUnknown() {
			return notKnown
		}
		depth := len(f.vars)
		defer func() { f.vars = f.vars[:depth] }()
		var out []val
		for i := range all.elements() {
			key, v, ok := all.element(i)
			if !ok {
				continue
			}
			f.vars = append(f.vars[:depth], key, v)
			switch when := cond(f); {
			case when.isUnknown():
				return notKnown
			case when.isTrue():
				out = append(out, value(f))
			}
		}
		return listOf(out)
	}
}

// elements is how many elements a loop over a value meets: one for a single
// block, none for null.
func (v val) elements() int {
	switch v.kind {
	case listKind:
		return len(v.elems())
	case recordKind:
		return v.size()
	case blockKind:
		return 1
	}
	return 0
}

// element is one of them, with its index or key; false for a key that is no
// text.
func (v val) element(i int) (key, elem val, ok bool) {
	switch v.kind {
	case listKind:
		return numberOf(float64(i)), v.elems()[i], true
	case recordKind:
		text, ok := v.key(i)
		return textOf(text), v.at(i), ok
	}
	return numberOf(0), v, true
}

// values are the elements of a value without their indexes and keys.
func (v val) values() []val {
	if v.kind == listKind {
		return v.elems()
	}
	var out []val
	for i := range v.elements() {
		if _, elem, ok := v.element(i); ok {
			out = append(out, elem)
		}
	}
	return out
}
