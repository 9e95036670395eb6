package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
)

// Blocks, procs and lambdas, and how arguments meet parameters.

// A block is a closure of the template, made by one run of a call.
type block struct {
	m    *machine
	fn   *lower.Fn
	lua  *lua.LFunction
	body *body // the resource block that its commands speak to
	live bool  // the call that it was given to still runs
	made *value.Proc
}

func (m *machine) newBlock(fn *lower.Fn, f *lua.LFunction, b *body) *block {
	return &block{m: m, fn: fn, lua: f, body: b, live: true}
}

// proc is the block as a value.
func (b *block) proc() *value.Proc {
	if b.made == nil {
		b.made = &value.Proc{Lambda: b.fn.Lambda, Literal: true, Where: b.fn.Where, Params: paramsOf(b.fn), Call: b.call}
	}
	return b.made
}

// call runs the block.
func (b *block) call(a value.Args) (value.Value, error) {
	m := b.m
	at := m.at
	v, j, err := b.enter(a)
	if err != nil {
		return nil, err
	}
	m.at = at
	if j == lua.LNil {
		return goValue(v), nil
	}
	out := jumpOf(v, j, b)
	if out.owner == b && !b.live {
		return nil, core.NewException(core.ClassLocalJump, "break from proc-closure")
	}
	return nil, out
}

func (b *block) enter(a value.Args) (v, j lua.LValue, err error) {
	m := b.m
	if b.fn.Plain >= 0 && !b.fn.Lambda && !b.fn.Body && a.KW == nil {
		v, j = b.plain(a.Pos)
		return v, j, nil
	}
	args, err := m.bindArgs(b.fn, a, b.fn.Lambda)
	if err != nil {
		return nil, nil, err
	}
	if b.fn.Body {
		args = append([]lua.LValue{&object{Value: b.body}}, args...)
	}
	v, j = m.invoke(b.lua, args...)
	return v, j, nil
}

// plain runs a block whose parameters are all required.
func (b *block) plain(pos []value.Value) (v, j lua.LValue) {
	m, L, n, rescued := b.m, b.m.L, b.fn.Plain, b.m.rescued
	if b.fn.Spreads && len(pos) == 1 {
		if list, ok := pos[0].(*value.Array); ok {
			pos = list.All()
		}
	}
	m.deeper()
	m.lim.steps -= blockSteps
	L.Push(b.lua)
	for i := range n {
		if i < len(pos) {
			L.Push(m.lua(pos[i]))
		} else {
			L.Push(lua.LNil)
		}
	}
	L.Call(n, 2)
	v, j = L.Get(-2), L.Get(-1)
	L.Pop(2)
	m.depth--
	m.rescued = rescued // next may have left a rescue
	return v, j
}

func paramsOf(fn *lower.Fn) []value.Param {
	if len(fn.Params) == 0 {
		return nil
	}
	out := make([]value.Param, len(fn.Params))
	for i, p := range fn.Params {
		out[i] = value.Param{Kind: paramKinds[p.Kind], Name: p.Name}
	}
	return out
}

var paramKinds = map[dsl.ParamKind]value.ParamKind{
	dsl.ReqParam: "req", dsl.PostParam: "req", dsl.OptParam: "opt", dsl.RestParam: "rest",
	dsl.KeyParam: "keyreq", dsl.OptKeyParam: "key", dsl.KeyRestParam: "keyrest", dsl.NoKeyParam: "nokey",
	dsl.BlockParam: "block", dsl.ForwardParam: "rest",
}

// A counts is how many arguments the parameters of a function take.
type counts struct {
	req, opt int
	rest     bool
	keys     bool // any keyword parameter
	keyRest  bool
	noKeys   bool // **nil
}

func count(fn *lower.Fn) counts {
	var c counts
	for _, p := range fn.Params {
		switch p.Kind {
		case dsl.ReqParam, dsl.PostParam:
			c.req++
		case dsl.OptParam:
			c.opt++
		case dsl.RestParam:
			c.rest = true
		case dsl.KeyParam, dsl.OptKeyParam:
			c.keys = true
		case dsl.KeyRestParam:
			c.keys, c.keyRest = true, true
		case dsl.NoKeyParam:
			c.noKeys = true
		}
	}
	return c
}

// bindArgs gives each parameter of a function its value. strict functions
// (methods and lambdas) check how many there are; others drop and fill up.
func (m *machine) bindArgs(fn *lower.Fn, a value.Args, strict bool) ([]lua.LValue, error) {
	c := count(fn)
	pos, kw := a.Pos, a.KW
	if c.noKeys && kw != nil && kw.Len() > 0 {
		return nil, core.ArgumentError("no keywords accepted")
	}
	if kw != nil && !c.keys {
		pos = append(pos[:len(pos):len(pos)], kw)
		kw = nil
	}
	if !strict && fn.Spreads && len(pos) == 1 && kw == nil {
		if list, ok := pos[0].(*value.Array); ok {
			pos = list.All()
		}
	}
	if strict {
		most := c.req + c.opt
		if c.rest {
			most = -1
		}
		if len(pos) < c.req || most >= 0 && len(pos) > most {
			return nil, wrongCount(fn, core.WrongCount(len(pos), c.req, most))
		}
	}
	keys, err := m.keyArgs(fn, c, kw)
	if err != nil {
		return nil, err
	}
	args := m.bindAll(fn, c, pos, keys, a.Block)
	if fn.Packed {
		return []lua.LValue{m.table(args)}, nil
	}
	return args, nil
}

