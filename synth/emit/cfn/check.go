package cfn

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A checker walks the template as the emitter does, and tells what has no
// counterpart.
type checker struct {
	*model
	at   *resource
	seen map[value.Value]bool // constant subtrees that were looked at
}

func (c *checker) document() {
	c.seen = map[value.Value]bool{}
	c.settings()
	for _, in := range c.rg.Inputs {
		c.input(in)
	}
	for _, r := range c.rg.Resources {
		c.resource(&c.all[r.Index()])
	}
	for _, o := range c.rg.Outputs {
		c.output(o)
	}
	if len(c.own) == 0 && len(c.rg.Resources) == 0 {
		c.diags.Add(diag.OtherBehaviour.At(c.nameAt(), "template `%s` makes no resource, and CloudFormation wants one", c.rg.Name))
	}
}

func (c *checker) nameAt() source.Span {
	if c.rg.From == nil {
		return source.Span{}
	}
	return c.rg.From.NameAt
}

// settings tells what is said to Terraform and to providers. Default tags are
// written into the resources; the Region is the stack's.
func (c *checker) settings() {
	if t := c.rg.Terraform; t != nil {
		c.diags.Add(diag.TerraformOnly.At(t.Where, "the settings of Terraform itself are left out of CloudFormation"))
	}
	for _, s := range c.rg.Providers {
		c.provider(s)
	}
}

func (c *checker) provider(s *graph.Settings) {
	if s.Name != "aws" || resolve.Alias(s) != "" {
		c.diags.Add(diag.TerraformOnly.At(s.Where, "a second provider configuration has no counterpart in CloudFormation, and is left out"))
		return
	}
	for i := range s.Values.Len() {
		name, place := emit.Key(s.Values.KeyAt(i)), s.Values.Shape().Place(i)
		switch {
		case name == "default_tags" || s.Values.Peek(i) == value.Value(value.Nil):
		case name == "region":
			c.diags.Add(diag.TerraformOnly.At(orElse(place.Key, s.Where), "the Region of a stack is the one that it is deployed to; `region` is left out"))
		default:
			c.diags.Add(diag.TerraformOnly.At(orElse(place.Key, s.Where), "`%s` of the provider is about Terraform, and left out", name))
		}
	}
}

func orElse(at, other source.Span) source.Span {
	if at.IsZero() {
		return other
	}
	return at
}

func (c *checker) input(in *resolve.Input) {
	if parameterType(in.Type) == "" {
		c.diags.Add(diag.NoCounterpart.At(in.Where, "input `%s` is of type `%s`, which no parameter of CloudFormation can be", in.Name, in.Type).
			Advise("let it be a text, a number, or a list of them"))
		return
	}
	values := in.Allowed
	if in.Default != nil && in.Default != value.Value(value.Nil) {
		values = append(values[:len(values):len(values)], in.Default)
	}
	for _, v := range values {
		if _, ok := parameterText(v); !ok {
			c.diags.Add(diag.CloudFormationValue.At(in.Where, "a value of input `%s` cannot be the text of a parameter", in.Name).
				Advise("in a list, no text may hold a comma"))
			return
		}
	}
}

func (c *checker) output(o *resolve.Output) {
	c.at = nil
	v := value.Peek(o.Value)
	_, scalar := scalarText(v)
	_, text := v.(*value.String)
	switch v.(type) {
	case *value.Ref, *value.Raw:
		text = true
	}
	if !scalar && !text {
		c.diags.Add(diag.CloudFormationValue.At(o.Where, "output `%s` is no text, and outputs of CloudFormation are", o.Name).
			Advise("join the values of a list: `list.join(\",\")`"))
		return
	}
	if o.Secret {
		c.diags.Add(diag.OtherBehaviour.At(o.Where, "output `%s` is sensitive, but CloudFormation shows every output", o.Name))
	}
	c.value(o.Value, o.Where, false)
	if export := c.export(o); export != nil {
		c.value(export, o.Where, false)
	}
}

