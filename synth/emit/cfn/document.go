package cfn

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file holds the sections of the document.

type emitter struct {
	sink
	*model
	scratch []byte
	at      *resource // that is being written
	after   []string  // logical ids that it must follow though no intrinsic says so
}

func (e *emitter) document() {
	e.Open('{')
	e.text("AWSTemplateFormatVersion", "2010-09-09")
	if text := e.model.description(); text != "" {
		e.text("Description", text)
	}
	if len(e.rg.Inputs) > 0 {
		e.Key("Parameters")
		e.Open('{')
		for _, in := range e.parameters() {
			e.parameter(in)
		}
		e.Close('}')
	}
	e.Key("Resources")
	e.Open('{')
	for _, r := range e.own {
		e.resource(r)
	}
	e.Close('}')
	e.outputs()
	e.Close('}')
}

func (e *emitter) text(key, text string) {
	e.Key(key)
	e.String(text)
}

// parameters are the inputs by the name of their parameter.
func (m *model) parameters() []*resolve.Input {
	list := slices.Clone(m.rg.Inputs)
	slices.SortStableFunc(list, func(a, b *resolve.Input) int {
		return strings.Compare(m.names[a.Name], m.names[b.Name])
	})
	return list
}

func (e *emitter) parameter(in *resolve.Input) {
	e.Key(e.names[in.Name])
	e.Open('{')
	kind := e.rg.Catalog.ARN(in.ARN)
	switch {
	case in.Pattern != "":
		e.text("AllowedPattern", whole(in.Pattern))
	case in.ARN != "" && kind != nil:
		e.text("AllowedPattern", kind.Pattern)
	}
	e.allowed(in)
	if in.Pattern == "" && in.ARN != "" && kind != nil {
		e.text("ConstraintDescription", "must be "+kind.Words)
	}
	if in.Default != nil && in.Default != value.Value(value.Nil) {
		text, _ := parameterText(in.Default)
		e.text("Default", text)
	}
	if in.Description != "" {
		e.text("Description", in.Description)
	}
	if in.Secret {
		e.Key("NoEcho")
		e.Raw("true")
	}
	e.text("Type", parameterType(in.Type))
	e.Close('}')
}

// allowed writes the values that a parameter may have. One that is true or
// false is a text in CloudFormation.
func (e *emitter) allowed(in *resolve.Input) {
	list := in.Allowed
	if len(list) == 0 && in.Type.Kind == schema.Bool {
		list = []value.Value{value.Bool(true), value.Bool(false)}
	}
	if len(list) == 0 {
		return
	}
	e.Key("AllowedValues")
	e.Open('[')
	for _, v := range list {
		e.Item()
		text, _ := parameterText(v)
		e.String(text)
	}
	e.Close(']')
}

// parameterType is the type of a parameter; empty for one that CloudFormation
// has none for.
func parameterType(t schema.AttrType) string {
	switch t.Kind {
	case schema.String, schema.Bool, schema.Dynamic:
		return "String"
	case schema.Number:
		return "Number"
	case schema.List, schema.Set:
		switch t.Elem.Kind {
		case schema.String:
			return "CommaDelimitedList"
		case schema.Number:
			return "List<Number>"
		}
	}
	return ""
}

