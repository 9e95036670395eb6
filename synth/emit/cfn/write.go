package cfn

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file writes properties along their plan, and the values in them.

// textType is the type of what has to be a text.
var textType = &schema.AttrType{Kind: schema.String}

// numberType is the type of what has to be a number.
var numberType = &schema.AttrType{Kind: schema.Number}

// truthType is the type of what is true or false.
var truthType = &schema.AttrType{Kind: schema.Bool}

// object writes the properties that have something to say.
func (e *emitter) object(list []*node, h *value.Hash) {
	e.Open('{')
	for _, n := range list {
		switch {
		case n.constant != "":
			e.text(n.property, n.constant)
		case n.leaf != nil:
			e.repeated(n, h)
		case !e.present(n, h):
		case n.isList():
			e.Key(n.property)
			e.elements(n.below, h)
		default:
			e.Key(n.property)
			e.object(n.below, h)
		}
	}
	e.Close('}')
}

// repeated writes the property of a leaf as it was written last, when it is the
// same constant.
func (e *emitter) repeated(n *node, h *value.Hash) {
	turn := n.leaf.last.Turn(n.leaf.alone(h), e.Depth())
	if turn == emit.Again {
		e.sink.Again(n.leaf.last.Text)
		return
	}
	v, some := n.leaf.says(h)
	switch {
	case !some:
	case turn == emit.RecordIt:
		n.leaf.last.Text = e.Recorded(func() { e.property(n, h, v) })
	default:
		e.property(n, h, v)
	}
}

func (e *emitter) property(n *node, h *value.Hash, v value.Value) {
	e.Key(n.property)
	e.leaf(n.leaf, h, v)
}

// alone is the value that a leaf is made of, nil when it is made of more.
func (l *leaf) alone(h *value.Hash) value.Value {
	if l.entry == nil || l.in != nil || l.tags || len(l.parts) > 0 {
		return nil
	}
	return h.Slots()[l.entry.Slot]
}

// elements writes a list of objects, those that have something to say.
func (e *emitter) elements(list []*node, h *value.Hash) {
	e.Open('[')
	for _, n := range list {
		if e.present(n, h) {
			e.Item()
			e.object(n.below, h)
		}
	}
	e.Close(']')
}

func (e *emitter) anyPresent(list []*node, h *value.Hash) bool {
	return slices.ContainsFunc(list, func(n *node) bool { return e.present(n, h) })
}

func (e *emitter) present(n *node, h *value.Hash) bool {
	if n.constant != "" {
		return false
	}
	if n.leaf == nil {
		return e.anyPresent(n.below, h)
	}
	_, some := n.leaf.says(h)
	return some
}

// says is the value of a leaf that is worth writing, see given, and whether
// there is anything to write: that, or what a default or others make of it.
func (l *leaf) says(h *value.Hash) (v value.Value, some bool) {
	switch v = l.given(h); {
	case l.choice != nil:
		return nil, l.choice.pick(h) != ""
	case v != nil || len(l.parts) > 0 || l.tags:
		return v, true
	}
	return nil, l.fill.kind != noFill
}

// pick is the value of the first case whose member the hash has.
func (c *choice) pick(h *value.Hash) string {
	for i, entry := range c.entries {
		if entry == nil || !empty(h.Peek(entry.Slot)) {
			return c.values[i]
		}
	}
	return ""
}

// given is the value of a leaf that is worth writing, nil when nothing is: for
// nil, an empty text that is not asked for, a word that means nothing, no tags, or a block that is
// switched off.
func (l *leaf) given(h *value.Hash) value.Value {
	if l.entry == nil {
		return nil
	}
	if l.in != nil {
		h = l.in
	}
	slot := h.Slots()[l.entry.Slot]
	v := value.Peek(slot)
	switch {
	case v == value.Value(value.Nil), l.attr != nil && !l.attr.Required && blank(v), l.Key != "" && empty(v), l.omitted(v):
		return nil
	case l.When != "":
		if inner, ok := single(v); ok && !on(inner.Member(l.When)) {
			return nil
		}
	}
	return slot
}

// omitted reports whether a value is one of the words that mean nothing.
func (l *leaf) omitted(v value.Value) bool {
	if len(l.Omit) == 0 {
		return false
	}
	text, ok := scalarText(v)
	return ok && slices.Contains(l.Omit, text)
}