func (c *checker) resource(r *resource) {
	c.at = r
	switch {
	case r.Type == nil:
		return
	case r.Address.Data:
		if r.to == nil {
			c.diags.Add(diag.NoCounterpart.At(r.TypeAt, "CloudFormation cannot look up `%s`", r.Address.Type).
				Advise("let an input bring what is needed of it").About(r.Address.String()))
		}
		return
	case r.to == nil || r.to.Type == "" && len(r.to.Folds) == 0:
		c.diags.Add(diag.NoCounterpart.At(r.TypeAt, "no counterpart of `%s` in CloudFormation is known", r.Address.Type).
			About(r.Address.String()))
		return
	case r.host == nil && r.to.Type == "":
		c.homeless(r)
		return
	}
	c.meta(r)
	c.untagged(r)
	for _, name := range r.to.Needs {
		if empty(r.Attrs.Member(name)) {
			c.diags.Add(diag.NoCounterpart.At(r.NameAt, "CloudFormation needs `%s` of `%s`, though Terraform does not", name, r.Address.String()).
				Advise("give it").About(r.Address.String()))
		}
	}
	c.plan(c.planOf(r), r.Attrs, r.Where)
	c.clashes(r)
}

// untagged tells a resource that the provider would give its default tags, and
// that takes none in CloudFormation.
func (c *checker) untagged(r *resource) {
	if c.tags != nil && r.Type.Block.Attr("tags") != nil && r.to.Mapping("tags").Kind != schema.MapProperty {
		c.diags.Add(diag.TerraformOnly.At(r.TypeAt, "the default tags are left out: `%s` takes none in CloudFormation", r.Address.Type).
			About(r.Address.String()))
	}
}

// homeless tells a resource that CloudFormation only has as a part of others,
// none of which is in the template.
func (c *checker) homeless(r *resource) {
	f := r.to.Folds[0]
	at := r.NameAt
	if i := r.Attrs.Shape().FindText(f.Join); i >= 0 {
		at = orElse(r.Attrs.Shape().Place(i).Value, at)
	}
	var types []string
	for _, f := range r.to.Folds {
		types = append(types, "`"+f.Type+"` that `"+f.Join+"` refers to")
	}
	c.diags.Add(diag.NoCounterpart.At(at, "`%s` is no resource of its own in CloudFormation, but a part of the %s", r.Address.Type, strings.Join(types, ", or of the ")).
		Advise("make that resource in the same template and refer to it").About(r.Address.String()))
}

// clashes tells properties that a resource has and another brings as well.
func (c *checker) clashes(r *resource) {
	if len(r.parts) == 0 {
		return
	}
	first := map[string]part{}
	p := c.newPlan(r.Attrs, c.block(r.Type, r.Type.Block))
	for _, of := range r.parts {
		if strings.HasSuffix(of.fold.Into, "[]") {
			continue
		}
		other, taken := first[of.fold.Into]
		n := p.find(strings.Split(of.fold.Into, "."))
		switch {
		case taken:
			c.clash(of, other.of.NameAt)
		case n != nil && c.hasAny(n, r.Attrs):
			c.clash(of, r.NameAt)
		}
		first[of.fold.Into] = of
	}
}

func (c *checker) clash(of part, other source.Span) {
	c.diags.Add(diag.CloudFormationName.At(of.of.NameAt, "`%s` sets `%s` of the same resource once more", of.of.Address.String(), of.fold.Into).
		Also(other, "set here too").About(of.of.Address.String()))
}

// hasAny reports whether a property is written because something is given.
func (c *checker) hasAny(n *node, h *value.Hash) bool {
	if n.constant != "" {
		return false
	}
	if n.leaf != nil {
		return n.leaf.entry != nil && n.leaf.given(h) != nil
	}
	for _, below := range n.below {
		if c.hasAny(below, h) {
			return true
		}
	}
	return false
}

func (c *checker) meta(r *resource) {
	if r.Meta.Provider != nil && resolve.ProviderText(r.Meta.Provider) != "aws" {
		c.diags.Add(diag.NoCounterpart.At(orElse(r.Meta.ProviderAt, r.NameAt), "a stack is of one account and Region: `provider` has no counterpart in CloudFormation").
			Advise("make a template of its own of what another provider configuration makes").About(r.Address.String()))
	}
	if r.Meta.Lifecycle == nil {
		return
	}
	for i := range r.Meta.Lifecycle.Len() {
		name, place := emit.Key(r.Meta.Lifecycle.KeyAt(i)), r.Meta.Lifecycle.Shape().Place(i)
		v := r.Meta.Lifecycle.Peek(i)
		if v == value.Value(value.Nil) || v == value.Value(value.Bool(false)) || empty(v) {
			continue
		}
		c.lifecycle(r, name, orElse(place.Key, r.Meta.LifecycleAt))
	}
}

