package lower

import (
	"strings"

	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
)

// Calls, and how parameters get their values.

// callInto lowers the calls that need statements: those that may jump, plain
// loops, lambdas, &. and block_given?. False for all others.
func (l *lowerer) callInto(n *dsl.CallExpr, d dest) bool {
	switch {
	case scope.IsLoop(n):
		l.viaTemp(d, func(d dest) { l.scoped(func() { l.counted(n, d) }) })
	case scope.IsLambda(n):
		l.put(l.lambda(n, n.Block.Params, n.Block.Body), d)
	case n.Safe && !isFree(n):
		l.safeCall(n, d)
	case n.Recv == nil && n.Name == "block_given?" && len(n.Args) == 0:
		l.put(l.use(BlockGiven{}, l.blockName()), d)
	case mayJump(n):
		l.finishCall(l.call(n, nil), true, d)
	default:
		return false
	}
	return true
}

// plainCall is a call that needs no statements, nil for others.
func (l *lowerer) plainCall(n *dsl.CallExpr) ast.Expr {
	if scope.IsLoop(n) || scope.IsLambda(n) || n.Safe && !isFree(n) || mayJump(n) || n.Recv == nil && n.Name == "block_given?" {
		return nil
	}
	return l.call(n, nil)
}

func isFree(n *dsl.CallExpr) bool {
	_, free := freeWord(n)
	return free
}

// mayJump reports whether a call may give a jump: it runs a block or lambda
// of somebody else's. Resource calls without a block do not.
func mayJump(n *dsl.CallExpr) bool {
	if n.Block != nil {
		return true
	}
	if len(n.Args) > 0 {
		if _, pass := n.Args[len(n.Args)-1].(*dsl.BlockPassExpr); pass {
			return true
		}
	}
	if n.Recv == nil {
		return len(n.Args) > 0 && !strings.HasPrefix(n.Name, "aws_")
	}
	for _, a := range n.Args {
		if _, ok := constantOf(a); !ok {
			return true
		}
	}
	return runsLater[n.Name]
}

// runsLater are methods without arguments that run a block given before.
var runsLater = map[string]bool{
	"call": true, "yield": true, "first": true, "to_a": true, "force": true, "next": true, "peek": true, "to_h": true, "size": true,
}

// finishCall sends the value of a call to d and hands its jumps on.
func (l *lowerer) finishCall(e ast.Expr, jumps bool, d dest) {
	switch {
	case !jumps:
		l.put(e, d)
	case d.kind == toResult && !l.isHome():
		l.fn.sent[jumpHome] = true
		l.ret(e) // hands on both results
	case d.kind == toPlace:
		l.take(d.to, e, nil)
	default:
		t := l.temp()
		l.take(t, e, nil)
		l.put(t, d)
	}
}

// call is a call as a Lua expression. The receiver is recv when that is not nil.
func (l *lowerer) call(n *dsl.CallExpr, recv ast.Expr) *ast.FuncCallExpr {
	statement, onMain := l.stmt == dsl.Node(n), l.isOnMain(n)
	if onMain {
		word := *n
		word.Recv = nil
		n, recv = &word, nil
	}
	c := &Call{
		Name: n.Name, At: n.Span(), NameAt: n.NameAt, Recv: n.Recv != nil, OnMain: onMain, Lexical: l.lexical,
		Command: n.Open.IsZero() && len(n.Args) > 0,
	}
	if n.NameAt.IsZero() {
		c.NameAt = n.Span()
	}
	if c.Name == "" {
		c.Name = "call"
	}
	if _, bare := scope.IsBare(n); bare && !onMain {
		c.Bare = true
	}
	var head []ast.Expr
	if n.Recv == nil && l.fn.self != "" {
		c.Self = true
		head = append(head, l.id(l.fn.self))
	}
	var leaves []leaf
	word, free := freeWord(n)
	switch {
	case recv != nil:
		head = append(head, recv)
	case free:
		c.Free, c.Safe = word, n.Safe
	case n.Recv != nil:
		leaves = append(leaves, leaf{node: n.Recv})
	}
	inBody := l.body != "" && n.Recv == nil && statement && (len(n.Args) > 0 || n.Block != nil)
	if inBody {
		c.Body = true
		head = append(head, l.id(l.body))
	}
	c.Args, c.Keys = l.arguments(n.Args, c, &leaves)
	if n.Block != nil {
		leaves = append(leaves, l.blockLeaf(n, c, inBody))
	}
	if n.Recv == nil && mixesIn(n.Name) {
		l.quiet = true
		defer func() { l.quiet = false }()
	}
	return l.useLeaves(c, head, leaves)
}

// isOnMain reports whether a call is written self.name outside of modules and
// classes, which means the same as the name alone, but is never a free name.
func (l *lowerer) isOnMain(n *dsl.CallExpr) bool {
	_, onSelf := n.Recv.(*dsl.SelfExpr)
	return onSelf && l.fn.self == "" && l.lexical.Name == ""
}

