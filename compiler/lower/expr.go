package lower

import (
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
)

// expr lowers a node to a Lua expression. It may emit statements first: those
// that the expression needs. The expression must be used right after, before
// anything else is emitted, or be made stable.
func (l *lowerer) expr(n dsl.Node) ast.Expr {
	if l.deep() {
		t := l.temp()
		l.outline(into(t), func(d dest) { l.into(n, d) })
		return t
	}
	defer l.at(n.Span())()
	l.fn.depth++
	defer func() { l.fn.depth-- }()
	if e := l.simple(n); e != nil {
		return e
	}
	if e := l.operator(n); e != nil {
		return e
	}
	t := l.temp()
	if !l.control(n, into(t)) {
		panic("lower: no rule for a node")
	}
	return t
}

// simple lowers names and literals; nil for anything else.
func (l *lowerer) simple(n dsl.Node) ast.Expr {
	switch n := n.(type) {
	case *dsl.NilLit, *dsl.BadExpr:
		return l.null()
	case *dsl.BoolLit:
		return l.truth(n.Value)
	case *dsl.SelfExpr:
		return l.selfValue()
	case *dsl.LocalExpr:
		return l.variable(l.table.Vars[n])
	case *held:
		return n.lua
	case *dsl.ConstExpr:
		return l.constExpr(n)
	case *dsl.MatchVarExpr:
		return l.use(&Match{Index: n.Index})
	case *dsl.RangeLit:
		return l.rangeExpr(n)
	case *dsl.RegexpLit:
		plan, leaves := l.plan(&dsl.StringLit{At: n.At, Parts: n.Parts})
		return l.useLeaves(&Regexp{At: n.Span(), Text: plan, Flags: n.Flags}, nil, leaves)
	case *dsl.IntLit, *dsl.FloatLit, *dsl.SymbolLit, *dsl.StringLit, *dsl.ArrayLit, *dsl.HashLit:
		return l.literal(n)
	case *dsl.LambdaExpr:
		return l.lambda(n, n.Params, n.Body)
	}
	return nil
}

// operator lowers operators and the calls that never jump; nil for anything else.
func (l *lowerer) operator(n dsl.Node) ast.Expr {
	switch n := n.(type) {
	case *dsl.UnaryExpr:
		return l.unary(n)
	case *dsl.BinaryExpr:
		return l.binary(n)
	case *dsl.LogicalExpr:
		return l.logicalExpr(n)
	case *dsl.IndexExpr:
		return l.indexExpr(n)
	case *dsl.ParenExpr:
		if len(n.Body) == 1 {
			return l.expr(n.Body[0])
		}
	case *dsl.CallExpr:
		return l.plainCall(n)
	case *dsl.SuperExpr:
		return l.super(n)
	case *dsl.SplatExpr:
		// A splat outside of a list: `x = *r`, which the parser puts in an array.
		return l.literal(&dsl.ArrayLit{At: n.At, Elems: []dsl.Node{n}})
	case *dsl.BlockPassExpr, *dsl.ForwardExpr:
		l.diags.Add(diag.UnexpectedToken.At(n.Span(), "`%s` is no value: it stands only among the arguments of a call", n.Span().Text()))
		return l.null()
	}
	return nil
}

func (l *lowerer) selfValue() ast.Expr {
	if l.fn.self != "" {
		return l.id(l.fn.self)
	}
	return l.use(&Self{Lexical: l.lexical})
}

// blockName is the block of the method around; nil outside of one.
func (l *lowerer) blockName() ast.Expr {
	if l.fn.block == "" {
		return l.null()
	}
	return l.id(l.fn.block)
}

func (l *lowerer) constExpr(n *dsl.ConstExpr) ast.Expr {
	slot := &GetConst{Name: n.Name, At: n.Span(), Lexical: l.lexical, Scoped: n.Scope != nil, Quiet: l.quiet}
	if n.Scope == nil {
		return l.use(slot)
	}
	return l.use(slot, l.expr(n.Scope))
}

func (l *lowerer) rangeExpr(n *dsl.RangeLit) ast.Expr {
	low, okLow := constantOf(orNil(n.Low))
	high, okHigh := constantOf(orNil(n.High))
	if okLow && okHigh && plainEnd(low) && plainEnd(high) {
		return l.constant(&value.Range{Low: low, High: high, Exclusive: n.Exclusive})
	}
	ends := l.operands([]dsl.Node{orNil(n.Low), orNil(n.High)})
	return l.use(&MakeRange{At: n.Span(), Exclusive: n.Exclusive}, ends...)
}

func plainEnd(v value.Value) bool {
	return v.Kind() == value.KindInt || v.Kind() == value.KindNil
}

