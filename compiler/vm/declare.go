package vm

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Inputs, outputs and settings, and what references are made of.

// wordInput is input :name, type: …, default: ….
func wordInput(s *site, g given) (value.Value, error) {
	m := s.m
	name, at, err := s.declaredName("input", g)
	if err != nil {
		return nil, err
	}
	if len(g.Pos) > 1 {
		return nil, m.stop(diag.BadDeclaration.At(s.at, "`input` takes a name and options: `input :%s, type: \"string\"`", name))
	}
	b := m.tmpl
	b.touch(s.at)
	if first := b.declared(name); first != nil {
		m.diags.Add(m.chain(diag.DeclaredTwice.At(at, "the input `%s` is declared twice", name).
			Labelled("declared again").Also(first.NameAt, "first declared here")))
		return m.inputRef(first, s.at), nil
	}
	in := &graph.Input{Name: name, NameAt: at, Where: s.at, Options: s.options(g)}
	b.addInput(in)
	if b == m.implied {
		m.inputs[name] = in
	}
	return m.inputRef(in, s.at), nil
}

// declaredName is the name in input :name and output :name.
func (s *site) declaredName(what string, g given) (string, source.Span, error) {
	at := s.argAt(0)
	if len(g.Pos) == 0 {
		return "", at, s.m.stop(diag.BadDeclaration.At(s.at, "`%s` needs a name: `%s :name`", what, what))
	}
	name, ok := value.KnownText(g.Pos[0])
	if !ok {
		return "", at, s.m.stop(diag.BadDeclaration.At(at, "the name of an %s is a Symbol or a String, not %s", what, value.Show(g.Pos[0])))
	}
	if !validName(name) {
		return "", at, s.m.stop(badName(at, "an "+what, name))
	}
	return name, at, nil
}

// options are the keywords of a declaration as the graph keeps them.
func (s *site) options(g given) *value.Hash {
	h := g.KW
	if h == nil {
		h = value.NewHash(s.at)
	}
	snap := snapshot{m: s.m, at: s.at}
	out := snap.hash(h, 0)
	s.m.tmpl.failed = s.m.tmpl.failed || snap.failed
	return out
}

// wordOutput is output :name, value, description: …, and its block form.
func wordOutput(s *site, g given) (value.Value, error) {
	m := s.m
	name, at, err := s.declaredName("output", g)
	if err != nil {
		return nil, err
	}
	b := m.tmpl
	b.touch(s.at)
	out := &graph.Output{Name: name, NameAt: at, Where: s.at, ValueAt: s.argAt(1)}
	if err := s.outputValue(out, g); err != nil {
		return nil, err
	}
	if first := b.outputs[name]; first != nil {
		m.diags.Add(m.chain(diag.DeclaredTwice.At(at, "the output `%s` is declared twice", name).
			Labelled("declared again").Also(first.NameAt, "first declared here")))
		return value.Nil, nil
	}
	if b.outputs == nil {
		b.outputs = map[string]*graph.Output{}
	}
	b.outputs[name] = out
	b.graph.Outputs = append(b.graph.Outputs, out)
	return value.Nil, nil
}

func (s *site) outputValue(out *graph.Output, g given) error {
	m := s.m
	options := g.KW
	var v value.Value
	if g.blk != nil {
		h, err := m.runBodyBlock(g.blk)
		if err != nil {
			return err
		}
		options = h
	}
	if len(g.Pos) > 1 {
		v = g.Pos[1]
	}
	if options != nil {
		options = options.Dup()
		if i := options.Shape().Find(value.Symbol("value")); i >= 0 && v == nil {
			out.ValueAt = options.Shape().Place(i).Value
			v, _ = options.Delete(value.Symbol("value"))
		}
	}
	if v == nil || len(g.Pos) > 2 {
		return m.stop(diag.BadDeclaration.At(s.at, "an output needs a name and one value: `output :%s, topic.arn`", out.Name))
	}
	snap := snapshot{m: m, at: out.ValueAt, name: "value"}
	out.Value = snap.copy(v, 0)
	m.tmpl.failed = m.tmpl.failed || snap.failed
	g.KW = options
	out.Options = s.options(g)
	return nil
}

