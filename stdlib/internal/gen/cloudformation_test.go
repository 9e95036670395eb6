package main

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// The facts of CloudFormation, see sources/cloudformation.json.gz.
type (
	cfnFacts struct {
		Resources map[string]*cfnType `json:"resources"`
	}
	cfnType struct {
		Properties map[string]*cfnProperty                                 `json:"properties"`
		Types      map[string]struct{ Properties map[string]*cfnProperty } `json:"types"`
		Attributes map[string]any                                          `json:"attributes"`
		Ref        []string                                                `json:"ref"`
	}
	cfnProperty struct {
		Type     any   `json:"type"`
		Required bool  `json:"required"`
		Enum     []any `json:"enum"`
	}
)

func readFacts(t *testing.T) *cfnFacts {
	file, err := os.Open("sources/cloudformation.json.gz")
	require.NoError(t, err)
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	require.NoError(t, err)
	var facts cfnFacts
	require.NoError(t, json.NewDecoder(unzipped).Decode(&facts))
	return &facts
}

// Every member that a template may set has a property of CloudFormation of the
// same kind, or its page says that it has none.
func TestEveryMemberHasItsProperty(t *testing.T) {
	facts, catalog := readFacts(t), schema.Load()
	library, err := schema.ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	for _, section := range library.CloudFormation {
		typ := catalog.Resource(section.Name)
		if typ == nil {
			continue // of a data source, or of every type
		}
		t.Run(section.Name, func(t *testing.T) {
			to := catalog.CloudFormation(typ)
			w := &walker{t: t, to: to, name: section.Name}
			w.open(facts, catalog)
			if w.of != nil {
				w.block(typ.Block, w.into)
				w.choices()
				w.outs(typ)
				w.required(typ)
			}
		})
	}
}

type walker struct {
	t    *testing.T
	to   *schema.CloudFormation
	name string
	of   *cfnType // nil for a part without properties of its own
	into any      // the object that members of the top stand in
	met  []string // properties of the top that something becomes
}

func (w *walker) open(facts *cfnFacts, catalog *schema.Catalog) {
	if w.to.Type != "" {
		w.of = facts.Resources[w.to.Type]
		require.NotNil(w.t, w.of, "no type %s", w.to.Type)
	}
	for _, fold := range w.to.Folds {
		host := catalog.CloudFormation(catalog.Resource(fold.Type))
		require.NotNil(w.t, host, fold.Type)
		of := facts.Resources[host.Type]
		property := (&walker{t: w.t, of: of}).at(nil, strings.Split(strings.TrimSuffix(fold.Into, "[]"), "."))
		if fold.Value == "" && property != nil {
			w.of, w.into = of, elementOf(property.Type, strings.HasSuffix(fold.Into, "[]"))
		}
	}
}

// object are the properties of an object type; nil: of the resource.
func (w *walker) object(typ any) map[string]*cfnProperty {
	if typ == nil {
		return w.of.Properties
	}
	if m, ok := typ.(map[string]any); ok {
		if ref, ok := m["ref"].(string); ok {
			return w.of.Types[ref].Properties
		}
	}
	return nil
}

// at is the property at a path below an object.
func (w *walker) at(typ any, path []string) *cfnProperty {
	var p *cfnProperty
	for i, name := range path {
		if member, is, ok := schema.ElementOf(name); ok {
			typ = elementOf(typ, true)
			if enum := w.object(typ)[member].Enum; len(enum) > 0 {
				require.Contains(w.t, enum, any(is))
			}
			continue
		}
		if p = w.object(typ)[name]; p == nil {
			w.t.Errorf("no property %s (of %s)", strings.Join(path[:i+1], "."), name)
			return nil
		}
		typ = p.Type
	}
	return p
}

func elementOf(typ any, list bool) any {
	if m, ok := typ.(map[string]any); list && ok {
		return m["list"]
	}
	return typ
}

func (w *walker) block(b *schema.Block, into any) {
	for _, a := range b.Attrs {
		m := w.to.Mapping(a.Path)
		if a.ReadOnly() || m.Kind != schema.MapProperty {
			continue
		}
		path := w.to.Path(m, b.Path)
		w.meet(m, b, path)
		start := into
		if strings.HasPrefix(m.To, "/") || b.Path == "" && w.to.Below != "" {
			start = nil
		}
		if p := w.at(start, path); p != nil {
			w.attribute(a, m, p)
		}
	}
	for _, n := range b.Blocks {
		w.nested(b, n, into)
	}
}

func (w *walker) meet(m *schema.Mapping, b *schema.Block, path []string) {
	if b.Path == "" {
		w.met = append(w.met, path[0])
	}
}