// parameterText is a value as the text of a parameter, a list parted by
// commas; false for what has no such text.
func parameterText(v value.Value) (string, bool) {
	a, ok := value.Peek(v).(*value.Array)
	if !ok {
		return scalarText(v)
	}
	var parts []string
	for _, s := range a.Slots() {
		text, ok := scalarText(s)
		if !ok || strings.Contains(text, ",") {
			return "", false
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ","), true
}

// whole is a pattern for the whole text, which is how CloudFormation reads
// them, that matches what the given one finds anywhere.
func whole(pattern string) string {
	const anything = `[\s\S]*`
	single := !strings.Contains(pattern, "|")
	fromStart := single && strings.HasPrefix(pattern, "^")
	toEnd := single && strings.HasSuffix(pattern, "$") && !strings.HasSuffix(pattern, `\$`)
	switch {
	case fromStart && toEnd:
		return pattern
	case fromStart:
		return "(?:" + pattern + ")" + anything
	case toEnd:
		return anything + "(?:" + pattern + ")"
	}
	return anything + "(?:" + pattern + ")" + anything
}

func (e *emitter) resource(r *resource) {
	e.at, e.after = r, e.after[:0]
	e.Key(r.id)
	e.Open('{')
	e.text("Type", r.to.Type)
	p := e.planOf(r)
	if e.anyPresent(p.top, r.Attrs) {
		e.Key("Properties")
		e.object(p.top, r.Attrs)
	}
	e.dependsOn(r)
	if prevented(r.Meta.Lifecycle) || p.kept(r.Attrs) {
		e.text("DeletionPolicy", "Retain")
		e.text("UpdateReplacePolicy", "Retain")
	}
	e.Close('}')
}

// dependsOn writes the resources that this one must follow: those it names, of
// itself and of what is folded into it, and those whose values were written out.
func (e *emitter) dependsOn(r *resource) {
	list := e.after
	for _, of := range append([]part{{of: r}}, r.parts...) {
		for _, a := range of.of.Meta.DependsOn {
			if other := e.named(a); other != nil && other != r {
				list = append(list, other.id)
			}
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	e.after = list
	if len(list) == 0 {
		return
	}
	e.Key("DependsOn")
	e.Open('[')
	for _, id := range list {
		e.Item()
		e.String(id)
	}
	e.Close(']')
}

// named is the resource with a logical id that stands for an address: the one
// itself, or what it is folded into; nil for none.
func (m *model) named(a value.Address) *resource {
	r := m.of(&value.Resource{Address: a})
	for r != nil && r.host != nil {
		r = r.host
	}
	if r == nil || r.id == "" {
		return nil
	}
	return r
}

func prevented(lifecycle *value.Hash) bool {
	return lifecycle != nil && lifecycle.Member("prevent_destroy") == value.Value(value.Bool(true))
}

// kept reports whether a member says that the object stays when the resource
// goes.
func (p *plan) kept(h *value.Hash) bool {
	return slices.ContainsFunc(p.keeps, func(s skip) bool { return on(h.Peek(s.entry.Slot)) })
}

func (e *emitter) outputs() {
	if len(e.rg.Outputs) == 0 {
		return
	}
	list := slices.Clone(e.rg.Outputs)
	slices.SortStableFunc(list, func(a, b *resolve.Output) int {
		return strings.Compare(schema.Pascal(a.Name), schema.Pascal(b.Name))
	})
	e.Key("Outputs")
	e.Open('{')
	for _, o := range list {
		e.output(o)
	}
	e.Close('}')
}

func (e *emitter) output(o *resolve.Output) {
	e.Key(schema.Pascal(o.Name))
	e.Open('{')
	if o.Description != "" {
		e.text("Description", o.Description)
	}
	if export := e.export(o); export != nil {
		e.Key("Export")
		e.Open('{')
		e.Key("Name")
		e.value(export, textType)
		e.Close('}')
	}
	e.Key("Value")
	e.value(o.Value, textType)
	e.Close('}')
}

// export is the name under which other stacks import an output: the one that
// `export:` gives, or for `export: true` that of the stack and the output. Nil
// for an output that is not exported.
func (m *model) export(o *resolve.Output) value.Value {
	switch v := o.Export.(type) {
	case value.Bool:
		stack := &value.Ref{Input: &value.Input{Name: stackName, Neutral: true}}
		return &value.String{Text: "-" + schema.Pascal(o.Name), Splices: &[]value.Splice{{At: 0, Value: stack}}}
	case *value.String, value.Symbol, *value.Ref:
		return v
	}
	return nil
}
