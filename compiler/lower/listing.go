package lower

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// Listing is the chunk as Lua text, for tests and curious people: each call
// of a slot by what the slot does, each statement with the source line that it
// stands for.
//
//	1  local x_1
//	2  x_1 = add(x_1, 1)
func (c *Chunk) Listing() string {
	w := &lister{chunk: c}
	w.stmts(c.Stmts, 0)
	return w.b.String()
}

type lister struct {
	chunk *Chunk
	b     strings.Builder
}

func (w *lister) line(n ast.PositionHolder, depth int, format string, args ...any) {
	at := ""
	if p := w.chunk.Place(n.Line()); !p.IsZero() {
		at = fmt.Sprint(p.File.Position(int(p.Start)).Line)
	}
	fmt.Fprintf(&w.b, "%4s  %s", at, strings.Repeat("  ", depth))
	fmt.Fprintf(&w.b, format, args...)
	w.b.WriteByte('\n')
}

func (w *lister) stmts(list []ast.Stmt, depth int) {
	for _, s := range list {
		w.stmt(s, depth)
	}
}

func (w *lister) stmt(s ast.Stmt, depth int) {
	switch s := s.(type) {
	case *ast.LocalAssignStmt:
		text := "local " + strings.Join(s.Names, ", ")
		if len(s.Exprs) > 0 {
			text += " = " + w.exprs(s.Exprs, depth)
		}
		w.line(s, depth, "%s", text)
	case *ast.AssignStmt:
		w.line(s, depth, "%s = %s", w.exprs(s.Lhs, depth), w.exprs(s.Rhs, depth))
	case *ast.FuncCallStmt:
		w.line(s, depth, "%s", w.expr(s.Expr, depth))
	case *ast.ReturnStmt:
		w.line(s, depth, "return %s", w.exprs(s.Exprs, depth))
	case *ast.GotoStmt:
		w.line(s, depth, "goto %s", s.Label)
	case *ast.LabelStmt:
		w.line(s, depth, "::%s::", s.Name)
	case *ast.DoBlockStmt:
		w.doBlock(s, depth)
	default:
		w.compound(s, depth)
	}
}

// doBlock leaves out the block around a lone return or goto.
func (w *lister) doBlock(s *ast.DoBlockStmt, depth int) {
	if len(s.Stmts) == 1 {
		switch only := s.Stmts[0].(type) {
		case *ast.ReturnStmt, *ast.GotoStmt:
			w.stmt(only, depth)
			return
		}
	}
	w.line(s, depth, "do")
	w.stmts(s.Stmts, depth+1)
	w.line(s, depth, "end")
}

func (w *lister) compound(s ast.Stmt, depth int) {
	switch s := s.(type) {
	case *ast.IfStmt:
		w.line(s, depth, "if %s then", w.expr(s.Condition, depth))
		w.stmts(s.Then, depth+1)
		if len(s.Else) > 0 {
			w.line(s, depth, "else")
			w.stmts(s.Else, depth+1)
		}
	case *ast.WhileStmt:
		w.line(s, depth, "while %s do", w.expr(s.Condition, depth))
		w.stmts(s.Stmts, depth+1)
	case *ast.NumberForStmt:
		w.line(s, depth, "for %s = %s, %s do", s.Name, w.expr(s.Init, depth), w.expr(s.Limit, depth))
		w.stmts(s.Stmts, depth+1)
	}
	w.line(s, depth, "end")
}

func (w *lister) exprs(list []ast.Expr, depth int) string {
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = w.expr(e, depth)
	}
	return strings.Join(texts, ", ")
}

func (w *lister) expr(e ast.Expr, depth int) string {
	switch e := e.(type) {
	case *ast.NilExpr:
		return "nil"
	case *ast.TrueExpr:
		return "true"
	case *ast.FalseExpr:
		return "false"
	case *ast.NumberExpr:
		return e.Value
	case *ast.Comma3Expr:
		return "..."
	case *ast.IdentExpr:
		return e.Value
	case *ast.AttrGetExpr:
		return w.get(e, depth)
	case *ast.FuncCallExpr:
		return w.expr(e.Func, depth) + "(" + w.exprs(e.Args, depth) + ")"
	case *ast.FunctionExpr:
		return w.function(e, depth)
	case *ast.TableExpr:
		return fmt.Sprintf("{%d}", len(e.Fields))
	}
	return w.operator(e, depth)
}

func (w *lister) operator(e ast.Expr, depth int) string {
	switch e := e.(type) {
	case *ast.UnaryNotOpExpr:
		return "not " + w.expr(e.Expr, depth)
	case *ast.LogicalOpExpr:
		return "(" + w.expr(e.Lhs, depth) + " " + e.Operator + " " + w.expr(e.Rhs, depth) + ")"
	case *ast.RelationalOpExpr:
		return w.expr(e.Lhs, depth) + " " + e.Operator + " " + w.expr(e.Rhs, depth)
	case *ast.ArithmeticOpExpr:
		return w.expr(e.Lhs, depth) + " " + e.Operator + " " + w.expr(e.Rhs, depth)
	}
	panic("lower: no listing for an expression")
}

// get is a slot of K by what it does, or a place in a table.
func (w *lister) get(e *ast.AttrGetExpr, depth int) string {
	table := w.expr(e.Object, depth)
	key := w.expr(e.Key, depth)
	if table != "K" {
		return table + "[" + key + "]"
	}
	var i int
	fmt.Sscan(key, &i)
	return slotText(w.chunk.Slots[i-1])
}

func (w *lister) function(e *ast.FunctionExpr, depth int) string {
	inner := &lister{chunk: w.chunk}
	inner.stmts(e.Stmts, depth+1)
	return "function(" + strings.Join(e.ParList.Names, ", ") + ")\n" + inner.b.String() +
		"      " + strings.Repeat("  ", depth) + "end"
}

// slotText names a slot: its kind and what tells it from others of the kind.
func slotText(s Slot) string {
	switch s := s.(type) {
	case Const:
		return value.Show(s.Value)
	case *Call:
		return "call:" + s.Free + dot(s.Free) + s.Name
	case *Op:
		if s.Arg != nil {
			return "op:" + s.Name + value.Show(s.Arg)
		}
		return "op:" + s.Name
	case *GetConst:
		return "const:" + s.Name
	case *SetConst:
		return "setconst:" + s.Name
	case *AttrSet:
		return "set:" + s.Name
	case *Def:
		return "def:" + s.Fn.Name
	case *Module:
		return "module:" + s.Name
	case *Class:
		return "class:" + s.Name
	case *Make:
		return "make:" + planText(s.Plan)
	}
	t := reflect.TypeOf(s)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return strings.ToLower(t.Name())
}

func dot(free string) string {
	if free == "" {
		return ""
	}
	return "."
}

// planText is a plan in short: _ stands for a leaf.
func planText(p *Plan) string {
	switch p.Kind {
	case PlanLeaf:
		return "_"
	case PlanSplat:
		return "*_"
	case PlanConst:
		return value.Show(p.Const)
	case PlanHash:
		return "{" + elemsText(p) + "}"
	case PlanText:
		return `"` + elemsText(p) + `"`
	}
	return "[" + elemsText(p) + "]"
}

func elemsText(p *Plan) string {
	texts := make([]string, len(p.Elems))
	for i, e := range p.Elems {
		texts[i] = planText(e)
		if p.Kind == PlanHash && p.Keys[i] != nil {
			texts[i] = planText(p.Keys[i]) + " => " + texts[i]
		}
	}
	return strings.Join(texts, ", ")
}
