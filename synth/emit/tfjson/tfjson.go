// Package tfjson writes a template as Terraform's JSON syntax: one root
// module, main.tf.json, with the description as a comment and the sections terraform, provider, variable, data,
// resource and output in this order, maps by key.
//
// The syntax: https://developer.hashicorp.com/terraform/language/syntax/json,
// read 2026-07. A resource's attributes are written along their [resolve.View],
// straight from shape and slots, so that the document is never held in memory.
package tfjson

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// Target is Terraform's JSON syntax.
type Target struct{}

// Path is one folder for each template, so that each has a state of its own.
func (Target) Path(template string) string { return template + "/main.tf.json" }

// Emit writes the document.
func (Target) Emit(rg *resolve.Graph, w io.Writer) error {
	e := newEmitter(rg, emit.NewWriter(w))
	e.Open('{')
	e.description()
	e.terraform()
	e.providers()
	e.variables()
	e.dataSources()
	e.resources()
	e.outputs()
	e.Close('}')
	return e.Finish()
}

type emitter struct {
	*emit.Writer
	rg       *resolve.Graph
	neutrals map[string]neutral
	texts    map[value.Value]string // JSON-text documents of constant subtrees, as JSON strings
	scratch  []byte

	repeats map[*resolve.View][]emit.Repeat
	shape   *value.Shape // of the hash whose members were sorted last
	order   []ordered    // theirs
}

func newEmitter(rg *resolve.Graph, w *emit.Writer) *emitter {
	e := &emitter{Writer: w, rg: rg, neutrals: map[string]neutral{}, texts: map[value.Value]string{}, repeats: map[*resolve.View][]emit.Repeat{}}
	for _, name := range rg.Neutral {
		e.neutrals[name] = newNeutral(rg, name)
	}
	return e
}

// A neutral is a value of the template as a whole, which Terraform reads from
// a data source.
type neutral struct {
	address    value.Address
	expression string // data.aws_region.current.region
}

// newNeutral names the data source of aws.region and its like: current, or
// with a _ when the template has a data source of that name with attributes.
func newNeutral(rg *resolve.Graph, name string) neutral {
	source, attr := "aws_region", "region"
	switch name {
	case "account_id":
		source, attr = "aws_caller_identity", "account_id"
	case "partition":
		source, attr = "aws_partition", "partition"
	}
	a := value.Address{Data: true, Type: source, Name: "current"}
	for r := rg.Find(a); r != nil && r.Attrs.Len() > 0; r = rg.Find(a) {
		a.Name += "_"
	}
	return neutral{a, a.String() + "." + attr}
}

func (e *emitter) neutral(name string) neutral { return e.neutrals[resolve.NeutralName(name)] }

// description writes that of the template as a comment, which is what
// Terraform takes a property of this name for.
func (e *emitter) description() {
	if text := e.rg.From.Description; text != "" {
		e.Key("//")
		e.String(text)
	}
}

// terraform writes the provider requirement, and what the template's own
// terraform block says beside or instead of it. Terraform reads all of this as
// it stands, without expressions.
func (e *emitter) terraform() {
	e.Key("terraform")
	e.Open('{')
	given := value.NewHash(e.rg.From.NameAt)
	if e.rg.Terraform != nil {
		given = e.rg.Terraform.Values
	}
	e.plainMembers(given, "required_providers", func(v value.Value) {
		required, _ := v.(*value.Hash)
		e.requiredProviders(required)
	})
	e.Close('}')
}

// requiredProviders writes that of aws, with members given by the template
// instead of ours, and others as they are given.
func (e *emitter) requiredProviders(given *value.Hash) {
	if given == nil {
		given = value.NewHash(e.rg.From.NameAt)
	}
	e.Open('{')
	e.plainMembers(given, "aws", func(v value.Value) {
		if text, ok := v.(*value.String); ok {
			e.String(text.Text)
			return
		}
		aws, _ := v.(*value.Hash)
		e.Open('{')
		e.Key("source")
		e.ownText(aws, "source", "hashicorp/aws")
		e.Key("version")
		e.ownText(aws, "version", "~> 6.0")
		e.Close('}')
	})
	e.Close('}')
}

