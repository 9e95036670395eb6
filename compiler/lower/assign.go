package lower

import (
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
)

// Assignment in all its forms. Its value is the right side.

func (l *lowerer) assignment(n *dsl.AssignExpr, d dest) {
	if t, ok := n.Target.(*dsl.LocalExpr); ok {
		l.assignLocal(t, n.Value, d)
		return
	}
	if t, ok := n.Target.(*dsl.CallExpr); ok && t.Safe {
		l.assignSafely(t, n, d)
		return
	}
	l.scoped(func() {
		tgt := l.target(n.Target, n.Value)
		v := tgt.values[len(tgt.values)-1]
		if d.kind != toNothing {
			v = l.stable(v)
		}
		l.do(tgt.set(v))
		if d.kind != toNothing {
			l.put(v, d)
		}
	})
}

// assignSafely is x&.a = v, and the same with an operator: nothing when x is nil.
func (l *lowerer) assignSafely(t *dsl.CallExpr, n dsl.Node, d dest) {
	l.viaTemp(d, func(d dest) {
		l.scoped(func() {
			recv := l.save(l.expr(t.Recv))
			l.ifThen(l.differs(recv, l.null()), func() {
				known := *t
				known.Recv, known.Safe = &held{t.Recv, recv}, false
				switch n := n.(type) {
				case *dsl.AssignExpr:
					l.assignment(&dsl.AssignExpr{At: n.At, Target: &known, Value: n.Value}, d)
				case *dsl.OpAssignExpr:
					op := *n
					op.Target = &known
					l.opAssign(&op, d)
				}
			}, func() { l.put(l.null(), d) })
		})
	})
}

// A held is a node that has been evaluated.
type held struct {
	dsl.Node
	lua ast.Expr
}

func (l *lowerer) assignLocal(t *dsl.LocalExpr, v dsl.Node, d dest) {
	to := l.variable(l.table.Vars[t])
	if d.kind == toNothing && l.isRegister(to) {
		l.into(v, into(to))
		return
	}
	l.scoped(func() {
		e := l.stable(l.expr(v))
		l.assign(to, e)
		if d.kind != toNothing {
			l.put(e, d)
		}
	})
}

func (l *lowerer) isRegister(e ast.Expr) bool {
	_, ok := e.(*ast.IdentExpr)
	return ok
}

// A target is an assignment whose parts are evaluated.
type target struct {
	values []ast.Expr // the parts; the right side last, when it was among them
	set    func(v ast.Expr) *ast.FuncCallExpr
}

// target evaluates the parts of a target, and after them v unless it is nil.
func (l *lowerer) target(t dsl.Node, v dsl.Node) target {
	var rest []leaf
	if v != nil {
		rest = append(rest, leaf{node: v})
	}
	switch t := t.(type) {
	case *dsl.IndexExpr:
		return l.indexTarget(t, v, rest)
	case *dsl.CallExpr:
		parts := l.values(append([]leaf{{node: t.Recv}}, rest...))
		slot := &AttrSet{Name: t.Name, At: t.Span()}
		return target{parts, func(v ast.Expr) *ast.FuncCallExpr { return l.use(slot, parts[0], v) }}
	case *dsl.ConstExpr:
		slot := &SetConst{Name: t.Name, At: t.Span(), Lexical: l.lexical}
		return target{l.values(rest), func(v ast.Expr) *ast.FuncCallExpr { return l.use(slot, v) }}
	}
	panic("lower: no rule for a target")
}

func (l *lowerer) indexTarget(t *dsl.IndexExpr, v dsl.Node, rest []leaf) target {
	leaves := []leaf{{node: t.Recv}}
	slot := &IndexSet{At: t.Span()}
	slot.Args, _ = l.arguments(t.Args, &Call{}, &leaves)
	if len(t.Args) > 0 {
		slot.Place.Key = t.Args[0].Span()
	}
	if v != nil {
		slot.Place.Value = v.Span()
		slot.At = t.Span().To(v.Span())
	}
	parts := l.values(append(leaves, rest...))
	n := len(leaves)
	return target{parts, func(v ast.Expr) *ast.FuncCallExpr {
		return l.use(slot, append(append([]ast.Expr(nil), parts[:n]...), v)...)
	}}
}

