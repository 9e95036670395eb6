package lower

import (
	"sort"

	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
)

// Jumps: break, next, return, retry, and loops. See the package comment for
// how they travel.

// jumpHome stands for the home of a method among the jumps that a part sends.
const jumpHome = 0

// take stores the value of a call that may give a jump, and hands a jump on.
// sent are the jumps that it may give; nil for a call of a slot, which gives
// homes only.
func (l *lowerer) take(to ast.Expr, call ast.Expr, sent map[int]bool) {
	l.fn.jumps = true
	l.assignAll([]ast.Expr{to, l.id("J")}, call)
	l.ifThen(l.id("J"), func() { l.dispatch(to, l.id("J"), sent) }, nil)
}

// dispatch acts on a jump j with its value v.
func (l *lowerer) dispatch(v, j ast.Expr, sent map[int]bool) {
	pass := sent == nil || sent[jumpHome]
	for _, m := range sorted(sent) {
		pass = l.dispatchOne(m, v, j) || pass
	}
	if !pass {
		return
	}
	if l.isHome() {
		l.ifThen(l.same(j, l.id(l.fn.home)), func() { l.ret(v) }, nil)
	}
	if sent == nil || sent[jumpHome] {
		l.fn.sent[jumpHome] = true
	}
	l.ret(v, j)
}

// dispatchOne acts on jump m; it reports whether m has to be handed on.
func (l *lowerer) dispatchOne(m int, v, j ast.Expr) bool {
	switch {
	case m == jumpHome:
		return true
	case m == JumpReturn && l.fn.kind != inPart:
		l.ifThen(l.same(j, l.num(m)), func() { l.ret(v) }, nil)
		return false
	case m < JumpLoop:
		l.fn.sent[m] = true
		return true
	}
	for _, lp := range l.fn.loops {
		if lp.id == (m-JumpLoop)/2 {
			l.ifThen(l.same(j, l.num(m)), func() { l.leaveHere(lp, m%2 == 1, v) }, nil)
			return false
		}
	}
	l.fn.sent[m] = true
	return true
}

func sorted(sent map[int]bool) []int {
	var list []int
	for m := range sent {
		list = append(list, m)
	}
	sort.Ints(list)
	return list
}

// isHome reports whether the current Lua function is the method or lambda
// itself that blocks in it return from.
func (l *lowerer) isHome() bool {
	return l.fn.home != "" && (l.fn.kind == inMethod || l.fn.kind == inLambda)
}

func (l *lowerer) newLoop(d dest, region bool) *loop {
	l.names++
	return &loop{id: l.names, result: d, region: region, done: l.fresh("done"), next: l.fresh("next")}
}

// inLoop emits f with a loop open.
func (l *lowerer) inLoop(lp *loop, f func()) {
	l.fn.loops = append(l.fn.loops, lp)
	f()
	l.fn.loops = l.fn.loops[:len(l.fn.loops)-1]
}

// leave jumps to the end of a loop, or of its turn, from wherever it is open.
func (l *lowerer) leave(lp *loop, next bool, v ast.Expr) {
	for _, open := range l.fn.loops {
		if open == lp {
			l.leaveHere(lp, next, v)
			return
		}
	}
	m := JumpLoop + 2*lp.id
	if next {
		m++
	}
	l.fn.sent[m] = true
	l.ret(v, l.num(m))
}

func (l *lowerer) leaveHere(lp *loop, next bool, v ast.Expr) {
	if next {
		l.jumpTo(lp.next)
		return
	}
	if lp.result.kind == toPlace {
		l.assign(lp.result.to, v)
	}
	l.jumpTo(lp.done)
}

// innermost is the loop that break and next refer to, nil when that is the
// block or lambda itself.
func (l *lowerer) innermost() *loop {
	for fn := l.fn; fn != nil; fn = fn.outer {
		for i := len(fn.loops) - 1; i >= 0; i-- {
			if !fn.loops[i].region {
				return fn.loops[i]
			}
		}
		if fn.kind != inPart {
			return nil
		}
	}
	return nil
}

func (l *lowerer) jump(n *dsl.JumpExpr) {
	switch n.Kind {
	case dsl.Break, dsl.Next:
		l.breakOrNext(n)
	case dsl.Return:
		l.returnFrom(n)
	case dsl.Retry:
		l.retry()
	}
}

// jumpValue is the value of a jump.
func (l *lowerer) jumpValue(n *dsl.JumpExpr) ast.Expr {
	if n.Value == nil {
		return l.null()
	}
	return l.expr(n.Value)
}

