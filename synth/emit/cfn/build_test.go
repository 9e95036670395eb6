package cfn

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file makes graphs by hand, in few words.

var catalog = schema.Load()

// v is a Go value as one of the language; a []any is an Array, pairs(…) a Hash.
func v(x any) value.Value {
	switch x := x.(type) {
	case nil:
		return value.Nil
	case string:
		return value.NewString(x)
	case int:
		return value.Int(x)
	case float64:
		return value.Float(x)
	case bool:
		return value.Bool(x)
	case []any:
		list := make([]value.Value, len(x))
		for i, e := range x {
			list[i] = v(e)
		}
		return value.NewArray(list)
	}
	return x.(value.Value)
}

// h is a Hash of keys and values in turn.
func h(pairs ...any) *value.Hash {
	made := value.NewHash(source.Span{})
	for i := 0; i < len(pairs); i += 2 {
		made.Set(value.Symbol(pairs[i].(string)), v(pairs[i+1]), value.Place{})
	}
	return made
}

// text is a String of texts and unknown values.
func text(parts ...any) *value.String {
	s := &value.String{}
	for _, p := range parts {
		if known, ok := p.(string); ok {
			s.Append(value.NewString(known))
		} else {
			s.Append(value.SpliceString(p.(value.Value)))
		}
	}
	return s
}

// free is name.attr of a free name.
func free(name, attr string) *value.Ref {
	return &value.Ref{Input: &value.Input{Name: name + "_" + attr, Free: name, Attr: attr}}
}

func neutral(name string) *value.Ref {
	return &value.Ref{Input: &value.Input{Name: name, Neutral: true}}
}

// ref is an attribute of a resource.
func ref(kind, name string, path ...any) *value.Ref {
	r := &value.Ref{Of: &value.Resource{Address: value.Address{Type: kind, Name: name}}}
	for _, p := range path {
		if i, ok := p.(int); ok {
			r.Path = append(r.Path, value.Step{Index: i, IsIndex: true})
		} else {
			r.Path = append(r.Path, value.Step{Name: p.(string)})
		}
	}
	return r
}

func dataRef(kind, name string, path ...any) *value.Ref {
	r := ref(kind, name, path...)
	r.Of.Address.Data = true
	return r
}

func res(kind, name string, attrs *value.Hash) *graph.Resource {
	return &graph.Resource{Resource: value.Resource{Address: value.Address{Type: kind, Name: name}}, Attrs: attrs}
}

func data(kind, name string) *graph.Resource {
	return &graph.Resource{Resource: value.Resource{Address: value.Address{Data: true, Type: kind, Name: name}}, Attrs: h()}
}

func resolved(t *testing.T, g *graph.Graph) *resolve.Graph {
	t.Helper()
	if g.Name == "" {
		g.Name = "t"
	}
	rg, diags := resolve.Resolve(g, catalog)
	require.Empty(t, messages(diags))
	return rg
}

// emitted is the document of some resources, as text.
func emitted(t *testing.T, target Target, g *graph.Graph) string {
	t.Helper()
	rg := resolved(t, g)
	for _, d := range target.Check(rg) {
		require.NotEqual(t, diag.Error, d.Severity, d.Message)
	}
	var out bytes.Buffer
	require.NoError(t, target.Emit(rg, &out))
	return out.String()
}

// properties are those of one resource of the document.
func properties(t *testing.T, id string, resources ...*graph.Resource) map[string]any {
	t.Helper()
	return resourceOf(t, id, resources...)["Properties"].(map[string]any)
}

func resourceOf(t *testing.T, id string, resources ...*graph.Resource) map[string]any {
	t.Helper()
	doc := map[string]any{}
	require.NoError(t, json.Unmarshal([]byte(emitted(t, Target{}, &graph.Graph{Resources: resources})), &doc))
	all := doc["Resources"].(map[string]any)
	require.Contains(t, all, id)
	return all[id].(map[string]any)
}

func told(t *testing.T, g *graph.Graph) []string {
	t.Helper()
	return messages(Target{}.Check(resolved(t, g)))
}

func messages(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Severity.String()+"["+d.Code+"]: "+d.Message)
	}
	return out
}