// store sets a target of any kind to a value that is stable.
func (l *lowerer) store(t dsl.Node, v ast.Expr) {
	switch t := t.(type) {
	case *dsl.LocalExpr:
		l.assign(l.variable(l.table.Vars[t]), v)
	case *dsl.Targets:
		l.takeApart(t, v)
	default:
		l.scoped(func() { l.do(l.target(t, nil).set(v)) })
	}
}

// ---- x op= v

func (l *lowerer) opAssign(n *dsl.OpAssignExpr, d dest) {
	if t, ok := n.Target.(*dsl.CallExpr); ok && t.Safe {
		l.assignSafely(t, n, d)
		return
	}
	l.scoped(func() {
		read, write := l.opTarget(n)
		if n.Op == "||" || n.Op == "&&" {
			l.assignUnless(n, read, write, d)
			return
		}
		op := &Op{Name: n.Op, At: n.Span(), X: n.Target.Span(), Y: n.Value.Span()}
		var v ast.Expr
		if c, ok := constantOf(n.Value); ok && isImmutable(c) {
			op.Arg = c
			v = l.use(op, read())
		} else {
			x, y := l.pair(read, n.Value)
			v = l.use(op, x, y)
		}
		if d.kind != toNothing {
			v = l.stable(v)
		}
		write(v)
		if d.kind != toNothing {
			l.put(v, d)
		}
	})
}

// pair evaluates what read gives and then a node.
func (l *lowerer) pair(read func() ast.Expr, n dsl.Node) (ast.Expr, ast.Expr) {
	parts := l.values([]leaf{{lua: read}, {node: n}})
	return parts[0], parts[1]
}

// opTarget is how the target of op= is read and written; its parts are
// evaluated once.
func (l *lowerer) opTarget(n *dsl.OpAssignExpr) (read func() ast.Expr, write func(ast.Expr)) {
	quiet := n.Op == "||"
	switch t := n.Target.(type) {
	case *dsl.LocalExpr:
		v := l.table.Vars[t]
		return func() ast.Expr { return l.variable(v) }, func(e ast.Expr) { l.assign(l.variable(v), e) }
	case *dsl.ConstExpr:
		slot := &GetConst{Name: t.Name, At: t.Span(), Lexical: l.lexical, Quiet: quiet}
		set := &SetConst{Name: t.Name, At: t.Span(), Lexical: l.lexical}
		return func() ast.Expr { return l.use(slot) }, func(e ast.Expr) { l.do(l.use(set, e)) }
	case *dsl.CallExpr:
		recv := l.stable(l.expr(t.Recv))
		get := &Call{Name: t.Name, At: t.Span(), NameAt: t.NameAt, Recv: true, Lexical: l.lexical}
		set := &AttrSet{Name: t.Name, At: t.Span()}
		return func() ast.Expr { return l.use(get, recv) }, func(e ast.Expr) { l.do(l.use(set, recv, e)) }
	case *dsl.IndexExpr:
		return l.opIndex(n, t)
	}
	panic("lower: no rule for a target")
}

func (l *lowerer) opIndex(n *dsl.OpAssignExpr, t *dsl.IndexExpr) (func() ast.Expr, func(ast.Expr)) {
	leaves := []leaf{{node: t.Recv}}
	get := &Call{Name: "[]", At: t.Span(), NameAt: t.Span(), Recv: true, Lexical: l.lexical}
	get.Args, _ = l.arguments(t.Args, get, &leaves)
	set := &IndexSet{At: n.Span(), Args: get.Args, Place: value.Place{Value: n.Value.Span()}}
	if len(t.Args) > 0 {
		set.Place.Key = t.Args[0].Span()
	}
	parts := l.values(leaves)
	for i := range parts {
		parts[i] = l.stable(parts[i])
	}
	return func() ast.Expr { return l.use(get, parts...) },
		func(e ast.Expr) { l.do(l.use(set, append(append([]ast.Expr(nil), parts...), e)...)) }
}

