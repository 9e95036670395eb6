// Package normalize turns the spellings of earlier provider versions into
// today's. What enters is a graph as a template made it; what leaves is one
// with canonical spellings only, and a warning for each word that changed.
//
// Which spellings there are stands on the type pages ([schema.Legacy]): no
// type is known here. A shape is respelt once, however many hashes have it,
// and constant subtrees once each; everything else is shared with the graph
// that came in.
package normalize

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A Normalizer normalises the templates of one run, and tells each changed
// word once for each file.
type Normalizer struct {
	c     *schema.Catalog
	told  teller
	plans map[planKey]*plan
	deep  map[*schema.Block]bool // whether a block or one below it has legacy spellings

	shapes   map[shapeKey]*value.Shape
	pairs    map[*value.Shape][]*value.Shape
	constant map[constantKey]value.Value

	at    *graph.Resource
	diags diag.List
}

type (
	planKey struct {
		shape *value.Shape
		block *schema.Block
	}
	// A shapeKey is a shape and what becomes of it: see respelling.key.
	shapeKey struct {
		shape *value.Shape
		text  string
	}
	constantKey struct {
		of     value.Value
		nested *schema.NestedBlock
	}
)

// New is a normaliser that has told nothing yet.
func New(c *schema.Catalog) *Normalizer {
	return &Normalizer{
		c: c, told: newTeller(),
		plans:    map[planKey]*plan{},
		deep:     map[*schema.Block]bool{},
		shapes:   map[shapeKey]*value.Shape{},
		pairs:    map[*value.Shape][]*value.Shape{},
		constant: map[constantKey]value.Value{},
	}
}

// Warnings are the changed words of all graphs so far, each once for each
// file, with the number of places and a fix for all of them.
func (n *Normalizer) Warnings() diag.List { return n.told.list() }

// Graph normalises one template. Its diagnostics are the contradictions:
// LegacyCollision, an attribute under its old and its new name.
func (n *Normalizer) Graph(g *graph.Graph) (*graph.Graph, diag.List) {
	n.diags = nil
	out := *g
	out.Resources = make([]*graph.Resource, len(g.Resources))
	for i, r := range g.Resources {
		out.Resources[i] = n.resource(r)
	}
	return &out, n.diags
}

func (n *Normalizer) resource(r *graph.Resource) *graph.Resource {
	if r.Address.Data {
		return r
	}
	t := n.c.Resource(r.Address.Type)
	if t == nil || !n.concerns(t.Block) {
		return r
	}
	n.at = r
	attrs := n.block(r.Attrs, t.Block)
	if attrs == r.Attrs {
		return r
	}
	changed := *r
	changed.Attrs = attrs
	return &changed
}

// concerns reports whether a block or one below it has legacy spellings.
func (n *Normalizer) concerns(b *schema.Block) bool {
	if known, ok := n.deep[b]; ok {
		return known
	}
	found := b.HasLegacies()
	for _, nested := range b.Blocks {
		found = n.concerns(nested.Block) || found
	}
	n.deep[b] = found
	return found
}

// A plan is what is to be done to the hashes of one shape in one block.
type plan struct {
	rows   []row
	nested []nestedSlot
}

// A row is a key that has legacy spellings, of which some may hold only under
// a condition.
type row struct {
	slot     int
	legacies []*schema.Legacy
}

type nestedSlot struct {
	slot  int
	block *schema.NestedBlock
}

func (n *Normalizer) plan(shape *value.Shape, b *schema.Block) *plan {
	key := planKey{shape, b}
	if p, ok := n.plans[key]; ok {
		return p
	}
	p := &plan{}
	for i, k := range shape.Keys {
		name, ok := value.KnownText(k)
		if !ok {
			continue
		}
		if found := b.Legacies(name); found != nil {
			p.rows = append(p.rows, row{i, found})
		}
		if nested := b.Nested(name); nested != nil && n.concerns(nested.Block) {
			p.nested = append(p.nested, nestedSlot{i, nested})
		}
	}
	n.plans[key] = p
	return p
}

// block normalises a hash that is a block; it gives the same hash when there
// is nothing to do.
func (n *Normalizer) block(h *value.Hash, b *schema.Block) *value.Hash {
	p := n.plan(h.Share(), b)
	if len(p.rows) > 0 {
		if changed := n.respell(h, p); changed != h {
			h = changed
			p = n.plan(h.Share(), b)
		}
	}
	slots := h.Slots()
	for _, s := range p.nested {
		old := slots[s.slot]
		if v := n.nested(old, s.block); v != old {
			slots = replaced(h, slots, s.slot, v)
		}
	}
	if len(slots) > 0 && &slots[0] != &h.Slots()[0] {
		return value.HashOf(h.Shape(), slots)
	}
	return h
}

// replaced is the slots of a hash with one changed; the first change copies.
func replaced(h *value.Hash, slots []value.Value, i int, v value.Value) []value.Value {
	if &slots[0] == &h.Slots()[0] {
		slots = append([]value.Value(nil), slots...)
	}
	slots[i] = v
	return slots
}

// nested normalises what stands for nested blocks: a hash, or an array of them.
func (n *Normalizer) nested(v value.Value, b *schema.NestedBlock) value.Value {
	switch v := v.(type) {
	case value.Const:
		return n.shared(v, b)
	case *value.Hash:
		return n.block(v, b.Block)
	case *value.Array:
		return n.array(v, b)
	}
	return v
}

// shared normalises a constant subtree, once.
func (n *Normalizer) shared(c value.Const, b *schema.NestedBlock) value.Value {
	key := constantKey{c.Of, b}
	if v, ok := n.constant[key]; ok {
		return v
	}
	var v value.Value = c
	if inside := n.nested(c.Of, b); inside != c.Of {
		v = value.Const{Of: inside}
	}
	n.constant[key] = v
	return v
}

func (n *Normalizer) array(a *value.Array, b *schema.NestedBlock) value.Value {
	var slots []value.Value
	for i, old := range a.Slots() {
		v := n.nested(old, b)
		if v == old {
			continue
		}
		if slots == nil {
			slots = append(slots, a.Slots()...)
		}
		slots[i] = v
	}
	if slots == nil {
		return a
	}
	out := value.NewArray(slots)
	out.Places = a.Places
	return out
}

// renamed is a key of another name, of the same kind.
func renamed(key value.Value, name string) value.Value {
	if _, ok := key.(*value.String); ok {
		return &value.String{Text: name, Frozen: true}
	}
	return value.Symbol(name)
}

// cutLast is a dotted path without its last name, and that.
func cutLast(path string) (before, name string) {
	i := strings.LastIndexByte(path, '.')
	return path[:max(i, 0)], path[i+1:]
}
