package cfn

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A plan is how the hashes of one shape become the properties of one object.
// Where a block dissolves into its parent, or resources are folded in, it is
// that of one hash alone.
type plan struct {
	top   []*node // by property
	skips []skip  // what is not written, for checks
	keeps []skip  // what makes CloudFormation keep the object
}

// A node is a property: an object made of further properties, or a leaf; or an
// element of a list, of the form [Name=x], see schema.ElementOf.
type node struct {
	property string
	below    []*node // by property; none for a leaf
	leaf     *leaf
	constant string // of an element: what tells it apart
}

// isList reports whether a property is a list of elements.
func (n *node) isList() bool { return len(n.below) > 0 && n.below[0].property[0] == '[' }

// A leaf is a property that one attribute or block becomes, or a choice.
type leaf struct {
	*member
	entry  *resolve.Entry // nil when the shape does not have it: a default
	in     *value.Hash    // what the entry is of; nil: the hash that is written
	choice *choice
	tags   bool   // default_tags of the provider join it
	parts  []part // folded in: elements of a list, or the one object

	last   emit.Repeat // how it was written
	looked value.Value // the constant that was checked last
}

// A skip is a member that is not written.
type skip struct {
	*member
	entry *resolve.Entry
	in    *value.Hash // see leaf
}

// A choice is a schema.Choice with the members of the shape.
type choice struct {
	entries []*resolve.Entry // nil: the shape does not have it
	values  []string
}

// A block is a block of the schema with what becomes of its members.
type block struct {
	*schema.Block
	of      *schema.Type
	to      *schema.CloudFormation
	members map[string]*member
	fixed   []*member // those with a default, by name
	melts   bool      // some of its blocks dissolve into it
	plans   map[*value.Shape]*plan
}

// A member is what becomes of one member of a block.
type member struct {
	*schema.Mapping
	name   string
	path   []string // of properties, from the parent's; [] at the end taken off
	list   bool     // nested blocks become a list
	attr   *schema.Attribute
	nested *schema.NestedBlock
	fill   fill
}

// A fill is the value of a member that is left out.
type fill struct {
	kind fillKind
	text string
}

type fillKind uint8

const (
	noFill fillKind = iota
	textFill
	numberFill // or a truth value: written as it stands
	refFill    // a pseudo parameter
)

// block is what becomes of the members of a block of the schema.
func (m *model) block(of *schema.Type, b *schema.Block) *block {
	made, ok := m.blocks[b]
	if !ok {
		made = newBlock(of, m.counterpart(of), b)
		m.blocks[b] = made
	}
	return made
}

func newBlock(of *schema.Type, to *schema.CloudFormation, b *schema.Block) *block {
	made := &block{Block: b, of: of, to: to, members: make(map[string]*member, len(b.Attrs)+len(b.Blocks)), plans: map[*value.Shape]*plan{}}
	for _, a := range b.Attrs {
		made.put(&member{Mapping: to.Mapping(a.Path), name: a.Name, attr: a})
	}
	for _, n := range b.Blocks {
		made.put(&member{Mapping: to.Mapping(n.Path), name: n.Name, nested: n})
		made.melts = made.melts || made.members[n.Name].Kind == schema.MapDissolve
	}
	slices.SortFunc(made.fixed, func(a, b *member) int { return strings.Compare(a.name, b.name) })
	return made
}

func (b *block) put(m *member) {
	b.members[m.name] = m
	if m.Kind != schema.MapProperty {
		return
	}
	m.list = m.nested != nil && m.Repeats(m.nested)
	m.path = b.to.Path(m.Mapping, b.Path)
	if text := b.defaultOf(m); text != "" {
		m.fill = readFill(text)
		b.fixed = append(b.fixed, m)
	}
}

// defaultOf is what is written when a member is left out, as JSON: a value of
// its own in CloudFormation, or the one that the Terraform provider sends.
func (b *block) defaultOf(m *member) string {
	if m.Default != "" || m.attr == nil || b.of.Page == nil {
		return m.Default
	}
	for _, d := range b.of.Page.Defaults {
		if schema.Match(d.At, m.attr.Path) {
			return d.JSON
		}
	}
	return ""
}

func readFill(text string) fill {
	var s string
	if json.Unmarshal([]byte(text), &s) != nil {
		return fill{numberFill, text}
	}
	if name, ok := strings.CutPrefix(s, "${"); ok {
		return fill{refFill, strings.TrimSuffix(name, "}")}
	}
	return fill{textFill, s}
}

// planOf is the plan of a resource, made once.
func (m *model) planOf(r *resource) *plan {
	if r.plan != nil {
		return r.plan
	}
	b := m.block(r.Type, r.Type.Block)
	if len(r.parts) == 0 {
		r.plan = m.plan(r.Attrs, b)
		return r.plan
	}
	r.plan = m.newPlan(r.Attrs, b)
	for _, part := range r.parts {
		r.plan.fold(part)
	}
	return r.plan
}