// operands lowers nodes whose values are used together, in order. When a
// later one needs statements, the earlier ones are put into temporaries first.
func (l *lowerer) operands(nodes []dsl.Node) []ast.Expr {
	return l.together(len(nodes), func(i int) ast.Expr { return l.expr(nodes[i]) })
}

// together lowers n things whose values are used together, in order.
func (l *lowerer) together(n int, one func(i int) ast.Expr) []ast.Expr {
	out := make([]ast.Expr, 0, n)
	for k := range n {
		var e ast.Expr
		active := l.fn.active
		stmts := l.block(func() { e = one(k); active = l.fn.active })
		if len(stmts) > 0 {
			for i := range out {
				out[i] = l.stable(out[i])
			}
			l.fn.stmts = append(l.fn.stmts, stmts...)
			l.fn.active = max(l.fn.active, active)
		}
		out = append(out, e)
	}
	return out
}

// stable is an expression that may be used after other statements, and twice.
func (l *lowerer) stable(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.NilExpr, *ast.TrueExpr, *ast.FalseExpr, *ast.NumberExpr:
		return e
	case *ast.IdentExpr:
		if l.isTemp(e.Value) {
			return e
		}
	case *ast.AttrGetExpr:
		if table, ok := e.Object.(*ast.IdentExpr); ok && (table.Value == "K" || table.Value == l.fn.spill) {
			return e
		}
	}
	return l.save(e)
}

// isTemp reports whether a name is a temporary or a hoisted slot, which are
// set only once.
func (l *lowerer) isTemp(name string) bool {
	return len(name) > 1 && (name[0] == 't' || name[0] == 'k') && name[1] <= '9'
}

func (l *lowerer) unary(n *dsl.UnaryExpr) ast.Expr {
	switch n.Op {
	case "!":
		return l.not(l.cond(n.X))
	}
	call := &Call{Name: n.Op, At: n.Span(), NameAt: n.Span(), Recv: true, Lexical: l.lexical}
	return l.use(call, l.expr(n.X))
}

func (l *lowerer) binary(n *dsl.BinaryExpr) ast.Expr {
	op := &Op{Name: n.Op, At: n.Span(), X: n.X.Span(), Y: n.Y.Span()}
	var e ast.Expr
	if c, ok := constantOf(n.Y); ok && isImmutable(c) {
		op.Arg = c
		e = l.use(op, l.expr(n.X))
	} else {
		e = l.use(op, l.operands([]dsl.Node{n.X, n.Y})...)
	}
	if vars := l.table.Captured[n]; len(vars) > 0 {
		return l.namedGroups(e, vars)
	}
	return e
}

// namedGroups sets the variables of the named groups of a match.
func (l *lowerer) namedGroups(e ast.Expr, vars []*scope.Var) ast.Expr {
	t := l.save(e)
	slot := &NamedMatch{}
	var to []ast.Expr
	for _, v := range vars {
		slot.Names = append(slot.Names, v.Name)
		to = append(to, l.variable(v))
	}
	l.assignAll(to, l.use(slot))
	return t
}

func (l *lowerer) indexExpr(n *dsl.IndexExpr) ast.Expr {
	if len(n.Args) == 1 && !isSpecialArg(n.Args[0]) {
		op := &Op{Name: "[]", At: n.Span(), X: n.Recv.Span(), Y: n.Args[0].Span()}
		if c, ok := constantOf(n.Args[0]); ok && isImmutable(c) {
			op.Arg = c
			return l.use(op, l.expr(n.Recv))
		}
		return l.use(op, l.operands([]dsl.Node{n.Recv, n.Args[0]})...)
	}
	call := &Call{Name: "[]", At: n.Span(), NameAt: n.Span(), Recv: true, Lexical: l.lexical}
	leaves := []leaf{{node: n.Recv}}
	call.Args, call.Keys = l.arguments(n.Args, call, &leaves)
	return l.useLeaves(call, nil, leaves)
}

func isSpecialArg(n dsl.Node) bool {
	switch n := n.(type) {
	case *dsl.SplatExpr, *dsl.BlockPassExpr, *dsl.ForwardExpr:
		return true
	case *dsl.HashLit:
		return n.Open.IsZero()
	}
	return false
}

// lambda is -> { … } and lambda { … }.
func (l *lowerer) lambda(n dsl.Node, params *dsl.Params, body *dsl.Body) ast.Expr {
	fn := &Fn{Where: n.Span(), Lambda: true}
	node := n
	if c, ok := n.(*dsl.CallExpr); ok {
		node = c.Block
	}
	f := l.closure(inLambda, node, fn, params, body)
	return l.use(&Lambda{Fn: fn}, f)
}
