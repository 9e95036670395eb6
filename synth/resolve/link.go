package resolve

import (
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Link wires the templates of a run: what template(:other).x.arn names becomes
// an output of that template and an input of the one that uses it. Graphs that
// use nothing of others are given back as they are; the others are copies.
//
// It tells names that are not there or ambiguous, and templates that use each
// other. failed are the templates that could not be evaluated to the end: they
// may use others, but of what others use of them nothing is told.
func Link(graphs, failed []*graph.Graph, c *schema.Catalog) (linked, linkedFailed []*graph.Graph, diags diag.List) {
	uses := func(g *graph.Graph) bool { return g.Linked }
	if !slices.ContainsFunc(graphs, uses) && !slices.ContainsFunc(failed, uses) {
		return graphs, failed, nil
	}
	l := &linker{c: c, byName: map[string]*graph.Graph{}}
	out, unfinished := copies(graphs), copies(failed)
	for _, g := range out {
		l.byName[g.Name] = g
	}
	for _, g := range unfinished {
		l.absent = append(l.absent, g.Name)
	}
	for _, g := range slices.Concat(out, unfinished) {
		if g.Linked {
			l.graph(g)
		}
	}
	l.cycles(out)
	return out, unfinished, l.diags
}

// copies are graphs that can be linked without a change of the given ones.
func copies(graphs []*graph.Graph) []*graph.Graph {
	out := make([]*graph.Graph, len(graphs))
	for i, g := range graphs {
		dup := *g
		dup.Outputs, dup.Declared = slices.Clip(g.Outputs), slices.Clip(g.Declared)
		out[i] = &dup
	}
	return out
}

// A linker is one run of Link.
type linker struct {
	c      *schema.Catalog
	absent []string
	byName map[string]*graph.Graph
	links  []link
	diags  diag.List

	in *graph.Graph // the template whose values are walked
}

// A link is one use of a template by another.
type link struct {
	from, to string
	at       source.Span
}

func (l *linker) graph(g *graph.Graph) {
	l.in = g
	g.Resources = slices.Clone(g.Resources)
	for i, r := range g.Resources {
		if attrs, changed := l.value(r.Attrs, r.Where); changed {
			dup := *r
			dup.Attrs = attrs.(*value.Hash)
			g.Resources[i] = &dup
		}
	}
	g.Outputs = slices.Clone(g.Outputs)
	for i, o := range g.Outputs {
		if v, changed := l.value(o.Value, o.ValueAt); changed {
			dup := *o
			dup.Value = v
			g.Outputs[i] = &dup
		}
	}
	g.Providers = slices.Clone(g.Providers)
	for i, s := range g.Providers {
		if values, changed := l.value(s.Values, s.Where); changed {
			dup := *s
			dup.Values = values.(*value.Hash)
			g.Providers[i] = &dup
		}
	}
}

// value is a value with what it holds of other templates linked, and whether
// there was any.
func (l *linker) value(v value.Value, where source.Span) (value.Value, bool) {
	switch v := v.(type) {
	case *value.Ref:
		if v.Of != nil && v.Of.Elsewhere {
			return l.ref(v, first(v.Where, where)), true
		}
	case *value.String:
		return l.text(v, where)
	case *value.Array:
		slots, changed := l.slots(v.Slots(), func(i int) source.Span { return first(v.Place(i), where) })
		if changed {
			dup := value.NewArray(slots)
			dup.Places = v.Places
			return dup, true
		}
	case *value.Hash:
		slots, changed := l.slots(v.Slots(), func(i int) source.Span { return first(v.Shape().Place(i).Value, where) })
		if changed {
			return value.HashOf(v.Share(), slots), true
		}
	}
	return v, false
}

func (l *linker) slots(from []value.Value, place func(int) source.Span) ([]value.Value, bool) {
	var out []value.Value
	for i, s := range from {
		linked, changed := l.value(s, place(i))
		if !changed {
			continue
		}
		if out == nil {
			out = slices.Clone(from)
		}
		out[i] = linked
	}
	return out, out != nil
}

func (l *linker) text(s *value.String, where source.Span) (value.Value, bool) {
	if s.Known() {
		return s, false
	}
	var splices []value.Splice
	for i, part := range *s.Splices {
		linked, changed := l.value(part.Value, where)
		if !changed {
			continue
		}
		if splices == nil {
			splices = slices.Clone(*s.Splices)
		}
		splices[i].Value = linked
	}
	if splices == nil {
		return s, false
	}
	return &value.String{Text: s.Text, Splices: &splices}, true
}

// ref is the input that stands for a value of another template. What cannot
// be linked is told, and becomes an input all the same, so that it is told once.
func (l *linker) ref(ref *value.Ref, where source.Span) value.Value {
	to := ref.Of.Template
	producer := l.byName[to]
	switch {
	case producer == nil:
		l.noTemplate(to, where)
	case producer == l.in:
		if r := l.resource(producer, ref, where); r != nil {
			return &value.Ref{Of: r, Path: ref.Path, Where: ref.Where}
		}
	default:
		if out := l.output(producer, ref, where); out != nil {
			l.links = append(l.links, link{l.in.Name, to, where})
			return l.input(producer, out, where)
		}
	}
	return inputRef(to+"_"+linkName(ref), where)
}

func (l *linker) noTemplate(name string, where source.Span) {
	if slices.Contains(l.absent, name) {
		return
	}
	var names []string
	for _, g := range l.byName {
		names = append(names, g.Name)
	}
	slices.Sort(names)
	d := diag.OtherTemplate.At(where, "no template `%s` in this run", name)
	if near := diag.Nearest(name, names); near != "" {
		d.Advise("did you mean `%s`?", near)
	}
	l.diags.Add(d.Advise("the templates of the run are `%s`", strings.Join(names, "`, `")))
}

// output is the output of a template that gives a value: one that it declares,
// or else a new one for the attribute of a resource.
func (l *linker) output(g *graph.Graph, ref *value.Ref, where source.Span) *graph.Output {
	declared := l.declared(g, ref)
	if declared != nil {
		if r := named(g, ref.Of.Address); len(r) > 0 && len(ref.Path) > 0 && !gives(declared, r[0], ref.Path) {
			l.ambiguous(g, ref, where, declared.NameAt, r[0].Address)
			return nil
		}
		return declared
	}
	of := l.resource(g, ref, where)
	if of == nil || !l.attribute(of, ref, where) {
		return nil
	}
	name := linkName(ref)
	v := &value.Ref{Of: of, Path: ref.Path, Where: where}
	if i := slices.IndexFunc(g.Outputs, func(o *graph.Output) bool { return o.Name == name }); i >= 0 {
		if old := g.Outputs[i]; !value.Equal(old.Value, v) {
			l.diags.Add(diag.DeclaredTwice.At(where, "the template `%s` has an output `%s` of another value", g.Name, name).
				Also(old.NameAt, "declared here").Advise("give that output another name, or use it: `template(:%s).%s`", g.Name, name))
			return nil
		}
		return g.Outputs[i]
	}
	out := &graph.Output{Name: name, NameAt: where, Value: v, ValueAt: where, Where: where, Options: value.NewHash(where)}
	g.Outputs = append(g.Outputs, out)
	return out
}

// declared is the declared output that a reference names: template(:a).x, also
// with .value, or with the attribute that the output gives.
func (l *linker) declared(g *graph.Graph, ref *value.Ref) *graph.Output {
	if ref.Of.Address.Type != "" {
		return nil
	}
	i := slices.IndexFunc(g.Outputs, func(o *graph.Output) bool { return o.Name == ref.Of.Address.Name })
	if i < 0 {
		return nil
	}
	out := g.Outputs[i]
	switch {
	case len(ref.Path) == 0, len(ref.Path) == 1 && ref.Path[0].Name == "value":
		return out
	case len(ref.Path) == 1 && !ref.Path[0].IsIndex:
		if v, ok := out.Value.(*value.Ref); ok && len(v.Path) > 0 && v.Path[len(v.Path)-1].Name == ref.Path[0].Name {
			return out
		}
	}
	return nil
}

// gives reports whether an output is an attribute of a resource.
func gives(out *graph.Output, r *graph.Resource, path []value.Step) bool {
	return value.Equal(out.Value, &value.Ref{Of: &r.Resource, Path: path})
}

// named are the resources of a name, and of a type when the address has one.
func named(g *graph.Graph, a value.Address) []*graph.Resource {
	var found []*graph.Resource
	for _, r := range g.Resources {
		if r.Address.Name == a.Name && (a.Type == "" || r.Address == a) {
			found = append(found, r)
		}
	}
	return found
}

// resource is the one resource of a template that a reference names; nil after
// it was told why there is none.
func (l *linker) resource(g *graph.Graph, ref *value.Ref, where source.Span) *value.Resource {
	found := named(g, ref.Of.Address)
	switch len(found) {
	case 0:
		l.nothingNamed(g, ref, where)
		return nil
	case 1:
		made := slices.Index(g.Resources, found[0]) + 1
		return &value.Resource{Address: found[0].Address, Template: g.Name, Where: where, Made: made}
	}
	l.ambiguous(g, ref, where, found[1].NameAt, found[0].Address)
	return nil
}

func (l *linker) nothingNamed(g *graph.Graph, ref *value.Ref, where source.Span) {
	var names []string
	for _, o := range g.Outputs {
		names = append(names, o.Name)
	}
	for _, r := range g.Resources {
		names = append(names, r.Address.Name)
	}
	d := diag.UndefinedResource.At(where, "the template `%s` has no output and no resource `%s`", g.Name, ref.Of.Address.Name).
		Also(g.NameAt, "the template")
	if near := diag.Nearest(ref.Of.Address.Name, names); near != "" {
		d.Advise("did you mean `%s`?", near)
	}
	l.diags.Add(d)
}

func (l *linker) ambiguous(g *graph.Graph, ref *value.Ref, where, other source.Span, a value.Address) {
	l.diags.Add(diag.OtherTemplate.At(where, "`%s` is ambiguous in the template `%s`", ref.Of.Address.Name, g.Name).
		Also(other, "one of those of the name").
		Advise("say which: `template(:%s).ref(:%s, :%s)`", g.Name, a.Type, a.Name))
}

// attribute reports whether a reference names an attribute that the resource
// has; else it tells.
func (l *linker) attribute(of *value.Resource, ref *value.Ref, where source.Span) bool {
	if len(ref.Path) == 0 {
		l.diags.Add(diag.KnownLater.At(where, "`%s` is a resource, not a value: write `.arn`, `.id` or `.name` for what it should give", of.Address))
		return false
	}
	t := typeOf(l.c, of.Address)
	if t == nil {
		return true
	}
	if found := follow(t, ref.Path); found.bad >= 0 {
		l.diags.Add(found.diagnose(t, ref, where))
		return false
	}
	return true
}

// input declares the input that gets an output, once, and is a reference to it.
func (l *linker) input(producer *graph.Graph, out *graph.Output, where source.Span) *value.Ref {
	name := producer.Name + "_" + out.Name
	if !slices.ContainsFunc(l.in.Declared, func(in *graph.Input) bool { return in.Name == name }) {
		options := value.NewHash(where)
		set := func(key string, v value.Value) { options.Set(value.Symbol(key), v, value.Place{}) }
		if t := l.typeOfOutput(out).String(); t != "dynamic" {
			set("type", value.NewString(t))
		}
		set("description", value.NewString("the output "+out.Name+" of the template "+producer.Name))
		if l.isSecret(out) {
			set("sensitive", value.Bool(true))
		}
		l.in.Declared = append(l.in.Declared, &graph.Input{Name: name, NameAt: where, Where: where, Options: options})
	}
	return inputRef(name, where)
}

func inputRef(name string, where source.Span) *value.Ref {
	return &value.Ref{Input: &value.Input{Name: name, Declared: true, Where: where}, Where: where}
}

// typeOfOutput is the type of what an output gives: of the attribute, or of
// the literal.
func (l *linker) typeOfOutput(out *graph.Output) schema.AttrType {
	if ref, ok := out.Value.(*value.Ref); ok {
		if found, ok := l.follow(ref); ok {
			return found.typ
		}
		return schema.AttrType{}
	}
	return typeOfLiteral(out.Value)
}

func (l *linker) isSecret(out *graph.Output) bool {
	if out.Options.Member("sensitive") == value.Value(value.Bool(true)) {
		return true
	}
	ref, ok := out.Value.(*value.Ref)
	if !ok {
		return false
	}
	found, ok := l.follow(ref)
	return ok && found.attr != nil && (found.attr.Sensitive || found.attr.Secret)
}

func (l *linker) follow(ref *value.Ref) (found, bool) {
	if ref.Of == nil {
		return found{}, false
	}
	t := typeOf(l.c, ref.Of.Address)
	if t == nil {
		return found{}, false
	}
	f := follow(t, ref.Path)
	return f, f.bad < 0
}

// linkName is the name of the output for a reference: topic_arn of
// template(:a).topic.arn. A step `.value` of an output is left out.
func linkName(ref *value.Ref) string {
	name := ref.Of.Address.Name
	for _, s := range ref.Path {
		if s.IsIndex {
			name += "_" + strconv.Itoa(s.Index)
			continue
		}
		name += "_" + strings.Map(nameRune, s.Name)
	}
	return name
}

func nameRune(r rune) rune {
	if r == '_' || r == '-' || r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return '_'
}

// cycles tells templates that use each other, once for each template that can
// come back to itself through templates of later names.
func (l *linker) cycles(graphs []*graph.Graph) {
	told := map[string]bool{}
	for _, g := range graphs {
		if told[g.Name] {
			continue
		}
		if circle := l.wayBack(g.Name, g.Name, map[string]bool{}); circle != nil {
			l.tellCycle(circle, told)
		}
	}
}

// wayBack are the links that lead from one template to another; nil when none do.
func (l *linker) wayBack(from, to string, seen map[string]bool) []link {
	for _, x := range l.links {
		if x.from != from || seen[x.to] {
			continue
		}
		if x.to == to {
			return []link{x}
		}
		seen[x.to] = true
		if rest := l.wayBack(x.to, to, seen); rest != nil {
			return append([]link{x}, rest...)
		}
	}
	return nil
}

func (l *linker) tellCycle(circle []link, told map[string]bool) {
	var names []string
	for _, x := range circle {
		told[x.from] = true
		names = append(names, "`"+x.from+"`")
	}
	d := diag.TemplateCycle.At(circle[0].at, "the templates %s use values of each other", strings.Join(names, ", "))
	for _, x := range circle[1:] {
		d.Also(x.at, "`%s` uses `%s`", x.from, x.to)
	}
	l.diags.Add(d.Advise("deploy one first: give it what the other has by an `input`, or make both one template"))
}
