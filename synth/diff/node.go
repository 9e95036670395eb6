package diff

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A node is a value by its meaning: two that mean the same have equal keys.
type node struct {
	kind    kind
	text    string   // of a leaf, as it is shown: "raw", 5, aws_sns_topic.a.arn
	key     string   // of a leaf, as it is compared
	names   []string // of an object's members, in order
	below   []*node  // members of an object, elements of a list or set
	secret  bool
	ordered bool   // of a list: that elements change places is a change
	digest  string // see sum; empty: not made yet
}

type kind uint8

const (
	leaf kind = iota
	object
	list // by place
	set  // in any order
)

// sum is a text that is the same for what means the same.
func (n *node) sum() string {
	if n.kind == leaf {
		return n.key
	}
	if n.digest == "" {
		parts := make([]string, len(n.below))
		for i, b := range n.below {
			parts[i] = b.sum()
			if n.kind == object {
				parts[i] = strconv.Quote(n.names[i]) + ":" + parts[i]
			}
		}
		if n.kind == set {
			slices.Sort(parts)
		}
		n.digest = [...]string{"", "{", "[", "("}[n.kind] + strings.Join(parts, ",") + "]"
	}
	return n.digest
}

// member is the member of a name, nil without.
func (n *node) member(name string) *node {
	if i, ok := slices.BinarySearch(n.names, name); ok && n.kind == object {
		return n.below[i]
	}
	return nil
}

// put adds a member; nil adds nothing.
func (n *node) put(name string, m *node) {
	if m == nil {
		return
	}
	i, there := slices.BinarySearch(n.names, name)
	if there {
		n.below[i] = m
		return
	}
	n.names = slices.Insert(n.names, i, name)
	n.below = slices.Insert(n.below, i, m)
}

// A builder makes nodes of the values of one graph.
type builder struct {
	moved map[value.Address]value.Address // addresses that are others in the other graph
	loose func(value.Address) bool        // addresses of which only the type counts; nil: none
}

func (b builder) resource(r *resolve.Resource) *node {
	if r.Type == nil {
		return b.value(r.Attrs, nil)
	}
	return b.block(r.Attrs, r.Type.Block)
}

func (b builder) meta(m *resolve.Meta) *node {
	n := &node{kind: object}
	if len(m.DependsOn) > 0 {
		on := &node{kind: set}
		for _, a := range m.DependsOn {
			on.below = append(on.below, &node{text: a.String(), key: b.address(a).String()})
		}
		n.put("depends_on", on)
	}
	if m.Lifecycle != nil {
		cycle := b.value(m.Lifecycle, nil)
		for _, name := range []string{"ignore_changes", "replace_triggered_by"} {
			if l := cycle.member(name); l != nil && l.kind == list {
				l.kind = set
			}
		}
		n.put("lifecycle", cycle)
	}
	if m.Provider != nil {
		n.put("provider", leafOf(resolve.ProviderText(m.Provider)))
	}
	return n
}

func (b builder) input(in *resolve.Input) *node {
	if in == nil {
		return nil
	}
	n := &node{kind: object}
	n.put("type", leafOf(in.Type.String()))
	if in.Default != nil {
		def := b.value(in.Default, &in.Type)
		if def == nil {
			def = &node{text: "null", key: "null"}
		}
		def.secret = in.Secret
		n.put("default", def)
	}
	for _, text := range []struct{ name, text string }{{"description", in.Description}, {"pattern", in.Pattern}, {"arn", in.ARN}} {
		if text.text != "" {
			n.put(text.name, leafOf(text.text))
		}
	}
	if len(in.Allowed) > 0 {
		n.put("allowed", b.elements(set, in.Allowed, nil))
	}
	if in.Secret {
		n.put("sensitive", &node{text: "true", key: "true"})
	}
	return n
}

