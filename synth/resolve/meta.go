package resolve

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// This file takes meta-arguments out of a resource's attributes and binds
// them: https://developer.hashicorp.com/terraform/language/meta-arguments,
// read 2026-07.

// A split is how a shape falls apart into attributes and meta-arguments.
type split struct {
	shape *value.Shape // of the attributes alone; nil when there is nothing else
	keep  []int        // the slots of the attributes
	meta  []metaSlot
}

type metaSlot struct {
	name string
	slot int
}

// instead is what a template writes instead of a meta-argument that it does
// not need; empty for those it has.
var instead = map[string]string{
	"depends_on":  "",
	"lifecycle":   "",
	"provider":    "",
	"count":       "make the resources in a loop: `3.times do |i| … end`, with `i` in the name",
	"for_each":    "make the resources in a loop: `list.each do |x| … end`, with `x` in the name",
	"provisioner": "provisioners run programs on the machine that deploys; do that outside the template",
	"connection":  "a connection serves provisioners, which templates do not have",
}

// splitMeta takes the meta-arguments out of a resource's attributes.
func (r *resolver) splitMeta(res *Resource) {
	s := r.split(res)
	if s.shape == nil {
		return
	}
	whole := res.Attrs
	slots := make([]value.Value, len(s.keep))
	for i, slot := range s.keep {
		slots[i] = whole.Slots()[slot]
	}
	res.Attrs = value.HashOf(s.shape, slots)
	for _, m := range s.meta {
		if v := whole.Peek(m.slot); v != value.Value(value.Nil) {
			r.meta(res, m.name, v, whole.Shape().Place(m.slot))
		}
	}
}

// split is how the shape of a resource's attributes falls apart, remembered.
func (r *resolver) split(res *Resource) *split {
	shape := res.Attrs.Share()
	if s, ok := r.splits[shape]; ok {
		return s
	}
	s := &split{}
	for i, key := range shape.Keys {
		name, _ := keyText(key)
		if _, meta := instead[name]; meta && (res.Type == nil || !res.Type.Block.Has(name)) {
			s.meta = append(s.meta, metaSlot{name, i})
		} else {
			s.keep = append(s.keep, i)
		}
	}
	if len(s.meta) > 0 {
		s.shape = pick(shape, s.keep)
	}
	r.splits[shape] = s
	return s
}

// pick is a shape of some of the keys of another.
func pick(shape *value.Shape, keep []int) *value.Shape {
	keys, at := make([]value.Value, len(keep)), make([]value.Place, len(keep))
	for i, slot := range keep {
		keys[i], at[i] = shape.Keys[slot], shape.Place(slot)
	}
	return value.NewShape(shape.Where, keys, at)
}

func (r *resolver) meta(res *Resource, name string, v value.Value, at value.Place) {
	if res.Meta == noMeta {
		res.Meta = &Meta{}
	}
	switch name {
	case "depends_on":
		res.Meta.DependsOnAt = at.Key
		r.dependsOn(res, v, first(at.Value, at.Key))
	case "lifecycle":
		res.Meta.LifecycleAt = at.Key
		r.lifecycle(res, v, first(at.Value, at.Key))
	case "provider":
		res.Meta.Provider, res.Meta.ProviderAt = v, at.Key
		r.provider(v, first(at.Value, at.Key))
	default:
		r.diags.Add(diag.InvalidMeta.At(first(at.Key, res.Where), "templates have no `%s`", name).Advise("%s", instead[name]))
	}
}

// dependsOn binds a list of resources, or one. A reference to an attribute
// stands for its resource.
func (r *resolver) dependsOn(res *Resource, v value.Value, where source.Span) {
	if a, ok := v.(*value.Array); ok {
		for i := range a.Len() {
			r.dependsOn(res, a.Peek(i), first(a.Place(i), where))
		}
		return
	}
	of := r.resourceOf(v)
	if of == nil {
		r.diags.Add(diag.InvalidMeta.At(first(where, res.Where), "`depends_on` takes resources of this template").
			Advise("write the variable that holds the resource, as in `depends_on: [role]`"))
		return
	}
	if ref, ok := v.(*value.Ref); ok {
		where = first(where, ref.Where)
	}
	if r.need(of, first(where, res.Where)) != nil && !slices.Contains(res.Meta.DependsOn, of.Address) {
		res.Meta.DependsOn = append(res.Meta.DependsOn, of.Address)
	}
}

// resourceOf is the resource that a value names: the resource itself, a
// reference to one of its attributes, or its address as text. Nil for others.
func (r *resolver) resourceOf(v value.Value) *value.Resource {
	switch v := value.Peek(v).(type) {
	case *value.Resource:
		return v
	case *value.Ref:
		return v.Of
	}
	text, _ := value.KnownText(v)
	a := value.Address{}
	if rest, data := strings.CutPrefix(text, "data."); data {
		a.Data, text = true, rest
	}
	a.Type, a.Name, _ = strings.Cut(text, ".")
	if r.out.Find(a) == nil {
		return nil
	}
	return &value.Resource{Address: a}
}

var lifecycleNames = []string{"create_before_destroy", "ignore_changes", "prevent_destroy", "replace_triggered_by"}

