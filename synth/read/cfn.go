package read

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// CloudFormation reads a template in JSON as package cfn writes it. The pages
// that say which property an attribute becomes are read the other way round:
// each member of a type looks for its property.
//
// What the form does not keep cannot come back: names are those of logical ids
// in snake_case, defaults that were written out are given, and a resource that
// was folded into another is an attribute of that, or has its name.
func CloudFormation(f *source.File, c *schema.Catalog) (*graph.Graph, diag.List) {
	p := newParser(f)
	top, ok := p.plain().(*value.Hash)
	p.end()
	if !ok {
		p.fail(0, "this is no CloudFormation template: an object should stand here")
	}
	return cloudFormationGraph(p, top, c)
}

// cloudFormationGraph is the graph of a template that was read as values.
func cloudFormationGraph(p *parser, top *value.Hash, c *schema.Catalog) (*graph.Graph, diag.List) {
	r := &cloudFormation{parser: p, c: c, g: newGraph(p.file), ids: map[string]*identity{}, kinds: map[string]*counterpart{}, blocks: map[*schema.Block][]propertyOf{}, inputs: map[string]*value.Input{}}
	if !p.wrong {
		r.document(top)
	}
	return r.g, r.diags
}

type cloudFormation struct {
	*parser
	c      *schema.Catalog
	g      *graph.Graph
	ids    map[string]*identity           // by logical id
	kinds  map[string]*counterpart        // by CloudFormation's name of the type
	inputs map[string]*value.Input        // by name of the parameter
	blocks map[*schema.Block][]propertyOf // members of blocks that have a property
	data   bool                           // the data source aws_partition.current is there
}

// An identity is what a logical id stands for.
type identity struct {
	*counterpart
	of   *value.Resource
	body *value.Hash
	at   source.Span
}

// A counterpart is a type of CloudFormation in Terraform.
type counterpart struct {
	typ   *schema.Type // nil for a type that is not known
	to    *schema.CloudFormation
	parts []part
}

// A part is a type that is folded into another.
type part struct {
	schema.Part
	to *schema.CloudFormation
}

func (r *cloudFormation) counterpart(name string) *counterpart {
	k := r.kinds[name]
	if k != nil {
		return k
	}
	k = &counterpart{typ: r.c.FromCloudFormation(name)}
	r.kinds[name] = k
	if k.typ == nil {
		return k
	}
	k.to = r.c.CloudFormation(k.typ)
	for _, p := range r.c.FoldedInto(k.typ) {
		k.parts = append(k.parts, part{p, r.c.CloudFormation(p.Type)})
	}
	return k
}

func (r *cloudFormation) foreign(at source.Span, format string, args ...any) {
	r.diags.Add(diag.ForeignPart.At(at, format, args...))
}

// each calls f for the members of a hash, with the place of the key.
func each(h *value.Hash, f func(name string, v value.Value, at source.Span)) {
	for i := range h.Len() {
		f(string(h.KeyAt(i).(value.Symbol)), h.Peek(i), h.Shape().Place(i).Key)
	}
}

// objects calls f for the members of a section, all of which must be objects.
func (r *cloudFormation) objects(v value.Value, f func(name string, h *value.Hash, at source.Span)) {
	h, ok := v.(*value.Hash)
	if !ok {
		return
	}
	each(h, func(name string, v value.Value, at source.Span) {
		if inner, ok := v.(*value.Hash); ok {
			f(name, inner, at)
		} else {
			r.foreign(at, "`%s` should be an object", name)
		}
	})
}

func (r *cloudFormation) document(top *value.Hash) {
	r.objects(top.Member("Parameters"), r.parameter)
	r.objects(top.Member("Resources"), r.identify)
	r.objects(top.Member("Resources"), func(id string, _ *value.Hash, _ source.Span) { r.resource(id) })
	r.objects(top.Member("Outputs"), r.output)
	each(top, func(name string, v value.Value, at source.Span) {
		switch name {
		case "AWSTemplateFormatVersion", "Parameters", "Resources", "Outputs":
		case "Description":
			r.g.Description = text(v)
		default:
			r.foreign(at, "templates make no `%s`, which is left out", name)
		}
	})
}

