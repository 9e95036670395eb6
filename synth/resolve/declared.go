package resolve

import (
	"regexp"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file reads the inputs that a template declares outright.

var inputOptions = []string{"allowed", "default", "description", "pattern", "sensitive", "type"}

// declareInputs makes the declared inputs. A second declaration of one has been
// told when the template ran.
func (r *resolver) declareInputs() {
	for _, from := range r.g.Declared {
		if r.inputs[from.Name] != nil {
			continue
		}
		made := r.hole(&value.Input{Name: from.Name, Declared: true, Where: from.NameAt}, from.Where)
		made.in.Declared = true
		r.readOptions(made.in, from)
	}
}

func (r *resolver) readOptions(in *Input, from *graph.Input) {
	typed := false
	for i := range from.Options.Len() {
		name, _ := keyText(from.Options.KeyAt(i))
		place := from.Options.Shape().Place(i)
		v := from.Options.Peek(i)
		typed = typed || name == "type"
		r.readOption(in, name, v, value.Place{Key: first(place.Key, from.NameAt), Value: first(place.Value, from.NameAt)})
	}
	if !typed && in.Default != nil && in.Default != value.Value(value.Nil) {
		in.Type = typeOfLiteral(in.Default)
	}
	r.checkDefault(in, first(placeOf(from.Options, "default"), from.NameAt))
}

func placeOf(h *value.Hash, name string) source.Span {
	if i := h.Shape().FindText(name); i >= 0 {
		return h.Shape().Place(i).Value
	}
	return source.Span{}
}

func (r *resolver) readOption(in *Input, name string, v value.Value, at value.Place) {
	switch name {
	case "type":
		r.readType(in, v, at.Value)
	case "default":
		in.Default = v
	case "description":
		in.Description, _ = value.KnownText(v)
	case "sensitive":
		in.Secret = v == value.Value(value.Bool(true))
	case "allowed":
		r.readAllowed(in, v, at.Value)
	case "pattern":
		r.readPattern(in, v, at.Value)
	default:
		r.diags.Add(diag.InvalidInput.At(at.Key, "`input` has no option `%s`", name).
			Suggest(at.Key, diag.Nearest(name, inputOptions)))
	}
}

func (r *resolver) readType(in *Input, v value.Value, at source.Span) {
	text, _ := value.KnownText(v)
	t, rest := parseType(strings.ReplaceAll(text, " ", ""))
	if rest != "" || text == "" {
		r.diags.Add(diag.InvalidInput.At(at, "no type `%s`", text).
			Advise("types are `string`, `number`, `bool`, `any`, and `list(…)`, `set(…)`, `map(…)` of them").
			Advise("%s", didYouMean(diag.Nearest(text, []string{"string", "number", "bool", "list(string)", "map(string)"}))))
		return
	}
	in.Type = t
}

// parseType reads a type in Terraform's spelling, without blanks, and gives
// what is left of the text. A list, set or map alone is one of strings.
func parseType(text string) (t schema.AttrType, rest string) {
	for _, p := range []struct {
		word string
		kind schema.Kind
	}{{"string", schema.String}, {"number", schema.Number}, {"bool", schema.Bool}, {"any", schema.Dynamic}} {
		if rest, ok := strings.CutPrefix(text, p.word); ok {
			return schema.AttrType{Kind: p.kind}, rest
		}
	}
	for _, p := range []struct {
		word string
		kind schema.Kind
	}{{"list", schema.List}, {"set", schema.Set}, {"map", schema.Map}} {
		rest, ok := strings.CutPrefix(text, p.word)
		if !ok {
			continue
		}
		elem := schema.AttrType{}
		if inner, ok := strings.CutPrefix(rest, "("); ok {
			var end string
			if elem, end = parseType(inner); !strings.HasPrefix(end, ")") {
				return schema.AttrType{}, text
			}
			rest = end[1:]
		}
		return schema.AttrType{Kind: p.kind, Elem: &elem}, rest
	}
	return parseFields(text)
}

// parseFields reads object({name=type,…}) and tuple([type,…]).
func parseFields(text string) (t schema.AttrType, rest string) {
	inner, object := strings.CutPrefix(text, "object({")
	t, end := schema.AttrType{Kind: schema.Object}, "})"
	if !object {
		var tuple bool
		if inner, tuple = strings.CutPrefix(text, "tuple(["); !tuple {
			return schema.AttrType{}, text
		}
		t.Kind, end = schema.Tuple, "])"
	}
	for {
		if rest, done := strings.CutPrefix(inner, end); done {
			return t, rest
		}
		f := schema.Field{}
		if object {
			f.Name, inner, _ = strings.Cut(inner, "=")
		}
		before := inner
		if f.Type, inner = parseType(inner); inner == before {
			return schema.AttrType{}, text
		}
		t.Fields = append(t.Fields, f)
		inner = strings.TrimPrefix(inner, ",")
	}
}

func (r *resolver) readAllowed(in *Input, v value.Value, at source.Span) {
	list, ok := v.(*value.Array)
	if !ok || list.Len() == 0 || !allLiteral(list.Slots()) {
		r.diags.Add(diag.InvalidInput.At(at, "`allowed` is a list of the values that the input may have"))
		return
	}
	for i := range list.Len() {
		in.Allowed = append(in.Allowed, list.Peek(i))
	}
}

// readPattern reads a pattern in the dialect that Terraform and this program
// share (RE2).
func (r *resolver) readPattern(in *Input, v value.Value, at source.Span) {
	text, ok := value.KnownText(v)
	if _, err := regexp.Compile(text); err != nil || !ok {
		r.diags.Add(diag.InvalidInput.At(at, "`pattern` is not a regular expression that Terraform reads").
			Advise("write a text in the syntax RE2: `pattern: \"^[a-z]+$\"`"))
		return
	}
	in.Pattern = text
}

// typeOfLiteral is the type that a default has by itself.
func typeOfLiteral(v value.Value) schema.AttrType {
	elem := func(slots []value.Value) *schema.AttrType {
		if len(slots) == 0 {
			return &schema.AttrType{}
		}
		t := typeOfLiteral(slots[0])
		return &t
	}
	switch v := value.Peek(v).(type) {
	case value.Bool:
		return schema.AttrType{Kind: schema.Bool}
	case value.Int, value.Float, *value.Big:
		return schema.AttrType{Kind: schema.Number}
	case *value.Array:
		return schema.AttrType{Kind: schema.List, Elem: elem(v.Slots())}
	case *value.Hash:
		return schema.AttrType{Kind: schema.Map, Elem: elem(v.Slots())}
	}
	return schema.AttrType{}
}

// checkDefault tells a default that is not of the input's type, or not one of
// the values allowed.
func (r *resolver) checkDefault(in *Input, at source.Span) {
	v := in.Default
	if v == nil || v == value.Value(value.Nil) {
		return
	}
	if !allLiteral([]value.Value{v}) {
		r.diags.Add(diag.InvalidInput.At(at, "the default of `%s` is not known when the template runs", in.Name))
		in.Default = nil
		return
	}
	r.diags.Add(in.misfit("default", v, at)...)
}

// Give makes a literal the default of an input. It tells one that does not fit.
func (in *Input) Give(v value.Value, at source.Span) diag.List {
	in.Default = v
	return in.misfit("value", v, at)
}

// misfit tells a literal that is not of the input's type, not one of the
// values allowed, or not of the form that is asked for.
func (in *Input) misfit(what string, v value.Value, at source.Span) (ds diag.List) {
	switch {
	case !fits(v, in.Type):
		ds.Add(diag.InvalidInput.At(at, "the %s of `%s` is not a %s", what, in.Name, in.Type))
	case len(in.Allowed) > 0 && !in.allows(v):
		ds.Add(diag.InvalidInput.At(at, "the %s of `%s` is not one of the values allowed", what, in.Name))
	}
	return ds
}

func (in *Input) allows(v value.Value) bool {
	for _, a := range in.Allowed {
		if value.Equal(a, v) {
			return true
		}
	}
	return false
}

// fits reports whether a literal is of a type, without conversions but that of
// a number or truth value to text.
func fits(v value.Value, t schema.AttrType) bool {
	all := func(slots []value.Value) bool {
		for _, s := range slots {
			if !fits(s, *t.Elem) {
				return false
			}
		}
		return true
	}
	switch v := value.Peek(v).(type) {
	case value.Bool:
		return t.Kind == schema.Bool || t.Kind == schema.String || t.Kind == schema.Dynamic
	case value.Int, value.Float, *value.Big:
		return t.Kind == schema.Number || t.Kind == schema.String || t.Kind == schema.Dynamic
	case *value.String, value.Symbol:
		return t.Kind == schema.String || t.Kind == schema.Dynamic
	case *value.Array:
		return t.Kind == schema.Dynamic || sequence(t) && all(v.Slots())
	case *value.Hash:
		return t.Kind == schema.Dynamic || t.Kind == schema.Map && all(v.Slots())
	}
	return true
}
