package vm

import (
	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A site is one place that calls a method. It remembers the core method of
// the last kind of receiver.
type site struct {
	m      *machine
	call   *lower.Call // nil for operators
	name   string
	at     source.Span
	nameAt source.Span

	kind   value.Kind
	cached *core.Method
	word   wordFunc // what a call without a receiver means, looked up once
	looked bool
	typed  string       // the type of resource that it makes, once that is known to exist
	attr   []value.Step // the path to the attribute of its name, once it is known to be one
}

// A given is what a call was given besides its receiver.
type given struct {
	value.Args
	body *body  // of the resource block around; nil outside of one
	blk  *block // the literal block that is Block, nil without
}

func (m *machine) callSlot(c *lower.Call) lua.LGFunction {
	s := &site{m: m, call: c, name: c.Name, at: c.At, nameAt: c.NameAt}
	switch {
	case c.Free != "":
		return s.runFree
	case c.Recv:
		return s.runMethod
	}
	return s.runWord
}

// runMethod is recv.name(…).
func (s *site) runMethod(L *lua.LState) int {
	m := s.m
	m.lim.steps -= callSteps
	m.at = s.at
	r := read(L)
	recv, g, blk, err := s.arguments(&r)
	if err != nil {
		return m.giveJump(L, err)
	}
	m.at = s.at
	v, err := s.dispatch(recv, g.Args)
	return s.result(L, v, err, blk)
}

// result returns what a call gave. A break of the call's own block is its value.
func (s *site) result(L *lua.LState, v value.Value, err error, blk *block) int {
	if blk != nil {
		blk.live = false
	}
	if err == nil {
		L.Push(s.m.lua(v))
		return 1
	}
	if j, ok := err.(*jump); ok && blk != nil && j.owner == blk {
		L.Push(j.value)
		return 1
	}
	s.m.at = s.at
	return s.m.giveJump(L, err)
}

// arguments reads what a call got: self is left out, the receiver comes first.
func (s *site) arguments(r *reader) (recv value.Value, g given, blk *block, err error) {
	m, c := s.m, s.call
	if c.Self {
		recv = r.value()
	}
	if c.Recv && c.Free == "" {
		recv = r.value()
	}
	if c.Body {
		g.body = bodyOf(r.raw())
	}
	if len(c.Args) > 0 {
		if g.Pos, err = m.list(c.Args, r); err != nil {
			return
		}
	}
	if c.Keys != nil {
		if g.KW, err = m.keywords(c.Keys, r); err != nil {
			return
		}
	}
	switch {
	case c.Block != nil:
		blk = m.newBlock(c.Block, r.raw().(*lua.LFunction), g.body)
		g.Block = blk.proc()
	case c.Pass:
		g.Block, err = m.blockOf(r.value())
	}
	return
}

// list builds positional arguments.
func (m *machine) list(plans []*lower.Plan, r *reader) ([]value.Value, error) {
	out := make([]value.Value, 0, len(plans))
	for _, p := range plans {
		if p.Kind == lower.PlanSplat {
			some, err := m.splat(r.value())
			if err != nil {
				return nil, err
			}
			m.charge(len(some))
			out = append(out, some...)
			continue
		}
		v, err := m.build(p, r)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// keywords builds the keywords of a call; nil when there are none at all.
func (m *machine) keywords(p *lower.Plan, r *reader) (*value.Hash, error) {
	v, err := m.build(p, r)
	if err != nil {
		return nil, err
	}
	h := v.(*value.Hash)
	if h.Len() == 0 {
		return nil, nil
	}
	return h, nil
}

// blockOf is what &v passes.
func (m *machine) blockOf(v value.Value) (*value.Proc, error) {
	switch v := v.(type) {
	case value.NilType:
		return nil, nil
	case *value.Proc:
		return v, nil
	case *value.Method:
		return v.Proc, nil
	case value.Symbol:
		return m.symbolProc(string(v)), nil
	}
	p, err := m.send(v, "to_proc", value.Args{})
	if err != nil {
		return nil, core.TypeError("wrong argument type %s (expected Proc)", core.ClassOf(v).Name)
	}
	return p.(*value.Proc), nil
}

// symbolProc is &:name.
func (m *machine) symbolProc(name string) *value.Proc {
	s := &site{m: m, name: name, at: m.at, nameAt: m.at}
	return &value.Proc{
		Lambda: true, Where: m.at, Params: []value.Param{{Kind: "req"}, {Kind: "rest"}},
		Call: func(a value.Args) (value.Value, error) {
			if len(a.Pos) == 0 {
				return nil, core.ArgumentError("no receiver given")
			}
			m.at = s.at
			return s.dispatch(a.Pos[0], value.Args{Pos: a.Pos[1:], Block: a.Block})
		},
	}
}

// ---- dispatch

// dispatch calls a method of a value.
func (s *site) dispatch(recv value.Value, a value.Args) (value.Value, error) {
	kind := recv.Kind()
	switch kind {
	case value.KindRef, value.KindResource:
		return s.ofReference(recv, a)
	case value.KindClass, value.KindModule:
		if v, err, done := s.ofClass(recv.(*value.Class), a); done {
			return v, err
		}
	case value.KindStruct, value.KindException:
		if f := s.m.instanceMethod(recv, s.name); f != nil {
			return s.m.callMethod(f, recv, a, s.at)
		}
	}
	m := s.cached
	if m == nil || s.kind != kind {
		if m = core.LookupOn(recv, s.name); m == nil {
			return s.missing(recv, a)
		}
		s.kind, s.cached = kind, m
		if perValue(kind) {
			s.cached = nil
		}
	}
	return m.Call(s.m.core, recv, a)
}

// perValue reports whether two values of a kind may have different methods.
func perValue(k value.Kind) bool {
	return k == value.KindStruct || k == value.KindClass || k == value.KindModule || k == value.KindException
}

// missing is a call of a method that the value does not have.
func (s *site) missing(recv value.Value, a value.Args) (value.Value, error) {
	if special := methodWords[s.name]; special != nil {
		return special(s, recv, a)
	}
	if r := core.RefusalOn(recv, s.name); r != nil {
		return nil, r.Error()
	}
	exc := core.NoMethod(recv, s.name)
	s.m.at = s.at
	s.m.advise(exc, s.suggestMethod(recv))
	return nil, exc
}

// send calls a method by name, those of the template included.
func (m *machine) send(recv value.Value, name string, a value.Args) (value.Value, error) {
	s := &site{m: m, name: name, at: m.at, nameAt: m.at}
	return s.dispatch(recv, a)
}

// responds tells whether send would find a method.
func (m *machine) responds(recv value.Value, name string) bool {
	if c, ok := recv.(*value.Class); ok {
		if f, _ := m.classMethod(c, name); f != nil {
			return true
		}
	}
	return m.instanceMethod(recv, name) != nil || core.LookupOn(recv, name) != nil
}

// ---- methods of the template

// callMethod runs a method that the template defines.
func (m *machine) callMethod(f *method, self value.Value, a value.Args, site source.Span) (value.Value, error) {
	m.at = site
	args, err := m.bindArgs(f.fn, a, true)
	if err != nil {
		m.at = site
		return nil, err
	}
	all := make([]lua.LValue, 0, len(args)+2)
	if f.fn.Self {
		all = append(all, m.lua(self))
	}
	if a.Block != nil {
		all = append(all, &object{Value: a.Block})
	} else {
		all = append(all, lua.LNil)
	}
	m.calls = append(m.calls, frame{site: site, name: f.name})
	v, j := m.invoke(f.lua, append(all, args...)...)
	m.calls = m.calls[:len(m.calls)-1]
	m.at = site
	if j != lua.LNil {
		return nil, jumpOf(v, j, nil)
	}
	return goValue(v), nil
}

// jumpOf is the jump that a function of the VM gave. owner is the block whose
// function it was.
func jumpOf(v, j lua.LValue, owner *block) *jump {
	if o, ok := j.(*object); ok {
		if old, ok := o.Value.(*jump); ok {
			return old
		}
		return &jump{value: v, token: j}
	}
	return &jump{value: v, owner: owner}
}

// instanceMethod is a method of a Struct or error class of the template.
func (m *machine) instanceMethod(v value.Value, name string) *method {
	var c *value.Class
	switch v.Kind() {
	case value.KindStruct, value.KindException:
		c = core.ClassOf(v)
	default:
		return nil
	}
	return methodUnder(c, name)
}

// methodUnder is a method for instances of a class, or of one above it.
func methodUnder(c *value.Class, name string) *method {
	for ; c != nil; c = c.Super {
		if mod, ok := c.Extra.(*module); ok {
			if f := mod.inst[name]; f != nil {
				return f
			}
		}
	}
	return nil
}

// classMethod is a method of a module or class of the template.
func (m *machine) classMethod(c *value.Class, name string) (*method, *module) {
	for ; c != nil; c = c.Super {
		if mod, ok := c.Extra.(*module); ok {
			if f := mod.own[name]; f != nil {
				return f, mod
			}
		}
	}
	return nil, nil
}

// ofClass calls a method of a module or class that the template defines, and
// makes exceptions.
func (s *site) ofClass(c *value.Class, a value.Args) (value.Value, error, bool) {
	if f, _ := s.m.classMethod(c, s.name); f != nil {
		v, err := s.m.callMethod(f, c, a, s.at)
		return v, err, true
	}
	if (s.name == "new" || s.name == "exception") && c.Under(core.ClassException) {
		v, err := s.m.newException(c, a)
		return v, err, true
	}
	if len(s.name) > 0 && s.name[0] >= 'A' && s.name[0] <= 'Z' && len(a.Pos) == 0 && a.KW == nil {
		if v, ok := s.m.constIn(c, s.name); ok {
			return v, nil, true
		}
	}
	return nil, nil, false
}

// newException makes an exception: initialize of the class, when the template
// defines one, says what its message is.
func (m *machine) newException(c *value.Class, a value.Args) (value.Value, error) {
	e := &value.Exception{Class: c, Message: value.Nil}
	if f := m.instanceMethod(e, "initialize"); f != nil {
		_, err := m.callMethod(f, e, a, m.at)
		return e, err
	}
	return e, core.Initialize(e, a)
}
