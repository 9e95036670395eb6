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
	plans        map[planKey]*plan
	kinds        map[string]string // types of resources -> their part of logical ids
	names        map[string]string // inputs -> their parameters
	diags        diag.List
}

// A resource is one of the graph with its counterpart.
type resource struct {
	*resolve.Resource
	to    *schema.CloudFormation // nil: there is none
	id    string                 // logical id; empty for what has none of its own
	host  *resource              // what it is folded into, nil without
	parts []part                 // what is folded into it
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
		blocks:       map[*schema.Block]*block{}, plans: map[planKey]*plan{},
		kinds: map[string]string{}, names: map[string]string{},
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
	return schema.Pascal(a.Name) + kind
}

// maxName is the length of logical ids and names of parameters, in characters.
const maxName = 255

// checkNames tells names that come twice: logical ids and parameters are of
// one kind, outputs of another.
func (m *model) checkNames() {
	all := make([]named, 0, len(m.own)+len(m.rg.Inputs))
	for _, r := range m.own {
		all = append(all, named{id: r.id, resource: r, at: r.NameAt})
	}
	for _, in := range m.rg.Inputs {
		all = append(all, named{id: m.names[in.Name], kind: "input", name: in.Name, at: in.Where})
	}
	m.distinct(all)
	all = all[:0]
	for _, o := range m.rg.Outputs {
		all = append(all, named{id: schema.Pascal(o.Name), kind: "output", name: o.Name, at: o.Where})
	}
	m.distinct(all)
}

// A named is what has a name in CloudFormation: a resource, an input or an
// output.
type named struct {
	id         string
	resource   *resource
	kind, name string
	at         source.Span
}

func (n named) String() string {
	if n.resource != nil {
		return "resource `" + n.resource.Address.String() + "`"
	}
	return n.kind + " `" + n.name + "`"
}

// distinct tells names that are too long, and two that are one.
func (m *model) distinct(all []named) {
	first := make(map[string]int32, len(all))
	for i, n := range all {
		if len(n.id) > maxName {
			m.diags.Add(diag.CloudFormationQuota.At(n.at, "%s has a name of %d characters in CloudFormation, whose limit is %d", n, len(n.id), maxName))
		}
		other, taken := first[n.id]
		if !taken {
			first[n.id] = int32(i)
			continue
		}
		m.shared(all[other], n)
	}
}

// shared tells two that have one name, the later one of the source.
func (m *model) shared(other, n named) {
	if n.at.Before(other.at) {
		n, other = other, n
	}
	m.diags.Add(diag.CloudFormationName.At(n.at, "%s and %s are both `%s` in CloudFormation", n, other, n.id).
		Also(other.at, "the other one").
		Advise("rename one of them; a name for an input is given with `input :name`"))
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
