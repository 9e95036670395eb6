package iam

import (
	"fmt"
	"io"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/expr"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file writes what a stream needs in the language of templates, to paste
// into the template of the stream, in the layout of fmt.

// DSL writes the roles of streams of one graph as resources, and the policies
// of other things as values for their own resources.
func DSL(w io.Writer, g *resolve.Graph, streams []*resolve.Resource) error {
	p := &paster{g: g, taken: map[string]bool{}}
	for _, stream := range streams {
		p.stream(stream)
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

type paster struct {
	g     *resolve.Graph
	out   strings.Builder
	taken map[string]bool // names of what is written
}

func (p *paster) line(depth int, format string, args ...any) {
	p.out.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&p.out, format, args...)
	p.out.WriteByte('\n')
}

// stream writes what is about one stream. Its policies name the new roles in
// the place of those that it works with today.
func (p *paster) stream(res *resolve.Resource) {
	r := Read(p.g)
	r.renamed = map[string]value.Value{}
	var names []string
	for _, role := range r.Of(res).Roles {
		name := p.name(res.Address.Name + "_" + roleName(role.Uses[0].Value))
		names = append(names, name)
		r.renamed[role.Uses[0].Key()] = attributeOf(roleType, name, "arn")
	}
	s := r.Of(res)
	for i, role := range s.Roles {
		p.role(res, role, names[i])
	}
	if s.Producer != nil {
		p.producer(res, s.Producer)
	}
	if s.Deployer != nil {
		p.local(fmt.Sprintf("The policy of who deploys the stream `%s`", res.Address.Name), res.Address.Name+"_deployer_policy", s.Deployer)
	}
	for _, t := range s.Things {
		what := fmt.Sprintf("The policy of the %s `%s`, for the stream `%s`", t.Kind, expr.Writer{}.Leaf(t.Of), res.Address.Name)
		p.local(what, res.Address.Name+"_"+t.Kind+"_policy", t.Policy)
	}
}

func attributeOf(typ, name, attr string) *value.Ref {
	return &value.Ref{Of: &value.Resource{Address: value.Address{Type: typ, Name: name}}, Path: []value.Step{{Name: attr}}}
}

// gap parts what is written from what stands before it.
func (p *paster) gap() {
	if p.out.Len() > 0 {
		p.out.WriteByte('\n')
	}
}

func (p *paster) role(stream *resolve.Resource, role *Role, name string) {
	p.gap()
	for _, u := range role.Uses {
		p.line(0, "# The role of the stream `%s` for `%s`: `%s.arn`", stream.Address.Name, u.Path, name)
	}
	p.line(0, "%s = aws_iam_role(:%s, {", name, name)
	p.line(1, "assume_role_policy: %s", expr.Writer{}.Spread(role.Trust, 1))
	p.line(0, "})")
	if role.Policy == nil {
		return
	}
	p.line(0, "aws_iam_role_policy(:%s, {", name)
	p.line(1, "name: \"delivery\",")
	p.line(1, "role: %s.name,", name)
	p.line(1, "policy: %s", expr.Writer{}.Spread(role.Policy, 1))
	p.line(0, "})")
}

// producer writes a policy, and its ARN as an output for whoever attaches it.
func (p *paster) producer(stream *resolve.Resource, policy *value.Hash) {
	name := p.name(stream.Address.Name + "_producer")
	p.gap()
	p.line(0, "# The policy of who puts records into the stream `%s`", stream.Address.Name)
	p.line(0, "%s = aws_iam_policy(:%s, {", name, name)
	p.line(1, "policy: %s", expr.Writer{}.Spread(policy, 1))
	p.line(0, "})")
	p.line(0, "output :%s_policy_arn, %s.arn", name, name)
}

func (p *paster) local(comment, name string, v value.Value) {
	p.gap()
	p.line(0, "# %s", comment)
	p.line(0, "%s = %s", p.name(name), expr.Writer{}.Spread(v, 0))
}

// name is a name like one, which nothing has yet.
func (p *paster) name(like string) string {
	name := strings.Map(func(c rune) rune {
		switch {
		case c >= 'A' && c <= 'Z':
			return c - 'A' + 'a'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '_':
			return c
		}
		return '_'
	}, like)
	if name[0] >= '0' && name[0] <= '9' {
		name = "_" + name
	}
	made := name
	for n := 2; p.taken[made] || p.isTaken(made); n++ {
		made = fmt.Sprintf("%s_%d", name, n)
	}
	p.taken[made] = true
	return made
}

func (p *paster) isTaken(name string) bool {
	for _, typ := range []string{roleType, "aws_iam_role_policy", "aws_iam_policy"} {
		if p.g.Find(value.Address{Type: typ, Name: name}) != nil {
			return true
		}
	}
	return false
}

// roleName is a name for a role: that of its resource, of its input, or the
// last part of its ARN.
func roleName(v value.Value) string {
	if ref := emit.RefOf(v); ref != nil {
		switch {
		case ref.Of != nil:
			return ref.Of.Address.Name
		case ref.Input != nil:
			return strings.TrimSuffix(ref.Input.Name, "_arn")
		}
	}
	text, _ := flat(v)
	return text[strings.LastIndexByte(text, '/')+1:]
}
