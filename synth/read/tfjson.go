package read

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Terraform reads a document in Terraform's JSON syntax as package tfjson
// writes it. The graph is complete as far as the document could be read: a
// text that is no JSON is an error, and ends it; anything that templates do not
// have is a warning at its place, and left out.
func Terraform(f *source.File, c *schema.Catalog) (*graph.Graph, diag.List) {
	r := &terraform{parser: newParser(f), c: c, references: newReferences(), g: newGraph(f), documents: map[string]value.Value{}}
	r.document()
	r.end()
	r.takeBackNeutral()
	r.undeclared(r.declared())
	return r.g, r.diags
}

func newGraph(f *source.File) *graph.Graph {
	return &graph.Graph{Name: TemplateName(f.Name), NameAt: f.Span(0, min(1, len(f.Data))), File: f}
}

type terraform struct {
	*parser
	*references
	c *schema.Catalog
	g *graph.Graph

	documents map[string]value.Value // by their text: equal ones are one value
}

func (r *terraform) document() {
	r.object(func(section string, at source.Span) {
		switch section {
		case "//":
			r.g.Description = text(r.plain())
		case "terraform":
			r.settings(at)
		case "provider":
			r.providers()
		case "variable":
			r.object(func(name string, at source.Span) { r.readVariable(name, at) })
		case "data", "resource":
			r.resources(section == "data")
		case "output":
			r.object(func(name string, at source.Span) { r.output(name, at) })
		default:
			r.foreign(at, "templates make no `%s`, which is left out", section)
			r.plain()
		}
	})
}

func (r *terraform) foreign(at source.Span, format string, args ...any) {
	r.diags.Add(diag.ForeignPart.At(at, format, args...))
}

// settings reads the terraform section. What every document has says nothing.
func (r *terraform) settings(at source.Span) {
	values := r.members(r.plain())
	from := r.span(int(at.Start))
	if ownSettings(values) {
		r.g.Terraform = &graph.Settings{Values: values, Where: from}
	}
}

// members is a value that must be an object; an empty one, told, when it is not.
func (r *terraform) members(v value.Value) *value.Hash {
	if h, ok := v.(*value.Hash); ok {
		return h
	}
	if !r.wrong {
		r.foreign(r.span(max(0, r.at-1)), "an object should stand here")
	}
	return value.NewHash(source.Span{})
}

// ownSettings reports whether settings say more than the requirement that is
// written into every document.
func ownSettings(values *value.Hash) bool {
	required, _ := values.Member("required_providers").(*value.Hash)
	if values.Len() != 1 || required == nil || required.Len() != 1 {
		return true
	}
	aws, _ := required.Member("aws").(*value.Hash)
	return aws == nil || aws.Len() != 2 || text(aws.Member("source")) != "hashicorp/aws" || text(aws.Member("version")) != "~> 6.0"
}

// text is a known text, empty for any other value.
func text(v value.Value) string {
	if s, ok := v.(*value.String); ok && s.Known() {
		return s.Text
	}
	return ""
}

func (r *terraform) providers() {
	r.object(func(name string, at source.Span) {
		var b *schema.Block
		if name == "aws" {
			b = r.c.Provider()
		}
		one := func() value.Value {
			values := r.members(r.block(b))
			r.g.Providers = append(r.g.Providers, &graph.Settings{Name: name, Values: values, Where: at})
			return values
		}
		if r.peek() == '[' {
			r.list(one)
			return
		}
		one()
	})
}

// resources reads a section of resources or data sources.
func (r *terraform) resources(data bool) {
	r.object(func(typ string, typeAt source.Span) {
		t := r.c.Resource(typ)
		if data {
			t = r.c.DataSource(typ)
		}
		if t == nil {
			r.foreign(typeAt, "`%s` is no type that is known here; its attributes are read as they stand", typ)
		}
		r.object(func(name string, nameAt source.Span) {
			r.resource(value.Address{Data: data, Type: typ, Name: name}, t, typeAt, nameAt)
		})
	})
}

