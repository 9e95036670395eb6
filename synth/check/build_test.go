package check_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/normalize"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file builds graphs from the text of a template that consists of
// literals, resource calls, assignments and references: what the examples on
// pages are written in. It is far less than the compiler, and needs none.

// catalog and rules are shared by all tests: opening them is what costs.
var (
	catalog = schema.Load()
	rules   = check.Open(rulePages())
)

func rulePages() fs.FS {
	pages, err := fs.Sub(stdlib.FS, "rules")
	if err != nil {
		panic(err)
	}
	return pages
}

// resolved is a template, normalised and resolved.
func resolved(t *testing.T, text string) *resolve.Graph {
	t.Helper()
	g, diags := normalize.New(catalog).Graph(built(t, text))
	require.False(t, diags.HasErrors(), "%v", diags)
	rg, diags := resolve.Resolve(g, catalog)
	for _, d := range diags {
		require.NotEqual(t, "error", d.Severity.String(), "%s: %s\n%s", d.Code, d.Message, text)
	}
	return rg
}

// built is the graph of a template's text.
func built(t *testing.T, text string) *graph.Graph {
	t.Helper()
	file := source.NewFile("t.rb", []byte(text))
	tree, diags := dsl.Parse(file)
	require.Empty(t, diags, text)
	b := &builder{t: t, g: &graph.Graph{Name: "t", File: file}, locals: map[string]value.Value{}}
	b.all(tree.Body)
	return b.g
}

type builder struct {
	t      *testing.T
	g      *graph.Graph
	locals map[string]value.Value
}

func (b *builder) all(body []dsl.Node) (last value.Value) {
	last = value.Nil
	for _, n := range body {
		last = b.eval(n)
	}
	return last
}

func (b *builder) eval(n dsl.Node) value.Value {
	switch n := n.(type) {
	case *dsl.NilLit:
		return value.Nil
	case *dsl.BoolLit:
		return value.Bool(n.Value)
	case *dsl.IntLit:
		return value.Int(n.Value)
	case *dsl.FloatLit:
		return value.Float(n.Value)
	case *dsl.SymbolLit:
		return value.Symbol(n.Name)
	case *dsl.StringLit:
		return b.text(n)
	case *dsl.ArrayLit:
		return b.array(n)
	case *dsl.HashLit:
		return b.hash(n)
	case *dsl.LocalExpr:
		return b.locals[n.Name]
	case *dsl.AssignExpr:
		v := b.eval(n.Value)
		b.locals[n.Target.(*dsl.LocalExpr).Name] = v
		return v
	case *dsl.CallExpr:
		return b.call(n)
	}
	b.t.Fatalf("the builder of graphs knows no %T", n)
	return nil
}

func (b *builder) text(n *dsl.StringLit) value.Value {
	s := value.NewString("")
	for _, p := range n.Parts {
		if p.Code == nil {
			s.Append(value.NewString(p.Text))
			continue
		}
		switch v := b.all(p.Code).(type) {
		case *value.String:
			s.Append(v)
		default:
			s.Append(value.SpliceString(v))
		}
	}
	return s
}

func (b *builder) array(n *dsl.ArrayLit) value.Value {
	places := &value.ArrayPlaces{Where: n.Where}
	var slots []value.Value
	for _, e := range n.Elems {
		slots = append(slots, b.eval(e))
		places.Elems = append(places.Elems, e.Span())
	}
	a := value.NewArray(slots)
	a.Places = places
	return a
}

func (b *builder) hash(n *dsl.HashLit) value.Value {
	var keys, slots []value.Value
	var at []value.Place
	for _, p := range n.Pairs {
		keys = append(keys, b.eval(p.Key))
		slots = append(slots, b.eval(p.Value))
		at = append(at, value.Place{Key: p.Key.Span(), Value: p.Value.Span()})
	}
	return value.HashOf(value.NewShape(n.Where, keys, at), slots)
}

func (b *builder) call(n *dsl.CallExpr) value.Value {
	switch {
	case n.Name == "template":
		return b.all(n.Block.Body.Stmts)
	case n.Name == "provider":
		b.g.Providers = append(b.g.Providers, &graph.Settings{Name: "aws", Values: b.eval(n.Args[1]).(*value.Hash), Where: n.Where})
		return value.Nil
	case n.Recv == nil && len(n.Args) > 0:
		return b.resource(n)
	case n.Recv == nil:
		return &value.Ref{Input: &value.Input{Name: n.Name, Free: n.Name, Where: n.Where}, Where: n.Where}
	}
	switch of := b.eval(n.Recv).(type) {
	case *value.Resource:
		return &value.Ref{Of: of, Path: []value.Step{{Name: n.Name}}, Where: n.Where}
	case *value.Ref:
		name := of.Input.Free
		if n.Name != "value" {
			name += "_" + n.Name
		}
		return &value.Ref{Input: &value.Input{Name: name, Free: of.Input.Free, Attr: n.Name, Where: of.Where}, Where: n.Where}
	}
	b.t.Fatalf("the builder of graphs knows no call of %s", n.Name)
	return nil
}

func (b *builder) resource(n *dsl.CallExpr) value.Value {
	a := value.Address{Type: n.Name, Name: string(b.eval(n.Args[0]).(value.Symbol))}
	b.g.Resources = append(b.g.Resources, &graph.Resource{
		Resource: value.Resource{Address: a, Where: n.Where}, Attrs: b.eval(n.Args[1]).(*value.Hash), TypeAt: n.NameAt, NameAt: n.Args[0].Span(),
	})
	return &value.Resource{Address: a, Template: b.g.Name, Where: n.Where}
}
