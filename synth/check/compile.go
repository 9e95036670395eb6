package check

import (
	"fmt"
	"math"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// This file turns the expressions of rule pages into closures over our values.
// They are HCL's expressions, and nothing of them is evaluated by HCL.
//
// Three values are special. An absent attribute is null: it counts as false in
// logic, and what is made of it by arithmetic, order or a function is null. A
// reference is unknown: what is made of it is unknown, unless the other half of
// && or || decides. A null or false verdict of `require` is a finding, an
// unknown one is silence.

// An expr is a compiled expression.
type expr func(f *frame) val

// A frame is one evaluation of the expressions of a constraint for one block.
type frame struct {
	c     *checker
	self  *node
	lets  []expr // the named values of the constraint, computed when first used
	memo  []val
	done  []bool
	vars  []val     // of the for-expressions around
	reads *[]string // collects the paths of members read, when asked for
}

// member reads a member of a value, noting it when asked for.
func (f *frame) member(v val, name string) val {
	switch v.kind {
	case blockKind:
		if f.reads != nil && v.node().res == f.self.res {
			*f.reads = append(*f.reads, pathText(v.node().path(), name))
		}
		if name == "parent" {
			return parentOf(v.node())
		}
		return v.node().get(name)
	case recordKind:
		return v.object().get(name)
	case unknownKind:
		return notKnown
	}
	return nothing
}

func (f *frame) let(i int) val {
	if !f.done[i] {
		f.done[i] = true
		f.memo[i] = f.lets[i](f)
	}
	return f.memo[i]
}

// A compiler compiles the expressions of one constraint.
type compiler struct {
	lets map[string]int // named values
	vars []string       // variables of the for-expressions around
}

// compile parses and compiles the source of an expression.
func (c *compiler) compile(source string) (expr, error) {
	parsed, diags := hclsyntax.ParseExpression([]byte(source), "", hcl.InitialPos)
	if diags.HasErrors() {
		return nil, fmt.Errorf("%s in `%s`", diags[0].Summary, source)
	}
	e, err := c.expr(parsed)
	if err != nil {
		return nil, fmt.Errorf("%w in `%s`", err, source)
	}
	return e, nil
}

func (c *compiler) expr(e hclsyntax.Expression) (expr, error) {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		return constant(literal(e.Val)), nil
	case *hclsyntax.ParenthesesExpr:
		return c.expr(e.Expression)
	case *hclsyntax.TemplateExpr:
		return c.template(e.Parts)
	case *hclsyntax.TemplateWrapExpr:
		return c.expr(e.Wrapped)
	case *hclsyntax.ScopeTraversalExpr:
		return c.traversal(e.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		return c.relative(e)
	case *hclsyntax.IndexExpr:
		return c.two(e.Collection, e.Key, index)
	case *hclsyntax.FunctionCallExpr:
		return c.call(e)
	case *hclsyntax.ConditionalExpr:
		return c.conditional(e)
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e)
	case *hclsyntax.UnaryOpExpr:
		return c.unary(e)
	case *hclsyntax.TupleConsExpr:
		return c.tuple(e.Exprs)
	case *hclsyntax.ObjectConsExpr:
		return c.record(e.Items)
	case *hclsyntax.ObjectConsKeyExpr:
		return c.key(e)
	case *hclsyntax.ForExpr:
		return c.each(e)
	}
	return nil, fmt.Errorf("an expression of the kind %T has no place in a rule", e)
}

func constant(v val) expr { return func(*frame) val { return v } }

func literal(v cty.Value) val {
	switch {
	case v.IsNull():
		return nothing
	case v.Type() == cty.Bool:
		return truth(v.True())
	case v.Type() == cty.Number:
		n, _ := v.AsBigFloat().Float64()
		return numberOf(n)
	}
	return textOf(v.AsString())
}

