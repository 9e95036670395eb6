package lower

import (
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/dsl"
)

// Patterns of case … in, => and in. A pattern becomes tests that jump away
// when they fail; what follows them runs only when the whole matches.
//
//	do
//	  do <tests, each: if not … then goto fail end> <body> goto done end
//	  ::fail::
//	end

func (l *lowerer) caseIn(n *dsl.CaseInExpr, d dest) {
	l.forParts(d, func(d dest) {
		l.region(d, func(done *loop) {
			subject := l.save(l.expr(n.Subject))
			only := len(n.Ins) == 1 && !n.HasElse
			l.attempts(n.Ins, subject, only, done, d)
			if n.HasElse {
				l.list(n.Else, d)
				return
			}
			l.do(l.use(&NoMatch{At: n.Subject.Span(), Why: only}, subject))
		})
	})
}

// attempts emits one attempt after the other, in parts when there are many.
func (l *lowerer) attempts(ins []*dsl.In, subject ast.Expr, only bool, done *loop, d dest) {
	if len(ins) <= maxList || !l.fn.large {
		for _, in := range ins {
			l.attempt(in, subject, only, done, d)
		}
		return
	}
	for from := 0; from < len(ins); from += maxList {
		some := ins[from:min(from+maxList, len(ins))]
		l.outline(discard, func(dest) {
			for _, in := range some {
				l.attempt(in, subject, only, done, d)
			}
		})
	}
}

func (l *lowerer) attempt(in *dsl.In, subject ast.Expr, only bool, done *loop, d dest) {
	defer l.at(in.Span())()
	l.orFail(func(fail string) {
		l.whole(in.Pattern, subject, only, fail)
		if in.Guard != nil {
			l.guard(in, only, fail)
		}
		l.finish(done, d, func(d dest) { l.list(in.Body, d) })
	})
}

// whole emits the tests of a whole pattern.
func (l *lowerer) whole(p dsl.Pattern, subject ast.Expr, only bool, fail string) {
	before := l.only
	l.only = only
	l.pattern(p, subject, fail)
	l.only = before
}

func (l *lowerer) guard(in *dsl.In, only bool, fail string) {
	c := l.cond(in.Guard)
	if !in.Unless {
		c = l.not(c)
	}
	l.ifThen(c, func() {
		if only {
			l.do(l.use(NoGuard{}))
		}
		l.jumpTo(fail)
	}, nil)
}

// orFail emits f; its jumps to fail go on after it.
func (l *lowerer) orFail(f func(fail string)) {
	fail := l.fresh("fail")
	l.emit(&ast.DoBlockStmt{Stmts: l.block(func() {
		l.emit(&ast.DoBlockStmt{Stmts: l.block(func() { f(fail) })})
		l.label(fail)
	})})
}

func (l *lowerer) failIf(c ast.Expr, fail string) {
	l.ifThen(c, func() { l.jumpTo(fail) }, nil)
}

// match is value => pattern and value in pattern.
func (l *lowerer) match(n *dsl.MatchExpr, d dest) {
	l.viaTemp(d, func(d dest) {
		l.region(d, func(done *loop) {
			subject := l.save(l.expr(n.Value))
			l.orFail(func(fail string) {
				l.whole(n.Pattern, subject, !n.Test, fail)
				if d.kind == toPlace {
					l.assign(d.to, l.matched(n.Test))
				}
				l.jumpTo(done.done)
			})
			if !n.Test {
				l.do(l.use(&NoMatch{At: n.Value.Span(), Why: true}, subject))
				return
			}
			l.put(l.truth(false), d)
		})
	})
}

func (l *lowerer) matched(test bool) ast.Expr {
	if test {
		return l.truth(true)
	}
	return l.null()
}

// pattern emits the tests of a pattern against a stable value.
func (l *lowerer) pattern(p dsl.Pattern, v ast.Expr, fail string) {
	defer l.at(p.Span())()
	switch p := p.(type) {
	case *dsl.ValuePat:
		l.failIf(l.not(l.use(&CaseEq{At: p.Span(), Why: l.only}, l.expr(p.Value), v)), fail)
	case *dsl.PinPat:
		l.failIf(l.not(l.use(&CaseEq{At: p.Span(), Why: l.only}, l.expr(p.Value), v)), fail)
	case *dsl.BindPat:
		l.assign(l.variable(l.table.Vars[p]), v)
	case *dsl.AsPat:
		l.pattern(p.Pattern, v, fail)
		l.assign(l.variable(l.table.Vars[p]), v)
	case *dsl.AltPat:
		l.alternatives(p, v, fail)
	case *dsl.ArrayPat:
		l.arrayPattern(p, v, fail)
	case *dsl.HashPat:
		l.hashPattern(p, v, fail)
	default:
		panic("lower: no rule for a pattern")
	}
}

