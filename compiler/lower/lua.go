package lower

import (
	"strconv"

	"github.com/yuin/gopher-lua/ast"
)

// The building blocks of the Lua tree. Each sets the line, which is the index
// of the current place.

func (l *lowerer) lined(n ast.PositionHolder) {
	n.SetLine(l.line)
	n.SetLastLine(l.line)
}

func (l *lowerer) id(name string) ast.Expr {
	e := &ast.IdentExpr{Value: name}
	l.lined(e)
	return e
}

func (l *lowerer) num(n int) ast.Expr {
	e := &ast.NumberExpr{Value: strconv.Itoa(n)}
	l.lined(e)
	return e
}

func (l *lowerer) null() ast.Expr {
	e := &ast.NilExpr{}
	l.lined(e)
	return e
}

func (l *lowerer) truth(b bool) ast.Expr {
	var e ast.Expr = &ast.FalseExpr{}
	if b {
		e = &ast.TrueExpr{}
	}
	l.lined(e)
	return e
}

func (l *lowerer) index(table string, i int) ast.Expr {
	return l.member(l.id(table), i)
}

// member is element i of the table that an expression gives, from 1 on.
func (l *lowerer) member(table ast.Expr, i int) ast.Expr {
	e := &ast.AttrGetExpr{Object: table, Key: l.num(i)}
	l.lined(e)
	return e
}

func (l *lowerer) not(x ast.Expr) ast.Expr {
	e := &ast.UnaryNotOpExpr{Expr: x}
	l.lined(e)
	return e
}

func (l *lowerer) logical(op string, x, y ast.Expr) ast.Expr {
	e := &ast.LogicalOpExpr{Operator: op, Lhs: x, Rhs: y}
	l.lined(e)
	return e
}

func (l *lowerer) same(x, y ast.Expr) ast.Expr {
	e := &ast.RelationalOpExpr{Operator: "==", Lhs: x, Rhs: y}
	l.lined(e)
	return e
}

func (l *lowerer) differs(x, y ast.Expr) ast.Expr {
	e := &ast.RelationalOpExpr{Operator: "~=", Lhs: x, Rhs: y}
	l.lined(e)
	return e
}

func (l *lowerer) callTo(f ast.Expr, args ...ast.Expr) *ast.FuncCallExpr {
	e := &ast.FuncCallExpr{Func: f, Args: args}
	l.lined(e)
	return e
}

// use is a call of the function of a slot.
func (l *lowerer) use(s Slot, args ...ast.Expr) *ast.FuncCallExpr {
	return l.callTo(l.slot(s), args...)
}

// slot adds a slot and is K[i].
func (l *lowerer) slot(s Slot) ast.Expr {
	l.chunk.Slots = append(l.chunk.Slots, s)
	k := l.index("K", len(l.chunk.Slots))
	if l.fn.hoist == nil || len(*l.fn.hoist) >= maxHoisted {
		return k
	}
	name := l.fresh("k")
	*l.fn.hoist = append(*l.fn.hoist, hoisted{name, k})
	return l.id(name)
}

// hoisting emits a loop: the slots that it uses are looked up before it.
func (l *lowerer) hoisting(loop func()) {
	if l.fn.hoist != nil {
		loop()
		return
	}
	var slots []hoisted
	l.fn.hoist = &slots
	stmts := l.block(loop)
	l.fn.hoist = nil
	for _, h := range slots {
		l.local(h.name, h.slot)
	}
	l.fn.stmts = append(l.fn.stmts, stmts...)
}

func (l *lowerer) emit(s ast.Stmt) {
	l.lined(s)
	l.fn.stmts = append(l.fn.stmts, s)
}

func (l *lowerer) local(name string, values ...ast.Expr) {
	l.emit(&ast.LocalAssignStmt{Names: []string{name}, Exprs: values})
}

func (l *lowerer) assign(to, v ast.Expr) {
	l.emit(&ast.AssignStmt{Lhs: []ast.Expr{to}, Rhs: []ast.Expr{v}})
}

func (l *lowerer) assignAll(to []ast.Expr, v ast.Expr) {
	l.emit(&ast.AssignStmt{Lhs: to, Rhs: []ast.Expr{v}})
}

func (l *lowerer) do(call *ast.FuncCallExpr) { l.emit(&ast.FuncCallStmt{Expr: call}) }

// ret leaves the function; it may stand anywhere.
func (l *lowerer) ret(values ...ast.Expr) {
	r := &ast.ReturnStmt{Exprs: values}
	l.lined(r)
	l.emit(&ast.DoBlockStmt{Stmts: []ast.Stmt{r}})
}

func (l *lowerer) jumpTo(label string) {
	g := &ast.GotoStmt{Label: label}
	l.lined(g)
	l.emit(&ast.DoBlockStmt{Stmts: []ast.Stmt{g}})
}

func (l *lowerer) label(name string) { l.emit(&ast.LabelStmt{Name: name}) }

// block collects what f emits. Temporaries made in it end with it.
func (l *lowerer) block(f func()) []ast.Stmt {
	outer, active := l.fn.stmts, l.fn.active
	l.fn.stmts = nil
	f()
	inner := l.fn.stmts
	l.fn.stmts, l.fn.active = outer, active
	return inner
}

func (l *lowerer) ifThen(cond ast.Expr, then, els func()) {
	s := &ast.IfStmt{Condition: cond, Then: l.block(then)}
	if els != nil {
		s.Else = l.block(els)
	}
	l.emit(s)
}

// scoped emits what f emits as a Lua block, so that its temporaries are freed.
func (l *lowerer) scoped(f func()) {
	stmts := l.block(f)
	if len(stmts) == 1 {
		if _, local := stmts[0].(*ast.LocalAssignStmt); !local {
			l.fn.stmts = append(l.fn.stmts, stmts...)
			return
		}
	}
	if len(stmts) > 0 {
		l.emit(&ast.DoBlockStmt{Stmts: stmts})
	}
}

// fresh is a name that nothing else in the chunk has.
func (l *lowerer) fresh(prefix string) string {
	l.names++
	return prefix + strconv.Itoa(l.names)
}