// plan is the plan of a hash, remembered by shape.
func (m *model) plan(h *value.Hash, b *block) *plan {
	if b.melts {
		return m.newPlan(h, b)
	}
	shape := h.Share()
	p, ok := b.plans[shape]
	if !ok {
		p = m.newPlan(h, b)
		b.plans[shape] = p
	}
	return p
}

func (m *model) newPlan(h *value.Hash, b *block) *plan {
	p := &plan{}
	p.entries(m, h, b, nil)
	if b.Path == "" {
		p.choices(m, h, b)
	}
	return p
}

// entries adds what a hash has, and what it lacks and a default fills. in is
// the hash when it is not the one that the plan is for.
func (p *plan) entries(m *model, h *value.Hash, b *block, in *value.Hash) {
	view := m.rg.View(h, b.Block)
	given := map[string]bool{}
	for i := range view.Entries {
		entry := &view.Entries[i]
		if i+1 < len(view.Entries) && view.Entries[i+1].Name == entry.Name {
			continue // the last of two keys with one text wins
		}
		to := b.members[entry.Name]
		if to == nil {
			continue
		}
		given[entry.Name] = true
		p.entry(m, h, b, to, entry, in)
	}
	for _, to := range b.fixed {
		if !given[to.name] {
			p.add(to.path, &leaf{member: to, in: in})
		}
	}
	if tags := b.members["tags"]; b.Path == "" && m.tags != nil && tags != nil && tags.Key != "" && !given["tags"] {
		p.add(tags.path, &leaf{member: tags, in: in, tags: true})
	}
}

func (p *plan) entry(m *model, h *value.Hash, b *block, to *member, entry *resolve.Entry, in *value.Hash) {
	switch to.Kind {
	case schema.MapProperty:
		tags := to.name == "tags" && to.Key != "" && entry.Attr != nil && entry.Attr.Path == "tags" && m.tags != nil
		p.add(to.path, &leaf{member: to, entry: entry, in: in, tags: tags})
	case schema.MapDissolve:
		if inner, ok := single(h.Peek(entry.Slot)); ok {
			p.entries(m, inner, m.block(b.of, entry.Nested.Block), inner)
		}
	case schema.MapTerraform, schema.MapMissing:
		p.skips = append(p.skips, skip{to, entry, in})
	case schema.MapRetain:
		p.keeps = append(p.keeps, skip{to, entry, in})
	}
}

// choices adds the properties that follow from which blocks there are.
func (p *plan) choices(m *model, h *value.Hash, b *block) {
	view := m.rg.View(h, b.Block)
	for _, of := range b.to.Choices {
		c := &choice{}
		for _, o := range of.Cases {
			var entry *resolve.Entry
			if o.Member != "" {
				if entry = view.Entry(o.Member); entry == nil {
					continue
				}
			}
			c.entries, c.values = append(c.entries, entry), append(c.values, o.Value)
		}
		p.add(strings.Split(of.Property, "."), &leaf{choice: c})
	}
}

// fold adds a part that is another resource.
func (p *plan) fold(of part) {
	path := strings.Split(strings.TrimSuffix(of.fold.Into, "[]"), ".")
	if n := p.find(path); n != nil && n.leaf != nil {
		n.leaf.parts = append(n.leaf.parts, of)
		return
	}
	p.add(path, &leaf{parts: []part{of}})
}

func (p *plan) find(path []string) *node {
	list := p.top
	for i, property := range path {
		at, ok := search(list, property)
		if !ok {
			return nil
		}
		if i == len(path)-1 {
			return list[at]
		}
		list = list[at].below
	}
	return nil
}

// add puts a leaf at its place, making the objects on the way.
func (p *plan) add(path []string, l *leaf) {
	list := &p.top
	for i, property := range path {
		at, ok := search(*list, property)
		if !ok {
			*list = slices.Insert(*list, at, newNode(property))
		}
		n := (*list)[at]
		if i == len(path)-1 {
			n.leaf = l
		}
		list = &n.below
	}
}

func newNode(property string) *node {
	n := &node{property: property}
	if name, is, ok := schema.ElementOf(property); ok {
		n.below = []*node{{property: name, constant: is}}
	}
	return n
}

func search(list []*node, property string) (int, bool) {
	return slices.BinarySearchFunc(list, property, func(n *node, property string) int {
		return strings.Compare(n.property, property)
	})
}

// single is the one block that a value holds: a hash, or an array of one.
func single(v value.Value) (*value.Hash, bool) {
	if a, ok := v.(*value.Array); ok && a.Len() == 1 {
		v = a.Peek(0)
	}
	h, ok := v.(*value.Hash)
	return h, ok
}
