package check

import (
	"github.com/firehose-dsl/firehose-dsl/synth/iam"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file asks package iam what the roles of the template lack.

// lacks is what the role that a block names lacks of what its stream needs:
// { actions, policy, label }, the policy a block; null for nothing, and for a
// role whose policies are not all known.
func lacks(f *frame, _ []val) val {
	f.c.looksAround()
	path := f.self.schema.Path + ".role_arn"
	for _, l := range f.c.lacksOf(f.self.res) {
		if l.Use.Path == path {
			return val{kind: recordKind, in: &object{
				[]string{"actions", "policy", "label"},
				[]val{textList(l.Actions), nodeVal(f.c.node(l.Policy)), textOf(l.Label())},
			}}
		}
	}
	return nothing
}

// lacksOf is remembered for one stream: each of its blocks that names a role
// asks.
func (c *checker) lacksOf(stream *resolve.Resource) []*iam.Lack {
	if c.iam == nil {
		c.iam = iam.Read(c.g)
	}
	if c.lacking != stream {
		c.lacking, c.lacks = stream, c.iam.Lacks(stream)
	}
	return c.lacks
}