// mixesIn reports whether a call is one that takes over a module's methods. It
// is refused, which says more than that the module is not there.
func mixesIn(name string) bool { return name == "include" || name == "extend" || name == "prepend" }

// freeWord is the bare word before an attribute, which may be a free name.
func freeWord(n *dsl.CallExpr) (string, bool) {
	word, bare := scope.IsBare(n.Recv)
	if !bare || len(n.Args) > 0 || n.Block != nil {
		return "", false
	}
	return word.Name, true
}

// arguments plans the arguments of a call. A braceless hash is its keywords.
func (l *lowerer) arguments(args []dsl.Node, c *Call, leaves *[]leaf) (plans []*Plan, keys *Plan) {
	for _, a := range args {
		switch a := a.(type) {
		case *dsl.HashLit:
			if a.Open.IsZero() {
				keys = l.hashPlan(a, leaves)
				continue
			}
			plans = append(plans, l.planOf(a, leaves))
		case *dsl.BlockPassExpr:
			c.Pass = true
			*leaves = append(*leaves, l.passLeaf(a))
		case *dsl.ForwardExpr:
			keys = l.forward(a, c, &plans, leaves)
		default:
			plans = append(plans, l.planOf(a, leaves))
		}
	}
	return plans, keys
}

func (l *lowerer) passLeaf(a *dsl.BlockPassExpr) leaf {
	if a.X != nil {
		return leaf{node: a.X}
	}
	v := l.table.Vars[a]
	return leaf{lua: func() ast.Expr { return l.variable(v) }}
}

// forward passes on what `...` got.
func (l *lowerer) forward(a *dsl.ForwardExpr, c *Call, plans *[]*Plan, leaves *[]leaf) *Plan {
	hidden := func(name string) leaf {
		v := l.scope.Lookup(name)
		return leaf{lua: func() ast.Expr { return l.variable(v) }}
	}
	*plans = append(*plans, &Plan{Kind: PlanSplat, Where: a.Span(), Leaves: 1})
	c.Pass = true
	*leaves = append(*leaves, hidden(scope.HiddenRest), hidden(scope.HiddenKeys), hidden(scope.HiddenBlock))
	keys := &Plan{Kind: PlanHash, Where: a.Span(), Splats: true, Keys: []*Plan{nil}}
	keys.add(&Plan{Kind: PlanSplat, Where: a.Span(), Leaves: 1})
	return keys
}

// blockLeaf is the literal block of a call.
func (l *lowerer) blockLeaf(n *dsl.CallExpr, c *Call, inBody bool) leaf {
	fn := &Fn{Where: n.Block.Span(), Braces: n.Block.Braces}
	fn.Body = n.Recv == nil && (inBody || HasBody(n.Name))
	c.Block = fn
	return leaf{lua: func() ast.Expr {
		body, inClass := l.body, l.inClass
		l.inClass = l.inClass || isStructNew(n)
		e := l.closure(inBlock, n.Block, fn, n.Block.Params, n.Block.Body)
		l.body, l.inClass = body, inClass
		return e
	}}
}

// HasBody reports whether a function takes a block of attributes.
func HasBody(name string) bool {
	switch name {
	case "resource", "data", "provider", "terraform", "output", "input":
		return true
	}
	return strings.HasPrefix(name, "aws_") || strings.HasPrefix(name, "data_aws_")
}

// isStructNew reports whether a call is Struct.new, whose block defines methods.
func isStructNew(n *dsl.CallExpr) bool {
	c, ok := n.Recv.(*dsl.ConstExpr)
	return ok && c.Scope == nil && c.Name == "Struct" && n.Name == "new"
}

// safeCall is recv&.name: nothing at all when the receiver is nil.
func (l *lowerer) safeCall(n *dsl.CallExpr, d dest) {
	l.viaTemp(d, func(d dest) {
		l.scoped(func() {
			t := l.save(l.expr(n.Recv))
			l.ifThen(l.differs(t, l.null()), func() {
				l.finishCall(l.call(n, t), true, d)
			}, func() { l.put(l.null(), d) })
		})
	})
}

func (l *lowerer) yield(n *dsl.YieldExpr, d dest) {
	slot := &Yield{At: n.Span()}
	var leaves []leaf
	slot.Args, slot.Keys = l.arguments(n.Args, &Call{}, &leaves)
	l.finishCall(l.useLeaves(slot, []ast.Expr{l.blockName()}, leaves), true, d)
}