func (l *lowerer) breakOrNext(n *dsl.JumpExpr) {
	v := l.jumpValue(n)
	lp := l.innermost()
	switch {
	case lp != nil:
		if _, ok := v.(*ast.FuncCallExpr); ok {
			v = l.save(v)
		}
		l.uncatch(lp)
		l.leave(lp, n.Kind == dsl.Next, v)
	case n.Kind == dsl.Break && l.rubyKind() == inBlock:
		l.fn.sent[JumpBreak] = true
		l.ret(v, l.num(JumpBreak))
	default:
		l.leaveFunction(v)
	}
}

// uncatch ends the rescues that a jump of a loop leaves.
func (l *lowerer) uncatch(lp *loop) {
	var outermost *catch
	for fn := l.fn; fn != nil; fn = fn.outer {
		around := openAt(fn, lp)
		for i := len(fn.caught) - 1; i >= 0 && fn.caught[i].loops > around; i-- {
			outermost = &fn.caught[i]
		}
		if around >= 0 || fn.kind != inPart {
			break
		}
	}
	if outermost == nil {
		return
	}
	restore := func() { l.do(l.use(Caught{}, outermost.before)) }
	if outermost.when == nil {
		restore()
		return
	}
	l.ifThen(outermost.when, restore, nil)
}

// openAt is the place of a loop among those open in a function, -1 when it is
// none of them.
func openAt(fn *function, lp *loop) int {
	for i, open := range fn.loops {
		if open == lp {
			return i
		}
	}
	return -1
}

// rubyKind is the kind of the Ruby function around the current place.
func (l *lowerer) rubyKind() kind { return l.rubyFunction().kind }

func (l *lowerer) rubyFunction() *function {
	fn := l.fn
	for fn.kind == inPart {
		fn = fn.outer
	}
	return fn
}

// leaveFunction gives v as the value of the Ruby function around.
func (l *lowerer) leaveFunction(v ast.Expr) {
	if l.fn.kind != inPart {
		l.ret(v)
		return
	}
	l.fn.sent[JumpReturn] = true
	l.ret(v, l.num(JumpReturn))
}

func (l *lowerer) returnFrom(n *dsl.JumpExpr) {
	v := l.jumpValue(n)
	if l.rubyKind() != inBlock {
		l.leaveFunction(v)
		return
	}
	l.fn.sent[jumpHome] = true
	if l.fn.home == "" {
		l.ret(v, l.slot(&Home{At: n.Span()})) // the parser has refused it
		return
	}
	l.ret(v, l.id(l.fn.home))
}

// retry starts the begin around the rescue again.
func (l *lowerer) retry() {
	for fn := l.fn; fn != nil; fn = fn.outer {
		for i := len(fn.loops) - 1; i >= 0; i-- {
			if lp := fn.loops[i]; lp.region && lp.next != "" {
				l.uncatch(lp)
				l.leave(lp, true, l.null())
				return
			}
		}
		if fn.kind != inPart {
			return
		}
	}
}

// ---- loops

// while emits while and until.
//
//	while true do
//	  do <cond>; if not c then goto done end; <body> end
//	  ::next::
//	end ::done::
func (l *lowerer) while(n *dsl.WhileExpr, d dest) {
	l.hoisting(func() { l.whileLoop(n, d) })
}

func (l *lowerer) whileLoop(n *dsl.WhileExpr, d dest) {
	lp := l.newLoop(d, false)
	l.inLoop(lp, func() {
		test := func() {
			if b, ok := n.Cond.(*dsl.BoolLit); ok && b.Value != n.Until {
				return
			}
			c := l.cond(n.Cond)
			if !n.Until {
				c = l.not(c)
			}
			l.ifThen(c, func() { l.leaveHere(lp, false, l.null()) }, nil)
		}
		body := l.block(func() {
			l.turn(lp, func() {
				if !n.DoWhile {
					test()
				}
				l.list(n.Body, discard)
			})
			if n.DoWhile {
				l.scoped(test)
			}
		})
		s := &ast.WhileStmt{Condition: l.truth(true), Stmts: body}
		l.closed(lp, func() { l.emit(s) })
	})
}

// turn emits one turn of a loop: f, then the place that next jumps to.
func (l *lowerer) turn(lp *loop, f func()) {
	l.emit(&ast.DoBlockStmt{Stmts: l.block(func() {
		l.emit(&ast.DoBlockStmt{Stmts: l.block(f)})
		l.label(lp.next)
	})})
}

