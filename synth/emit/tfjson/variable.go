package tfjson

import (
	"strconv"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// variables writes the inputs by name.
func (e *emitter) variables() {
	if len(e.rg.Inputs) == 0 {
		return
	}
	e.Key("variable")
	e.Open('{')
	for _, in := range e.rg.Inputs {
		e.Key(in.Name)
		e.variable(in)
	}
	e.Close('}')
}

func (e *emitter) variable(in *resolve.Input) {
	e.Open('{')
	if in.Default != nil {
		e.Key("default")
		e.constant(in.Default)
	}
	if in.Description != "" {
		e.Key("description")
		e.String(in.Description)
	}
	if in.Secret {
		e.Key("sensitive")
		e.Raw("true")
	}
	e.Key("type")
	e.String(in.Type.String())
	e.validations(in)
	e.Close('}')
}

// constant writes what Terraform reads as it stands: it is no template, so
// nothing is escaped in it.
func (e *emitter) constant(v value.Value) {
	switch v := value.Peek(v).(type) {
	case *value.Hash:
		e.Open('{')
		for _, m := range sortedMembers(v) {
			e.Key(m.key)
			e.constant(m.value)
		}
		e.Close('}')
	case *value.Array:
		e.Open('[')
		for _, s := range v.Slots() {
			e.Item()
			e.constant(s)
		}
		e.Close(']')
	default:
		e.Append(func(b []byte) []byte { return emit.AppendJSON(b, v) })
	}
}

// A validation is a condition over a variable, and what is said when it does
// not hold: a sentence, since Terraform asks for one.
type validation struct{ condition, message string }

// validations writes one validation as an object, several as an array.
func (e *emitter) validations(in *resolve.Input) {
	list := e.validationsOf(in)
	if len(list) == 0 {
		return
	}
	e.Key("validation")
	if len(list) > 1 {
		e.Open('[')
		defer e.Close(']')
	}
	for _, v := range list {
		if len(list) > 1 {
			e.Item()
		}
		e.Open('{')
		e.Key("condition")
		e.String(v.condition)
		e.Key("error_message")
		e.text(v.message)
		e.Close('}')
	}
}

// validationsOf are what an input must be: one of the values allowed, a text
// of the pattern, the ARN of one kind of thing. A nil default passes them.
func (e *emitter) validationsOf(in *resolve.Input) []validation {
	variable := "var." + in.Name
	guard := ""
	if in.Default == value.Value(value.Nil) {
		guard = variable + " == null || "
	}
	var list []validation
	if len(in.Allowed) > 0 {
		values := string(e.hcl(nil, value.NewArray(in.Allowed)))
		list = append(list, validation{"${" + guard + "contains(" + values + ", " + variable + ")}",
			in.Name + " must be one of " + words(in.Allowed) + "."})
	}
	if in.Pattern != "" {
		list = append(list, validation{"${" + guard + matches(in.Pattern, variable) + "}",
			in.Name + " must match the pattern " + strconv.Quote(in.Pattern) + "."})
	}
	if kind := e.rg.Catalog.ARN(in.ARN); in.ARN != "" && kind != nil {
		list = append(list, validation{"${" + guard + matches(kind.Pattern, variable) + "}",
			in.Name + " must be " + kind.Words + "."})
	}
	return list
}

func matches(pattern, variable string) string {
	return `can(regex("` + string(hclLiteral(nil, pattern)) + `", ` + variable + `))`
}

func words(list []value.Value) string {
	var b []byte
	for i, v := range list {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = emit.AppendJSON(b, v)
	}
	return string(b)
}
