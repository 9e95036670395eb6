package synth

import (
	"slices"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A Value is what the environment of a run gives an input, of whatever
// template has it.
type Value struct {
	Input string
	Value value.Value // a literal
	Where source.Span // the name of the input in the project file
	At    source.Span // the value
}

// giveValues gives the inputs of a template the values of the environment, as
// their defaults. The graph is the run's own.
func (r *run) giveValues(rg *resolve.Graph) {
	for _, in := range rg.Inputs {
		if r.inputs == nil {
			r.inputs = map[string]bool{}
		}
		r.inputs[in.Name] = true
		i := slices.IndexFunc(r.job.Values, func(v Value) bool { return v.Input == in.Name })
		if i < 0 {
			continue
		}
		v := r.job.Values[i]
		if in.Secret {
			r.diags.Add(diag.SecretLiteral.At(v.At, "the input `%s` is secret, and its value stands in the project file", in.Name).
				Also(in.Where, "the input").Advise("leave it out here, and give it when the template is deployed"))
			continue
		}
		r.diags.Add(in.Give(v.Value, v.At)...)
	}
}

// strayValues tells the values that no input of the run has taken.
func (r *run) strayValues() {
	if len(r.job.Templates) > 0 || r.diags.HasErrors() {
		return
	}
	names := make([]string, 0, len(r.inputs))
	for name := range r.inputs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, v := range r.job.Values {
		if r.inputs[v.Input] {
			continue
		}
		d := diag.StrayValue.At(v.Where, "no template of this run has an input `%s`", v.Input)
		if near := diag.Nearest(v.Input, names); near != "" {
			d.Suggest(v.Where, near)
		}
		r.diags.Add(d)
	}
}