// table is values in a table of the VM.
func (m *machine) table(values []lua.LValue) *lua.LTable {
	m.charge(len(values))
	t := m.L.CreateTable(len(values), 0)
	for i, v := range values {
		t.RawSetInt(i+1, v)
	}
	return t
}

// wrongCount adds the keywords that a function cannot do without.
func wrongCount(fn *lower.Fn, err error) error {
	var names []string
	for _, p := range fn.Params {
		if p.Kind == dsl.KeyParam {
			names = append(names, p.Name)
		}
	}
	exc, ok := err.(*value.Exception)
	if !ok || len(names) == 0 {
		return err
	}
	what := "; required keyword: "
	if len(names) > 1 {
		what = "; required keywords: "
	}
	text := strings.TrimSuffix(exc.Error(), ")") + what + strings.Join(names, ", ") + ")"
	return core.NewException(exc.Class, text)
}

func (m *machine) bindAll(fn *lower.Fn, c counts, pos []value.Value, keys *keyArgs, blk *value.Proc) []lua.LValue {
	out := make([]lua.LValue, 0, len(fn.Params)+1)
	spare := max(0, len(pos)-c.req) // for optional parameters, then for the rest
	i := 0
	next := func() lua.LValue {
		i++
		if i <= len(pos) {
			return m.lua(pos[i-1])
		}
		return lua.LNil
	}
	for _, p := range fn.Params {
		switch p.Kind {
		case dsl.ReqParam, dsl.PostParam:
			out = append(out, next())
		case dsl.OptParam:
			if spare > 0 {
				spare--
				out = append(out, next())
			} else {
				out = append(out, m.missing)
			}
		case dsl.RestParam:
			m.charge(spare + 1)
			some := append([]value.Value(nil), pos[min(i, len(pos)):min(i+spare, len(pos))]...)
			i += spare
			out = append(out, m.lua(value.NewArray(some)))
		case dsl.KeyParam, dsl.OptKeyParam:
			out = append(out, keys.take(m, p.Name))
		case dsl.KeyRestParam:
			out = append(out, m.lua(keys.rest(m)))
		case dsl.BlockParam:
			if blk == nil {
				out = append(out, lua.LNil)
			} else {
				out = append(out, &object{Value: blk})
			}
		}
	}
	return out
}

// keyArgs are the keywords of a call on their way to the parameters.
type keyArgs struct {
	given *value.Hash
	taken map[string]bool
}

// keyArgs checks the keywords of a call.
func (m *machine) keyArgs(fn *lower.Fn, c counts, kw *value.Hash) (*keyArgs, error) {
	k := &keyArgs{given: kw}
	if !c.keys {
		return k, nil
	}
	k.taken = map[string]bool{}
	var lacking []value.Value
	for _, p := range fn.Params {
		if p.Kind != dsl.KeyParam && p.Kind != dsl.OptKeyParam {
			continue
		}
		k.taken[p.Name] = true
		if p.Kind == dsl.KeyParam && (kw == nil || !kw.Has(value.Symbol(p.Name))) {
			lacking = append(lacking, value.Symbol(p.Name))
		}
	}
	if err := core.MissingKeywords(lacking); err != nil {
		return nil, err
	}
	if c.keyRest || kw == nil {
		return k, nil
	}
	var unknown []value.Value
	for key := range kw.All() {
		s, ok := key.(value.Symbol)
		if !ok || !k.taken[string(s)] {
			unknown = append(unknown, key)
		}
	}
	return k, core.UnknownKeywords(unknown)
}

func (k *keyArgs) take(m *machine, name string) lua.LValue {
	if k.given == nil {
		return m.missing
	}
	v, ok := k.given.Get(value.Symbol(name))
	if !ok {
		return m.missing
	}
	return m.lua(v)
}

// rest are the keywords that no parameter took.
func (k *keyArgs) rest(m *machine) *value.Hash {
	if k.given == nil {
		return value.NewHash(m.at)
	}
	m.charge(k.given.Len())
	h := k.given.Dup()
	for name := range k.taken {
		m.charge(h.CostWithout(value.Symbol(name)))
		h.Delete(value.Symbol(name))
	}
	return h
}

// lambdaSlot makes a lambda.
func (m *machine) lambdaSlot(s *lower.Lambda) lua.LGFunction {
	return func(L *lua.LState) int {
		m.charge(value.ProcCost)
		b := m.newBlock(s.Fn, L.Get(1).(*lua.LFunction), nil)
		L.Push(m.lua(b.proc()))
		return 1
	}
}

func (m *machine) yieldSlot(s *lower.Yield) lua.LGFunction {
	return func(L *lua.LState) int {
		m.at = s.At
		r := read(L)
		blk := r.raw()
		var a value.Args
		var err error
		if a.Pos, err = m.list(s.Args, &r); err != nil {
			m.fail(err)
		}
		if s.Keys != nil {
			if a.KW, err = m.keywords(s.Keys, &r); err != nil {
				m.fail(err)
			}
		}
		if blk == lua.LNil {
			m.raise(core.NewException(core.ClassLocalJump, "no block given (yield)"))
		}
		m.at = s.At
		v, err := goValue(blk).(*value.Proc).Call(a)
		m.at = s.At
		return m.give(L, v, err)
	}
}
