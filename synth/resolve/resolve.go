package resolve

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Resolve binds every reference in g to the object that it names, gives every
// input a type, and orders resources so that each follows all it refers to.
//
// Names that the schema does not have are left to package check: here they are
// stepped over. Values are shared with g and not changed.
func Resolve(g *graph.Graph, c *schema.Catalog) (*Graph, diag.List) {
	return resolve(g, c, nil)
}

// resolve is Resolve for a graph in which repairs have made the promoted
// inputs.
func resolve(g *graph.Graph, c *schema.Catalog, promoted map[string]bool) (*Graph, diag.List) {
	r := newResolver(g, c, promoted)
	r.indexResources()
	r.declareInputs()
	r.bindResources()
	r.bindSettings()
	r.bindOutputs()
	r.typeInputs()
	r.orderByDependency()
	return r.out, r.diags
}

type resolver struct {
	g     *graph.Graph
	c     *schema.Catalog
	out   *Graph
	diags diag.List

	at       *Resource // the resource whose values are walked; nil in outputs and settings
	inputs   map[string]*hole
	uses     map[useKey]bool
	types    map[value.Address]*schema.Type // by address without name
	splits   map[*value.Shape]*split
	secrets  map[*schema.Block]bool
	constant map[constantKey]bool
}

func newResolver(g *graph.Graph, c *schema.Catalog, promoted map[string]bool) *resolver {
	n := len(g.Resources)
	return &resolver{
		g: g, c: c,
		out: &Graph{
			Name: g.Name, From: g, Providers: g.Providers, Terraform: g.Terraform, Catalog: c,
			Resources: make([]*Resource, n), all: make([]Resource, n), promoted: promoted,
		},
		inputs:   map[string]*hole{},
		uses:     map[useKey]bool{},
		types:    map[value.Address]*schema.Type{},
		splits:   map[*value.Shape]*split{},
		secrets:  map[*schema.Block]bool{},
		constant: map[constantKey]bool{},
	}
}

// indexResources makes the resources, their attributes apart from their
// meta-arguments, which are bound later.
func (r *resolver) indexResources() {
	for i, from := range r.g.Resources {
		r.out.all[i] = Resource{Resource: from, Type: r.typeOf(from.Address), Attrs: from.Attrs, Meta: noMeta, made: i}
		r.out.Resources[i] = &r.out.all[i]
	}
}

// typeOf is the type of a resource, nil for one that does not exist.
func (r *resolver) typeOf(a value.Address) *schema.Type {
	a.Name = ""
	t, known := r.types[a]
	if !known {
		t = typeOf(r.c, a)
		r.types[a] = t
	}
	return t
}

func typeOf(c *schema.Catalog, a value.Address) *schema.Type {
	if a.Data {
		return c.DataSource(a.Type)
	}
	return c.Resource(a.Type)
}

func (r *resolver) bindResources() {
	for _, res := range r.out.Resources {
		r.at = res
		r.splitMeta(res)
		if res.Type != nil {
			r.block(res.Attrs, res.Type.Block)
		}
	}
	r.at = nil
}

// bindSettings binds the references in providers; Terraform's own settings
// must not have any.
func (r *resolver) bindSettings() {
	for _, s := range r.out.Providers {
		if s.Name == "aws" {
			r.block(s.Values, r.c.Provider())
		}
	}
	if t := r.out.Terraform; t != nil {
		r.fixed(t.Values, t.Where)
	}
}

// fixed tells values that are not known, where Terraform wants plain ones.
func (r *resolver) fixed(v value.Value, where source.Span) {
	switch v := value.Peek(v).(type) {
	case *value.Hash:
		for i, s := range v.Slots() {
			r.fixed(s, first(v.Shape().Place(i).Value, where))
		}
	case *value.Array:
		for i, s := range v.Slots() {
			r.fixed(s, first(v.Place(i), where))
		}
	case *value.String:
		if !v.Known() {
			r.notFixed(where)
		}
	case *value.Ref, *value.Raw:
		r.notFixed(where)
	}
}

func (r *resolver) notFixed(where source.Span) {
	r.diags.Add(diag.FixedSetting.At(where, "a setting of Terraform cannot hold a value that is known only after deployment"))
}

// bindOutputs binds the outputs, by name. One that holds a secret is secret.
func (r *resolver) bindOutputs() {
	for _, from := range r.g.Outputs {
		r.feed(from.Value, target{}, from.ValueAt)
		export := option(from.Options, "export")
		r.feed(export, target{}, from.Where)
		r.out.Outputs = append(r.out.Outputs, &Output{
			Name: from.Name, Value: from.Value, Where: from.Where,
			Description: optionText(from.Options, "description"), Export: exported(export),
			Secret: option(from.Options, "sensitive") == value.Value(value.Bool(true)) || r.holdsSecret(from.Value),
		})
	}
	slices.SortStableFunc(r.out.Outputs, func(a, b *Output) int { return strings.Compare(a.Name, b.Name) })
}

// exported is what `export:` says; nil, false and absence say nothing.
func exported(v value.Value) value.Value {
	if v == value.Value(value.Nil) || v == value.Value(value.Bool(false)) {
		return nil
	}
	return v
}

// holdsSecret reports whether a value has a part that Terraform treats as
// sensitive; it refuses an output that holds one and does not say so.
func (r *resolver) holdsSecret(v value.Value) bool {
	switch v := value.Peek(v).(type) {
	case *value.Ref:
		return r.secretRef(v)
	case *value.String:
		return v.Splices != nil && slices.ContainsFunc(*v.Splices, func(s value.Splice) bool { return r.holdsSecret(s.Value) })
	case *value.Array:
		return slices.ContainsFunc(v.Slots(), r.holdsSecret)
	case *value.Hash:
		return slices.ContainsFunc(v.Slots(), r.holdsSecret)
	}
	return false
}

func (r *resolver) secretRef(ref *value.Ref) bool {
	if ref.Of != nil {
		res := r.out.Of(ref.Of)
		if res == nil || res.Type == nil {
			return false
		}
		found := follow(res.Type, ref.Path)
		return found.attr != nil && found.attr.Sensitive
	}
	h := r.inputs[inputName(ref)]
	return h != nil && (h.in.Secret || slices.ContainsFunc(h.in.Uses, func(u Use) bool { return u.Attr != nil && u.Attr.Secret }))
}

// option is the value of an option, Nil without.
func option(h *value.Hash, name string) value.Value {
	if h != nil {
		return h.Member(name)
	}
	return value.Nil
}

// optionText is the text of an option, empty without.
func optionText(h *value.Hash, name string) string {
	text, _ := value.KnownText(option(h, name))
	return text
}

// first is the first of two places that is one.
func first(a, b source.Span) source.Span {
	if a.IsZero() {
		return b
	}
	return a
}

// Alias is the alias of a provider configuration, empty without.
func Alias(s *graph.Settings) string { return optionText(s.Values, "alias") }
