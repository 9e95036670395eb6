package tfjson

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file holds resources, their nested blocks, and the values of their
// attributes.

// A meta is a meta-argument among the attributes of a resource.
type meta struct {
	name  string
	write func()
}

func (e *emitter) resource(r *resolve.Resource) {
	metas := e.metas(r.Meta)
	if r.Type == nil {
		e.value(r.Attrs, nil)
		return
	}
	e.block(r.Attrs, r.Type.Block, metas)
}

// metas are the meta-arguments that are given, by name.
func (e *emitter) metas(m *resolve.Meta) []meta {
	var list []meta
	if len(m.DependsOn) > 0 {
		list = append(list, meta{"depends_on", func() { e.addresses(m.DependsOn) }})
	}
	if m.Lifecycle != nil {
		list = append(list, meta{"lifecycle", func() { e.lifecycle(m.Lifecycle) }})
	}
	if m.Provider != nil {
		list = append(list, meta{"provider", func() { e.String(resolve.ProviderText(m.Provider)) }})
	}
	return list
}

// addresses writes resources as Terraform's depends_on takes them: their
// addresses as texts.
func (e *emitter) addresses(list []value.Address) {
	e.Open('[')
	for _, a := range list {
		e.Item()
		e.String(a.String())
	}
	e.Close(']')
}

// lifecycle writes a lifecycle block. In ignore_changes and
// replace_triggered_by Terraform reads each text as a reference.
func (e *emitter) lifecycle(h *value.Hash) {
	e.Open('{')
	for _, m := range sortedMembers(h) {
		if m.value == value.Value(value.Nil) {
			continue
		}
		e.Key(m.key)
		e.lifecycleValue(m.value)
	}
	e.Close('}')
}

func (e *emitter) lifecycleValue(v value.Value) {
	switch v := value.Peek(v).(type) {
	case *value.Array:
		e.Open('[')
		for _, s := range v.Slots() {
			e.Item()
			e.lifecycleValue(s)
		}
		e.Close(']')
	case *value.Resource:
		e.String(v.Address.String())
	case *value.Ref:
		e.String(string(e.reference(nil, v)))
	default:
		e.value(v, nil)
	}
}

// block writes a hash as a block of the schema: attributes and nested blocks
// in alphabetical order, what is nil left out.
func (e *emitter) block(h *value.Hash, b *schema.Block, metas []meta) {
	view := e.rg.View(h, b)
	repeats, slots := e.repeatsOf(view), h.Slots()
	e.Open('{')
	for i := range view.Entries {
		entry := &view.Entries[i]
		if i+1 < len(view.Entries) && view.Entries[i+1].Name == entry.Name {
			continue // the last of two keys with one text wins, as in JSON
		}
		for len(metas) > 0 && metas[0].name < entry.Name {
			metas = e.meta(metas)
		}
		e.repeated(slots[entry.Slot], entry, &repeats[i])
	}
	for len(metas) > 0 {
		metas = e.meta(metas)
	}
	e.Close('}')
}

// repeatsOf are the repeats of the entries of a view.
func (e *emitter) repeatsOf(view *resolve.View) []emit.Repeat {
	list, ok := e.repeats[view]
	if !ok {
		list = make([]emit.Repeat, len(view.Entries))
		e.repeats[view] = list
	}
	return list
}

// repeated writes an entry as it was written last, when it is the same constant.
func (e *emitter) repeated(slot value.Value, entry *resolve.Entry, last *emit.Repeat) {
	switch last.Turn(slot, e.Depth()) {
	case emit.WriteIt:
		e.entry(slot, entry)
	case emit.RecordIt:
		last.Text = e.Recorded(func() { e.entry(slot, entry) })
	case emit.Again:
		e.Again(last.Text)
	}
}

func (e *emitter) meta(metas []meta) []meta {
	e.Key(metas[0].name)
	metas[0].write()
	return metas[1:]
}

// entry writes one attribute or the blocks of one name.
func (e *emitter) entry(slot value.Value, entry *resolve.Entry) {
	if slot == value.Value(value.Nil) {
		return
	}
	e.Key(entry.Name)
	switch {
	case entry.Nested != nil:
		e.nested(value.Peek(slot), entry.Nested)
	case entry.Attr != nil:
		e.attribute(slot, entry.Attr)
	default:
		e.value(slot, nil)
	}
}

// nested writes the blocks of one name: one hash is an object, an array of
// hashes an array.
func (e *emitter) nested(v value.Value, n *schema.NestedBlock) {
	switch v := v.(type) {
	case *value.Hash:
		if n.Nesting == schema.NestMap {
			e.labelled(v, n)
			return
		}
		e.block(v, n.Block, nil)
	case *value.Array:
		e.Open('[')
		for _, s := range v.Slots() {
			if s != value.Value(value.Nil) {
				e.Item()
				e.nested(value.Peek(s), n)
			}
		}
		e.Close(']')
	default:
		e.value(v, nil)
	}
}

// labelled writes blocks that stand together by label.
func (e *emitter) labelled(h *value.Hash, n *schema.NestedBlock) {
	e.Open('{')
	for _, m := range sortedMembers(h) {
		e.Key(m.key)
		if block, ok := m.value.(*value.Hash); ok {
			e.block(block, n.Block, nil)
		} else {
			e.value(m.value, nil)
		}
	}
	e.Close('}')
}