// foreignMeta are meta-arguments that templates do without.
var foreignMeta = []string{"count", "for_each", "dynamic", "provisioner", "connection"}

func (r *terraform) resource(a value.Address, t *schema.Type, typeAt, nameAt source.Span) {
	var b *schema.Block
	if t != nil {
		b = t.Block
	}
	from := r.start()
	attrs := r.hash(func(key string) value.Value {
		switch {
		case b != nil && b.Has(key):
			return r.memberOf(b, key)
		case key == "lifecycle":
			return r.lifecycle()
		case key == "depends_on", key == "provider":
			return r.plain()
		case slices.Contains(foreignMeta, key):
			begin := r.start()
			r.plain()
			r.foreign(r.span(begin), "`%s` of `%s` has no counterpart in templates, and is left out", key, a)
			return value.Nil
		}
		return r.value()
	})
	r.g.Resources = append(r.g.Resources, &graph.Resource{Resource: value.Resource{Address: a, Where: r.span(from)}, Attrs: attrs, TypeAt: typeAt, NameAt: nameAt})
}

// lifecycle reads a lifecycle block, whose texts in replace_triggered_by are
// references.
func (r *terraform) lifecycle() value.Value {
	return r.hash(func(key string) value.Value {
		if key == "replace_triggered_by" && r.peek() == '[' {
			return r.list(r.trigger)
		}
		return r.value()
	})
}

// trigger is a resource, or an attribute of one.
func (r *terraform) trigger() value.Value {
	if r.peek() != '"' {
		return r.plain()
	}
	from := r.start()
	s := r.parser.text()
	r.where = r.span(from)
	x := &scanner{s: s, refs: r.references}
	if ref := x.reference(); ref != nil && x.at == len(s) {
		return ref
	}
	typ, name, _ := strings.Cut(s, ".")
	return r.named(value.Address{Type: typ, Name: name})
}

// block reads a value as a block of the schema, or as several; nil: as it
// stands.
func (r *terraform) block(b *schema.Block) value.Value {
	switch {
	case b == nil:
		return r.value()
	case r.peek() == '{':
		return r.hash(func(key string) value.Value { return r.memberOf(b, key) })
	case r.peek() == '[':
		return r.list(func() value.Value { return r.block(b) })
	}
	return r.value()
}

func (r *terraform) memberOf(b *schema.Block, name string) value.Value {
	if n := b.Nested(name); n != nil {
		return r.nested(n)
	}
	if a := b.Attr(name); a != nil && a.JSON && r.peek() == '"' {
		return r.jsonText()
	}
	return r.value()
}

func (r *terraform) nested(n *schema.NestedBlock) value.Value {
	if n.Nesting == schema.NestMap && r.peek() == '{' {
		return r.hash(func(string) value.Value { return r.block(n.Block) })
	}
	return r.block(n.Block)
}

// value reads a value whose texts and keys are templates.
func (r *terraform) value() value.Value {
	switch r.peek() {
	case '{':
		return r.escapedKeys(r.hash(func(string) value.Value { return r.value() }))
	case '[':
		return r.list(r.value)
	case '"':
		from := r.start()
		return r.templateOf(from, r.parser.text())
	}
	return r.scalar()
}

// escapedKeys is a hash whose keys may be templates, with the keys as they are
// meant.
func (r *terraform) escapedKeys(h *value.Hash) *value.Hash {
	shape := h.Shape()
	if !slices.ContainsFunc(shape.Keys, func(k value.Value) bool { return special(string(k.(value.Symbol))) }) {
		return h
	}
	keys := make([]value.Value, len(shape.Keys))
	for i, k := range shape.Keys {
		keys[i] = k
		v := r.templateAt(shape.Place(i).Key, string(k.(value.Symbol)))
		if s, ok := v.(*value.String); ok && s.Known() {
			keys[i] = r.symbol(s.Text)
		}
	}
	return value.HashOf(value.NewShape(shape.Where, keys, shape.At), h.Slots())
}