// super calls the method of the class above; without a list it passes what
// the method got.
func (l *lowerer) super(n *dsl.SuperExpr) ast.Expr {
	slot := &Super{At: n.Span(), Name: l.defName, Lexical: l.lexical}
	var leaves []leaf
	if n.HasArgs {
		slot.Args, slot.Keys = l.arguments(n.Args, &Call{}, &leaves)
	} else {
		for _, v := range l.fn.scope.Vars {
			if v.Param {
				slot.Args = append(slot.Args, &Plan{Kind: PlanLeaf, Where: n.Span(), Leaves: 1})
				leaves = append(leaves, leaf{lua: func() ast.Expr { return l.variable(v) }})
			}
		}
	}
	return l.useLeaves(slot, []ast.Expr{l.selfValue()}, leaves)
}

// ---- parameters

// params describes the parameters of a function and emits what gives its
// variables their values. It returns the names of the Lua parameters.
func (l *lowerer) params(s *scope.Scope, fn *Fn, p *dsl.Params) []string {
	list := paramList(p)
	in := incoming{values: map[*scope.Var]ast.Expr{}, nested: map[*dsl.Param]ast.Expr{}}
	if fn.Packed = len(list) > maxWide-2; fn.Packed { // `...` makes three of one
		in.table, l.fn.packed = l.fresh("P"), true
	}
	for _, q := range list {
		l.describe(s, fn, q, &in)
	}
	l.shape(fn, p, list)
	l.enter(s)
	for _, v := range s.Vars {
		if e, ok := in.values[v]; ok && (fn.Packed || l.vars[v].index > 0) {
			l.assign(l.variable(v), e)
		}
	}
	l.defaults(list, in.values)
	for _, q := range list {
		if q.Nested != nil {
			l.takeApart(q.Nested, in.nested[q])
		}
	}
	if fn.Packed {
		return []string{in.table}
	}
	return in.names
}

// An incoming is how the arguments come into a Lua function.
type incoming struct {
	names  []string // of the Lua parameters
	table  string   // when the arguments come in a table: its name
	count  int
	values map[*scope.Var]ast.Expr
	nested map[*dsl.Param]ast.Expr // of destructured parameters
}

// incomes adds an argument and is what reads it. v is nil for a destructured one.
func (l *lowerer) incomes(in *incoming, v *scope.Var) ast.Expr {
	in.count++
	if in.table != "" {
		return l.index(in.table, in.count)
	}
	name := l.fresh("p")
	if v != nil && !l.needsFrame(v) {
		name = l.register(v)
		l.vars[v] = place{name: name}
	}
	in.names = append(in.names, name)
	return l.id(name)
}

func paramList(p *dsl.Params) []*dsl.Param {
	if p == nil {
		return nil
	}
	return p.List
}

// describe adds one parameter.
func (l *lowerer) describe(s *scope.Scope, fn *Fn, q *dsl.Param, in *incoming) {
	add := func(v *scope.Var) { in.values[v] = l.incomes(in, v) }
	switch {
	case q.Kind == dsl.ForwardParam:
		for _, h := range []struct {
			kind dsl.ParamKind
			name string
		}{{dsl.RestParam, scope.HiddenRest}, {dsl.KeyRestParam, scope.HiddenKeys}, {dsl.BlockParam, scope.HiddenBlock}} {
			fn.Params = append(fn.Params, Param{Kind: h.kind, Name: h.name})
			add(s.Lookup(h.name))
		}
	case q.Kind == dsl.NoKeyParam:
		fn.Params = append(fn.Params, Param{Kind: q.Kind, Skip: true})
	case q.Nested != nil:
		fn.Params = append(fn.Params, Param{Kind: q.Kind})
		in.nested[q] = l.incomes(in, nil)
	default:
		fn.Params = append(fn.Params, Param{Kind: q.Kind, Name: q.Name})
		add(l.table.Vars[q])
	}
}

// shape says how quickly arguments can be bound.
func (l *lowerer) shape(fn *Fn, p *dsl.Params, list []*dsl.Param) {
	fn.Plain = len(list)
	positional, more := 0, p != nil && p.Trailing
	for _, q := range list {
		switch q.Kind {
		case dsl.ReqParam, dsl.PostParam, dsl.OptParam:
			positional++
		case dsl.RestParam, dsl.KeyParam, dsl.OptKeyParam, dsl.KeyRestParam:
			more = true
		}
		if q.Kind != dsl.ReqParam {
			fn.Plain = -1
		}
	}
	if p != nil && p.Trailing || fn.Packed {
		fn.Plain = -1
	}
	fn.Spreads = !fn.Method && !fn.Lambda && (positional > 1 || more && positional > 0)
}

// defaults fills in the parameters that no argument was given for.
func (l *lowerer) defaults(list []*dsl.Param, values map[*scope.Var]ast.Expr) {
	for _, q := range list {
		if q.Default == nil {
			continue
		}
		v := l.table.Vars[q]
		l.ifThen(l.same(values[v], l.slot(Missing{})), func() {
			l.assign(l.variable(v), l.expr(q.Default))
		}, nil)
	}
}
