// Package diff says how two templates differ in what they mean: which
// resources, inputs and outputs came, went, changed or moved, down to the
// attribute, and whether a change is made in place or replaces the resource.
//
// What enters are two resolved graphs, as package read gives them back from
// documents; what leaves is a [Report]. The order of keys, of the elements of
// sets, and of what a policy allows does not count; nor does the form of a
// number, nor a list of one where a single word would do.
//
// What is equal as it stands is found without further ado; only a resource
// that differs is turned into a tree, see [node], and compared by meaning.
package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Options say what the graphs are about.
type Options struct {
	CloudFormation bool // the target is CloudFormation: its facts on replacement hold
}

// Compare is how new differs from old. Either may be nil: then everything of
// the other came or went. Compare(a, b) mirrors Compare(b, a).
func Compare(old, new *resolve.Graph, o Options) *Report {
	c := &comparison{old: orEmpty(old), new: orEmpty(new), Options: o}
	c.report.Template = cmp.Or(c.new.Name, c.old.Name)
	c.description()
	c.match()
	c.resources()
	c.inputs()
	c.outputs()
	c.settings()
	c.report.sort()
	return &c.report
}

func orEmpty(g *resolve.Graph) *resolve.Graph {
	if g == nil {
		return &resolve.Graph{}
	}
	return g
}

type comparison struct {
	Options
	old, new *resolve.Graph
	pairs    []pair
	moved    map[value.Address]value.Address // old address -> new one
	report   Report
	facts    map[*schema.Type]*facts
}

// A pair is one resource in both graphs; old or new is nil for one that came
// or went.
type pair struct{ old, new *resolve.Resource }

func (c *comparison) resources() {
	for _, p := range c.pairs {
		what := Resource
		switch {
		case p.old == nil:
			c.add(Change{Kind: Added, What: whatOf(p.new.Address, what), Address: p.new.Address.String()})
		case p.new == nil:
			c.add(Change{Kind: Removed, What: whatOf(p.old.Address, what), Address: p.old.Address.String()})
		default:
			c.resource(p)
		}
	}
}

func whatOf(a value.Address, what What) What {
	if a.Data {
		return DataSource
	}
	return what
}

// resource compares one that is in both graphs.
func (c *comparison) resource(p pair) {
	change := Change{Kind: Changed, What: whatOf(p.new.Address, Resource), Address: p.new.Address.String()}
	if p.old.Address != p.new.Address {
		change.Kind, change.From = Moved, p.old.Address.String()
	}
	if !c.same(p.old.Attrs, p.new.Attrs) {
		a := builder{moved: c.moved}.resource(p.old)
		b := builder{}.resource(p.new)
		change.Attrs = compareNodes(a, b)
	}
	change.Attrs = append(change.Attrs, c.meta(p)...)
	if change.Kind == Changed && len(change.Attrs) == 0 {
		return
	}
	c.judge(&change, p.new)
	c.add(change)
}

func (c *comparison) add(change Change) { c.report.Changes = append(c.report.Changes, change) }

// meta compares the meta-arguments.
func (c *comparison) meta(p pair) []Attr {
	old, new := p.old.Meta, p.new.Meta
	if len(old.DependsOn) == 0 && len(new.DependsOn) == 0 && old.Lifecycle == nil && new.Lifecycle == nil && old.Provider == nil && new.Provider == nil {
		return nil
	}
	return compareNodes(builder{moved: c.moved}.meta(old), builder{}.meta(new))
}

func (c *comparison) inputs() {
	eachPair(c.old.Inputs, c.new.Inputs, func(in *resolve.Input) string { return in.Name }, func(name string, old, new *resolve.Input) {
		b := builder{}
		c.simple(Input, name, b.input(old), b.input(new))
	})
}

func (c *comparison) outputs() {
	eachPair(c.old.Outputs, c.new.Outputs, func(o *resolve.Output) string { return o.Name }, func(name string, old, new *resolve.Output) {
		c.simple(Output, name, builder{moved: c.moved}.output(old), builder{}.output(new))
	})
}

// description compares what the templates say of themselves.
func (c *comparison) description() {
	of := func(g *resolve.Graph) *node {
		if g.From == nil {
			return nil
		}
		n := &node{kind: object}
		if g.From.Description != "" {
			n.put("description", leafOf(g.From.Description))
		}
		return n
	}
	if old, new := of(c.old), of(c.new); old != nil && new != nil {
		c.simple(Template, "template", old, new)
	}
}

// settings compares the configurations of providers, and Terraform's own.
func (c *comparison) settings() {
	name := func(s *graph.Settings) string {
		if alias := resolve.Alias(s); alias != "" {
			return s.Name + "." + alias
		}
		return s.Name
	}
	eachPair(c.old.Providers, c.new.Providers, name, func(name string, old, new *graph.Settings) {
		c.simple(Provider, name, builder{moved: c.moved}.settings(c.old.Catalog, old), builder{}.settings(c.new.Catalog, new))
	})
	c.simple(Terraform, "terraform", builder{}.settings(nil, c.old.Terraform), builder{}.settings(nil, c.new.Terraform))
}

// simple adds what became of a thing with a name of its own; nil: not there.
func (c *comparison) simple(what What, name string, old, new *node) {
	change := Change{Kind: Changed, What: what, Address: name, Outcome: InPlace}
	switch {
	case old == nil && new == nil:
		return
	case old == nil:
		change.Kind, change.Outcome = Added, ""
	case new == nil:
		change.Kind, change.Outcome = Removed, ""
	default:
		if change.Attrs = compareNodes(old, new); len(change.Attrs) == 0 {
			return
		}
	}
	c.add(change)
}

// eachPair calls f for each name in one of two lists or both, by name.
func eachPair[T any](old, new []*T, name func(*T) string, f func(name string, old, new *T)) {
	a, b := map[string]*T{}, map[string]*T{}
	var names []string
	for _, x := range old {
		a[name(x)] = x
		names = append(names, name(x))
	}
	for _, x := range new {
		if b[name(x)] = x; a[name(x)] == nil {
			names = append(names, name(x))
		}
	}
	slices.SortFunc(names, strings.Compare)
	for _, n := range names {
		f(n, a[n], b[n])
	}
}