// wordProvider is provider :aws, region: …, and its block form.
func wordProvider(s *site, g given) (value.Value, error) {
	m := s.m
	if len(g.Pos) == 0 || len(g.Pos) > 2 {
		return nil, m.stop(diag.BadDeclaration.At(s.at, "`provider` takes a name and settings: `provider :aws, region: \"eu-west-1\"`"))
	}
	name, ok := value.KnownText(g.Pos[0])
	if !ok {
		return nil, m.stop(diag.BadDeclaration.At(s.argAt(0), "the name of a provider is a Symbol or a String, not %s", value.Show(g.Pos[0])))
	}
	g.Pos = g.Pos[1:]
	values, err := s.settings(g)
	if err != nil {
		return nil, err
	}
	b := m.tmpl
	b.touch(s.at)
	b.graph.Providers = append(b.graph.Providers, &graph.Settings{Name: name, Values: values, Where: s.at})
	return value.Nil, nil
}

// wordTerraform is terraform do … end.
func wordTerraform(s *site, g given) (value.Value, error) {
	values, err := s.settings(g)
	if err != nil {
		return nil, err
	}
	b := s.m.tmpl
	b.touch(s.at)
	if first := b.graph.Terraform; first != nil {
		s.m.diags.Add(s.m.chain(diag.DeclaredTwice.At(s.at, "the settings of Terraform are given twice").Also(first.Where, "first given here")))
		return value.Nil, nil
	}
	b.graph.Terraform = &graph.Settings{Values: values, Where: s.at}
	return value.Nil, nil
}

// settings are what a Hash, keywords and a block together give.
func (s *site) settings(g given) (*value.Hash, error) {
	h, err := s.given(0, g)
	if err != nil {
		return nil, err
	}
	snap := snapshot{m: s.m, at: s.at}
	out := snap.hash(h, 0)
	s.m.tmpl.failed = s.m.tmpl.failed || snap.failed
	return out, nil
}

// ---- references

// refMethods are the methods of references; every other word is an attribute.
var refMethods = map[string]bool{
	"to_s": true, "inspect": true, "nil?": true, "==": true, "!=": true, "!": true, "is_a?": true, "then": true,
	"tap": true, "itself": true, "freeze": true, "frozen?": true, "dup": true,
}

// asksText are methods of Strings that no attribute is named like.
func asksText(name string) bool {
	switch name {
	case "size", "count", "index", "replace", "insert", "delete", "next", "sum", "hash", "lines", "bytes", "partition", "match",
		"name", "id", "class", "method", "methods", "display", "slice":
		return false
	}
	return core.Lookup(value.KindString, name) != nil || core.Lookup(value.KindArray, name) != nil && name != "first" && name != "last"
}

// ofReference is a method or attribute of a resource, or of an attribute.
func (s *site) ofReference(recv value.Value, a value.Args) (value.Value, error) {
	if e, ok := recv.(*elsewhere); ok {
		return s.ofElsewhere(e, a)
	}
	plain := len(a.Pos) == 0 && a.KW == nil && a.Block == nil
	if res, ok := recv.(*value.Resource); ok && plain && s.attr != nil {
		return &value.Ref{Of: res, Path: s.attr, Where: s.at}, nil
	}
	ref, isRef := recv.(*value.Ref)
	switch {
	case refMethods[s.name]:
	case plain && isAttrName(s.name):
		if isRef && asksText(s.name) {
			return nil, &core.UnknownError{Value: recv, Method: s.name}
		}
		return s.attribute(recv), nil
	case s.name == "[]" && len(a.Pos) == 1 && isRef:
		return s.indexReference(ref, a.Pos[0])
	}
	if k := core.LookupOn(recv, s.name); k != nil {
		return k.Call(s.m.core, recv, a)
	}
	return nil, &core.UnknownError{Value: recv, Method: s.name}
}