func (b builder) output(o *resolve.Output) *node {
	if o == nil {
		return nil
	}
	n := &node{kind: object}
	if v := b.value(o.Value, nil); v != nil {
		v.secret = o.Secret && v.kind != leaf || o.Secret && strings.HasPrefix(v.key, `"`)
		n.put("value", v)
	}
	if o.Description != "" {
		n.put("description", leafOf(o.Description))
	}
	if o.Export != nil {
		n.put("export", b.value(o.Export, nil))
	}
	if o.Secret {
		n.put("sensitive", &node{text: "true", key: "true"})
	}
	return n
}

func (b builder) settings(c *schema.Catalog, s *graph.Settings) *node {
	switch {
	case s == nil:
		return nil
	case c != nil && s.Name == "aws":
		return b.block(s.Values, c.Provider())
	}
	return b.value(s.Values, nil)
}

func leafOf(text string) *node {
	quoted := quote(text)
	return &node{text: quoted, key: quoted}
}

// block is a hash as a block of the schema.
func (b builder) block(h *value.Hash, of *schema.Block) *node {
	n := &node{kind: object}
	for i := range h.Len() {
		name, v := keyText(h.KeyAt(i)), h.Peek(i)
		if v == value.Value(value.Nil) {
			continue
		}
		switch nested, attr := of.Nested(name), of.Attr(name); {
		case nested != nil:
			n.put(name, b.nested(v, nested))
		case attr != nil:
			n.put(name, b.attribute(v, attr))
		default:
			n.put(name, b.value(v, nil))
		}
	}
	return n
}

func keyText(key value.Value) string {
	switch k := key.(type) {
	case value.Symbol:
		return string(k)
	case *value.String:
		return k.Text
	}
	return ""
}

// nested are the blocks of one name: one that stands once at most is that
// block itself.
func (b builder) nested(v value.Value, of *schema.NestedBlock) *node {
	var all []*node
	switch v := v.(type) {
	case *value.Hash:
		if of.Nesting == schema.NestMap {
			n := &node{kind: object}
			for i := range v.Len() {
				if h, ok := v.Peek(i).(*value.Hash); ok {
					n.put(keyText(v.KeyAt(i)), b.block(h, of.Block))
				}
			}
			return n
		}
		all = append(all, b.block(v, of.Block))
	case *value.Array:
		for i := range v.Len() {
			if h, ok := v.Peek(i).(*value.Hash); ok {
				all = append(all, b.block(h, of.Block))
			}
		}
	default:
		return b.value(v, nil)
	}
	switch {
	case len(all) == 0:
		return nil
	case len(all) == 1 && (of.Max == 1 || of.Nesting == schema.NestSingle):
		return all[0]
	case of.Nesting == schema.NestSet:
		return &node{kind: set, below: all}
	}
	return &node{kind: list, below: all, ordered: true}
}

func (b builder) attribute(v value.Value, a *schema.Attribute) *node {
	var n *node
	if a.JSON {
		n = b.document(v)
	} else {
		n = b.value(v, &a.Type)
	}
	if n != nil {
		n.secret = a.Secret
	}
	return n
}

// value is a value of a type, nil where the schema says nothing. Nil is none.
func (b builder) value(v value.Value, t *schema.AttrType) *node {
	switch v := value.Peek(v).(type) {
	case value.NilType:
		return nil
	case *value.Array:
		if t == nil {
			return b.elements(list, v.Slots(), nil)
		}
		if t.Kind == schema.Set {
			return b.elements(set, v.Slots(), t.Elem)
		}
		return b.elements(list, v.Slots(), t.Elem)
	case *value.Hash:
		if t != nil && (t.Kind == schema.List || t.Kind == schema.Set) {
			return b.elements(list, []value.Value{v}, t.Elem)
		}
		return b.members(v, t)
	default:
		return b.scalar(v, t)
	}
}

