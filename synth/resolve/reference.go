package resolve

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// bind binds one reference that feeds to. Whole: it is the whole value and not
// part of a text. Where is its place when the reference itself has none.
func (r *resolver) bind(ref *value.Ref, to target, whole bool, where source.Span) {
	where = first(first(ref.Where, where), r.where())
	switch {
	case ref.Of != nil:
		r.bindResource(ref, where)
	case ref.Input == nil:
	case ref.Input.Neutral:
		r.neutral(NeutralName(ref.Input.Name))
	default:
		r.useInput(ref, to, whole, where)
	}
}

// bindResource binds a reference to an attribute of a resource.
func (r *resolver) bindResource(ref *value.Ref, where source.Span) {
	res := r.need(ref.Of, where)
	if res == nil || res.Type == nil {
		return
	}
	if found := follow(res.Type, ref.Path); found.bad >= 0 {
		r.diags.Add(found.diagnose(res.Type, ref, where))
	}
}

// need notes that the current resource depends on another, and gives that; nil
// when there is no such resource, which it tells.
func (r *resolver) need(of *value.Resource, where source.Span) *Resource {
	if of.Template != "" && of.Template != r.g.Name {
		r.diags.Add(diag.OtherTemplate.At(where, "`%s` belongs to template `%s`", of.Address, of.Template).
			Also(of.Where, "made here").
			Advise("use it through that template, `template(:%s).%s.arn`, or move it into this one", of.Template, of.Address.Name))
		return nil
	}
	res := r.out.Of(of)
	if res == nil {
		r.diags.Add(diag.UndefinedResource.At(where, "no resource `%s` in this template", of.Address).
			Advise("%s", r.nearestResource(of.Address)))
		return nil
	}
	if r.at != nil {
		r.at.depend(res, where)
	}
	return res
}

func (r *resolver) nearestResource(a value.Address) string {
	var names []string
	for _, res := range r.out.Resources {
		if res.Address.Type == a.Type && res.Address.Data == a.Data {
			names = append(names, res.Address.Name)
		}
	}
	if near := diag.Nearest(a.Name, names); near != "" {
		return "did you mean `" + near + "`?"
	}
	return ""
}

// depend adds a resource to what this one uses, once.
func (res *Resource) depend(on *Resource, where source.Span) {
	for _, other := range res.needs {
		if other.of == on {
			return
		}
	}
	res.needs = append(res.needs, need{on, where})
}

func (r *resolver) neutral(name string) {
	i := 0
	for i < len(r.out.Neutral) && r.out.Neutral[i] < name {
		i++
	}
	if i < len(r.out.Neutral) && r.out.Neutral[i] == name {
		return
	}
	r.out.Neutral = append(r.out.Neutral, "")
	copy(r.out.Neutral[i+1:], r.out.Neutral[i:])
	r.out.Neutral[i] = name
}

// NeutralName is the name of a neutral value without what stands before it:
// region of aws.region.
func NeutralName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// TypeOf is the type of what a reference stands for: of an attribute, or of an
// input that is typed already. False when it is not known: a nested block, a
// value of dynamic type, a reference that could not be bound.
func (g *Graph) TypeOf(ref *value.Ref) (schema.AttrType, bool) {
	switch {
	case ref.Of != nil:
		res := g.Of(ref.Of)
		if res == nil || res.Type == nil {
			return schema.AttrType{}, false
		}
		found := follow(res.Type, ref.Path)
		return found.typ, found.bad < 0 && found.typ.Kind != schema.Dynamic
	case ref.Input != nil && ref.Input.Neutral:
		return schema.AttrType{}, true
	}
	return schema.AttrType{}, false
}

// Leads reports whether a reference leads to something: its resource is there,
// and its type has what the path names. Resolve has told those that do not.
func (g *Graph) Leads(ref *value.Ref) bool {
	if ref.Of == nil {
		return true
	}
	res := g.Of(ref.Of)
	return res != nil && res.Type != nil && follow(res.Type, ref.Path).bad < 0
}

// A found is where a path leads inside a type.
type found struct {
	typ    schema.AttrType // Dynamic when it leads to a nested block
	attr   *schema.Attribute
	bad    int      // the step that leads nowhere, -1 when all do
	names  []string // what could stand at the bad step
	reason string   // why the bad step does not fit, empty for a name that is not there
	fix    string   // what to write instead, empty when that is not known
}

// A cursor is a place inside a type on the way along a path: in a block, at
// nested blocks of which one is to be chosen, or in the type of an attribute.
type cursor struct {
	block  *schema.Block
	nested *schema.NestedBlock
	attr   *schema.Attribute
	typ    schema.AttrType
}