// identify notes what a logical id stands for, so that references find it.
func (r *cloudFormation) identify(id string, body *value.Hash, at source.Span) {
	a := value.Address{Type: text(body.Member("Type"))}
	i := &identity{counterpart: r.counterpart(a.Type), body: body, at: at}
	name := id
	if i.typ != nil {
		name = strings.TrimSuffix(id, schema.Pascal(strings.TrimPrefix(i.typ.Name, "aws_")))
		a.Type = i.typ.Name
	} else {
		r.foreign(at, "`%s` is no type that is known here; its properties are read as they stand", a.Type)
	}
	a.Name = Snake(name)
	i.of = &value.Resource{Address: a, Where: at}
	r.ids[id] = i
}

// Snake is a name in PascalCase in snake_case: DeliveryStreamName is
// delivery_stream_name. Its PascalCase is the name again.
func Snake(name string) string {
	var b strings.Builder
	for i, c := range name {
		if c >= 'A' && c <= 'Z' {
			if i > 0 {
				b.WriteByte('_')
			}
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}

// resource reads one resource, and those that are parts of it.
func (r *cloudFormation) resource(id string) {
	i := r.ids[id]
	attrs := value.NewHash(i.body.Shape().Where)
	each(i.body, func(name string, v value.Value, at source.Span) {
		switch name {
		case "Type", "UpdateReplacePolicy":
		case "Properties":
			r.properties(i, v, attrs)
		case "DependsOn":
			r.dependsOn(v, attrs, at)
		case "DeletionPolicy":
			keep := value.NewHash(at)
			keep.Set(value.Symbol("prevent_destroy"), value.Bool(text(v) == "Retain"), value.Place{Key: at})
			attrs.Set(value.Symbol("lifecycle"), keep, value.Place{Key: at})
		default:
			r.foreign(at, "`%s` of `%s` has no counterpart in templates, and is left out", name, id)
		}
	})
	r.g.Resources = append(r.g.Resources, &graph.Resource{
		Resource: value.Resource{Address: i.of.Address, Where: i.body.Shape().Where}, Attrs: attrs, TypeAt: i.at, NameAt: i.at,
	})
}

func (r *cloudFormation) dependsOn(v value.Value, attrs *value.Hash, at source.Span) {
	list, ok := v.(*value.Array)
	if !ok {
		list = value.NewArray([]value.Value{v})
	}
	var on []value.Value
	for _, s := range list.Slots() {
		if i := r.ids[text(s)]; i != nil {
			on = append(on, i.of)
		} else {
			r.foreign(at, "there is no `%s`", text(s))
		}
	}
	attrs.Set(value.Symbol("depends_on"), value.NewArray(on), value.Place{Key: at})
}

func (r *cloudFormation) properties(i *identity, v value.Value, attrs *value.Hash) {
	props, ok := v.(*value.Hash)
	switch {
	case !ok:
		return
	case i.typ == nil:
		each(props, func(name string, v value.Value, at source.Span) {
			attrs.Set(value.Symbol(name), r.value(v, nil), value.Place{Key: at})
		})
		return
	}
	p := &properties{r: r, typ: i.typ, to: i.to, top: props, used: map[*value.Hash]map[string]bool{}}
	p.choices()
	p.folds(i)
	p.block(i.typ.Block, props, attrs)
	p.values(i)
	p.unused(props)
}

func (r *cloudFormation) output(name string, body *value.Hash, at source.Span) {
	out := &graph.Output{Name: Snake(name), NameAt: at, Where: body.Shape().Where, ValueAt: body.Shape().Where, Value: value.Nil}
	out.Options = value.NewHash(body.Shape().Where)
	each(body, func(member string, v value.Value, at source.Span) {
		switch member {
		case "Value":
			out.Value = r.value(v, nil)
		case "Description":
			out.Options.Set(value.Symbol("description"), v, value.Place{Key: at})
		case "Export":
			if h, ok := v.(*value.Hash); ok && h.Len() == 1 {
				out.Options.Set(value.Symbol("export"), r.value(h.Peek(0), nil), value.Place{Key: at})
			}
		default:
			r.foreign(at, "`%s` of an output has no counterpart in templates, and is left out", member)
		}
	})
	r.g.Outputs = append(r.g.Outputs, out)
}

// parameter reads a parameter back to an input. Which kind of ARN it must be
// follows from its uses.
func (r *cloudFormation) parameter(name string, body *value.Hash, at source.Span) {
	in := &graph.Input{Name: Snake(name), NameAt: at, Where: body.Shape().Where, Options: value.NewHash(body.Shape().Where)}
	r.inputs[name] = &value.Input{Name: in.Name, Declared: true, Where: at}
	typ := parameterTypes[text(body.Member("Type"))]
	if list, ok := body.Member("AllowedValues").(*value.Array); ok && typ == "string" && isBool(list) {
		typ = "bool"
	}
	in.Options.Set(value.Symbol("type"), value.NewString(typ), value.Place{})
	each(body, func(member string, v value.Value, at source.Span) {
		set := func(name string, v value.Value) {
			in.Options.Set(value.Symbol(name), v, value.Place{Key: at, Value: at})
		}
		switch member {
		case "Type", "ConstraintDescription":
		case "AllowedPattern":
			if pattern := text(v); !isARN(r.c, pattern) {
				set("pattern", value.NewString(inner(pattern)))
			}
		case "AllowedValues":
			if list, ok := v.(*value.Array); ok && typ != "bool" {
				set("allowed", eachTyped(list, typ))
			}
		case "Default":
			set("default", typed(text(v), typ))
		case "Description":
			set("description", v)
		case "NoEcho":
			set("sensitive", v)
		default:
			r.foreign(at, "`%s` of a parameter has no counterpart in templates, and is left out", member)
		}
	})
	r.g.Declared = append(r.g.Declared, in)
}

var parameterTypes = map[string]string{
	"String": "string", "Number": "number", "CommaDelimitedList": "list(string)", "List<Number>": "list(number)",
}

func isBool(list *value.Array) bool {
	return list.Len() == 2 && text(list.Peek(0)) == "true" && text(list.Peek(1)) == "false"
}

func isARN(c *schema.Catalog, pattern string) bool {
	return slices.ContainsFunc(c.ARNs(), func(k *schema.ARNKind) bool { return k.Pattern == pattern })
}

// inner is a pattern without what was put around it to match a whole text.
func inner(pattern string) string {
	s := strings.TrimSuffix(strings.TrimPrefix(pattern, `[\s\S]*`), `[\s\S]*`)
	if p, ok := between(s, "(?:", ")"); ok && s != pattern {
		return p
	}
	return pattern
}

// typed is the text of a parameter as a value of its type.
func typed(s, typ string) value.Value {
	switch {
	case strings.HasPrefix(typ, "list("):
		elem := strings.TrimSuffix(strings.TrimPrefix(typ, "list("), ")")
		list := value.NewArray(nil)
		for part := range strings.SplitSeq(s, ",") {
			list.Push(typed(part, elem))
		}
		return list
	case typ == "bool":
		return value.Bool(s == "true")
	case typ == "number":
		if v := number(s); v != nil {
			return v
		}
	}
	return value.NewString(s)
}

func eachTyped(list *value.Array, typ string) value.Value {
	out := value.NewArray(nil)
	for _, s := range list.Slots() {
		out.Push(typed(text(s), typ))
	}
	return out
}
