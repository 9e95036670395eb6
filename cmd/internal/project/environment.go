package project

// Environments: what the project file says about each of the places that the
// same templates are deployed to.

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

// An Environment is a block of the project file:
//
//	environment "prod" {
//	  stream_name = "orders"
//	}
//
// Each of its attributes is the value that an input has there.
type Environment struct {
	Name   string
	Where  source.Span // the name
	Values []synth.Value
}

// environment reads an environment block.
func (r *reader) environment(b *hclsyntax.Block) {
	if len(b.Labels) != 1 {
		r.wrong("environment", b.TypeRange, "a name and values of inputs: environment \"prod\" { stream_name = \"orders\" }")
		return
	}
	e := Environment{Name: b.Labels[0], Where: r.span(b.LabelRanges[0])}
	if i := slices.IndexFunc(r.out.Environments, func(o Environment) bool { return o.Name == e.Name }); i >= 0 {
		r.diags.Add(diag.SettingValue.At(e.Where, "the environment `%s` stands twice in the project file", e.Name).
			Also(r.out.Environments[i].Where, "first here"))
		return
	}
	for _, in := range b.Body.Blocks {
		r.wrong("environment", in.TypeRange, "values of inputs: stream_name = \"orders\"")
	}
	for _, a := range inOrder(b.Body) {
		e.Values = r.inputValue(e.Values, a)
	}
	r.out.Environments = append(r.out.Environments, e)
}

func (r *reader) inputValue(values []synth.Value, a *hclsyntax.Attribute) []synth.Value {
	if v, ok := constant(a.Expr); ok {
		if literal := literalOf(v); literal != nil {
			return append(values, synth.Value{Input: a.Name, Value: literal, Where: r.span(a.NameRange), At: r.span(a.Expr.Range())})
		}
	}
	r.wrong(a.Name, a.Expr.Range(), "a text, a number, true or false, or a list or map of them")
	return values
}

// literalOf is a constant of the project file as a value of the language; nil
// for null and what the language does not have.
func literalOf(v cty.Value) value.Value {
	t := v.Type()
	switch {
	case v.IsNull():
		return nil
	case t == cty.String:
		return value.NewString(v.AsString())
	case t == cty.Bool:
		return value.Bool(v.True())
	case t == cty.Number:
		if i, accuracy := v.AsBigFloat().Int64(); accuracy == 0 {
			return value.Int(i)
		}
		f, _ := v.AsBigFloat().Float64()
		return value.Float(f)
	case t.IsTupleType():
		return listOf(v)
	case t.IsObjectType():
		return mapOf(v)
	}
	return nil
}

func listOf(v cty.Value) value.Value {
	var slots []value.Value
	for _, e := range v.AsValueSlice() {
		slot := literalOf(e)
		if slot == nil {
			return nil
		}
		slots = append(slots, slot)
	}
	return value.NewArray(slots)
}

func mapOf(v cty.Value) value.Value {
	h := value.NewHash(source.Span{})
	for it := v.ElementIterator(); it.Next(); {
		k, e := it.Element()
		slot := literalOf(e)
		if slot == nil {
			return nil
		}
		h.Set(value.NewString(k.AsString()), slot, value.Place{})
	}
	return h
}

// Environment is the environment of a name; the one named default may be
// missing. The names are those there are, when it is missing.
func (s *Settings) Environment(name string) (e Environment, names []string, ok bool) {
	for _, e := range s.Environments {
		if e.Name == name {
			return e, nil, true
		}
		names = append(names, e.Name)
	}
	return Environment{Name: name}, names, name == "default"
}