// assignUnless is ||= and &&=.
func (l *lowerer) assignUnless(n *dsl.OpAssignExpr, read func() ast.Expr, write func(ast.Expr), d dest) {
	t := l.save(read())
	c := t
	if n.Op == "||" {
		c = l.not(t)
	}
	l.ifThen(c, func() {
		l.into(n.Value, into(t))
		write(t)
	}, nil)
	if d.kind != toNothing {
		l.put(t, d)
	}
}

// ---- a, b = value

func (l *lowerer) multiAssign(n *dsl.MultiAssignExpr, d dest) {
	l.scoped(func() {
		list, plain := n.Value.(*dsl.ArrayLit)
		if d.kind == toNothing && plain && list.Open.IsZero() && pairsUp(n.Targets, list) {
			l.assignPairs(n.Targets, list)
			return
		}
		sets := l.prepare(n.Targets)
		v := l.stable(l.expr(n.Value))
		l.spread(n.Targets, sets, v)
		if d.kind != toNothing {
			l.put(v, d)
		}
	})
}

// pairsUp reports whether each target gets one value: a, b = 1, 2.
func pairsUp(t *dsl.Targets, list *dsl.ArrayLit) bool {
	if len(t.Elems) != len(list.Elems) {
		return false
	}
	for i := range t.Elems {
		if isSpecialArg(list.Elems[i]) {
			return false
		}
		switch t.Elems[i].(type) {
		case *dsl.SplatExpr, *dsl.Targets:
			return false
		}
	}
	return true
}

func (l *lowerer) assignPairs(t *dsl.Targets, list *dsl.ArrayLit) {
	sets := l.prepare(t)
	values := l.operands(list.Elems)
	for i := range values {
		values[i] = l.stable(values[i])
	}
	for i := range values {
		sets[i](values[i])
	}
}

// prepare evaluates the parts of targets, left to right, and gives what sets each.
func (l *lowerer) prepare(t *dsl.Targets) []func(ast.Expr) {
	sets := make([]func(ast.Expr), len(t.Elems))
	for i, e := range t.Elems {
		if s, ok := e.(*dsl.SplatExpr); ok {
			e = s.X
		}
		switch e := e.(type) {
		case nil:
			sets[i] = func(ast.Expr) {}
		case *dsl.Targets:
			inner := l.prepare(e)
			sets[i] = func(v ast.Expr) { l.spread(e, inner, l.stable(v)) }
		case *dsl.IndexExpr, *dsl.CallExpr:
			tgt := l.target(e, nil)
			for j := range tgt.values {
				tgt.values[j] = l.stable(tgt.values[j])
			}
			sets[i] = func(v ast.Expr) { l.do(tgt.set(v)) }
		default:
			sets[i] = func(v ast.Expr) { l.store(e, v) }
		}
	}
	return sets
}

// takeApart sets targets from a value that is stable.
func (l *lowerer) takeApart(t *dsl.Targets, v ast.Expr) {
	l.scoped(func() { l.spread(t, l.prepare(t), v) })
}

func (l *lowerer) spread(t *dsl.Targets, sets []func(ast.Expr), v ast.Expr) {
	slot := &Spread{At: t.Span()}
	for _, e := range t.Elems {
		switch {
		case isSplat(e):
			slot.HasRest = true
		case slot.HasRest:
			slot.Post++
		default:
			slot.Pre++
		}
	}
	if len(sets) > maxWide {
		table := l.save(l.use(Pack{slot}, v))
		for i, set := range sets {
			set(l.member(table, i+1))
		}
		return
	}
	temps := make([]ast.Expr, len(sets))
	for i := range temps {
		temps[i] = l.temp()
	}
	if len(temps) > 0 {
		l.assignAll(temps, l.use(slot, v))
	}
	for i, set := range sets {
		set(temps[i])
	}
}

func isSplat(n dsl.Node) bool {
	_, ok := n.(*dsl.SplatExpr)
	return ok
}