func (c *checker) lifecycle(r *resource, name string, at source.Span) {
	switch name {
	case "prevent_destroy":
		if r.host != nil {
			c.diags.Add(diag.OtherBehaviour.At(at, "`%s` is a part of another resource in CloudFormation: `prevent_destroy` does not hold for it", r.Address.String()))
		}
	case "create_before_destroy":
		c.diags.Add(diag.TerraformOnly.At(at, "CloudFormation always makes the new resource before it deletes the old one; `create_before_destroy` is left out"))
	default:
		c.diags.Add(diag.OtherBehaviour.At(at, "`%s` has no counterpart in CloudFormation", name).
			About(r.Address.String()))
	}
}

// plan checks a hash along its plan.
func (c *checker) plan(p *plan, h *value.Hash, where source.Span) {
	for i := range p.skips {
		c.skip(&p.skips[i], h, where)
	}
	for _, s := range p.keeps {
		if emit.Unknown(h.Peek(s.entry.Slot)) {
			c.diags.Add(diag.NoCounterpart.At(orElse(s.entry.Place(h).Value, where), "in CloudFormation `%s` is a `DeletionPolicy` or none, so it must be known", s.name).
				About(c.at.Address.String()))
		}
	}
	c.nodes(p.top, h, where)
}

// skip tells a member that is not written.
func (c *checker) skip(s *skip, h *value.Hash, where source.Span) {
	if s.in != nil {
		h = s.in
	}
	v := h.Peek(s.entry.Slot)
	if empty(v) || blank(v) {
		return
	}
	text, _ := scalarText(v)
	if slices.Contains(s.Omit, text) || s.Kind == schema.MapTerraform && text == "false" {
		return
	}
	at := orElse(s.entry.Place(h).Key, where)
	if s.Kind == schema.MapTerraform {
		c.diags.Add(diag.TerraformOnly.At(at, "`%s` is about Terraform only, and left out of CloudFormation", s.name).Advise("%s", s.Why))
		return
	}
	c.diags.Add(diag.NoCounterpart.At(at, "`%s` of `%s` has no counterpart in CloudFormation", s.name, c.at.Address.Type).
		Advise("%s", s.Why).About(c.at.Address.String()))
}

func (c *checker) nodes(list []*node, h *value.Hash, where source.Span) {
	for _, n := range list {
		if n.constant != "" {
			continue
		}
		if n.leaf == nil {
			c.nodes(n.below, h, where)
		} else if n.leaf.entry != nil {
			c.leaf(n.leaf, h, where)
		}
	}
}

func (c *checker) leaf(l *leaf, h *value.Hash, where source.Span) {
	if l.in != nil {
		h = l.in
	}
	c.switched(l, h, where)
	slot := l.given(h)
	if slot == nil {
		return
	}
	at := orElse(l.entry.Place(h).Value, orElse(l.entry.Place(h).Key, where))
	if constant, ok := slot.(value.Const); ok && c.looked(l, constant) {
		return
	}
	if l.nested != nil {
		c.nested(l.member, value.Peek(slot), at)
		return
	}
	v := value.Peek(slot)
	if len(l.Words) > 0 && emit.Unknown(v) {
		c.diags.Add(diag.NoCounterpart.At(at, "`%s` is said in other words in CloudFormation, so it must be known", l.name).About(c.at.Address.String()))
		return
	}
	if a, ok := v.(*value.Array); ok && l.One && a.Len() != 1 {
		c.diags.Add(diag.NoCounterpart.At(at, "CloudFormation has one of `%s`, and here are %d", l.name, a.Len()).
			Advise("give a block of its own for each").About(c.at.Address.String()))
		return
	}
	if s, ok := v.(*value.String); ok && l.attr.JSON && !l.Text {
		c.documentText(s, at)
		return
	}
	c.value(v, at, l.attr.JSON && !l.Text)
}