func (c *compiler) all(es []hclsyntax.Expression) ([]expr, error) {
	out := make([]expr, len(es))
	for i, e := range es {
		var err error
		if out[i], err = c.expr(e); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// two compiles an operation on two values.
func (c *compiler) two(a, b hclsyntax.Expression, op func(a, b val) val) (expr, error) {
	both, err := c.all([]hclsyntax.Expression{a, b})
	if err != nil {
		return nil, err
	}
	x, y := both[0], both[1]
	return func(f *frame) val { return op(x(f), y(f)) }, nil
}

// template joins texts; one unknown part makes the whole unknown.
func (c *compiler) template(parts []hclsyntax.Expression) (expr, error) {
	es, err := c.all(parts)
	if err != nil {
		return nil, err
	}
	if len(es) == 1 {
		return func(f *frame) val { return asText(es[0](f)) }, nil
	}
	return func(f *frame) val {
		var b strings.Builder
		for _, e := range es {
			v := e(f)
			if v.isUnknown() {
				return notKnown
			}
			b.WriteString(v.String())
		}
		return textOf(b.String())
	}, nil
}

func asText(v val) val {
	if v.kind == numberKind || v.kind == boolKind || v.kind == listKind {
		return textOf(v.String())
	}
	return v
}

// traversal reads self.a.b, parent.a, root.a, a named value or a variable.
func (c *compiler) traversal(t hcl.Traversal) (expr, error) {
	base, err := c.name(t.RootName())
	if err != nil {
		return nil, err
	}
	return steps(base, t[1:])
}

func (c *compiler) relative(e *hclsyntax.RelativeTraversalExpr) (expr, error) {
	base, err := c.expr(e.Source)
	if err != nil {
		return nil, err
	}
	return steps(base, e.Traversal)
}

func (c *compiler) name(name string) (expr, error) {
	for i := len(c.vars) - 1; i >= 0; i-- {
		if c.vars[i] == name {
			return func(f *frame) val { return f.vars[i] }, nil
		}
	}
	if i, ok := c.lets[name]; ok {
		return func(f *frame) val { return f.let(i) }, nil
	}
	switch name {
	case "self":
		return func(f *frame) val { return nodeVal(f.self) }, nil
	case "root":
		return func(f *frame) val { return nodeVal(f.self.root()) }, nil
	case "parent":
		return func(f *frame) val { return parentOf(f.self) }, nil
	}
	return nil, fmt.Errorf("nothing is called `%s`", name)
}

func parentOf(n *node) val {
	if n.up == nil {
		return nothing
	}
	return nodeVal(n.up)
}

// steps follows attributes and indexes from a value.
func steps(base expr, t hcl.Traversal) (expr, error) {
	for _, step := range t {
		from := base
		switch step := step.(type) {
		case hcl.TraverseAttr:
			name := step.Name
			base = func(f *frame) val { return f.member(from(f), name) }
		case hcl.TraverseIndex:
			key := literal(step.Key)
			base = func(f *frame) val { return index(from(f), key) }
		default:
			return nil, fmt.Errorf("a step of the kind %T has no place in a rule", step)
		}
	}
	return base, nil
}

// index is an element of a list, or the value of a key.
func index(v, key val) val {
	switch {
	case v.isUnknown() || key.isUnknown():
		return notKnown
	case v.kind == recordKind:
		return v.object().get(key.String())
	case v.kind == blockKind && key.kind == textKind:
		return v.node().get(key.str)
	case v.kind == listKind && key.kind == numberKind:
		if i := int(key.num); i >= 0 && i < len(v.elems()) {
			return v.elems()[i]
		}
	}
	return nothing
}

func (c *compiler) call(e *hclsyntax.FunctionCallExpr) (expr, error) {
	args, err := c.all(e.Args)
	if err != nil {
		return nil, err
	}
	if e.Name == "try" {
		return try(args), nil
	}
	fn, ok := functions[e.Name]
	if !ok {
		return nil, fmt.Errorf("there is no function `%s`", e.Name)
	}
	return func(f *frame) val {
		vs := make([]val, len(args))
		for i, a := range args {
			vs[i] = a(f)
		}
		return fn(f, vs)
	}, nil
}

// try is the first of its arguments that is there.
func try(args []expr) expr {
	return func(f *frame) val {
		for _, a := range args {
			if v := a(f); !v.isNull() {
				return v
			}
		}
		return nothing
	}
}

func (c *compiler) conditional(e *hclsyntax.ConditionalExpr) (expr, error) {
	es, err := c.all([]hclsyntax.Expression{e.Condition, e.TrueResult, e.FalseResult})
	if err != nil {
		return nil, err
	}
	return func(f *frame) val {
		switch when := es[0](f); {
		case when.isUnknown():
			return notKnown
		case when.isTrue():
			return es[1](f)
		}
		return es[2](f)
	}, nil
}

func (c *compiler) binary(e *hclsyntax.BinaryOpExpr) (expr, error) {
	switch e.Op {
	case hclsyntax.OpLogicalAnd:
		return c.logic(e, false)
	case hclsyntax.OpLogicalOr:
		return c.logic(e, true)
	case hclsyntax.OpEqual:
		return c.two(e.LHS, e.RHS, equals)
	case hclsyntax.OpNotEqual:
		return c.two(e.LHS, e.RHS, func(a, b val) val { return not(equals(a, b)) })
	}
	op, ok := arithmetic[e.Op]
	if !ok {
		return nil, fmt.Errorf("an operator that has no place in a rule")
	}
	return c.two(e.LHS, e.RHS, func(a, b val) val { return calculate(a, b, op) })
}

// logic is || (decisive: true) or && (decisive: false).
func (c *compiler) logic(e *hclsyntax.BinaryOpExpr, decisive bool) (expr, error) {
	both, err := c.all([]hclsyntax.Expression{e.LHS, e.RHS})
	if err != nil {
		return nil, err
	}
	x, y := both[0], both[1]
	return func(f *frame) val {
		a := x(f)
		if !a.isUnknown() && a.isTrue() == decisive {
			return truth(decisive)
		}
		b := y(f)
		switch {
		case !b.isUnknown() && b.isTrue() == decisive:
			return truth(decisive)
		case a.isUnknown() || b.isUnknown():
			return notKnown
		}
		return truth(!decisive)
	}, nil
}

// equals compares; something unknown is there, so it is not null.
func equals(a, b val) val {
	switch {
	case a.isNull() || b.isNull():
		return truth(a.isNull() && b.isNull())
	case a.isUnknown() || b.isUnknown():
		return notKnown
	}
	return truth(same(a, b))
}

func not(v val) val {
	if v.isUnknown() {
		return v
	}
	return truth(!v.isTrue())
}

var arithmetic = map[*hclsyntax.Operation]func(a, b float64) val{
	hclsyntax.OpLessThan:           func(a, b float64) val { return truth(a < b) },
	hclsyntax.OpLessThanOrEqual:    func(a, b float64) val { return truth(a <= b) },
	hclsyntax.OpGreaterThan:        func(a, b float64) val { return truth(a > b) },
	hclsyntax.OpGreaterThanOrEqual: func(a, b float64) val { return truth(a >= b) },
	hclsyntax.OpAdd:                func(a, b float64) val { return numberOf(a + b) },
	hclsyntax.OpSubtract:           func(a, b float64) val { return numberOf(a - b) },
	hclsyntax.OpMultiply:           func(a, b float64) val { return numberOf(a * b) },
	hclsyntax.OpDivide:             func(a, b float64) val { return numberOf(a / b) },
	hclsyntax.OpModulo:             func(a, b float64) val { return numberOf(math.Mod(a, b)) },
}

// calculate computes with two numbers; with what is none, the result is null.
func calculate(a, b val, op func(a, b float64) val) val {
	if a.isUnknown() || b.isUnknown() {
		return notKnown
	}
	x, okX := a.number()
	y, okY := b.number()
	if !okX || !okY {
		return nothing
	}
	return op(x, y)
}

func (c *compiler) unary(e *hclsyntax.UnaryOpExpr) (expr, error) {
	v, err := c.expr(e.Val)
	if err != nil {
		return nil, err
	}
	if e.Op == hclsyntax.OpLogicalNot {
		return func(f *frame) val { return not(v(f)) }, nil
	}
	return func(f *frame) val { return calculate(numberOf(0), v(f), arithmetic[hclsyntax.OpSubtract]) }, nil
}

func (c *compiler) tuple(parts []hclsyntax.Expression) (expr, error) {
	es, err := c.all(parts)
	if err != nil {
		return nil, err
	}
	return func(f *frame) val {
		vs := make([]val, len(es))
		for i, e := range es {
			vs[i] = e(f)
		}
		return listOf(vs)
	}, nil
}

func (c *compiler) record(items []hclsyntax.ObjectConsItem) (expr, error) {
	keys, vals := make([]expr, len(items)), make([]expr, len(items))
	for i, item := range items {
		var err error
		if keys[i], err = c.expr(item.KeyExpr); err != nil {
			return nil, err
		}
		if vals[i], err = c.expr(item.ValueExpr); err != nil {
			return nil, err
		}
	}
	return func(f *frame) val {
		o := &object{}
		for i := range keys {
			o.keys = append(o.keys, keys[i](f).String())
			o.vals = append(o.vals, vals[i](f))
		}
		return val{kind: recordKind, in: o}
	}, nil
}

// key is the key of an object: a bare word stands for itself.
func (c *compiler) key(e *hclsyntax.ObjectConsKeyExpr) (expr, error) {
	if word := hcl.ExprAsKeyword(e.Wrapped); word != "" && !e.ForceNonLiteral {
		return constant(textOf(word)), nil
	}
	return c.expr(e.Wrapped)
}

// each is [for v in list : value if condition], also over the pairs of a map.
func (c *compiler) each(e *hclsyntax.ForExpr) (expr, error) {
	over, err := c.expr(e.CollExpr)
	if err != nil {
		return nil, err
	}
	if e.KeyExpr != nil {
		return nil, fmt.Errorf("a `for` that makes an object has no place in a rule")
	}
	c.vars = append(c.vars, e.KeyVar, e.ValVar)
	defer func() { c.vars = c.vars[:len(c.vars)-2] }()
	value, err := c.expr(e.ValExpr)
	if err != nil {
		return nil, err
	}
	cond := constant(yes)
	if e.CondExpr != nil {
		if cond, err = c.expr(e.CondExpr); err != nil {
			return nil, err
		}
	}
	return loop(over, value, cond), nil
}

// loop runs a for-expression. An element whose condition is unknown makes the
// list unknown.
func loop(over, value, cond expr) expr {
	return func(f *frame) val {
		keys, vals, known := pairs(over(f))
		if !known {
			return notKnown
		}
		f.vars = append(f.vars, nothing, nothing)
		defer func() { f.vars = f.vars[:len(f.vars)-2] }()
		var out []val
		for i, v := range vals {
			f.vars[len(f.vars)-2], f.vars[len(f.vars)-1] = keys[i], v
			switch when := cond(f); {
			case when.isUnknown():
				return notKnown
			case when.isTrue():
				out = append(out, value(f))
			}
		}
		return listOf(out)
	}
}

// pairs are the elements of a value with their indexes or keys: one for a
// single block, none for null.
func pairs(v val) (keys, vals []val, known bool) {
	switch v.kind {
	case unknownKind:
		return nil, nil, false
	case listKind:
		keys = make([]val, len(v.elems()))
		for i := range keys {
			keys[i] = numberOf(float64(i))
		}
		return keys, v.elems(), true
	case recordKind:
		return mapVals(v.object().keys, textOf), v.object().vals, true
	case blockKind:
		return []val{numberOf(0)}, []val{v}, true
	}
	return nil, nil, true
}