func blank(v value.Value) bool {
	s, ok := v.(*value.String)
	return ok && s.Text == "" && s.Known()
}

// empty reports whether a value is nil, or a hash or array of nothing else.
func empty(v value.Value) bool {
	switch v := v.(type) {
	case value.NilType:
		return true
	case *value.Hash:
		return !slices.ContainsFunc(v.Slots(), given)
	case *value.Array:
		return !slices.ContainsFunc(v.Slots(), given)
	}
	return false
}

func given(v value.Value) bool { return v != value.Value(value.Nil) }

// on is the truth of an attribute that switches a block: true, or its text.
func on(v value.Value) bool {
	text, ok := scalarText(v)
	return ok && text == "true"
}

// leaf writes what a leaf says of a hash.
func (e *emitter) leaf(l *leaf, h *value.Hash, v value.Value) {
	switch {
	case l.choice != nil:
		e.String(l.choice.pick(h))
	case len(l.parts) > 0:
		e.parts(l, v)
	case l.tags:
		e.pairs(l.member, v)
	case v == nil:
		e.fill(l.fill)
	case l.nested != nil:
		e.nested(l.member, value.Peek(v))
	default:
		e.attribute(l.member, v)
	}
}

func (e *emitter) fill(f fill) {
	switch f.kind {
	case textFill:
		e.String(f.text)
	case numberFill:
		e.Raw(f.text)
	case refFill:
		e.Ref(f.text)
	}
}

// nested writes the blocks of one name: an object, or a list of them.
func (e *emitter) nested(m *member, v value.Value) {
	b := e.block(e.at.Type, m.nested.Block)
	switch {
	case m.Keyed != "":
		e.keyed(m, b, v)
		return
	case !m.list:
		if h, ok := single(v); ok {
			e.object(e.plan(h, b).top, h)
		} else {
			e.Open('{')
			e.Close('}')
		}
		return
	}
	e.Open('[')
	eachBlock(v, func(h *value.Hash) {
		e.Item()
		e.object(e.plan(h, b).top, h)
	})
	e.Close(']')
}

// keyed writes blocks as an object, by what an attribute of each says.
func (e *emitter) keyed(m *member, b *block, v value.Value) {
	blocks := map[string]*value.Hash{}
	eachBlock(v, func(h *value.Hash) {
		key, _ := scalarText(h.Member(m.Keyed))
		blocks[key] = h
	})
	e.Open('{')
	for _, key := range slices.Sorted(maps.Keys(blocks)) {
		e.Key(key)
		e.object(e.plan(blocks[key], b).top, blocks[key])
	}
	e.Close('}')
}

func eachBlock(v value.Value, f func(*value.Hash)) {
	switch v := v.(type) {
	case *value.Hash:
		f(v)
	case *value.Array:
		for i := range v.Len() {
			if h, ok := v.Peek(i).(*value.Hash); ok {
				f(h)
			}
		}
	}
}

// parts writes what other resources add to a property, behind what the
// resource itself has there.
func (e *emitter) parts(l *leaf, v value.Value) {
	at := e.at
	defer func() { e.at = at }()
	if !strings.HasSuffix(l.parts[0].fold.Into, "[]") {
		e.part(l.parts[0])
		return
	}
	e.Open('[')
	if a, ok := value.Peek(v).(*value.Array); v != nil && ok {
		for _, s := range a.Slots() {
			e.Item()
			e.value(s, elementType(l.member))
		}
	}
	for _, p := range l.parts {
		e.Item()
		e.part(p)
	}
	e.Close(']')
}

func elementType(m *member) *schema.AttrType {
	if m == nil || m.attr == nil {
		return nil
	}
	return m.attr.Type.Elem
}

func (e *emitter) part(p part) {
	e.at = p.of
	if p.fold.Value == "" {
		e.object(e.planOf(p.of).top, p.of.Attrs)
		return
	}
	e.word(e.block(p.of.Type, p.of.Type.Block).members[p.fold.Value], p.of.Attrs.Member(p.fold.Value))
}