// follow walks a path from the top of a type.
func follow(t *schema.Type, path []value.Step) found {
	if len(path) == 1 && !path[0].IsIndex && !path[0].IsKey {
		if a := t.Block.Attr(path[0].Name); a != nil {
			return found{typ: a.Type, attr: a, bad: -1}
		}
	}
	at := cursor{block: t.Block}
	for i, s := range path {
		next, reason := at.step(s)
		if next.nowhere() {
			return found{bad: i, names: at.names(), reason: reason, fix: at.fix(s)}
		}
		at = next
	}
	f := found{typ: at.typ, attr: at.attr, bad: -1}
	if at.attr == nil {
		f.typ = schema.AttrType{Kind: schema.Dynamic}
	}
	return f
}

func (c cursor) nowhere() bool { return c.block == nil && c.nested == nil && c.attr == nil }

// step goes one step on; the zero cursor when it leads nowhere.
func (c cursor) step(s value.Step) (cursor, string) {
	switch {
	case c.block != nil:
		return c.intoBlock(s)
	case c.nested != nil:
		return c.choose(s)
	}
	typ, reason := inType(c.typ, s)
	if reason != "" {
		return cursor{}, reason
	}
	return cursor{attr: c.attr, typ: typ}, ""
}

func (c cursor) intoBlock(s value.Step) (cursor, string) {
	if s.IsIndex || s.IsKey {
		return cursor{}, "there is one block here, and no `" + s.String() + "`"
	}
	if a := c.block.Attr(s.Name); a != nil {
		return cursor{attr: a, typ: a.Type}, ""
	}
	if n := c.block.Nested(s.Name); n != nil {
		if n.Nesting == schema.NestSingle {
			return cursor{block: n.Block}, ""
		}
		return cursor{nested: n}, ""
	}
	return cursor{}, ""
}

// choose takes one of several nested blocks.
func (c cursor) choose(s value.Step) (cursor, string) {
	switch {
	case c.nested.Nesting == schema.NestList && s.IsIndex, c.nested.Nesting == schema.NestMap && s.IsKey:
		return cursor{block: c.nested.Block}, ""
	case c.nested.Nesting == schema.NestSet:
		return cursor{}, "the blocks `" + c.nested.Name + "` have no order, so none can be picked out"
	}
	return cursor{}, "`" + c.nested.Name + "` is a list of blocks"
}

// fix is the step that was likely meant: the first of a list of blocks.
func (c cursor) fix(s value.Step) string {
	if c.nested != nil && c.nested.Nesting == schema.NestList && !s.IsIndex {
		return c.nested.Name + "[0]" + s.String()
	}
	return ""
}

func (c cursor) names() []string {
	if c.block != nil {
		return c.block.Names()
	}
	var names []string
	for _, f := range c.typ.Fields {
		names = append(names, f.Name)
	}
	return names
}

// inType is the type of a step inside an attribute, or why there is none.
func inType(t schema.AttrType, s value.Step) (schema.AttrType, string) {
	switch {
	case t.Kind == schema.Dynamic:
		return t, ""
	case t.Kind == schema.List && s.IsIndex, t.Kind == schema.Map && !s.IsIndex:
		return *t.Elem, ""
	case t.Kind == schema.Object && !s.IsIndex:
		if f := t.Field(s.Name); f != nil {
			return *f, ""
		}
	case t.Kind == schema.Tuple && s.IsIndex && s.Index >= 0 && s.Index < len(t.Fields):
		return t.Fields[s.Index].Type, ""
	}
	return schema.AttrType{}, "the value is of type " + t.String() + ", which has no `" + s.String() + "`"
}

// diagnose tells a path that leads nowhere, at the step when it can be seen in
// the source.
func (f found) diagnose(t *schema.Type, ref *value.Ref, where source.Span) *diag.Diagnostic {
	s := ref.Path[f.bad]
	of := t.Name
	for _, before := range ref.Path[:f.bad] {
		of += before.String()
	}
	at := stepSpan(where, s)
	if f.reason != "" {
		d := diag.UnknownReference.At(at, "`%s` has no `%s`: %s", of, s, f.reason)
		if f.fix != "" {
			d.Advise("write `%s`", f.fix)
		}
		return d
	}
	d := diag.UnknownReference.At(at, "`%s` has no attribute `%s`", of, s.Name)
	if near := diag.Nearest(s.Name, f.names); at != where {
		d.Suggest(at, near)
	} else if near != "" {
		d.Advise("did you mean `%s`?", near)
	}
	return d.Advise("`firehose-dsl schema %s` lists its attributes", t.Name)
}

// stepSpan is the last name of an expression when that is the step, else the
// whole expression.
func stepSpan(where source.Span, s value.Step) source.Span {
	if text := where.Text(); !s.IsIndex && !s.IsKey && strings.HasSuffix(text, "."+s.Name) {
		where.Start = where.End - int32(len(s.Name))
	}
	return where
}
