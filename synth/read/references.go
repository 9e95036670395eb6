package read

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// references makes the references of one document: two to one thing share what
// they name.
type references struct {
	where     source.Span // the value that is read
	inputs    map[string]*value.Input
	resources map[value.Address]*value.Resource
	neutral   []*value.Ref           // to data sources that a neutral value may have made
	direct    map[value.Address]bool // data sources that something else refers to
	variables []*value.Ref           // to inputs
}

func newReferences() *references {
	return &references{inputs: map[string]*value.Input{}, resources: map[value.Address]*value.Resource{}, direct: map[value.Address]bool{}}
}

func (r *references) input(name string) *value.Input {
	in := r.inputs[name]
	if in == nil {
		in = &value.Input{Name: name, Declared: true, Where: r.where}
		r.inputs[name] = in
	}
	return in
}

func (r *references) variable(name string, path []value.Step) *value.Ref {
	ref := &value.Ref{Input: r.input(name), Path: path, Where: r.where}
	r.variables = append(r.variables, ref)
	return ref
}

// undeclared takes references to variables that the document does not declare,
// which only a raw value makes, for what they are: names that Terraform knows.
func (r *references) undeclared(declared map[string]bool) {
	for _, ref := range r.variables {
		if name := ref.Input.Name; !declared[name] {
			ref.Input, ref.Of = nil, r.named(value.Address{Type: "var", Name: name})
		}
	}
}

func (r *references) named(a value.Address) *value.Resource {
	of := r.resources[a]
	if of == nil {
		of = &value.Resource{Address: a}
		r.resources[a] = of
	}
	return of
}

func (r *references) resource(a value.Address, path []value.Step) *value.Ref {
	ref := &value.Ref{Of: r.named(a), Path: path, Where: r.where}
	switch {
	case !a.Data:
	case len(path) == 1 && path[0].Name == neutralAttr[a.Type]:
		r.neutral = append(r.neutral, ref)
	default:
		r.direct[a] = true
	}
	return ref
}

// neutralAttr is the attribute that holds a neutral value, by the data source
// that Terraform reads it from.
var neutralAttr = map[string]string{
	"aws_region": "region", "aws_caller_identity": "account_id", "aws_partition": "partition",
}

// neutralize makes neutral values of the references to data sources that an
// emitter made for them; made tells which these are.
func (r *references) neutralize(made func(value.Address) bool) {
	for _, ref := range r.neutral {
		if a := ref.Of.Address; made(a) {
			ref.Of, ref.Path = nil, nil
			ref.Input = &value.Input{Name: "aws." + neutralAttr[a.Type], Neutral: true}
		} else {
			r.direct[a] = true
		}
	}
}