// attribute writes the value of an attribute of the schema.
func (e *emitter) attribute(slot value.Value, a *schema.Attribute) {
	v := value.Peek(slot)
	switch v := v.(type) {
	case *value.Hash, *value.Array:
		if a.JSON {
			e.document(slot)
			return
		}
	case *value.String:
		if a.Prefix {
			e.string(emit.BracedPrefix(v))
			return
		}
	}
	e.value(v, &a.Type)
}

// document writes a hash or array as JSON text. That of a constant subtree is
// made once.
func (e *emitter) document(slot value.Value) {
	constant, ok := slot.(value.Const)
	if !ok {
		e.scratch = e.jsonText(e.scratch[:0], slot)
		e.Bytes(e.scratch)
		return
	}
	text, made := e.texts[constant.Of]
	if !made {
		text = string(emit.AppendString(nil, e.jsonText(nil, slot)))
		e.texts[constant.Of] = text
	}
	e.Raw(text)
}

// value writes a value; t is its type in the schema, nil where that says
// nothing.
func (e *emitter) value(v value.Value, t *schema.AttrType) {
	switch v := value.Peek(v).(type) {
	case *value.Hash:
		e.hash(v, t)
	case *value.Array:
		e.array(v, t)
	case *value.String:
		e.string(v)
	case value.Symbol:
		e.text(string(v))
	case *value.Ref, *value.Raw:
		e.scratch = append(e.expression(append(e.scratch[:0], "${"...), v), '}')
		e.Bytes(e.scratch)
	default:
		e.Append(func(b []byte) []byte { return emit.AppendJSON(b, v) })
	}
}

func (e *emitter) hash(h *value.Hash, t *schema.AttrType) {
	switch {
	case t != nil && t.Kind == schema.Object:
		e.object(h, t)
	case t != nil && t.Kind != schema.Map && t.Collection():
		e.Open('[') // a single block of an attribute that is a list of objects
		e.Item()
		e.hash(h, t.Elem)
		e.Close(']')
	case t != nil && t.Kind == schema.Map:
		e.members(h, t.Elem)
	default:
		e.members(h, nil)
	}
}

// members writes a map by key; what is nil is left out.
func (e *emitter) members(h *value.Hash, elem *schema.AttrType) {
	e.Open('{')
	for _, o := range e.sorted(h) {
		if v := h.Peek(o.slot); v != value.Value(value.Nil) {
			e.key(o.key)
			e.value(v, elem)
		}
	}
	e.Close('}')
}

// key begins a member whose key Terraform reads as a template.
func (e *emitter) key(key string) {
	if special(key) {
		key = string(plain(nil, key))
	}
	e.Key(key)
}

// object writes an attribute of object type: Terraform's JSON wants all its
// members, the missing ones as null.
func (e *emitter) object(h *value.Hash, t *schema.AttrType) {
	list := sortedMembers(h)
	for _, f := range t.Fields {
		if !slices.ContainsFunc(list, func(m member) bool { return m.key == f.Name }) {
			list = append(list, member{f.Name, value.Nil})
		}
	}
	slices.SortStableFunc(list, func(a, b member) int { return strings.Compare(a.key, b.key) })
	e.Open('{')
	for _, m := range list {
		e.Key(m.key)
		e.value(m.value, t.Field(m.key))
	}
	e.Close('}')
}

func (e *emitter) array(a *value.Array, t *schema.AttrType) {
	var elem *schema.AttrType
	if t != nil {
		elem = t.Elem
	}
	e.Open('[')
	for i, s := range a.Slots() {
		e.Item()
		if t != nil && t.Kind == schema.Tuple && i < len(t.Fields) {
			elem = &t.Fields[i].Type
		}
		e.value(s, elem)
	}
	e.Close(']')
}

// string writes a text, with its references, as a template.
func (e *emitter) string(s *value.String) {
	if s.Known() {
		e.text(s.Text)
		return
	}
	e.scratch = e.template(e.scratch[:0], s, plain)
	e.Bytes(e.scratch)
}

// text writes known text as a template.
func (e *emitter) text(s string) {
	if special(s) {
		s = string(plain(nil, s))
	}
	e.String(s)
}

// A member is one entry of a hash.
type member struct {
	key   string
	value value.Value
}

// sortedMembers are the entries of a hash by key.
func sortedMembers(h *value.Hash) []member {
	list := make([]member, 0, h.Len())
	for _, o := range sorted(h) {
		list = append(list, member{o.key, h.Peek(o.slot)})
	}
	return list
}

// An ordered is a key of a shape with the place of its value.
type ordered struct {
	key  string
	slot int
}

func sorted(h *value.Hash) []ordered {
	list := make([]ordered, 0, h.Len())
	emit.Entries(h, func(key string, slot int) { list = append(list, ordered{key, slot}) })
	slices.SortFunc(list, func(a, b ordered) int { return strings.Compare(a.key, b.key) })
	return list
}

// sorted are the keys of a hash in order, remembered for the next one of the
// same shape.
func (e *emitter) sorted(h *value.Hash) []ordered {
	if shape := h.Share(); shape != e.shape {
		e.shape, e.order = shape, sorted(h)
	}
	return e.order
}
