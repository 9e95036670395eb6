package iam

import (
	"slices"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file makes the roles that templates ask for by `firehose_role`. Until
// all repairs are made such a role is one without permissions, so that what
// refers to it can be resolved; then it gets those that its streams need. They
// name what the streams refer to and never the streams, which wait for the
// role: so there is no circle.

// Prepare is a graph whose roles have a trust policy, as the schema wants it, of
// which nothing is known. [Expand] puts the right one in its place. A graph without such roles is the
// same.
func Prepare(g *graph.Graph) *graph.Graph {
	if len(g.Roles) == 0 {
		return g
	}
	out := *g
	out.Resources = slices.Clone(g.Resources)
	for i, res := range g.Resources {
		if isAsked(g, res.Address) && res.Attrs.Shape().FindText(trustPolicy) < 0 {
			made := *res
			made.Attrs = res.Attrs.Dup()
			made.Attrs.Set(value.Symbol(trustPolicy), &value.Raw{Where: res.Where}, value.Place{Key: res.Where, Value: res.Where})
			out.Resources[i] = &made
		}
	}
	return &out
}

const trustPolicy = "assume_role_policy"

func isAsked(g *graph.Graph, role value.Address) bool {
	return slices.ContainsFunc(g.Roles, func(r *graph.Role) bool { return r.Address() == role })
}

// Expand gives the roles that the template asks for their permissions, and
// resolves what comes of it. Told are streams that there are not, or that do
// not work with their role; resolving is what Resolve tells of the result.
func Expand(g *resolve.Graph) (made *resolve.Graph, told, resolving diag.List) {
	x := &expander{r: Read(g), g: g}
	for _, role := range g.From.Roles {
		x.role(role)
	}
	made, resolving = resolve.Extend(g, x.added, x.edits)
	return made, x.diags, resolving
}

type expander struct {
	r     *Reader
	g     *resolve.Graph
	added []*graph.Resource
	edits []resolve.Edit
	diags diag.List
}

func (x *expander) role(role *graph.Role) {
	key := "${" + role.Address().String() + ".arn}"
	var needs []*Need
	var streams []*resolve.Resource
	for _, s := range role.Streams {
		stream := x.stream(s)
		if stream == nil {
			continue
		}
		mine := ofRole(x.r.Needs(stream), key)
		if len(mine) == 0 {
			x.diags.Add(diag.RoleWithoutStream.At(s.Where, "the stream `%s` does not work with the role `%s`", s.Name, role.Name).
				Also(stream.NameAt, "this stream").
				Advise("name it there: `role_arn: %s.arn`", role.Name))
			continue
		}
		needs, streams = append(needs, mine...), append(streams, stream)
	}
	slices.SortStableFunc(needs, func(a, b *Need) int { return x.r.rank(a) - x.r.rank(b) })
	x.trust(role, trust(addressed(needs, "trust")))
	if policy := x.r.document(addressed(needs, "role")); policy != nil {
		x.policy(role, policy, streams)
	}
}

// stream is a stream that a role is for; nil when there is none, which it
// tells.
func (x *expander) stream(s graph.RoleStream) *resolve.Resource {
	found := x.g.Find(value.Address{Type: StreamType, Name: s.Name})
	if found != nil && isStream(found) {
		return found
	}
	var names []string
	for _, res := range Streams(x.g) {
		names = append(names, res.Address.Name)
	}
	d := diag.UndefinedResource.At(s.Where, "no resource `%s.%s` in this template", StreamType, s.Name)
	if near := diag.Nearest(s.Name, names); near != "" {
		d.Advise("did you mean `%s`?", near)
	}
	x.diags.Add(d)
	return nil
}

// trust sets the trust policy of a role, unless the template has written one:
// an empty one for a role that no stream works with.
func (x *expander) trust(role *graph.Role, needs []*Need) {
	if role.Trusted {
		return
	}
	var policy value.Value = value.NewString("{}")
	if len(needs) > 0 {
		policy = x.r.document(needs)
	}
	x.edits = append(x.edits, resolve.Edit{
		Resource: role.Address(), Path: []resolve.Step{{Name: trustPolicy}}, Op: resolve.Set, Value: policy, Where: role.Where,
	})
}

// policy adds the policy of a role, which its streams wait for.
func (x *expander) policy(role *graph.Role, policy *value.Hash, streams []*resolve.Resource) {
	made := &graph.Resource{TypeAt: role.Where, NameAt: role.Where}
	made.Address = value.Address{Type: "aws_iam_role_policy", Name: x.free(role.Name)}
	made.Template, made.Where = x.g.Name, role.Where
	made.Attrs = value.NewHash(role.Where)
	at := value.Place{Key: role.Where, Value: role.Where}
	made.Attrs.Set(value.Symbol("name"), value.NewString(role.Name), at)
	made.Attrs.Set(value.Symbol("role"), attributeOf(roleType, role.Name, "name"), at)
	made.Attrs.Set(value.Symbol("policy"), policy, at)
	x.added = append(x.added, made)
	for _, stream := range streams {
		x.wait(stream, made, role.Where)
	}
}

// free is the name of a policy that the template does not have yet.
func (x *expander) free(name string) string {
	for x.g.Find(value.Address{Type: "aws_iam_role_policy", Name: name}) != nil {
		name += "_firehose"
	}
	return name
}

// wait makes a stream wait for the policy: the service looks at what the role
// may do when the stream is made.
func (x *expander) wait(stream *resolve.Resource, policy *graph.Resource, where source.Span) {
	list := []value.Value{&policy.Resource}
	for _, r := range x.g.From.Resources {
		if i := r.Attrs.Shape().FindText("depends_on"); r.Address == stream.Address && i >= 0 && r.Attrs.Peek(i) != value.Value(value.Nil) {
			list = []value.Value{r.Attrs.Peek(i), &policy.Resource}
		}
	}
	for _, e := range x.edits {
		if e.Resource == stream.Address {
			e.Value.(*value.Array).Push(&policy.Resource)
			return
		}
	}
	x.edits = append(x.edits, resolve.Edit{
		Resource: stream.Address, Path: []resolve.Step{{Name: "depends_on"}}, Op: resolve.Set,
		Value: value.NewArray(list), Where: where,
	})
}
