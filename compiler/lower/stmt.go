package lower

import (
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// into lowers a node; its value goes to d. Control flow hands d on to its
// branches; everything else is an expression.
func (l *lowerer) into(n dsl.Node, d dest) {
	if l.deep() {
		l.outline(d, func(d dest) { l.into(n, d) })
		return
	}
	defer l.at(n.Span())()
	l.fn.depth++
	defer func() { l.fn.depth-- }()
	if !l.control(n, d) {
		l.put(l.expr(n), d)
	}
}

// control lowers control flow and definitions; false for anything else.
func (l *lowerer) control(n dsl.Node, d dest) bool {
	switch n := n.(type) {
	case *dsl.ParenExpr:
		l.list(n.Body, d)
	case *dsl.IfExpr:
		l.ifChain(n, d)
	case *dsl.CaseExpr:
		l.caseWhen(n, d)
	case *dsl.CaseInExpr:
		l.caseIn(n, d)
	case *dsl.MatchExpr:
		l.match(n, d)
	case *dsl.WhileExpr:
		l.viaTemp(d, func(d dest) { l.while(n, d) })
	case *dsl.ForExpr:
		l.forLoop(n, d)
	case *dsl.BeginExpr:
		l.bodyOf(n.Body, d)
	case *dsl.RescueModExpr:
		l.rescueMod(n, d)
	case *dsl.JumpExpr:
		l.jump(n)
	case *dsl.LogicalExpr:
		l.logicalInto(n, d)
	default:
		return l.binding(n, d)
	}
	return true
}

func (l *lowerer) binding(n dsl.Node, d dest) bool {
	switch n := n.(type) {
	case *dsl.AssignExpr:
		l.assignment(n, d)
	case *dsl.OpAssignExpr:
		l.opAssign(n, d)
	case *dsl.MultiAssignExpr:
		l.multiAssign(n, d)
	case *dsl.CallExpr:
		return l.callInto(n, d)
	case *dsl.YieldExpr:
		l.yield(n, d)
	case *dsl.DefExpr:
		l.def(n, d)
	case *dsl.ModuleExpr:
		l.module(n, d)
	case *dsl.ClassExpr:
		l.class(n, d)
	case *dsl.DefinedExpr:
		l.defined(n, d)
	default:
		return false
	}
	return true
}

// ---- conditions

// cond is a node as a condition: only its truth counts.
func (l *lowerer) cond(n dsl.Node) ast.Expr {
	defer l.at(n.Span())()
	if u, ok := n.(*dsl.UnaryExpr); ok && u.Op == "!" {
		return l.not(l.cond(u.X))
	}
	return l.expr(n)
}

// ifChain emits if and all its elsifs.
//
//	if c1 then <body> goto done end
//	if c2 then <body> goto done end
//	<else>
//	::done::
func (l *lowerer) ifChain(n *dsl.IfExpr, d dest) {
	next := elsif(n)
	if next == nil {
		l.ifElse(n, d)
		return
	}
	l.forParts(d, func(d dest) {
		l.region(d, func(done *loop) {
			var list []branch
			last := n
			for ; n != nil; n = elsif(n) {
				last = n
				list = append(list, l.ifBranch(n))
			}
			l.branches(list, done, d)
			l.list(last.Else, d)
		})
	})
}

func (l *lowerer) ifBranch(n *dsl.IfExpr) branch {
	return branch{
		test: func() ast.Expr { return l.test(n) },
		body: func(d dest) { l.list(n.Then, d) },
	}
}

// elsif is the elsif that follows a branch, nil without.
func elsif(n *dsl.IfExpr) *dsl.IfExpr {
	if len(n.Else) != 1 || n.Unless {
		return nil
	}
	next, ok := n.Else[0].(*dsl.IfExpr)
	if !ok || next.Modifier {
		return nil
	}
	return next
}

func (l *lowerer) test(n *dsl.IfExpr) ast.Expr {
	c := l.cond(n.Cond)
	if n.Unless {
		return l.not(c)
	}
	return c
}

func (l *lowerer) ifElse(n *dsl.IfExpr, d dest) {
	c := l.test(n)
	var els func()
	if n.Else != nil || d.kind != toNothing {
		els = func() { l.list(n.Else, d) }
	}
	l.ifThen(c, func() { l.list(n.Then, d) }, els)
}

// A branch is a condition and what happens when it is the first that holds.
type branch struct {
	test func() ast.Expr
	body func(dest)
}

// region opens a region that is left by a jump to its end.
func (l *lowerer) region(d dest, f func(done *loop)) {
	done := l.newLoop(d, true)
	done.next = ""
	l.inLoop(done, func() { l.closed(done, func() { f(done) }) })
}

// branches emits branches one after the other, in parts when there are many.
func (l *lowerer) branches(list []branch, done *loop, d dest) {
	if len(list) <= maxList || !l.fn.large {
		for _, b := range list {
			l.oneBranch(b, done, d)
		}
		return
	}
	for len(list) > 0 {
		n := min(maxList, len(list))
		some := list[:n]
		list = list[n:]
		l.outline(discard, func(dest) {
			for _, b := range some {
				l.oneBranch(b, done, d)
			}
		})
	}
}

// oneBranch emits a branch. In a part, its value travels with the jump.
func (l *lowerer) oneBranch(b branch, done *loop, d dest) {
	l.scoped(func() {
		c := b.test()
		l.ifThen(c, func() {
			l.finish(done, d, b.body)
		}, nil)
	})
}

// finish emits the body of a branch that was taken and leaves the region.
func (l *lowerer) finish(done *loop, d dest, body func(dest)) {
	if l.isOpen(done) {
		body(d)
		l.jumpTo(done.done)
		return
	}
	t := l.temp()
	body(into(t))
	l.leave(done, false, t)
}

func (l *lowerer) isOpen(lp *loop) bool {
	for _, open := range l.fn.loops {
		if open == lp {
			return true
		}
	}
	return false
}

// forParts runs f with a destination that parts can reach: a function that is
// cut can give its value only at its own end.
func (l *lowerer) forParts(d dest, f func(dest)) {
	if l.fn.large {
		l.viaTemp(d, f)
		return
	}
	f(d)
}

// caseWhen emits case … when.
func (l *lowerer) caseWhen(n *dsl.CaseExpr, d dest) {
	l.forParts(d, func(d dest) { l.whens(n, d) })
}

func (l *lowerer) whens(n *dsl.CaseExpr, d dest) {
	l.region(d, func(done *loop) {
		var subject ast.Expr
		if n.Subject != nil {
			subject = l.save(l.expr(n.Subject))
		}
		var branches []branch
		for _, w := range n.Whens {
			branches = append(branches, branch{
				test: func() ast.Expr { return l.anyOf(w.Conds, subject) },
				body: func(d dest) { l.list(w.Body, d) },
			})
		}
		l.branches(branches, done, d)
		l.list(n.Else, d)
	})
}

// anyOf is whether any pattern of a when matches; each is evaluated only when
// none before it did.
func (l *lowerer) anyOf(conds []dsl.Node, subject ast.Expr) ast.Expr {
	if len(conds) == 1 {
		return l.whenCond(conds[0], subject)
	}
	t := l.temp()
	l.region(discard, func(done *loop) {
		for from := 0; from < len(conds); from += maxList {
			some := conds[from:min(from+maxList, len(conds))]
			each := func(dest) {
				for _, c := range some {
					l.scoped(func() {
						l.ifThen(l.whenCond(c, subject), func() {
							l.assignTruth(t, done)
						}, nil)
					})
				}
			}
			if l.fn.large && len(conds) > maxList {
				l.outline(discard, each)
			} else {
				each(discard)
			}
		}
	})
	return t
}

// assignTruth notes that a condition holds and leaves the rest of them out.
func (l *lowerer) assignTruth(t ast.Expr, done *loop) {
	done.result = into(t)
	l.leave(done, false, l.truth(true))
}

func (l *lowerer) whenCond(c dsl.Node, subject ast.Expr) ast.Expr {
	defer l.at(c.Span())()
	s, splat := c.(*dsl.SplatExpr)
	if subject == nil {
		if splat {
			return l.use(&CaseEq{At: c.Span(), Splat: true}, l.expr(s.X), l.truth(true))
		}
		return l.cond(c)
	}
	if splat {
		return l.use(&CaseEq{At: c.Span(), Splat: true}, l.expr(s.X), subject)
	}
	return l.use(&CaseEq{At: c.Span()}, l.expr(c), subject)
}

// ---- bodies with rescue and ensure

func (l *lowerer) bodyOf(b *dsl.Body, d dest) {
	if !b.HasEnsure {
		l.rescued(b, d)
		return
	}
	l.ensured(b, d)
}

// ensured emits a body with its ensure part.
//
//	v, j, e = try(function() <body> end)
//	if e then before = caught(e) end
//	<ensure>
//	if e then reraise(e) end
//	if j then <hand it on> end
func (l *lowerer) ensured(b *dsl.Body, d dest) {
	l.scoped(func() {
		fun, made := l.part(func() { l.rescued(b, partDest(d)) })
		v, j, e := l.temp(), l.temp(), l.temp()
		l.assignAll([]ast.Expr{v, j, e}, l.use(Try{}, fun))
		before := l.temp()
		l.ifThen(e, func() { l.assign(before, l.use(Caught{}, e)) }, nil)
		l.catching(e, before, func() { l.list(b.Ensure, discard) })
		l.ifThen(e, func() { l.do(l.use(Reraise{}, e)) }, nil)
		if len(made.sent) > 0 {
			l.ifThen(j, func() { l.dispatch(v, j, made.sent) }, nil)
		}
		if d.kind != toNothing {
			l.put(v, d)
		}
	})
}

func partDest(d dest) dest {
	if d.kind == toNothing {
		return discard
	}
	return result
}

// rescued emits a body with its rescue parts.
//
//	v, j, e = try(function() <body> end)
//	if e then
//	  if rescues(e, A, B) then <rescue> goto done end
//	  reraise(e)
//	end
//	if j then <hand it on> end
//	<else>
//	::done::
func (l *lowerer) rescued(b *dsl.Body, d dest) {
	if len(b.Rescues) == 0 {
		if b.HasElse {
			l.list(b.Stmts, discard)
			l.list(b.Else, d)
			return
		}
		l.list(b.Stmts, d)
		return
	}
	l.viaTemp(d, func(d dest) {
		done := l.newLoop(discard, true)
		l.inLoop(done, func() {
			l.closed(done, func() {
				// The loop is for retry: a turn that ends leaves it.
				body := l.block(func() {
					l.turn(done, func() {
						l.guarded(b, done, d)
						l.leave(done, false, l.null())
					})
				})
				l.emit(&ast.WhileStmt{Condition: l.truth(true), Stmts: body})
			})
		})
	})
}

// guarded emits one attempt at a body with rescues.
func (l *lowerer) guarded(b *dsl.Body, done *loop, d dest) {
	inner := partDest(d)
	if b.HasElse {
		inner = discard
	}
	// retry belongs to the rescue parts: the body itself sees no loop of it.
	next := done.next
	done.next = ""
	fun, made := l.part(func() { l.list(b.Stmts, inner) })
	done.next = next
	v, j, e := l.temp(), l.temp(), l.temp()
	l.assignAll([]ast.Expr{v, j, e}, l.use(Try{}, fun))
	l.ifThen(e, func() { l.rescues(b.Rescues, e, done, d) }, nil)
	if len(made.sent) > 0 {
		l.ifThen(j, func() { l.dispatch(v, j, made.sent) }, nil)
	}
	switch {
	case b.HasElse:
		done.next = ""
		l.list(b.Else, d)
		done.next = next
	case d.kind != toNothing:
		l.put(v, d)
	}
}

func (l *lowerer) rescues(list []*dsl.Rescue, e ast.Expr, done *loop, d dest) {
	for _, r := range list {
		l.scoped(func() {
			defer l.at(r.Span())()
			test := &Rescues{At: r.Span()}
			args := []ast.Expr{e}
			classes := make([]dsl.Node, len(r.Classes))
			for i, c := range r.Classes {
				s, splat := c.(*dsl.SplatExpr)
				test.Splat = append(test.Splat, splat)
				classes[i] = c
				if splat {
					classes[i] = s.X
				}
			}
			args = append(args, l.operands(classes)...)
			l.ifThen(l.use(test, args...), func() {
				before := l.save(l.use(Caught{}, e))
				l.catching(nil, before, func() {
					if r.Target != nil {
						l.store(r.Target, e)
					}
					l.list(r.Body, d)
				})
				l.do(l.use(Caught{}, before))
				l.leave(done, false, l.null())
			}, nil)
		})
	}
	l.do(l.use(Reraise{}, e))
}

// catching emits f while an error is being rescued. A jump of a loop out of
// it goes back to the error before, if it was one: when is not nil and nil.
func (l *lowerer) catching(when, before ast.Expr, f func()) {
	l.fn.caught = append(l.fn.caught, catch{when, before, len(l.fn.loops)})
	f()
	l.fn.caught = l.fn.caught[:len(l.fn.caught)-1]
}

func (l *lowerer) rescueMod(n *dsl.RescueModExpr, d dest) {
	l.viaTemp(d, func(d dest) {
		l.scoped(func() {
			fun, made := l.part(func() { l.into(n.X, partDest(d)) })
			v, j, e := l.temp(), l.temp(), l.temp()
			l.assignAll([]ast.Expr{v, j, e}, l.use(Try{}, fun))
			l.ifThen(e, func() {
				l.ifThen(l.not(l.use(&Rescues{At: n.Span()}, e)), func() { l.do(l.use(Reraise{}, e)) }, nil)
				l.into(n.Y, d)
			}, func() {
				if len(made.sent) > 0 {
					l.ifThen(j, func() { l.dispatch(v, j, made.sent) }, nil)
				}
				if d.kind != toNothing {
					l.put(v, d)
				}
			})
		})
	})
}

// ---- && and ||

func (l *lowerer) logicalInto(n *dsl.LogicalExpr, d dest) {
	if d.kind == toNothing {
		c := l.cond(n.X)
		if n.Or {
			c = l.not(c)
		}
		l.ifThen(c, func() { l.into(n.Y, discard) }, nil)
		return
	}
	l.put(l.logicalExpr(n), d)
}

func (l *lowerer) logicalExpr(n *dsl.LogicalExpr) ast.Expr {
	x := l.expr(n.X)
	var y ast.Expr
	stmts := l.block(func() { y = l.expr(n.Y) })
	if len(stmts) == 0 {
		op := "and"
		if n.Or {
			op = "or"
		}
		return l.logical(op, x, y)
	}
	t := l.save(x)
	c := t
	if n.Or {
		c = l.not(t)
	}
	l.ifThen(c, func() {
		l.fn.stmts = append(l.fn.stmts, stmts...)
		l.assign(t, y)
	}, nil)
	return t
}

// ---- definitions

func (l *lowerer) def(n *dsl.DefExpr, d dest) {
	slot := &Def{OnSelf: n.Self, Lexical: l.lexical, InClass: l.inClass}
	f, fn := l.method(n)
	slot.Fn = fn
	var args []ast.Expr
	args = append(args, f)
	l.put(l.use(slot, args...), d)
}

// method is the function of a def.
func (l *lowerer) method(n *dsl.DefExpr) (ast.Expr, *Fn) {
	defer l.at(n.Span())()
	fn := &Fn{Name: n.Name, Where: n.Span(), NameAt: n.NameAt, Method: true, Self: l.inClass}
	body, inClass, name := l.body, l.inClass, l.defName
	l.body, l.inClass, l.defName = "", false, n.Name
	e := l.closure(inMethod, n, fn, n.Params, n.Body)
	l.body, l.inClass, l.defName = body, inClass, name
	return e, fn
}

// closure is the Lua function of a method, block or lambda.
func (l *lowerer) closure(k kind, node dsl.Node, fn *Fn, params *dsl.Params, body *dsl.Body) ast.Expr {
	s := l.table.Scopes[node]
	var names []string
	outerScope := l.scope
	stmts := l.function(k, s, func() {
		l.fn.fn = fn
		if fn.Self {
			l.fn.self = l.fresh("S")
			names = append(names, l.fn.self)
		}
		if k == inMethod {
			if !fn.Self {
				l.fn.self = ""
			}
			l.fn.block = l.fresh("B")
			names = append(names, l.fn.block)
		}
		if fn.Body {
			l.body = l.fresh("Y")
			names = append(names, l.body)
		}
		if s.Home && k != inBlock {
			l.fn.home = l.fresh("H")
			l.local(l.fn.home, l.use(&Home{At: node.Span()}))
		}
		names = append(names, l.params(s, fn, params)...)
		l.bodyOf(body, result)
	})
	l.scope = outerScope
	e := &ast.FunctionExpr{ParList: &ast.ParList{Names: names}, Stmts: stmts}
	l.lined(e)
	return e
}

func (l *lowerer) module(n *dsl.ModuleExpr, d dest) {
	lex := &Lexical{Outer: l.lexical, Name: l.qualified(n.Name)}
	slot := &Module{Name: lex.Name, At: n.NameAt, Lexical: l.lexical}
	l.put(l.use(slot, l.moduleBody(n, lex, n.Body, false)), d)
}

func (l *lowerer) qualified(name string) string {
	if l.lexical.Name == "" {
		return name
	}
	return l.lexical.Name + "::" + name
}

func (l *lowerer) moduleBody(n dsl.Node, lex *Lexical, body []dsl.Node, class bool) ast.Expr {
	lexical, inClass, bodyName, sc := l.lexical, l.inClass, l.body, l.scope
	l.lexical, l.inClass, l.body = lex, class, ""
	stmts := l.function(inModule, l.table.Scopes[n], func() {
		l.fn.self, l.fn.block = "", ""
		l.enter(l.table.Scopes[n])
		l.list(body, result)
	})
	l.lexical, l.inClass, l.body, l.scope = lexical, inClass, bodyName, sc
	e := &ast.FunctionExpr{ParList: &ast.ParList{}, Stmts: stmts}
	l.lined(e)
	return e
}

func (l *lowerer) class(n *dsl.ClassExpr, d dest) {
	lex := &Lexical{Outer: l.lexical, Name: l.qualified(n.Name), Class: true}
	slot := &Class{Name: lex.Name, At: n.NameAt, HasSuper: n.Super != nil, Lexical: l.lexical}
	var super ast.Expr = l.null()
	if n.Super != nil {
		super = l.stable(l.expr(n.Super))
	}
	l.put(l.use(slot, super, l.moduleBody(n, lex, n.Body, true)), d)
}

// ---- defined?

func (l *lowerer) defined(n *dsl.DefinedExpr, d dest) {
	x := dsl.Unwrap(n.X)
	switch x := x.(type) {
	case *dsl.LocalExpr:
		l.put(l.text("local-variable"), d)
	case *dsl.ConstExpr:
		l.definedConst(x, d)
	case *dsl.CallExpr:
		l.definedCall(x, d)
	case *dsl.YieldExpr:
		l.viaTemp(d, func(d dest) {
			l.ifThen(l.use(BlockGiven{}, l.blockName()), func() { l.put(l.text("yield"), d) }, func() { l.put(l.null(), d) })
		})
	case *dsl.AssignExpr, *dsl.OpAssignExpr, *dsl.MultiAssignExpr:
		l.put(l.text("assignment"), d)
	case *dsl.SelfExpr, *dsl.NilLit, *dsl.BoolLit:
		l.put(l.text(x.Span().Text()), d)
	case *dsl.BinaryExpr, *dsl.IndexExpr, *dsl.UnaryExpr:
		l.put(l.text("method"), d)
	default:
		l.put(l.text("expression"), d)
	}
}

func (l *lowerer) text(s string) ast.Expr {
	return l.use(&Make{Plan: constPlan(source.Span{}, value.NewString(s))})
}

func (l *lowerer) definedConst(x *dsl.ConstExpr, d dest) {
	slot := &GetConst{Name: x.Name, At: x.Span(), Lexical: l.lexical, Quiet: true, Scoped: x.Scope != nil}
	if x.Scope == nil {
		l.put(l.logical("and", l.use(slot), l.text("constant")), d)
		return
	}
	l.guess(func(d dest) {
		l.put(l.logical("and", l.use(slot, l.expr(x.Scope)), l.text("constant")), d)
	}, d)
}

// guess evaluates something that may fail; then the value is nil.
func (l *lowerer) guess(f func(dest), d dest) {
	l.scoped(func() {
		fun, _ := l.part(func() { f(result) })
		v, j, e := l.temp(), l.temp(), l.temp()
		l.assignAll([]ast.Expr{v, j, e}, l.use(Try{}, fun))
		l.put(v, d)
	})
}

func (l *lowerer) definedCall(x *dsl.CallExpr, d dest) {
	slot := &Defined{Name: x.Name, Recv: x.Recv != nil, Lexical: l.lexical}
	if x.Recv == nil {
		l.put(l.use(slot), d)
		return
	}
	if word, bare := scope.IsBare(x.Recv); bare {
		// A free name is not defined, and neither is anything on it.
		known := l.save(l.use(&Defined{Name: word.Name, Lexical: l.lexical}))
		l.ifThen(known, func() {
			l.guess(func(d dest) { l.put(l.use(slot, l.expr(x.Recv)), d) }, into(known))
		}, nil)
		l.put(known, d)
		return
	}
	l.guess(func(d dest) { l.put(l.use(slot, l.expr(x.Recv)), d) }, d)
}