func (b builder) elements(k kind, slots []value.Value, t *schema.AttrType) *node {
	n := &node{kind: k, ordered: k == list}
	for _, s := range slots {
		if m := b.value(s, t); m != nil {
			n.below = append(n.below, m)
		} else {
			n.below = append(n.below, &node{text: "null", key: "null"})
		}
	}
	return n
}

func (b builder) members(h *value.Hash, t *schema.AttrType) *node {
	n := &node{kind: object}
	for i := range h.Len() {
		name := keyText(h.KeyAt(i))
		var of *schema.AttrType
		if t != nil && t.Kind == schema.Object {
			of = t.Field(name)
		} else if t != nil {
			of = t.Elem
		}
		n.put(name, b.value(h.Peek(i), of))
	}
	return n
}

// scalar is a text, number or truth value as Terraform converts it to the type.
func (b builder) scalar(v value.Value, t *schema.AttrType) *node {
	if s, ok := v.(*value.String); ok && !s.Known() || v.Kind() == value.KindRef || v.Kind() == value.KindRaw || v.Kind() == value.KindResource {
		return &node{text: builder{}.unknown(v), key: b.unknown(v)}
	}
	text, isText := scalarText(v)
	switch {
	case t != nil && t.Kind == schema.Bool && (text == "true" || text == "false"):
		isText = false
	case t != nil && t.Kind == schema.Number && json.Valid([]byte(text)) && text != "" && text[0] != '"':
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			text, isText = numberText(f, text), false
		}
	case t != nil && t.Kind == schema.String:
		isText = true
	}
	if isText {
		return leafOf(text)
	}
	return &node{text: text, key: text}
}

// scalarText is a known text, or the digits or word of another scalar.
func scalarText(v value.Value) (text string, isText bool) {
	switch v := v.(type) {
	case *value.String:
		return v.Text, true
	case value.Symbol:
		return string(v), true
	case value.Bool:
		return strconv.FormatBool(bool(v)), false
	case value.Int:
		return strconv.FormatInt(int64(v), 10), false
	case *value.Big:
		return v.String(), false
	case value.Float:
		return numberText(float64(v), ""), false
	}
	return "", true
}

// numberText is a number as it is compared: whole ones without a point. Those
// too large to be exact stay as they are written.
func numberText(f float64, written string) string {
	if written != "" && math.Abs(f) >= 1<<53 {
		return written
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// unknown is a value that is known only after deployment, in Terraform's words.
func (b builder) unknown(v value.Value) string {
	switch v := v.(type) {
	case *value.Ref:
		return b.reference(v)
	case *value.Resource:
		return b.address(v.Address).String()
	case *value.Raw:
		if s, ok := v.Terraform.(*value.String); ok {
			return s.Text
		}
		return "raw " + b.plainText(value.OrNil(v.CloudFormation))
	case *value.String:
		return quote(b.textOf(v))
	}
	return ""
}

func (b builder) plainText(v value.Value) string {
	if n := b.value(v, nil); n != nil {
		return n.show()
	}
	return "null"
}

// textOf is a text with its references as ${…}.
func (b builder) textOf(s *value.String) string {
	var out strings.Builder
	from := 0
	for _, p := range *s.Splices {
		out.WriteString(s.Text[from:p.At])
		out.WriteString("${" + b.unknown(p.Value) + "}")
		from = p.At
	}
	return out.String() + s.Text[from:]
}

func (b builder) reference(r *value.Ref) string {
	var text string
	switch {
	case r.Of != nil:
		text = b.address(r.Of.Address).String()
	case r.Input != nil && r.Input.Neutral:
		text = "aws." + resolve.NeutralName(r.Input.Name)
	case r.Input != nil:
		text = "var." + r.Input.Name
	}
	for _, s := range r.Path {
		text += s.String()
	}
	return text
}

// address is an address as the other graph has it.
func (b builder) address(a value.Address) value.Address {
	if to, ok := b.moved[a]; ok {
		return to
	}
	if b.loose != nil && b.loose(a) {
		a.Name = "*"
	}
	return a
}