func (l *lowerer) alternatives(p *dsl.AltPat, v ast.Expr, fail string) {
	ok := l.fresh("ok")
	l.emit(&ast.DoBlockStmt{Stmts: l.block(func() {
		for _, alt := range p.Alts {
			l.orFail(func(fail string) {
				l.pattern(alt, v, fail)
				l.jumpTo(ok)
			})
		}
		l.jumpTo(fail)
		l.label(ok)
	})})
}

func (l *lowerer) constPattern(c dsl.Node, v ast.Expr, fail string) {
	if c != nil {
		l.failIf(l.not(l.use(&CaseEq{At: c.Span(), Why: l.only}, l.expr(c), v)), fail)
	}
}

func (l *lowerer) arrayPattern(p *dsl.ArrayPat, v ast.Expr, fail string) {
	l.constPattern(p.Const, v, fail)
	slot := &ArrayMatch{At: p.Span(), Why: l.only}
	splats := 0
	for _, e := range p.Elems {
		_, splat := e.(*dsl.SplatPat)
		switch {
		case splat:
			splats++
			slot.HasRest = true
		case slot.HasRest:
			slot.Post++
		default:
			slot.Pre++
		}
	}
	if splats == 2 {
		l.findPattern(p, v, fail)
		return
	}
	parts := l.parts(slot, len(p.Elems), fail, v)
	for i, e := range p.Elems {
		l.element(e, parts[i], fail)
	}
}

// parts calls a slot that gives false, or true and n values.
func (l *lowerer) parts(slot Slot, n int, fail string, args ...ast.Expr) []ast.Expr {
	to := make([]ast.Expr, n+1)
	if n > maxWide {
		table := l.save(l.use(Pack{slot}, args...))
		for i := range to {
			to[i] = l.member(table, i+1)
		}
	} else {
		for i := range to {
			to[i] = l.temp()
		}
		l.assignAll(to, l.use(slot, args...))
	}
	l.failIf(l.not(to[0]), fail)
	return to[1:]
}

func (l *lowerer) element(e dsl.Pattern, v ast.Expr, fail string) {
	s, splat := e.(*dsl.SplatPat)
	switch {
	case !splat:
		l.pattern(e, v, fail)
	case s.Name != "":
		l.assign(l.variable(l.table.Vars[s]), v)
	}
}

// findPattern tries [*, a, b, *] at each place of the array.
//
//	i = 0
//	while true do
//	  do
//	    ok, before, a, b, after = find(v, i)
//	    if not ok then goto fail end
//	    do <tests: goto next> end
//	    goto found
//	  end
//	  ::next:: i = i + 1
//	end
func (l *lowerer) findPattern(p *dsl.ArrayPat, v ast.Expr, fail string) {
	i := l.fresh("i")
	l.local(i, l.num(0))
	slot := &FindMatch{At: p.Span(), N: len(p.Elems) - 2, Why: l.only}
	found := l.fresh("found")
	body := l.block(func() {
		l.orFail(func(next string) {
			parts := l.parts(slot, len(p.Elems), fail, v, l.id(i))
			for j, e := range p.Elems {
				l.element(e, parts[j], next)
			}
			l.jumpTo(found)
		})
		one := &ast.ArithmeticOpExpr{Operator: "+", Lhs: l.id(i), Rhs: l.num(1)}
		l.lined(one)
		l.assign(l.id(i), one)
	})
	l.emit(&ast.DoBlockStmt{Stmts: l.block(func() {
		l.emit(&ast.WhileStmt{Condition: l.truth(true), Stmts: body})
		l.label(found)
	})})
}

func (l *lowerer) hashPattern(p *dsl.HashPat, v ast.Expr, fail string) {
	l.constPattern(p.Const, v, fail)
	slot := &HashMatch{
		At: p.Span(), HasRest: p.Rest != "", NilRest: p.NilRest, Why: l.only,
		Exact: len(p.Pairs) == 0 && !p.HasRest && p.Const == nil,
	}
	for _, q := range p.Pairs {
		slot.Keys = append(slot.Keys, q.Key)
	}
	n := len(p.Pairs)
	if slot.HasRest {
		n++
	}
	parts := l.parts(slot, n, fail, v)
	for i, q := range p.Pairs {
		if q.Pattern == nil {
			l.assign(l.variable(l.table.Vars[q]), parts[i])
			continue
		}
		l.pattern(q.Pattern, parts[i], fail)
	}
	if slot.HasRest {
		l.assign(l.variable(l.table.Vars[p]), parts[n-1])
	}
}