// lifecycle checks and binds a lifecycle block, given as a hash or, by a nested
// block, as an array of one.
func (r *resolver) lifecycle(res *Resource, v value.Value, where source.Span) {
	if a, ok := v.(*value.Array); ok && a.Len() == 1 {
		v = a.Peek(0)
	}
	h, ok := v.(*value.Hash)
	if !ok {
		r.diags.Add(diag.InvalidMeta.At(first(where, res.Where), "`lifecycle` is a block of settings").
			Advise("write `lifecycle: { prevent_destroy: true }`"))
		return
	}
	res.Meta.Lifecycle = value.NewHash(h.Shape().Where)
	for i := range h.Len() {
		place := h.Shape().Place(i)
		if v := h.Peek(i); v != value.Value(value.Nil) {
			name, _ := keyText(h.KeyAt(i))
			v = r.lifecycleMember(res, name, v, place)
			res.Meta.Lifecycle.Set(value.Symbol(name), v, place)
		}
	}
}

// lifecycleMember checks one setting and gives it as Terraform takes it.
func (r *resolver) lifecycleMember(res *Resource, name string, v value.Value, at value.Place) value.Value {
	switch name {
	case "create_before_destroy", "prevent_destroy":
		if _, ok := v.(value.Bool); !ok {
			r.diags.Add(diag.InvalidMeta.At(first(at.Value, res.Where), "`%s` is true or false, known when the template runs", name))
		}
	case "ignore_changes":
		return r.ignoreChanges(res, v, first(at.Value, res.Where))
	case "replace_triggered_by":
		r.triggers(res, v, first(at.Value, res.Where))
	default:
		r.diags.Add(diag.InvalidMeta.At(first(at.Key, res.Where), "`lifecycle` has no setting `%s`", name).
			Suggest(at.Key, diag.Nearest(name, lifecycleNames)))
	}
	return v
}

// ignoreChanges checks the names of attributes. `all`, alone or in a list, is
// the word that stands for every attribute.
func (r *resolver) ignoreChanges(res *Resource, v value.Value, where source.Span) value.Value {
	if text, _ := value.KnownText(v); text == "all" {
		return value.Symbol("all")
	}
	list, ok := v.(*value.Array)
	if !ok {
		r.diags.Add(diag.InvalidMeta.At(where, "`ignore_changes` is a list of attributes, or `:all`"))
		return v
	}
	for i := range list.Len() {
		text, _ := value.KnownText(list.Peek(i))
		if text == "all" && list.Len() == 1 {
			return value.Symbol("all")
		}
		r.ignored(res, text, first(list.Place(i), where))
	}
	return v
}

func (r *resolver) ignored(res *Resource, path string, where source.Span) {
	name := path
	if i := strings.IndexAny(path, ".["); i >= 0 {
		name = path[:i]
	}
	if res.Type == nil || res.Type.Block.Has(name) {
		return
	}
	d := diag.InvalidMeta.At(where, "`ignore_changes` names `%s`, and `%s` has no such attribute", name, res.Type.Name)
	if near := diag.Nearest(name, res.Type.Block.Names()); near != "" {
		d.Advise("did you mean `%s`?", near)
	}
	r.diags.Add(d)
}

// triggers binds resources, or attributes of them, whose change replaces this
// one.
func (r *resolver) triggers(res *Resource, v value.Value, where source.Span) {
	switch v := value.Peek(v).(type) {
	case *value.Array:
		for i := range v.Len() {
			r.triggers(res, v.Peek(i), first(v.Place(i), where))
		}
	case *value.Resource:
		r.need(v, where)
	case *value.Ref:
		if v.Of != nil {
			r.bindResource(v, where)
			return
		}
		r.notTrigger(where)
	default:
		r.notTrigger(where)
	}
}

func (r *resolver) notTrigger(where source.Span) {
	r.diags.Add(diag.InvalidMeta.At(where, "`replace_triggered_by` takes resources of this template, or attributes of them"))
}

// provider checks that a provider configuration of that name exists.
func (r *resolver) provider(v value.Value, where source.Span) {
	if text, ok := value.KnownText(v); !ok || text == "" {
		r.diags.Add(diag.InvalidMeta.At(first(where, r.where()), "`provider` takes the alias of a provider: `provider: :west`"))
		return
	}
	wanted := ProviderText(v)
	var names []string
	for _, s := range r.out.Providers {
		if ProviderName(s) == wanted {
			return
		}
		names = append(names, ProviderName(s))
	}
	if wanted == "aws" {
		return
	}
	r.diags.Add(diag.UnknownProvider.At(first(where, r.where()), "no provider `%s` in this template", wanted).
		Advise("configure it: `provider :aws, alias: \"%s\", region: \"…\"`", strings.TrimPrefix(wanted, "aws.")).
		Advise("%s", didYouMean(diag.Nearest(wanted, names))))
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return "did you mean `" + name + "`?"
}

// ProviderName is how ProviderText calls a configured provider.
func ProviderName(s *graph.Settings) string {
	if alias := Alias(s); alias != "" {
		return s.Name + "." + alias
	}
	return s.Name
}

// ProviderText is a provider meta-argument in Terraform's words: aws.west, for
// the alias west and for aws.west.
func ProviderText(v value.Value) string {
	text, _ := value.KnownText(v)
	if text == "aws" || strings.Contains(text, ".") {
		return text
	}
	return "aws." + text
}