// closed emits f and the place where a loop ends.
func (l *lowerer) closed(lp *loop, f func()) {
	l.emit(&ast.DoBlockStmt{Stmts: l.block(func() {
		f()
		l.label(lp.done)
	})})
}

// viaTemp runs f with a destination that is a place, and sends what is there
// to d afterwards.
func (l *lowerer) viaTemp(d dest, f func(dest)) {
	if d.kind != toResult {
		f(d)
		return
	}
	t := l.temp()
	f(into(t))
	l.ret(t)
}

// counted emits a plain counted loop, see scope.IsLoop. Its value is its
// receiver.
func (l *lowerer) counted(n *dsl.CallExpr, d dest) {
	recv := dsl.Unwrap(n.Recv)
	var low, high, list ast.Expr
	var whole ast.Expr
	switch r := recv.(type) {
	default:
		whole = l.stable(l.expr(r))
		low, high = l.num(0), l.save(l.use(&Bound{At: n.Span()}, whole))
	case *dsl.RangeLit:
		ends := l.operands([]dsl.Node{orNil(r.Low), orNil(r.High)})
		ends[0], ends[1] = l.stable(ends[0]), l.stable(ends[1])
		low, high, list = l.temp(), l.temp(), l.temp()
		l.assignAll([]ast.Expr{low, high, list}, l.use(&Bound{At: n.Span(), Exclusive: r.Exclusive}, ends...))
		whole = l.use(&MakeRange{At: r.Span(), Exclusive: r.Exclusive}, ends...)
	}
	lp := l.newLoop(d, false)
	l.hoisting(func() {
		l.inLoop(lp, func() {
			l.closed(lp, func() {
				l.countedLoop(n, lp, low, high, list)
				l.put(whole, d)
			})
		})
	})
}

func orNil(n dsl.Node) dsl.Node {
	if n == nil {
		return &dsl.NilLit{}
	}
	return n
}

// countedLoop is the Lua loop of a counted loop. With a list, the numbers are
// places in it.
func (l *lowerer) countedLoop(n *dsl.CallExpr, lp *loop, low, high, list ast.Expr) {
	s := l.table.Scopes[n.Block]
	i := l.fresh("i")
	body := l.block(func() {
		l.turn(lp, func() {
			old := l.scope
			v := l.blockParam(n.Block, s)
			l.enterLoop(s)
			if v != nil && v.Used {
				l.bindCounter(v, i, list)
			}
			l.list(n.Block.Body.Stmts, discard)
			l.scope = old
		})
	})
	f := &ast.NumberForStmt{Name: i, Init: low, Limit: high, Step: nil, Stmts: body}
	l.emit(f)
}

// blockParam is the variable of a loop's parameter, nil without.
func (l *lowerer) blockParam(b *dsl.Block, s *scope.Scope) *scope.Var {
	if b.Params == nil || len(b.Params.List) == 0 {
		return nil
	}
	return l.table.Vars[b.Params.List[0]]
}

// enterLoop gives the variables of a loop's block their places, its parameter
// among them.
func (l *lowerer) enterLoop(s *scope.Scope) {
	for _, v := range s.Vars {
		v.Param = false
	}
	l.enter(s)
}

func (l *lowerer) bindCounter(v *scope.Var, i string, list ast.Expr) {
	number := l.use(Number{}, l.id(i))
	if list == nil {
		l.assign(l.variable(v), number)
		return
	}
	l.ifThen(list,
		func() { l.assign(l.variable(v), l.use(Element{}, list, l.id(i))) },
		func() { l.assign(l.variable(v), number) })
}

// forLoop emits for … in: each of the list, with a block that sees the scope
// around it.
func (l *lowerer) forLoop(n *dsl.ForExpr, d dest) {
	recv := l.stable(l.expr(n.Iter))
	fn := &Fn{Where: n.Span(), Plain: 1}
	param := l.fresh("p")
	s := l.scope
	stmts := l.function(inBlock, l.fn.scope, func() {
		l.scope = s
		l.fn.fn = fn
		l.fn.home = l.fn.outer.home
		l.fn.large = l.fn.outer.large
		l.store(n.Target, l.id(param))
		l.list(n.Body, result)
	})
	fn.Params = []Param{{Kind: dsl.ReqParam, Name: "x"}}
	f := &ast.FunctionExpr{ParList: &ast.ParList{Names: []string{param}}, Stmts: stmts}
	l.lined(f)
	call := &Call{Name: "each", At: n.Span(), NameAt: n.Iter.Span(), Recv: true, Block: fn, Lexical: l.lexical}
	l.finishCall(l.use(call, recv, f), true, d)
}
