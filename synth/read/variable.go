package read

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// This file reads variables back to inputs. Which kind of ARN one must be
// follows from its uses again, so a validation that says it says nothing new.

func (r *terraform) readVariable(name string, at source.Span) {
	from := r.start()
	in := &graph.Input{Name: name, NameAt: at}
	r.input(name).Where = at
	var validation value.Value = value.Nil
	in.Options = r.hash(func(key string) value.Value {
		switch key {
		case "validation":
			validation = r.plain()
			return value.Nil
		case "default", "description", "sensitive", "type":
			return r.plain()
		}
		begin := r.start()
		r.plain()
		r.foreign(r.span(begin), "`%s` of a variable has no counterpart in templates, and is left out", key)
		return value.Nil
	})
	in.Options = withoutNil(in.Options)
	in.Where = r.span(from)
	r.validations(in, validation)
	r.g.Declared = append(r.g.Declared, in)
}

// withoutNil is a hash without what is nil; a default of nil is one.
func withoutNil(h *value.Hash) *value.Hash {
	out := value.NewHash(h.Shape().Where)
	for i, v := range h.Slots() {
		if v != value.Value(value.Nil) || h.KeyAt(i) == value.Value(value.Symbol("default")) {
			out.Set(h.KeyAt(i), v, h.Shape().Place(i))
		}
	}
	return out
}

func (r *terraform) validations(in *graph.Input, v value.Value) {
	list := []value.Value{v}
	if a, ok := v.(*value.Array); ok {
		list = a.Slots()
	}
	for _, one := range list {
		if h, ok := one.(*value.Hash); ok {
			r.validation(in, text(h.Member("condition")), h.Shape().Where)
		}
	}
}

// validation takes in one condition: contains([…], var.x) or
// can(regex("…", var.x)), which a nil default may pass.
func (r *terraform) validation(in *graph.Input, condition string, at source.Span) {
	variable := "var." + in.Name
	s, ok := lone(condition)
	s = strings.TrimPrefix(s, variable+" == null || ")
	if list, is := between(s, "contains(", ", "+variable+")"); is && ok {
		x := &scanner{s: list, refs: r.references}
		if v, is := x.data().(*value.Array); is && x.broken == "" && x.at == len(list) {
			in.Options.Set(value.Symbol("allowed"), v, value.Place{Key: at, Value: at})
			return
		}
	}
	if quoted, is := between(s, `can(regex("`, `", `+variable+`))`); is && ok {
		x := &scanner{s: quoted + `"`, refs: r.references}
		if v, is := x.text(true).(*value.String); is && v.Known() && x.broken == "" {
			r.pattern(in, v, at)
			return
		}
	}
	r.foreign(at, "this validation of the variable `%s` has no counterpart in templates, and is left out", in.Name)
}

func between(s, before, after string) (string, bool) {
	s, one := strings.CutPrefix(s, before)
	s, two := strings.CutSuffix(s, after)
	return s, one && two
}

// pattern takes in a pattern that is not that of a kind of ARN.
func (r *terraform) pattern(in *graph.Input, pattern *value.String, at source.Span) {
	for _, kind := range r.c.ARNs() {
		if kind.Pattern == pattern.Text {
			return
		}
	}
	in.Options.Set(value.Symbol("pattern"), pattern, value.Place{Key: at, Value: at})
}