func (w *walker) nested(b *schema.Block, n *schema.NestedBlock, into any) {
	m := w.to.Mapping(n.Path)
	switch m.Kind {
	case schema.MapDissolve:
		w.block(n.Block, into)
	case schema.MapProperty:
		path := w.to.Path(m, b.Path)
		w.meet(m, b, path)
		if strings.HasPrefix(m.To, "/") || b.Path == "" && w.to.Below != "" {
			into = nil
		}
		p := w.at(into, path)
		if p == nil {
			return
		}
		inner := elementOf(p.Type, m.Repeats(n))
		if of, ok := p.Type.(map[string]any); ok && m.Keyed != "" {
			inner = of["map"]
		}
		if w.object(inner) == nil && inner != "json" {
			w.t.Errorf("%s: a block that repeats=%v, but %s is %v", n.Path, m.Repeats(n), strings.Join(path, "."), p.Type)
			return
		}
		if inner != "json" {
			w.block(n.Block, inner)
		}
	}
}

// attribute compares an attribute with its property.
func (w *walker) attribute(a *schema.Attribute, m *schema.Mapping, p *cfnProperty) {
	want := kindOf(p.Type)
	got := ""
	switch {
	case m.Key != "":
		element := elementOf(p.Type, true)
		if element != "tag" {
			names := w.object(element)
			if names[m.Key] == nil || names[m.Value] == nil {
				w.t.Errorf("%s: no pairs of %s and %s in %v", a.Path, m.Key, m.Value, element)
			}
		}
		got = "list"
	case a.JSON && !m.Text:
		got = "json"
	case m.List:
		got = "list"
	case m.Number:
		got = "number"
	case m.One:
		got = terraformKind(*a.Type.Elem)
	case m.TruthWords():
		got = "boolean"
	case m.Text || len(m.Words) > 0:
		got = "string"
	default:
		got = terraformKind(a.Type)
	}
	if got != want && want != "json" {
		w.t.Errorf("%s: %s, but its property is %v", a.Path, got, p.Type)
	}
	for i := 1; i < len(m.Words); i += 2 {
		if len(p.Enum) > 0 && !slices.Contains(p.Enum, any(m.Words[i])) {
			w.t.Errorf("%s: %q is no word of its property: %v", a.Path, m.Words[i], p.Enum)
		}
	}
}

func kindOf(typ any) string {
	m, ok := typ.(map[string]any)
	if !ok {
		switch typ {
		case "integer":
			return "number"
		case "date-time":
			return "string"
		}
		return typ.(string)
	}
	switch {
	case m["list"] != nil:
		return "list"
	case m["map"] != nil:
		return "map"
	case m["union"] != nil:
		for _, one := range m["union"].([]any) {
			if one == "json" {
				return "json"
			}
		}
		return kindOf(m["union"].([]any)[0])
	}
	return "object"
}

func terraformKind(t schema.AttrType) string {
	switch t.Kind {
	case schema.String:
		return "string"
	case schema.Number:
		return "number"
	case schema.Bool:
		return "boolean"
	case schema.List, schema.Set:
		return "list"
	case schema.Map:
		return "map"
	}
	return "object"
}

func (w *walker) choices() {
	for _, c := range w.to.Choices {
		p := w.of.Properties[c.Property]
		require.NotNil(w.t, p, c.Property)
		w.met = append(w.met, c.Property)
		for _, o := range c.Cases {
			if len(p.Enum) > 0 {
				require.Contains(w.t, p.Enum, any(o.Value))
			}
		}
	}
}

// outs: what Fn::GetAtt asks for exists, and so do the attributes themselves.
func (w *walker) outs(typ *schema.Type) {
	for _, o := range w.to.Out {
		a, _ := typ.Block.Find(o.Attr)
		require.NotNil(w.t, a, "no attribute %s", o.Attr)
		asked := []string{}
		if o.Kind == schema.OutGetAtt {
			asked = append(asked, o.Text)
		}
		for rest := o.Text; ; {
			_, after, more := strings.Cut(rest, "${.")
			if !more {
				break
			}
			name, _, _ := strings.Cut(after, "}")
			if name != "" {
				asked = append(asked, name)
			}
			rest = after
		}
		for _, name := range asked {
			require.Contains(w.t, w.of.Attributes, name, "Fn::GetAtt for %s", o.Attr)
		}
	}
}

// required: what CloudFormation asks for at the top is written by every
// template that Terraform accepts, or its absence is told.
func (w *walker) required(typ *schema.Type) {
	if w.to.Type == "" {
		return
	}
	for name, p := range w.of.Properties {
		if p.Required && !slices.Contains(w.met, name) {
			w.t.Errorf("required property %s: nothing becomes it", name)
		}
	}
	for _, name := range w.to.Needs {
		require.True(w.t, typ.Block.Has(name), name)
	}
}
