package scope

import (
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Bind finds what the names of a file refer to. It reports free names that
// are probably mistakes. Names may be nil.
func Bind(tree *dsl.File, names Names) (*Table, diag.List) {
	b := &binder{
		names: names,
		table: &Table{
			File: tree, Scopes: map[dsl.Node]*Scope{}, Vars: map[dsl.Node]*Var{},
			Captured: map[*dsl.BinaryExpr][]*Var{},
		},
		defs: map[string]source.Span{},
	}
	b.table.Root = b.open(tree, nil, true)
	b.stmts(tree.Body)
	b.settle()
	b.judgeFree()
	return b.table, b.diags
}

// A unit is what becomes one function of the VM: a file, def, block, lambda,
// or a part that is guarded by rescue or ensure.
type unit struct {
	started int
	loops   int // open loops inside it
}

type binder struct {
	names  Names
	table  *Table
	diags  diag.List
	cur    *Scope
	unit   *unit
	home   *Scope // whose function the nodes count for
	clock  int    // counts places, in the order in which they run
	depth  int
	scopes []*Scope
	free   []freeName
	defs   map[string]source.Span
}

// open starts a scope; apart says that it is a function of its own.
func (b *binder) open(n dsl.Node, outer *Scope, apart bool) *Scope {
	s := &Scope{Node: n, Outer: outer, names: map[string]*Var{}}
	if apart {
		b.clock++
		b.unit, b.home, b.depth = &unit{started: b.clock}, s, 0
	}
	s.fn, s.loops = b.unit, b.unit.loops
	b.table.Scopes[n] = s
	b.scopes = append(b.scopes, s)
	b.cur = s
	return s
}

// within runs f in a scope and comes back.
func (b *binder) within(n dsl.Node, outer *Scope, apart bool, f func(s *Scope)) {
	cur, unit, home, depth := b.cur, b.unit, b.home, b.depth
	f(b.open(n, outer, apart))
	b.cur, b.unit, b.home, b.depth = cur, unit, home, depth
}

// guarded runs f as a function of its own that sees the same scope.
func (b *binder) guarded(f func()) {
	b.clock++
	old := b.unit
	b.unit = &unit{started: b.clock}
	f()
	b.unit = old
}

// looped runs f as the body of a loop.
func (b *binder) looped(f func()) {
	b.unit.loops++
	f()
	b.unit.loops--
}

// declare is the variable of a name, made in the current scope when none is
// seen.
func (b *binder) declare(name string, where source.Span) *Var {
	if v := b.cur.Lookup(name); v != nil {
		return v
	}
	return b.add(name, where)
}

// add makes a variable of the current scope, which may hide an outer one.
func (b *binder) add(name string, where source.Span) *Var {
	v := &Var{Name: name, Where: where, Scope: b.cur}
	b.cur.Vars = append(b.cur.Vars, v)
	b.cur.names[name] = v
	return v
}

func (b *binder) use(n dsl.Node, v *Var) {
	b.clock++
	b.table.Vars[n] = v
	v.Used = true
	if b.unit != v.Scope.fn && (v.isAway == 0 || b.unit.started < v.firstAway) {
		v.isAway, v.firstAway = 1, b.unit.started
	}
}

func (b *binder) set(n dsl.Node, v *Var) {
	b.use(n, v)
	v.sets++
	v.lastSet = b.clock
	v.awaySet = v.awaySet || b.unit != v.Scope.fn || b.unit.loops > v.Scope.loops
}

// settle decides which variables need more than a register: those that other
// functions see, but for those that never change once one of them exists.
func (b *binder) settle() {
	for _, s := range b.scopes {
		for _, v := range s.Vars {
			steady := v.sets == 0 || v.sets == 1 && !v.awaySet && v.lastSet < v.firstAway
			v.Shared = v.isAway != 0 && !steady
		}
	}
}

func (b *binder) stmts(list []dsl.Node) {
	for _, n := range list {
		b.node(n)
	}
}

func (b *binder) node(n dsl.Node) {
	if n == nil {
		return
	}
	b.home.Weight++
	b.depth++
	b.home.Depth = max(b.home.Depth, b.depth)
	b.visit(n)
	b.depth--
}

func (b *binder) visit(n dsl.Node) {
	switch n := n.(type) {
	case *dsl.LocalExpr:
		b.use(n, b.declare(n.Name, n.Span()))
	case *dsl.StringLit:
		b.parts(n.Parts)
	case *dsl.SymbolLit:
		b.parts(n.Parts)
	case *dsl.RegexpLit:
		b.parts(n.Parts)
	case *dsl.ArrayLit:
		b.stmts(n.Elems)
	case *dsl.HashLit:
		b.pairs(n)
	case *dsl.RangeLit:
		b.node(n.Low)
		b.node(n.High)
	case *dsl.ConstExpr:
		b.node(n.Scope)
	case *dsl.CallExpr:
		b.call(n)
	case *dsl.IndexExpr:
		b.node(n.Recv)
		b.stmts(n.Args)
	case *dsl.SplatExpr:
		b.hidden(n, n.X, HiddenRest)
	case *dsl.BlockPassExpr:
		b.hidden(n, n.X, HiddenBlock)
	case *dsl.ForwardExpr:
		b.forward(n)
	case *dsl.SuperExpr:
		b.stmts(n.Args)
	case *dsl.YieldExpr:
		b.stmts(n.Args)
	case *dsl.LambdaExpr:
		b.within(n, b.cur, true, func(*Scope) { b.params(n.Params); b.body(n.Body) })
	default:
		b.operator(n)
	}
}

func (b *binder) operator(n dsl.Node) {
	switch n := n.(type) {
	case *dsl.UnaryExpr:
		b.node(n.X)
	case *dsl.BinaryExpr:
		b.node(n.X)
		b.node(n.Y)
		b.captures(n)
	case *dsl.LogicalExpr:
		b.node(n.X)
		b.node(n.Y)
	case *dsl.DefinedExpr:
		b.node(n.X)
	case *dsl.ParenExpr:
		b.stmts(n.Body)
	case *dsl.AssignExpr:
		b.foretell(n.Target)
		b.targetParts(n.Target)
		b.node(n.Value)
		b.assign(n.Target)
	case *dsl.OpAssignExpr:
		b.foretell(n.Target)
		b.targetParts(n.Target)
		b.node(n.Value)
		b.assign(n.Target)
	case *dsl.MultiAssignExpr:
		b.foretell(n.Targets)
		b.targetParts(n.Targets)
		b.node(n.Value)
		b.assign(n.Targets)
	default:
		b.control(n)
	}
}

func (b *binder) control(n dsl.Node) {
	switch n := n.(type) {
	case *dsl.IfExpr:
		b.ifExpr(n)
	case *dsl.CaseExpr:
		b.node(n.Subject)
		for _, w := range n.Whens {
			b.stmts(w.Conds)
			b.stmts(w.Body)
		}
		b.stmts(n.Else)
	case *dsl.CaseInExpr:
		b.node(n.Subject)
		for _, in := range n.Ins {
			b.pattern(in.Pattern)
			b.node(in.Guard)
			b.stmts(in.Body)
		}
		b.stmts(n.Else)
	case *dsl.MatchExpr:
		b.node(n.Value)
		b.pattern(n.Pattern)
	case *dsl.WhileExpr:
		b.looped(func() { b.node(n.Cond); b.stmts(n.Body) })
	case *dsl.ForExpr:
		b.node(n.Iter)
		b.foretell(n.Target)
		b.guarded(func() {
			b.looped(func() { b.targetParts(n.Target); b.assign(n.Target); b.stmts(n.Body) })
		})
	case *dsl.BeginExpr:
		b.body(n.Body)
	case *dsl.RescueModExpr:
		b.guarded(func() { b.node(n.X) })
		b.node(n.Y)
	case *dsl.JumpExpr:
		b.node(n.Value)
		b.jump(n)
	default:
		b.definition(n)
	}
}

func (b *binder) definition(n dsl.Node) {
	switch n := n.(type) {
	case *dsl.DefExpr:
		b.defs[n.Name] = n.NameAt
		b.within(n, nil, true, func(*Scope) { b.params(n.Params); b.body(n.Body) })
	case *dsl.ModuleExpr:
		b.within(n, nil, true, func(*Scope) { b.stmts(n.Body) })
	case *dsl.ClassExpr:
		b.node(n.Super)
		b.within(n, nil, true, func(*Scope) { b.stmts(n.Body) })
	}
}

func (b *binder) ifExpr(n *dsl.IfExpr) {
	b.node(n.Cond)
	b.stmts(n.Then)
	b.stmts(n.Else)
}

// jump notes a return that leaves a block before it leaves its function.
func (b *binder) jump(n *dsl.JumpExpr) {
	if n.Kind != dsl.Return {
		return
	}
	s := b.cur
	for s != nil && isPlainBlock(s) {
		s = s.Outer
	}
	if s != nil && s != b.cur {
		s.Home = true
	}
}

func isPlainBlock(s *Scope) bool {
	_, is := s.Node.(*dsl.Block)
	return is && !s.Lambda
}

func (b *binder) parts(parts []dsl.StringPart) {
	for _, p := range parts {
		b.stmts(p.Code)
	}
}

func (b *binder) pairs(h *dsl.HashLit) {
	for _, p := range h.Pairs {
		b.node(p.Key)
		if p.Key == nil && p.Value == nil {
			b.hidden(p, nil, HiddenKeys)
			continue
		}
		b.node(p.Value)
	}
}

// hidden is the operand of a splat, or what a bare one stands for.
func (b *binder) hidden(n, x dsl.Node, name string) {
	if x != nil {
		b.node(x)
		return
	}
	b.use(n, b.declare(name, n.Span()))
}

// A Forward stands for the three hidden variables of `...` at one place.
func (b *binder) forward(n *dsl.ForwardExpr) {
	for _, name := range []string{HiddenRest, HiddenKeys, HiddenBlock} {
		b.use(n, b.declare(name, n.Span()))
	}
}

func (b *binder) call(n *dsl.CallExpr) {
	b.noteFree(n)
	b.node(n.Recv)
	b.stmts(n.Args)
	if n.Block == nil {
		return
	}
	loop := IsLoop(n)
	if loop {
		b.unit.loops++
		defer func() { b.unit.loops-- }()
	}
	b.within(n.Block, b.cur, !loop, func(s *Scope) {
		s.Loop, s.Lambda = loop, IsLambda(n)
		b.params(n.Block.Params)
		b.body(n.Block.Body)
	})
}

func (b *binder) params(p *dsl.Params) {
	if p == nil {
		return
	}
	for _, q := range p.List {
		b.param(q)
	}
	for _, q := range p.List {
		if q.Nested != nil {
			b.nested(q.Nested)
		}
	}
	for _, q := range p.Locals {
		b.table.Vars[q] = b.add(q.Name, q.NameAt)
	}
}

func (b *binder) param(q *dsl.Param) {
	switch {
	case q.Kind == dsl.ForwardParam:
		for _, name := range []string{HiddenRest, HiddenKeys, HiddenBlock} {
			b.add(name, q.Span()).Param = true
		}
		return
	case q.Nested != nil || q.Kind == dsl.NoKeyParam:
		return
	}
	name := q.Name
	if name == "" {
		name = hiddenName(q.Kind)
	}
	where := q.NameAt
	if where.IsZero() {
		where = q.Span()
	}
	v := b.add(name, where)
	v.Param = true
	b.table.Vars[q] = v
	if q.Default != nil {
		b.node(q.Default)
		b.set(q, v)
	}
}

func hiddenName(k dsl.ParamKind) string {
	switch k {
	case dsl.KeyRestParam:
		return HiddenKeys
	case dsl.BlockParam:
		return HiddenBlock
	}
	return HiddenRest
}

// nested declares the names of a destructured parameter. They belong to the
// block, whatever stands around it.
func (b *binder) nested(t *dsl.Targets) {
	for _, e := range t.Elems {
		if s, ok := e.(*dsl.SplatExpr); ok {
			e = s.X
		}
		switch e := e.(type) {
		case *dsl.LocalExpr:
			if b.cur.names[e.Name] == nil {
				b.add(e.Name, e.Span())
			}
			b.set(e, b.cur.names[e.Name])
		case *dsl.Targets:
			b.nested(e)
		}
	}
}

// body visits the parts of a body. What a rescue or an ensure guards is a
// function of its own.
func (b *binder) body(n *dsl.Body) {
	if n == nil {
		return
	}
	rescued := func() {
		if len(n.Rescues) == 0 {
			b.stmts(n.Stmts)
			b.stmts(n.Else)
			return
		}
		b.looped(func() {
			b.guarded(func() { b.stmts(n.Stmts) })
			for _, r := range n.Rescues {
				b.rescue(r)
			}
			b.stmts(n.Else)
		})
	}
	if !n.HasEnsure {
		rescued()
		return
	}
	b.guarded(rescued)
	b.stmts(n.Ensure)
}

func (b *binder) rescue(r *dsl.Rescue) {
	b.stmts(r.Classes)
	if r.Target != nil {
		b.foretell(r.Target)
		b.targetParts(r.Target)
		b.assign(r.Target)
	}
	b.stmts(r.Body)
}

// foretell declares the names of a target before its value is looked at.
func (b *binder) foretell(target dsl.Node) {
	switch t := target.(type) {
	case *dsl.LocalExpr:
		b.declare(t.Name, t.Span())
	case *dsl.SplatExpr:
		b.foretell(t.X)
	case *dsl.Targets:
		for _, e := range t.Elems {
			b.foretell(e)
		}
	}
}

// targetParts visits what a target evaluates: receivers and indexes.
func (b *binder) targetParts(target dsl.Node) {
	switch t := target.(type) {
	case *dsl.IndexExpr:
		b.node(t.Recv)
		b.stmts(t.Args)
	case *dsl.CallExpr:
		b.noteFree(t)
		b.node(t.Recv)
		b.stmts(t.Args)
	case *dsl.ConstExpr:
		b.node(t.Scope)
	case *dsl.SplatExpr:
		b.targetParts(t.X)
	case *dsl.Targets:
		for _, e := range t.Elems {
			b.targetParts(e)
		}
	}
}

// assign sets the names of a target.
func (b *binder) assign(target dsl.Node) {
	b.home.Weight++
	switch t := target.(type) {
	case *dsl.LocalExpr:
		b.set(t, b.declare(t.Name, t.Span()))
	case *dsl.SplatExpr:
		b.assign(t.X)
	case *dsl.Targets:
		for _, e := range t.Elems {
			b.assign(e)
		}
	}
}

// captures declares what the named groups of a literal pattern set.
func (b *binder) captures(n *dsl.BinaryExpr) {
	if n.Op != "=~" {
		return
	}
	for _, name := range dsl.Captures(n.X) {
		v := b.declare(name, n.X.Span())
		b.set(n, v)
		b.table.Captured[n] = append(b.table.Captured[n], v)
	}
}

// pattern binds the names of a pattern. Its values see the scope.
func (b *binder) pattern(p dsl.Pattern) {
	b.home.Weight++
	switch p := p.(type) {
	case *dsl.ValuePat:
		b.node(p.Value)
	case *dsl.PinPat:
		b.node(p.Value)
	case *dsl.BindPat:
		b.set(p, b.declare(p.Name, p.Span()))
	case *dsl.AsPat:
		b.pattern(p.Pattern)
		b.set(p, b.declare(p.Name, p.NameAt))
	case *dsl.AltPat:
		for _, q := range p.Alts {
			b.pattern(q)
		}
	case *dsl.ArrayPat:
		b.node(p.Const)
		for _, q := range p.Elems {
			b.pattern(q)
		}
	case *dsl.SplatPat:
		if p.Name != "" {
			b.set(p, b.declare(p.Name, p.Span()))
		}
	case *dsl.HashPat:
		b.hashPattern(p)
	}
}

func (b *binder) hashPattern(p *dsl.HashPat) {
	b.node(p.Const)
	for _, q := range p.Pairs {
		if q.Pattern != nil {
			b.pattern(q.Pattern)
			continue
		}
		b.set(q, b.declare(q.Key, q.Span()))
	}
	if p.Rest != "" {
		b.set(p, b.declare(p.Rest, p.Span()))
	}
}