// attribute writes the value of an attribute in the form of its property.
func (e *emitter) attribute(m *member, slot value.Value) {
	v := value.Peek(slot)
	switch {
	case m.Key != "":
		e.pairs(m, slot)
	case m.attr.JSON && m.Text:
		e.pieces(e.documentText(v), textType)
	case m.attr.JSON:
		e.jsonDocument(v)
	case m.One:
		e.word(m, theOne(v))
	case m.List:
		e.Open('[')
		e.Item()
		e.word(m, v)
		e.Close(']')
	default:
		e.word(m, v)
	}
}

// theOne is the element of an array of one, any other value itself.
func theOne(v value.Value) value.Value {
	if a, ok := v.(*value.Array); ok && a.Len() == 1 {
		return a.Peek(0)
	}
	return v
}

// word writes a value, in the property's own words where the page has them.
func (e *emitter) word(m *member, v value.Value) {
	if len(m.Words) > 0 {
		if text, ok := scalarText(v); ok {
			for i := 0; i+1 < len(m.Words); i += 2 {
				if m.Words[i] == text {
					e.known(m.Words[i+1], propertyType(m))
					return
				}
			}
		}
	}
	if s, ok := v.(*value.String); ok && m.attr.Prefix {
		v = emit.BracedPrefix(s)
	}
	if m.Text {
		e.value(v, textType)
		return
	}
	e.value(v, m.valueType())
}

// valueType is the type of what is written for an attribute.
func (m *member) valueType() *schema.AttrType {
	switch {
	case m.One:
		return m.attr.Type.Elem
	case m.Number:
		return numberType
	}
	return &m.attr.Type
}

// propertyType is the type of a property whose words are given: a truth value
// when its only words are true and false.
func propertyType(m *member) *schema.AttrType {
	if m.TruthWords() {
		return truthType
	}
	return textType
}

// pairs writes a map as a list of objects, by key; for tags with the default
// tags that it does not have itself.
func (e *emitter) pairs(m *member, slot value.Value) {
	var list []entry
	h, _ := value.Peek(value.OrNil(slot)).(*value.Hash)
	if h != nil {
		list = sortedEntries(h)
	}
	if m.name == "tags" && e.tags != nil {
		for _, t := range sortedEntries(e.tags) {
			if !slices.ContainsFunc(list, func(o entry) bool { return o.key == t.key }) {
				list = append(list, t)
			}
		}
		slices.SortFunc(list, byKey)
	}
	e.Open('[')
	for _, o := range list {
		e.Item()
		e.Open('{')
		e.text(m.Key, o.key)
		e.Key(m.Value)
		e.value(o.value, textType)
		e.Close('}')
	}
	e.Close(']')
}

// An entry is one entry of a hash.
type entry struct {
	key   string
	value value.Value
}

func byKey(a, b entry) int { return strings.Compare(a.key, b.key) }

// sortedEntries are the entries of a hash that are not nil, by key.
func sortedEntries(h *value.Hash) []entry {
	list := make([]entry, 0, h.Len())
	emit.Entries(h, func(key string, slot int) {
		if v := h.Peek(slot); v != value.Value(value.Nil) {
			list = append(list, entry{key, v})
		}
	})
	slices.SortFunc(list, byKey)
	return list
}

// value writes a value as its type in Terraform's schema has it, nil for one
// that has none: "5" for a number becomes 5, 5 for a text "5".
func (e *emitter) value(v value.Value, t *schema.AttrType) {
	switch v := value.Peek(v).(type) {
	case *value.Ref:
		e.reference(v, t)
	case *value.Raw:
		e.plainValue(v.CloudFormation)
	case *value.String:
		e.string(v, t)
	case value.Symbol:
		e.known(string(v), t)
	case *value.Array:
		e.array(v, t)
	case *value.Hash:
		e.hash(v, t)
	default:
		e.scalar(v, t)
	}
}

func (e *emitter) array(a *value.Array, t *schema.AttrType) {
	var elem *schema.AttrType
	if t != nil {
		elem = t.Elem
	}
	e.Open('[')
	for _, s := range a.Slots() {
		e.Item()
		e.value(s, elem)
	}
	e.Close(']')
}

// hash writes a map or an object by key.
func (e *emitter) hash(h *value.Hash, t *schema.AttrType) {
	e.Open('{')
	for _, o := range sortedEntries(h) {
		key, elem := o.key, (*schema.AttrType)(nil)
		if t != nil && t.Kind == schema.Object {
			key, elem = schema.Pascal(o.key), t.Field(o.key)
		} else if t != nil {
			elem = t.Elem
		}
		e.Key(key)
		e.value(o.value, elem)
	}
	e.Close('}')
}