func isAttrName(name string) bool {
	for i, c := range []byte(name) {
		if c != '_' && (c|0x20 < 'a' || c|0x20 > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

// attribute is the attribute that the call names. The references that one call
// makes to resources share their path.
func (s *site) attribute(recv value.Value) *value.Ref {
	ref := step(recv, value.Step{Name: s.name}, s.at)
	if len(ref.Path) == 1 && ref.Of != nil {
		s.attr = ref.Path
	}
	return ref
}

// step is an attribute or element of a reference.
func step(recv value.Value, st value.Step, at source.Span) *value.Ref {
	switch recv := recv.(type) {
	case *value.Resource:
		return &value.Ref{Of: recv, Path: []value.Step{st}, Where: at}
	case *value.Ref:
		path := make([]value.Step, len(recv.Path), len(recv.Path)+1)
		copy(path, recv.Path)
		return &value.Ref{Of: recv.Of, Input: recv.Input, Path: append(path, st), Where: at}
	}
	panic("vm: a reference of an unknown kind")
}

// indexReference is ref[0], ref["k"], and x.outputs[:attr], which is x.attr.
func (s *site) indexReference(ref *value.Ref, key value.Value) (value.Value, error) {
	if i, ok := key.(value.Int); ok {
		return step(ref, value.Step{Index: int(i), IsIndex: true}, s.at), nil
	}
	name, ok := value.KnownText(key)
	if !ok {
		return nil, &core.UnknownError{Value: ref, Method: "[]"}
	}
	if ref.Of != nil && len(ref.Path) == 1 && ref.Path[0].Name == "outputs" {
		return step(ref.Of, value.Step{Name: name}, s.at), nil
	}
	return step(ref, value.Step{Name: name, IsKey: true}, s.at), nil
}

// input is free_name.attr as an input.
func (s *site) input() (value.Value, error) {
	if refMethods[s.name] || !isAttrName(s.name) {
		return nil, s.noName(s.call.Free)
	}
	name := s.call.Free + "_" + s.name
	if s.name == "value" {
		name = s.call.Free
	}
	s.m.tmpl.touch(s.at)
	in := &value.Input{Name: name, Free: s.call.Free, Attr: s.name, Where: s.at}
	return &value.Ref{Input: in, Where: s.at}, nil
}

// inputRef is the value of a declared input.
func (m *machine) inputRef(in *graph.Input, at source.Span) *value.Ref {
	return &value.Ref{Input: &value.Input{Name: in.Name, Declared: true, Where: in.NameAt}, Where: at}
}

// neutral gives the value of aws.region and its like to the call itself.
func (m *machine) neutral(s *site) value.Value {
	switch s.name {
	case "region", "account_id", "partition":
		return &elsewhere{neutral: true}
	}
	return nil
}

// An elsewhere is template(:other), whose members belong to that template, or
// `aws`.
type elsewhere struct {
	name    string
	neutral bool
}

// Kind is that of things which have attributes.
func (*elsewhere) Kind() value.Kind { return value.KindResource }

func (s *site) ofElsewhere(e *elsewhere, a value.Args) (value.Value, error) {
	if e.neutral {
		return &value.Ref{Input: &value.Input{Name: "aws." + s.name, Neutral: true, Where: s.at}, Where: s.at}, nil
	}
	if s.name == "ref" {
		v, err := wordRef(s, given{Args: a})
		switch v := v.(type) {
		case *value.Resource:
			v.Template, v.Elsewhere = e.name, true
		case *value.Ref:
			v.Of.Template, v.Of.Elsewhere = e.name, true
		}
		return v, err
	}
	if len(a.Pos) > 0 || a.KW != nil || a.Block != nil || !isAttrName(s.name) {
		return nil, s.m.stop(diag.BadDeclaration.At(s.at, "`template(:%s)` has outputs and resources: `template(:%s).name.arn`", e.name, e.name))
	}
	res := &value.Resource{Address: value.Address{Name: s.name}, Template: e.name, Elsewhere: true, Where: s.at}
	return &value.Ref{Of: res, Where: s.at}, nil
}
