package lower

import (
	"slices"
	"unicode/utf8"

	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Literals. What holds no code is built here, once. The rest becomes a plan:
// the VM evaluates the leaves, left to right, and one Go call builds the value
// around them, sharing the constant branches.

// literal is a literal as an expression.
func (l *lowerer) literal(n dsl.Node) ast.Expr {
	if c, ok := constantOf(n); ok && isImmutable(c) {
		return l.constant(c)
	}
	if s, ok := n.(*dsl.SymbolLit); ok {
		return l.symbol(s)
	}
	plan, leaves := l.plan(n)
	return l.useLeaves(&Make{Plan: plan}, nil, leaves)
}

// isImmutable reports whether all uses of a constant may share it.
func isImmutable(v value.Value) bool {
	switch v := v.(type) {
	case *value.String:
		return v.Frozen
	case *value.Array, *value.Hash:
		return false
	}
	return true
}

// constantOf is the value of a node that holds no code. A String, Array or
// Hash is for slots and copies only.
func constantOf(n dsl.Node) (value.Value, bool) {
	switch n := n.(type) {
	case *dsl.NilLit:
		return value.Nil, true
	case *dsl.BoolLit:
		return value.Bool(n.Value), true
	case *dsl.IntLit:
		if n.Big != nil {
			return value.IntOf(n.Big), true
		}
		return value.Int(n.Value), true
	case *dsl.FloatLit:
		return value.Float(n.Value), true
	case *dsl.SymbolLit:
		return value.Symbol(n.Name), n.Parts == nil
	case *dsl.StringLit:
		return constantText(n.Parts)
	case *dsl.ArrayLit:
		return constantArray(n)
	case *dsl.HashLit:
		return constantHash(n)
	case *dsl.ParenExpr:
		if len(n.Body) == 1 {
			return constantOf(n.Body[0])
		}
	}
	return nil, false
}

func constantText(parts []dsl.StringPart) (value.Value, bool) {
	text := ""
	for _, p := range parts {
		if p.Code != nil {
			return nil, false
		}
		text += p.Text
	}
	return value.NewString(text), true
}

func constantArray(n *dsl.ArrayLit) (value.Value, bool) {
	slots := make([]value.Value, len(n.Elems))
	for i, e := range n.Elems {
		c, ok := constantOf(e)
		if !ok {
			return nil, false
		}
		slots[i] = slotOf(c)
	}
	a := value.NewArray(slots)
	a.Places = placesOf(n)
	return a, true
}

func placesOf(n *dsl.ArrayLit) *value.ArrayPlaces {
	p := &value.ArrayPlaces{Where: n.Span(), Elems: make([]source.Span, len(n.Elems))}
	for i, e := range n.Elems {
		p.Elems[i] = e.Span()
	}
	return p
}

// slotOf is a constant as the slot of an array or hash holds it.
func slotOf(v value.Value) value.Value {
	switch v.(type) {
	case *value.String, *value.Array, *value.Hash:
		return value.Const{Of: v}
	}
	return v
}

func constantHash(n *dsl.HashLit) (value.Value, bool) {
	keys := make([]value.Value, len(n.Pairs))
	slots := make([]value.Value, len(n.Pairs))
	for i, p := range n.Pairs {
		if p.Key == nil || p.Value == nil {
			return nil, false
		}
		k, okKey := keyOf(p.Key)
		v, okValue := constantOf(p.Value)
		if !okKey || !okValue {
			return nil, false
		}
		keys[i], slots[i] = k, slotOf(v)
	}
	keys, slots, at := lastOfEach(keys, slots, pairPlaces(n), lostPairs(n, keys))
	return value.HashOf(value.NewShape(n.Span(), keys, at), slots), true
}

// keyOf is a constant key: text is frozen.
func keyOf(n dsl.Node) (value.Value, bool) {
	k, ok := constantOf(n)
	if !ok {
		return nil, false
	}
	switch k := k.(type) {
	case *value.String:
		k.Frozen = true
	case *value.Array, *value.Hash:
		return nil, false
	}
	return k, true
}

func pairPlaces(n *dsl.HashLit) []value.Place {
	at := make([]value.Place, len(n.Pairs))
	for i, p := range n.Pairs {
		at[i] = value.Place{Value: p.Span()}
		if p.Key != nil {
			at[i].Key = p.Key.Span()
		}
		if p.Value != nil {
			at[i].Value = p.Value.Span()
		}
	}
	return at
}

// lostPairs tells which pairs of a literal a later one with the same key takes
// the place of; nil when none. Ruby knows that of Symbols, Strings and numbers
// alone: other keys that come again keep their place, and so does what stands
// before a **. The key of a pair is nil when it is no constant.
func lostPairs(n *dsl.HashLit, keys []value.Value) []bool {
	var lost []bool
	last := make(map[value.Key]int, len(keys))
	for i, k := range keys {
		if n.Pairs[i].Key == nil {
			clear(last)
		}
		switch k.(type) {
		case nil, value.Bool, value.NilType:
			continue
		}
		if j, twice := last[value.KeyOf(k)]; twice {
			if lost == nil {
				lost = make([]bool, len(keys))
			}
			lost[j] = true
		}
		last[value.KeyOf(k)] = i
	}
	return lost
}

// lastOfEach drops what a later pair with the same key overwrites.
func lastOfEach(keys, slots []value.Value, at []value.Place, lost []bool) ([]value.Value, []value.Value, []value.Place) {
	first := make(map[value.Key]int, len(keys))
	n := 0
	for i, k := range keys {
		if lost != nil && lost[i] {
			continue
		}
		j, twice := first[value.KeyOf(k)]
		if !twice {
			j = n
			n++
			first[value.KeyOf(k)] = j
			keys[j] = k
		}
		slots[j], at[j] = slots[i], at[i]
	}
	return keys[:n], slots[:n], at[:n]
}

// ---- plans

// A leaf is a part of a plan that has to be evaluated.
type leaf struct {
	node dsl.Node
	lua  func() ast.Expr // instead of node
}

// plan is the plan of a literal, and its leaves in order. Any other node is a
// leaf.
func (l *lowerer) plan(n dsl.Node) (*Plan, []leaf) {
	var leaves []leaf
	if s, ok := n.(*dsl.StringLit); ok {
		if _, constant := constantOf(n); !constant {
			return l.textPlan(n, s.Parts, &leaves), leaves
		}
	}
	p := l.planOf(n, &leaves)
	return p, leaves
}

func (l *lowerer) planOf(n dsl.Node, leaves *[]leaf) *Plan {
	if c, ok := constantOf(n); ok {
		return l.constPlan(n, c)
	}
	switch n := n.(type) {
	case *dsl.StringLit:
		if pureParts(n.Parts) {
			return l.textPlan(n, n.Parts, leaves)
		}
		*leaves = append(*leaves, leaf{node: &alone{n}})
		return &Plan{Kind: PlanLeaf, Where: n.Span(), Leaves: 1}
	case *dsl.SymbolLit:
		*leaves = append(*leaves, leaf{node: &alone{n}})
		return &Plan{Kind: PlanLeaf, Where: n.Span(), Leaves: 1}
	case *dsl.ArrayLit:
		return l.arrayPlan(n, leaves)
	case *dsl.HashLit:
		return l.hashPlan(n, leaves)
	case *dsl.SplatExpr:
		return l.splatPlan(n, n.X, scope.HiddenRest, leaves)
	case *dsl.ParenExpr:
		if len(n.Body) == 1 && isLiteral(n.Body[0]) {
			return l.planOf(n.Body[0], leaves)
		}
	}
	*leaves = append(*leaves, leaf{node: n})
	return &Plan{Kind: PlanLeaf, Where: n.Span(), Leaves: 1}
}

func isLiteral(n dsl.Node) bool {
	switch n.(type) {
	case *dsl.StringLit, *dsl.ArrayLit, *dsl.HashLit:
		return true
	}
	return false
}

func constPlan(where source.Span, c value.Value) *Plan {
	return &Plan{Kind: PlanConst, Where: where, Const: c, Slot: slotOf(c)}
}

func (l *lowerer) constPlan(n dsl.Node, c value.Value) *Plan {
	if s, ok := c.(*value.String); ok && l.table.File.Frozen {
		s.Frozen = true
	}
	return constPlan(n.Span(), c)
}

// textPlan is text with interpolations. Inside a larger literal an
// interpolation becomes text only when the whole is built, so there it is a
// leaf of its own unless that makes no difference.
func (l *lowerer) textPlan(n dsl.Node, parts []dsl.StringPart, leaves *[]leaf) *Plan {
	p := &Plan{Kind: PlanText, Where: n.Span()}
	for _, part := range parts {
		p.Elems = append(p.Elems, l.partPlan(part, leaves))
		p.Leaves += p.Elems[len(p.Elems)-1].Leaves
	}
	return p
}

func (l *lowerer) partPlan(part dsl.StringPart, leaves *[]leaf) *Plan {
	switch {
	case part.Code == nil:
		return constPlan(part.Where, value.NewString(part.Text))
	case len(part.Code) == 0:
		return constPlan(part.Where, value.Nil)
	case len(part.Code) == 1:
		*leaves = append(*leaves, leaf{node: part.Code[0]})
	default:
		*leaves = append(*leaves, leaf{node: &dsl.ParenExpr{At: dsl.At{Where: part.Where}, Body: part.Code}})
	}
	return &Plan{Kind: PlanLeaf, Where: part.Where, Leaves: 1}
}

func (l *lowerer) arrayPlan(n *dsl.ArrayLit, leaves *[]leaf) *Plan {
	p := &Plan{Kind: PlanArray, Where: n.Span()}
	for _, e := range n.Elems {
		q := l.planOf(e, leaves)
		p.Splats = p.Splats || q.Kind == PlanSplat
		p.Elems = append(p.Elems, q)
		p.Leaves += q.Leaves
	}
	p.Places = placesOf(n)
	if !p.Splats {
		p.settle()
	}
	return p
}

func (l *lowerer) splatPlan(n, x dsl.Node, hidden string, leaves *[]leaf) *Plan {
	lf := leaf{node: x}
	if x == nil {
		v := l.table.Vars[n]
		lf = leaf{lua: func() ast.Expr { return l.variable(v) }}
	}
	*leaves = append(*leaves, lf)
	return &Plan{Kind: PlanSplat, Where: n.Span(), Leaves: 1}
}

func (l *lowerer) hashPlan(n *dsl.HashLit, leaves *[]leaf) *Plan {
	p := &Plan{Kind: PlanHash, Where: n.Span(), At: pairPlaces(n)}
	keys, fixed := make([]value.Value, len(n.Pairs)), true
	for i, pair := range n.Pairs {
		if pair.Key == nil {
			fixed, p.Splats = false, true
			p.Keys = append(p.Keys, nil)
			p.add(l.splatPlan(pair, pair.Value, scope.HiddenKeys, leaves))
			continue
		}
		k, ok := keyOf(pair.Key)
		fixed = fixed && ok
		keys[i] = k
		key := l.planOf(pair.Key, leaves)
		p.Keys = append(p.Keys, key)
		p.Leaves += key.Leaves
		p.add(l.planOf(pair.Value, leaves))
	}
	if fixed && allDiffer(keys) {
		p.Shape = value.NewShape(n.Span(), keys, p.At)
		p.settle()
		return p
	}
	p.Lost = lostPairs(n, keys)
	return p
}

// settle puts the elements that are sound constants into their slots.
func (p *Plan) settle() {
	p.Slots = make([]value.Value, len(p.Elems))
	for i, e := range p.Elems {
		if e.Kind == PlanConst && sound(e.Const, 0) {
			p.Slots[i] = e.Slot
			continue
		}
		p.Live = append(p.Live, i)
	}
}

// sound reports whether a constant surely can be an attribute of a resource.
func sound(v value.Value, depth int) bool {
	switch v := value.Peek(v).(type) {
	case value.NilType, value.Bool, value.Int:
		return true
	case value.Symbol:
		return utf8.ValidString(string(v))
	case *value.String:
		return v.Known() && utf8.ValidString(v.Text)
	case *value.Array:
		return depth < soundDepth && !slices.ContainsFunc(v.Slots(), func(e value.Value) bool { return !sound(e, depth+1) })
	case *value.Hash:
		return depth < soundDepth && !slices.ContainsFunc(v.Slots(), func(e value.Value) bool { return !sound(e, depth+1) })
	}
	return false
}

// soundDepth is far below the limit for values in values.
const soundDepth = 20

func (p *Plan) add(q *Plan) {
	p.Elems = append(p.Elems, q)
	p.Leaves += q.Leaves
}

func allDiffer(keys []value.Value) bool {
	seen := make(map[value.Key]bool, len(keys))
	for _, k := range keys {
		if seen[value.KeyOf(k)] {
			return false
		}
		seen[value.KeyOf(k)] = true
	}
	return true
}

// alone marks text that is built by a call of its own.
type alone struct{ dsl.Node }

func pureParts(parts []dsl.StringPart) bool {
	for _, p := range parts {
		for _, n := range p.Code {
			if !isPure(n) {
				return false
			}
		}
	}
	return true
}

// isPure reports whether evaluating a node surely changes nothing, and gives
// something that what follows in the literal hardly can change.
func isPure(n dsl.Node) bool {
	switch n := n.(type) {
	case *dsl.LocalExpr, *dsl.ConstExpr, *dsl.IntLit, *dsl.SymbolLit, *dsl.FloatLit:
		return true
	case *dsl.BinaryExpr:
		return n.Op != "<<" && isPure(n.X) && isPure(n.Y)
	case *dsl.CallExpr:
		if _, bare := scope.IsBare(n.Recv); !bare && (n.Recv == nil || !isPure(n.Recv)) {
			return false
		}
		return len(n.Args) == 0 && n.Block == nil && !changes[n.Name] && n.Name[len(n.Name)-1] != '!'
	}
	return false
}

// changes are methods without arguments that change their receiver, or run code.
var changes = map[string]bool{
	"pop": true, "shift": true, "clear": true, "call": true, "next": true, "rewind": true, "freeze": true, "yield": true, "": true,
}

// ---- passing leaves

// values lowers leaves in order.
func (l *lowerer) values(leaves []leaf) []ast.Expr {
	return l.together(len(leaves), func(i int) ast.Expr { return l.leafExpr(leaves[i]) })
}

func (l *lowerer) leafExpr(lf leaf) ast.Expr {
	if lf.lua != nil {
		return lf.lua()
	}
	if a, ok := lf.node.(*alone); ok {
		return l.interpolated(a.Node)
	}
	return l.expr(lf.node)
}

// interpolated is text, or a symbol, as a value of its own.
func (l *lowerer) interpolated(n dsl.Node) ast.Expr {
	defer l.at(n.Span())()
	if s, ok := n.(*dsl.SymbolLit); ok {
		return l.symbol(s)
	}
	return l.literal(n)
}

func (l *lowerer) symbol(n *dsl.SymbolLit) ast.Expr {
	plan, leaves := l.plan(&dsl.StringLit{At: n.At, Parts: n.Parts})
	return l.useLeaves(&Make{Plan: plan, Symbol: true}, nil, leaves)
}

// useLeaves calls the function of a slot with head and the leaves. The head
// must be stable. Many leaves go through a list.
func (l *lowerer) useLeaves(s Slot, head []ast.Expr, leaves []leaf) *ast.FuncCallExpr {
	all := make([]leaf, 0, len(head)+len(leaves))
	for _, h := range head {
		all = append(all, leaf{lua: func() ast.Expr { return h }})
	}
	all = append(all, leaves...)
	if len(all) <= maxLeaves {
		return l.use(s, l.values(all)...)
	}
	return l.use(s, l.gather(all))
}

// gather puts leaves into a list, some at a time.
func (l *lowerer) gather(leaves []leaf) ast.Expr {
	list := l.save(l.use(Gather{}))
	if !l.fn.large {
		for from := 0; from < len(leaves); from += maxLeaves {
			l.gatherSome(list, leaves[from:min(from+maxLeaves, len(leaves))])
		}
		return list
	}
	for from := 0; from < len(leaves); from += maxLeaves {
		some := leaves[from:min(from+maxLeaves, len(leaves))]
		l.outline(discard, func(dest) { l.gatherSome(list, some) })
	}
	return list
}

func (l *lowerer) gatherSome(list ast.Expr, leaves []leaf) {
	l.scoped(func() { l.do(l.use(Put{}, append([]ast.Expr{list}, l.values(leaves)...)...)) })
}
