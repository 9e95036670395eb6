package cfn

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A model is a template seen as CloudFormation: which resources there are and
// how they are called, which are parts of others, and what is wrong with that.
type model struct {
	rg   *resolve.Graph
	own  []*resource // those with a logical id, by Terraform type and name
	all  []resource  // by the Index of what they are in the graph
	tags *value.Hash // default_tags of the provider, nil without

	counterparts map[*schema.Type]*schema.CloudFormation
	blocks       map[*schema.Block]*block
	kinds        map[string]string // types of resources -> their part of logical ids
	names        map[string]string // inputs -> their parameters
	diags        diag.List
	scratch      []byte
}

// A resource is one of the graph with its counterpart.
type resource struct {
	*resolve.Resource
	to    *schema.CloudFormation // nil: there is none
	id    string                 // logical id; empty for what has none of its own
	host  *resource              // what it is folded into, nil without
	parts []part                 // what is folded into it
	plan  *plan                  // how it is written; nil until asked for
}

// A part is a resource folded into another.
type part struct {
	fold *schema.Fold
	of   *resource
}

func newModel(rg *resolve.Graph) *model {
	m := &model{
		rg:           rg,
		counterparts: map[*schema.Type]*schema.CloudFormation{},
		blocks:       map[*schema.Block]*block{},
		kinds:        map[string]string{}, names: map[string]string{},
	}
	m.all = make([]resource, len(rg.Resources))
	for _, r := range rg.Resources {
		m.all[r.Index()] = resource{Resource: r, to: m.counterpart(r.Type)}
	}
	sorted := m.sorted()
	m.fold(sorted)
	m.name(sorted)
	for _, in := range rg.Inputs {
		m.names[in.Name] = schema.Pascal(in.Name)
	}
	m.tags = defaultTags(rg)
	return m
}

// of is the resource that a value stands for, nil without.
func (m *model) of(v *value.Resource) *resource {
	if r := m.rg.Of(v); r != nil {
		return &m.all[r.Index()]
	}
	return nil
}

// sorted are the resources of known types by Terraform type and name.
func (m *model) sorted() []*resource {
	list := make([]*resource, 0, len(m.all))
	for _, typ := range m.rg.Types() {
		for r := range emit.ByName(m.rg.OfType(typ)) {
			list = append(list, &m.all[r.Index()])
		}
	}
	return list
}

func (m *model) counterpart(t *schema.Type) *schema.CloudFormation {
	if t == nil {
		return nil
	}
	to, ok := m.counterparts[t]
	if !ok {
		to = m.rg.Catalog.CloudFormation(t)
		m.counterparts[t] = to
	}
	return to
}

// fold makes resources parts of others where their pages say so.
func (m *model) fold(list []*resource) {
	for _, r := range list {
		if r.to == nil || len(r.to.Folds) == 0 {
			continue
		}
		for i := range r.to.Folds {
			f := &r.to.Folds[i]
			if host := m.host(r, f); host != nil {
				r.host = host
				host.parts = append(host.parts, part{f, r})
				break
			}
		}
	}
}

// host is the resource that a fold makes r a part of: the one that its
// attribute refers to, unless something else of r needs that one, which would
// make it need itself.
func (m *model) host(r *resource, f *schema.Fold) *resource {
	to := m.refersTo(r.Attrs, f.Join)
	if to == nil || to.Address.Type != f.Type || to.Address.Data {
		return nil
	}
	for used := range r.Uses() {
		if used != to.Resource && m.needs(used, to.Resource, map[*resolve.Resource]bool{}) {
			return nil
		}
	}
	return to
}

// needs reports whether one resource refers to another, or to what does.
func (m *model) needs(r, other *resolve.Resource, seen map[*resolve.Resource]bool) bool {
	if seen[r] {
		return false
	}
	seen[r] = true
	for used := range r.Uses() {
		if used == other || m.needs(used, other, seen) {
			return true
		}
	}
	return false
}

// refersTo is what an attribute of a hash refers to, nil for no resource.
func (m *model) refersTo(h *value.Hash, name string) *resource {
	i := h.Shape().FindText(name)
	if i < 0 {
		return nil
	}
	ref := emit.RefOf(h.Peek(i))
	if ref == nil || ref.Of == nil {
		return nil
	}
	return m.of(ref.Of)
}

// name gives logical ids, and keeps those that have one.
func (m *model) name(list []*resource) {
	for _, r := range list {
		if r.host == nil && r.to != nil && r.to.Type != "" {
			r.id = m.logicalID(r.Address)
			m.own = append(m.own, r)
		}
	}
}

// logicalID is a function of type and name alone, so that adding a resource
// never renames another.
func (m *model) logicalID(a value.Address) string {
	kind, ok := m.kinds[a.Type]
	if !ok {
		kind = schema.Pascal(strings.TrimPrefix(a.Type, "aws_"))
		m.kinds[a.Type] = kind
	}
	m.scratch = append(schema.AppendPascal(m.scratch[:0], a.Name), kind...)
	return string(m.scratch)
}

// maxName is the length of logical ids and names of parameters, in characters.
const maxName = 255

// checkNames tells names that come twice: logical ids and parameters are of
// one kind, outputs of another.
func (m *model) checkNames() {
	names := make(map[string]any, len(m.own)+len(m.rg.Inputs))
	for _, r := range m.own {
		m.claim(names, r.id, r)
	}
	for _, in := range m.rg.Inputs {
		m.claim(names, m.names[in.Name], in)
	}
	names = make(map[string]any, len(m.rg.Outputs))
	for _, o := range m.rg.Outputs {
		m.claim(names, schema.Pascal(o.Name), o)
	}
}

// claim gives a name to what has it: a *resource, *resolve.Input or
// *resolve.Output. It tells names that are too long, and two that are one.
func (m *model) claim(names map[string]any, name string, of any) {
	if len(name) > maxName {
		m.diags.Add(diag.CloudFormationQuota.At(namedAt(of), "%s has a name of %d characters in CloudFormation, whose limit is %d", words(of), len(name), maxName))
	}
	other, taken := names[name]
	if !taken {
		names[name] = of
		return
	}
	m.shared(name, other, of)
}

// shared tells two that have one name, at the later one of the source.
func (m *model) shared(name string, other, of any) {
	if namedAt(of).Before(namedAt(other)) {
		other, of = of, other
	}
	m.diags.Add(diag.CloudFormationName.At(namedAt(of), "%s and %s are both `%s` in CloudFormation", words(of), words(other), name).
		Also(namedAt(other), "the other one").
		Advise("rename one of them; a name for an input is given with `input :name`"))
}

func namedAt(of any) source.Span {
	switch of := of.(type) {
	case *resource:
		return of.NameAt
	case *resolve.Input:
		return of.Where
	}
	return of.(*resolve.Output).Where
}

func words(of any) string {
	switch of := of.(type) {
	case *resource:
		return "resource `" + of.Address.String() + "`"
	case *resolve.Input:
		return "input `" + of.Name + "`"
	}
	return "output `" + of.(*resolve.Output).Name + "`"
}

// defaultTags are the default_tags of the one AWS provider without an alias.
func defaultTags(rg *resolve.Graph) *value.Hash {
	for _, s := range rg.Providers {
		if s.Name != "aws" || resolve.Alias(s) != "" {
			continue
		}
		if tags, ok := s.Values.Member("default_tags").(*value.Hash); ok {
			if inner, ok := tags.Member("tags").(*value.Hash); ok {
				return inner
			}
		}
	}
	return nil
}