// scalar writes a number or truth value, as a text where one is wanted.
func (e *emitter) scalar(v value.Value, t *schema.AttrType) {
	if t != nil && t.Kind == schema.String {
		text, _ := scalarText(v)
		e.String(text)
		return
	}
	e.scratch = emit.AppendJSON(e.scratch[:0], v)
	e.Bytes(e.scratch)
}

// known writes known text, as a number or truth value where one is wanted.
func (e *emitter) known(s string, t *schema.AttrType) {
	switch {
	case t != nil && t.Kind == schema.Bool && (s == "true" || s == "false"),
		t != nil && t.Kind == schema.Number && json.Valid([]byte(s)) && s != "" && (s[0] == '-' || '0' <= s[0] && s[0] <= '9'):
		e.Raw(s)
	default:
		e.String(s)
	}
}

// scalarText is a text, number or truth value as Terraform converts it to a
// text; false for any other value and for what is not known.
func scalarText(v value.Value) (string, bool) {
	switch v := value.Peek(v).(type) {
	case *value.String:
		return v.Text, v.Known()
	case value.Symbol:
		return string(v), true
	case value.Bool:
		return strconv.FormatBool(bool(v)), true
	case value.Float:
		return strconv.FormatFloat(float64(v), 'f', -1, 64), true
	case value.Int, *value.Big:
		return string(emit.AppendNumber(nil, v)), true
	}
	return "", false
}

// jsonDocument writes a JSON document as an object, in the order of the source.
func (e *emitter) jsonDocument(v value.Value) {
	if s, ok := v.(*value.String); ok {
		if parsed, ok := emit.ParseJSON(s); ok {
			v = parsed
		}
	}
	e.plainValue(v)
}

// documentText is a JSON document as text, with the references in it apart. One
// that is written as known text stays as it is.
func (e *emitter) documentText(v value.Value) []piece {
	s, ok := value.Peek(v).(*value.String)
	if !ok {
		return e.jsonText(nil, v)
	}
	if parsed, ok := emit.ParseJSON(s); ok && !s.Known() && emit.Lone(s) == nil {
		return e.jsonText(nil, parsed)
	}
	return e.flatten(nil, s)
}

func (e *emitter) jsonText(out []piece, v value.Value) []piece {
	switch v := value.Peek(v).(type) {
	case *value.Hash:
		next := "{"
		emit.Entries(v, func(key string, slot int) {
			out = appendText(out, next+string(emit.AppendString(nil, key))+":")
			out, next = e.jsonText(out, v.Slots()[slot]), ","
		})
		return appendText(out, strings.Trim(next, ",")+"}")
	case *value.Array:
		next := "["
		for _, s := range v.Slots() {
			out, next = e.jsonText(appendText(out, next), s), ","
		}
		return appendText(out, strings.Trim(next, ",")+"]")
	case *value.String, *value.Ref, *value.Raw:
		return e.quoted(out, v)
	default:
		return appendText(out, string(emit.AppendJSON(nil, v)))
	}
}

// quoted is a text inside a JSON document that is a text itself.
func (e *emitter) quoted(out []piece, v value.Value) []piece {
	out = appendText(out, `"`)
	for _, p := range e.flatten(nil, v) {
		if p.call != nil {
			out = append(out, p)
			continue
		}
		out = appendText(out, string(emit.AppendEscaped(nil, p.text)))
	}
	return appendText(out, `"`)
}

// plainValue writes a value as it stands, with its references: JSON documents
// and raw values.
func (e *emitter) plainValue(v value.Value) {
	switch v := value.Peek(value.OrNil(v)).(type) {
	case *value.Hash:
		e.Open('{')
		emit.Entries(v, func(key string, slot int) {
			e.Key(key)
			e.plainValue(v.Slots()[slot])
		})
		e.Close('}')
	case *value.Array:
		e.Open('[')
		for _, s := range v.Slots() {
			e.Item()
			e.plainValue(s)
		}
		e.Close(']')
	case *value.Ref, *value.String, value.Symbol, *value.Raw:
		e.value(v, nil)
	default:
		e.scalar(v, nil)
	}
}
