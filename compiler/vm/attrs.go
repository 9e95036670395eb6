package vm

import (
	"math"
	"unicode/utf8"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Attributes: what a resource call was given, checked and copied, so that
// nothing the template does later changes the resource.

// A body collects the attributes that a block gives.
type body struct{ attrs *value.Hash }

// attributes are the attributes of a resource call.
func (s *site) attributes(addr *value.Address, g given) (*value.Hash, error) {
	h, err := s.given(1, g)
	if err != nil {
		return nil, err
	}
	snap := snapshot{m: s.m, at: s.at, address: addr}
	out := snap.attributes(h, s.planOf(h, g))
	s.m.tmpl.failed = s.m.tmpl.failed || snap.failed
	return out, nil
}

// given is the Hash at argument i, or the keywords, with what the block adds.
func (s *site) given(i int, g given) (*value.Hash, error) {
	h := g.KW
	if len(g.Pos) > i {
		switch v := g.Pos[i].(type) {
		case *value.Hash:
			h = v
		case value.NilType:
		default:
			return nil, s.m.stop(diag.BadResourceCall.At(s.argAt(len(s.call.Args)-len(g.Pos)+i), "the attributes are a Hash, not %s", shortShow(v)))
		}
	}
	if g.blk != nil {
		more, err := s.m.runBodyBlock(g.blk)
		if err != nil {
			return nil, err
		}
		if h == nil {
			return more, nil
		}
		h = h.Dup()
		if err := s.m.merge(h, more, value.Place{}); err != nil {
			return nil, err
		}
	}
	if h == nil {
		h = value.NewHash(s.at)
	}
	return h, nil
}

func shortShow(v value.Value) string {
	return core.ClassOf(v).Name
}

// runBodyBlock runs a block of attributes.
func (m *machine) runBodyBlock(blk *block) (*value.Hash, error) {
	b := &body{attrs: value.NewHash(blk.fn.Where)}
	blk.body = b
	if _, err := blk.call(value.Args{}); err != nil {
		return nil, err
	}
	return b.attrs, nil
}

// isAttribute reports whether a command in a block of attributes sets one.
func (s *site) isAttribute() bool {
	switch s.name {
	case "raise", "puts", "p", "pp", "print", "warn", "require_relative", "loop", "jsonencode", "lambda", "proc":
		return false
	}
	if s.call.Command || s.call.Block != nil {
		return true
	}
	return core.Kernel(s.name) == nil && words(s.name) == nil
}

// set gives an attribute its value: `name value`, or `name do … end`.
func (b *body) set(s *site, g given) error {
	v, err := s.bodyValue(g)
	if err != nil {
		return err
	}
	place := value.Place{Key: s.nameAt, Value: s.argAt(0)}
	if len(g.Pos) == 0 && s.call.Keys != nil {
		place.Value = s.call.Keys.Where
	}
	key := value.Symbol(s.name)
	if old, ok := b.attrs.Get(key); ok && g.blk != nil {
		list, isList := old.(*value.Array)
		if !isList {
			list = value.NewArray([]value.Value{old})
		}
		list.Push(v)
		v = list
	}
	b.attrs.Set(key, v, place)
	return nil
}

func (s *site) bodyValue(g given) (value.Value, error) {
	var v value.Value
	if g.blk != nil {
		h, err := s.m.runBodyBlock(g.blk)
		if err != nil {
			return nil, err
		}
		v = h
		for i := len(g.Pos) - 1; i >= 0; i-- {
			outer := value.NewHash(s.at)
			outer.Set(g.Pos[i], v, value.Place{Key: s.argAt(i), Value: s.at})
			v = outer
		}
		return v, nil
	}
	pos := g.Pos
	if g.KW != nil {
		pos = append(pos[:len(pos):len(pos)], g.KW)
	}
	if len(pos) == 1 {
		return pos[0], nil
	}
	return value.NewArray(append([]value.Value(nil), pos...)), nil
}

// bodyOf is the body that a call was passed, nil without.
func bodyOf(raw lua.LValue) *body {
	if o, ok := raw.(*object); ok {
		b, _ := o.Value.(*body)
		return b
	}
	return nil
}

// ---- snapshots

// A snapshot copies attribute values and reports what cannot be one, at the
// place of its entry.
type snapshot struct {
	m       *machine
	at      source.Span    // the innermost entry that is written in the call
	origin  source.Span    // the innermost entry, wherever it is written
	name    string         // the attribute
	address *value.Address // the resource; nil for others
	refs    bool           // resources themselves are allowed: depends_on
	failed  bool
}

// planOf is the plan that the attributes were built by for this very call, nil
// when they come from elsewhere.
func (s *site) planOf(h *value.Hash, g given) *lower.Plan {
	switch n := len(s.call.Args); {
	case g.blk != nil:
		return nil
	case g.KW != nil:
		return s.call.Keys
	case n > 0 && s.call.Args[n-1].Kind == lower.PlanHash:
		return s.call.Args[n-1]
	}
	return nil
}

// attributes are the attributes of a resource. What was built for the call
// alone is kept as it is, but for the leaves in it.
func (c *snapshot) attributes(h *value.Hash, p *lower.Plan) *value.Hash {
	if p == nil || p.Shape == nil || h.Shape() != p.Shape {
		return c.hash(h, 0)
	}
	c.fresh(h, p, 0)
	return h
}

// fresh takes over a hash that a plan made.
func (c *snapshot) fresh(h *value.Hash, p *lower.Plan, depth int) {
	slots, shape := h.Slots(), h.Share()
	before := *c
	for _, i := range p.Live {
		v := slots[i]
		if isPlain(v) {
			continue
		}
		c.enter(before, shape.Place(i).Value)
		if key, ok := value.KnownText(shape.Keys[i]); ok {
			c.name = key
			c.refs = before.refs || depth == 0 && takesResources(key)
		}
		slots[i] = c.taken(v, p.Elems[i], depth+1)
	}
	c.enter(before, source.Span{})
	c.name, c.refs = before.name, before.refs
}

// taken is a value that a plan made as the graph keeps it.
func (c *snapshot) taken(v value.Value, p *lower.Plan, depth int) value.Value {
	switch {
	case p.Kind == lower.PlanHash && p.Shape != nil:
		c.fresh(v.(*value.Hash), p, depth)
		return v
	case p.Kind == lower.PlanText:
		if s := v.(*value.String); utf8.ValidString(s.Text) {
			return s
		}
	case p.Kind == lower.PlanArray && !p.Splats:
		before := *c
		slots := v.(*value.Array).Slots()
		for _, i := range p.Live {
			c.enter(before, p.Places.Elems[i])
			slots[i] = c.taken(slots[i], p.Elems[i], depth+1)
		}
		c.enter(before, source.Span{})
		return v
	}
	return c.copy(v, depth)
}

// hash copies a hash. At the top its keys are names of attributes.
func (c *snapshot) hash(h *value.Hash, depth int) *value.Hash {
	slots, shape := h.Slots(), h.Share()
	c.m.charge(len(slots) + 3)
	out := make([]value.Value, len(slots))
	before := *c
	for i, v := range slots {
		if isPlain(v) {
			out[i] = v
			continue
		}
		c.enter(before, shape.Place(i).Value)
		refs := before.refs
		if key, ok := value.KnownText(h.KeyAt(i)); ok {
			c.name = key
			c.refs = refs || depth == 0 && takesResources(key)
		}
		out[i] = c.copy(v, depth+1)
	}
	c.enter(before, source.Span{})
	c.name, c.refs = before.name, before.refs
	return value.HashOf(shape, out)
}

// enter makes an entry the current one.
func (c *snapshot) enter(around snapshot, place source.Span) {
	c.at, c.origin = around.at, around.origin
	if place.IsZero() {
		return
	}
	c.origin = place
	if holds(c.at, place) {
		c.at = place
	}
}

func holds(outer, inner source.Span) bool {
	return outer.File == inner.File && outer.Start <= inner.Start && inner.End <= outer.End
}

// takesResources reports whether an argument names resources themselves.
func takesResources(key string) bool {
	return key == "depends_on" || key == "lifecycle" || key == "provider"
}

// isPlain reports whether a value needs neither check nor copy.
func isPlain(v value.Value) bool {
	switch v.(type) {
	case value.Int, value.Bool, value.NilType, *value.Ref:
		return true
	}
	return false
}

// copy is a value as the graph keeps it.
func (c *snapshot) copy(v value.Value, depth int) value.Value {
	if depth > value.MaxDepth {
		return c.bad("is nested deeper than the limit of 1,000 levels, or holds itself")
	}
	if constant, ok := v.(value.Const); ok {
		return c.constant(constant)
	}
	switch v := v.(type) {
	case *value.String:
		return c.text(v)
	case *value.Array:
		return c.array(v, depth)
	case *value.Hash:
		return c.hash(v, max(depth, 1))
	case value.Int, value.Bool, value.NilType, *value.Ref, *value.Raw:
		return v
	case value.Symbol:
		if !utf8.ValidString(string(v)) {
			return c.bad("is not UTF-8")
		}
		return v
	case value.Float:
		if math.IsInf(float64(v), 0) || math.IsNaN(float64(v)) {
			return c.bad("is " + value.FloatText(float64(v)) + ", which is no finite number")
		}
		return v
	}
	return c.other(v)
}

func (c *snapshot) other(v value.Value) value.Value {
	switch v := v.(type) {
	case *value.Big:
		return c.bad("is " + clip(v.String()) + ", an Integer that does not fit in 64 bits")
	case *value.Resource:
		if c.refs {
			return v
		}
		return c.tell(diag.KnownLater.At(c.at, "%s", (&core.UnknownError{Value: v}).Error()).Labelled("a resource, not a value").Also(v.Where, "made here"))
	}
	if v.Kind() == value.KindSet {
		if list, err := c.m.toArray(v); err == nil {
			return c.array(value.NewArray(list), 1)
		}
	}
	return c.bad("is a value of class " + core.ClassOf(v).Name + ", which cannot be an attribute")
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// constant is a constant subtree, which is shared, and checked once.
func (c *snapshot) constant(v value.Const) value.Value {
	if s, ok := v.Of.(*value.String); ok {
		if !utf8.ValidString(s.Text) {
			return c.bad("is not UTF-8")
		}
		return v
	}
	if c.m.checked[v.Of] {
		return v
	}
	failed := c.failed
	c.failed = false
	copied := c.copy(v.Of, 1)
	c.m.checked[v.Of] = !c.failed
	if c.failed {
		return copied
	}
	c.failed = failed
	return v
}

func (c *snapshot) text(s *value.String) value.Value {
	if !utf8.ValidString(s.Text) {
		return c.bad("is not UTF-8: the value holds invalid bytes")
	}
	if s.Frozen {
		return s
	}
	return s.Dup()
}

func (c *snapshot) array(a *value.Array, depth int) value.Value {
	slots := a.Slots()
	c.m.charge(len(slots) + 3)
	out := make([]value.Value, len(slots))
	before := *c
	for i, v := range slots {
		if isPlain(v) {
			out[i] = v
			continue
		}
		c.enter(before, a.Place(i))
		out[i] = c.copy(v, depth+1)
	}
	c.enter(before, source.Span{})
	copied := value.NewArray(out)
	copied.Places = a.Places
	return copied
}

// bad reports that the value of the current attribute is none, and gives what
// stands in its place.
func (c *snapshot) bad(why string) value.Value {
	subject := "the value"
	if c.name != "" {
		subject = "the value of `" + clean(c.name) + "`"
	}
	return c.tell(diag.BadValue.At(c.at, "%s %s", subject, why).Labelled("cannot be an attribute"))
}

// tell reports what is wrong with a value. A raw value that says nothing stands
// in its place: the floors above step over what they do not know.
func (c *snapshot) tell(d *diag.Diagnostic) value.Value {
	if c.address != nil {
		d.About(c.address.String())
	}
	if c.origin != c.at {
		d.Also(c.origin, "the value comes from here")
	}
	c.m.diags.Add(c.m.chain(d))
	c.failed = true
	return &value.Raw{Where: c.at}
}