func (r *terraform) templateOf(from int, s string) value.Value {
	if !special(s) {
		return value.NewString(s)
	}
	return r.templateAt(r.span(from), s)
}

func (r *terraform) templateAt(at source.Span, s string) value.Value {
	r.where = at
	v, broken := r.template(s)
	if broken != "" {
		r.foreign(at, "this text is no template: %s", broken)
	}
	return v
}

// jsonText reads the text of a JSON document: the document itself when writing
// that gives the same text, else the text.
func (r *terraform) jsonText() value.Value {
	from := r.start()
	s := r.parser.text()
	r.where = r.span(from)
	if inner, ok := lone(s); ok {
		if doc := r.encoded(inner); doc != nil {
			return doc
		}
	}
	v := r.templateOf(from, s)
	known, ok := v.(*value.String)
	if !ok || !known.Known() || !startsLikeObject([]byte(known.Text)) && !strings.HasPrefix(known.Text, "[") {
		return v
	}
	doc, read := r.documents[known.Text]
	if !read {
		if doc, ok = r.parseJSON(known.Text); !ok || string(emit.AppendJSON(nil, doc)) != known.Text {
			doc = v
		}
		r.documents[known.Text] = doc
	}
	return doc
}

// encoded reads jsonencode(…); nil for another expression.
func (r *terraform) encoded(s string) value.Value {
	inner, ok := strings.CutPrefix(s, "jsonencode(")
	if !ok {
		return nil
	}
	x := &scanner{s: inner, refs: r.references}
	doc := x.data()
	if x.broken != "" || x.s[x.at:] != ")" {
		return nil
	}
	switch doc.(type) {
	case *value.Hash, *value.Array:
		return doc
	}
	return nil
}

func (r *terraform) output(name string, at source.Span) {
	out := &graph.Output{Name: name, NameAt: at, Value: value.Nil}
	from := r.start()
	out.Options = r.hash(func(key string) value.Value {
		if key != "value" {
			return r.plain()
		}
		begin := r.start()
		out.Value = r.value()
		out.ValueAt = r.span(begin)
		return value.Nil
	})
	out.Where = r.span(from)
	r.g.Outputs = append(r.g.Outputs, out)
}

// takeBackNeutral makes neutral values of what an emitter wrote for them, and
// takes the data sources away that nothing else asks for.
func (r *terraform) takeBackNeutral() {
	given := map[value.Address]int{} // data sources -> how many attributes they have
	for _, res := range r.g.Resources {
		given[res.Address] = res.Attrs.Len()
		for _, a := range dependencies(res) {
			r.direct[a] = true
		}
	}
	made := func(a value.Address) bool {
		attrs, there := given[a]
		own := value.Address{Data: true, Type: a.Type, Name: "current"}
		for given[own] > 0 {
			own.Name += "_"
		}
		return there && attrs == 0 && a == own
	}
	r.neutralize(made)
	r.g.Resources = slices.DeleteFunc(r.g.Resources, func(res *graph.Resource) bool {
		return res.Address.Data && neutralAttr[res.Address.Type] != "" && made(res.Address) && !r.direct[res.Address]
	})
}

func (r *terraform) declared() map[string]bool {
	names := map[string]bool{}
	for _, in := range r.g.Declared {
		names[in.Name] = true
	}
	return names
}

// dependencies are the data sources that a resource names in depends_on.
func dependencies(res *graph.Resource) []value.Address {
	list, _ := res.Attrs.Member("depends_on").(*value.Array)
	if list == nil {
		return nil
	}
	var out []value.Address
	for _, s := range list.Slots() {
		if rest, data := strings.CutPrefix(text(s), "data."); data {
			typ, name, _ := strings.Cut(rest, ".")
			out = append(out, value.Address{Data: true, Type: typ, Name: name})
		}
	}
	return out
}
