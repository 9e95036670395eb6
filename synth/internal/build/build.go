// Package build makes graphs by hand, for tests of the stages that take them:
// values from Go literals, without places in a source.
package build

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Pair is one entry of a hash: its key, a string, and its value.
type Pair [2]any

// Pairs is a hash.
type Pairs []Pair

// Lasting is a value that is built as a constant subtree.
type Lasting struct{ Of any }

// Graph is a template of these resources.
func Graph(name string, resources ...*graph.Resource) *graph.Graph {
	return &graph.Graph{Name: name, Resources: resources}
}

// Resource is a resource of a type and name.
func Resource(typ, name string, attrs Pairs) *graph.Resource {
	return &graph.Resource{
		Resource: value.Resource{Address: value.Address{Type: typ, Name: name}},
		Attrs:    Value(attrs).(*value.Hash),
	}
}

// Value is a Go value as a template's: Pairs, []any, string, int, float64,
// bool, nil; values of package value stay as they are.
func Value(v any) value.Value {
	switch v := v.(type) {
	case nil:
		return value.Nil
	case Pairs:
		h := value.NewHash(source.Span{})
		for _, p := range v {
			h.Set(value.Symbol(p[0].(string)), Value(p[1]), value.Place{})
		}
		return h
	case []any:
		slots := make([]value.Value, len(v))
		for i, e := range v {
			slots[i] = Value(e)
		}
		return value.NewArray(slots)
	case Lasting:
		return value.Const{Of: Value(v.Of)}
	case string:
		return value.NewString(v)
	case int:
		return value.Int(v)
	case float64:
		return value.Float(v)
	case bool:
		return value.Bool(v)
	}
	return v.(value.Value)
}

// Ref is a reference to an attribute of a resource: Ref("aws_s3_bucket", "b", "arn").
func Ref(typ, name string, path ...string) *value.Ref {
	r := &value.Ref{Of: &value.Resource{Address: value.Address{Type: typ, Name: name}}}
	for _, p := range path {
		r.Path = append(r.Path, value.Step{Name: p})
	}
	return r
}

// Free is a free name with its attribute: Free("role", "arn"), or "value".
func Free(name, attr string) *value.Ref {
	in := &value.Input{Name: name + "_" + attr, Free: name, Attr: attr}
	if attr == "value" {
		in.Name, in.Attr = name, ""
	}
	return &value.Ref{Input: in}
}

// Text is a text of parts: known ones as Go strings, unknown ones as values.
func Text(parts ...any) *value.String {
	s := value.NewString("")
	for _, p := range parts {
		if text, ok := p.(string); ok {
			s.Append(value.NewString(text))
			continue
		}
		s.Append(value.SpliceString(p.(value.Value)))
	}
	return s
}