// switched tells a block that is written or not by an attribute whose value is
// not known.
func (c *checker) switched(l *leaf, h *value.Hash, where source.Span) {
	if l.When == "" {
		return
	}
	inner, ok := single(h.Peek(l.entry.Slot))
	if !ok {
		return
	}
	if v := inner.Member(l.When); emit.Unknown(v) {
		c.diags.Add(diag.NoCounterpart.At(orElse(l.entry.Place(h).Key, where), "in CloudFormation `%s` is there or not, so its `%s` must be known", l.name, l.When).
			About(c.at.Address.String()))
	}
}

func (c *checker) nested(m *member, v value.Value, at source.Span) {
	n := 0
	b := c.block(c.at.Type, m.nested.Block)
	eachBlock(v, func(h *value.Hash) {
		n++
		c.plan(c.model.plan(h, b), h, orElse(h.Shape().Where, at))
		if m.Keyed != "" && emit.Unknown(h.Member(m.Keyed)) {
			c.diags.Add(diag.NoCounterpart.At(at, "in CloudFormation `%s` is the name of a member, so it must be known", m.Keyed).About(c.at.Address.String()))
		}
	})
	if n > 1 && !m.list && m.Keyed == "" {
		c.diags.Add(diag.NoCounterpart.At(at, "CloudFormation has one `%s` at most", m.name).About(c.at.Address.String()))
	}
}

// looked reports whether a constant subtree was looked at before, and notes it.
func (c *checker) looked(l *leaf, constant value.Const) bool {
	if l.looked == constant.Of {
		return true
	}
	l.looked = constant.Of
	before := c.seen[constant.Of]
	c.seen[constant.Of] = true
	return before
}

// documentText checks a JSON document that is given as text.
func (c *checker) documentText(s *value.String, at source.Span) {
	if emit.RefOf(s) != nil {
		c.value(s, at, false)
		return
	}
	v, ok := emit.ParseJSON(s)
	if !ok {
		c.diags.Add(diag.CloudFormationValue.At(at, "this text is no JSON, and CloudFormation wants a document here").
			Advise("write it as a Hash").About(c.at.Address.String()))
		return
	}
	c.value(v, at, true)
}

// value tells references and raw values that come to nothing, and in a
// document what CloudFormation would not take as data.
func (c *checker) value(v value.Value, at source.Span, document bool) {
	switch v := value.Peek(v).(type) {
	case *value.Ref:
		c.reference(v, at)
	case *value.Raw:
		if v.CloudFormation == nil {
			c.diags.Add(diag.RawWithoutTarget.At(at, "this raw value says nothing for CloudFormation").
				Also(v.Where, "written here").
				Advise("give it `cloudformation: …`, the value as CloudFormation reads it"))
		}
	case *value.String:
		if !v.Known() {
			emit.Pieces(v, func(_ string, unknown value.Value) {
				if unknown != nil {
					c.value(unknown, at, document)
				}
			})
		}
	case *value.Array:
		for i, s := range v.Slots() {
			c.value(s, orElse(v.Place(i), at), document)
		}
	case *value.Hash:
		c.hash(v, at, document)
	case value.NilType:
		if document {
			c.diags.Add(diag.CloudFormationValue.At(at, "a template of CloudFormation may not hold null"))
		}
	}
}

func (c *checker) hash(h *value.Hash, at source.Span, document bool) {
	for i, s := range h.Slots() {
		place := h.Shape().Place(i)
		if key, ok := h.KeyAt(i).(*value.String); ok && !key.Known() {
			c.diags.Add(diag.CloudFormationValue.At(orElse(place.Key, at), "a key cannot hold a reference in CloudFormation"))
			continue
		}
		c.value(s, orElse(place.Value, at), document)
	}
	if h.Len() != 1 {
		return
	}
	if key := emit.Key(h.KeyAt(0)); key == "Ref" || strings.HasPrefix(key, "Fn::") {
		c.diags.Add(diag.CloudFormationValue.At(orElse(h.Shape().Place(0).Key, at), "CloudFormation would take `%s` for an intrinsic function", key).
			Advise("if that is meant, write `raw cloudformation: …`"))
	}
}

func (c *checker) reference(r *value.Ref, at source.Span) {
	b := c.bind(r)
	if b.kind != unbound || b.problem == "" || !c.rg.Leads(r) {
		return
	}
	d := diag.NoCounterpart.At(orElse(r.Where, at), "`%s` has no counterpart in CloudFormation: %s", r.String(), b.problem)
	if c.at != nil {
		d.About(c.at.Address.String())
	}
	c.diags.Add(d)
}