// ownText writes a member of a hash that may be missing, or a text instead.
func (e *emitter) ownText(h *value.Hash, name, instead string) {
	if h != nil {
		if i := h.Shape().FindText(name); i >= 0 {
			e.constant(h.Peek(i))
			return
		}
	}
	e.String(instead)
}

// plainMembers writes the members of a hash by key, and among them one more,
// which f writes: given what the hash holds there, or Nil.
func (e *emitter) plainMembers(h *value.Hash, more string, f func(value.Value)) {
	done := false
	one := func(found value.Value) {
		done = true
		e.Key(more)
		f(found)
	}
	for _, m := range sortedMembers(h) {
		if !done && m.key > more {
			one(value.Nil)
		}
		switch {
		case m.key == more:
			one(m.value)
		case m.value != value.Value(value.Nil):
			e.Key(m.key)
			e.constant(m.value)
		}
	}
	if !done {
		one(value.Nil)
	}
}

// providers writes provider.aws: an object, or several when some have an
// alias, the one without first.
func (e *emitter) providers() {
	byName := slices.Clone(e.rg.Providers)
	slices.SortStableFunc(byName, func(a, b *graph.Settings) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(resolve.Alias(a), resolve.Alias(b)))
	})
	if len(byName) == 0 {
		return
	}
	e.Key("provider")
	e.Open('{')
	for len(byName) > 0 {
		n := 1
		for n < len(byName) && byName[n].Name == byName[0].Name {
			n++
		}
		e.provider(byName[:n])
		byName = byName[n:]
	}
	e.Close('}')
}

// provider writes the configurations of one provider.
func (e *emitter) provider(all []*graph.Settings) {
	e.Key(all[0].Name)
	if len(all) == 1 {
		e.settings(all[0])
		return
	}
	e.Open('[')
	for _, s := range all {
		e.Item()
		e.settings(s)
	}
	e.Close(']')
}

func (e *emitter) settings(s *graph.Settings) {
	if s.Name == "aws" && e.rg.Catalog != nil {
		e.block(s.Values, e.rg.Catalog.Provider(), nil)
		return
	}
	e.value(s.Values, nil)
}

// dataSources writes those of the template, and those that neutral values read.
func (e *emitter) dataSources() {
	byType := map[string][]*resolve.Resource{}
	add := func(r *resolve.Resource) { byType[r.Address.Type] = append(byType[r.Address.Type], r) }
	for _, r := range e.rg.Resources {
		if r.Address.Data {
			add(r)
		}
	}
	for _, name := range e.rg.Neutral {
		if n := e.neutrals[name]; e.rg.Find(n.address) == nil {
			add(&resolve.Resource{
				Resource: &graph.Resource{Resource: value.Resource{Address: n.address}},
				Attrs:    value.NewHash(e.rg.From.NameAt), Meta: &resolve.Meta{},
			})
		}
	}
	e.objects("data", slices.Sorted(maps.Keys(byType)), func(typ string) []*resolve.Resource { return byType[typ] })
}

func (e *emitter) resources() { e.objects("resource", e.rg.Types(), e.rg.OfType) }

// objects writes a section of resources: by type, then by name.
func (e *emitter) objects(section string, types []string, of func(typ string) []*resolve.Resource) {
	if len(types) == 0 {
		return
	}
	e.Key(section)
	e.Open('{')
	for _, typ := range types {
		e.Key(typ)
		e.Open('{')
		for r := range emit.ByName(of(typ)) {
			e.Key(r.Address.Name)
			e.resource(r)
		}
		e.Close('}')
	}
	e.Close('}')
}

// outputs writes the outputs by name.
func (e *emitter) outputs() {
	if len(e.rg.Outputs) == 0 {
		return
	}
	e.Key("output")
	e.Open('{')
	for _, o := range e.rg.Outputs {
		e.Key(o.Name)
		e.Open('{')
		if o.Description != "" {
			e.Key("description")
			e.String(o.Description)
		}
		if o.Secret {
			e.Key("sensitive")
			e.Raw("true")
		}
		e.Key("value")
		e.value(o.Value, nil)
		e.Close('}')
	}
	e.Close('}')
}
