// Package graph is what a template came to: its resources, data sources,
// inputs and outputs, as plain Go values in the order in which they were made.
//
// A graph is made by package vm and by the readers of package read, and never
// changed afterwards: later stages make graphs of their own, sharing what
// stays the same. The hashes in it are the graph's: their shapes are shared,
// so that a stage may remember by pointer what it found out about one.
package graph

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Graph is one template, evaluated.
type Graph struct {
	Name    string
	NameAt  source.Span // the name in `template :name`, or the first statement of an implied template
	File    *source.File
	Implied bool // made of statements outside a template block
	Linked  bool // values of other templates may be in it: template(:other).x.arn

	Description string // `template :name, description: "…"`; empty without
	DescribedAt source.Span

	Resources []*Resource // resources and data sources, as they were made
	Declared  []*Input    // by `input`
	Outputs   []*Output
	Providers []*Settings // `provider :aws, …`, one for each
	Terraform *Settings   // `terraform do … end`; nil without
	Roles     []*Role     // by `firehose_role`, each among the resources as well
}

// A Resource is one resource or data source with its attributes as written.
// References to it point to the value in it.
type Resource struct {
	value.Resource
	Attrs  *value.Hash // keys by name: Symbol or String; nil values stand for left out
	TypeAt source.Span // its type: aws_s3_bucket
	NameAt source.Span // its name: :lake
}

// A Role is a role that gets the permissions that streams need. As a resource
// it has the attributes that the template gives it, and no more.
type Role struct {
	Name    string
	Streams []RoleStream
	Trusted bool        // the template says itself who may assume it
	Where   source.Span // the whole call
}

// A RoleStream is a stream that a role is for.
type RoleStream struct {
	Name  string // of the resource
	Where source.Span
}

// RoleType is the resource type of roles.
const RoleType = "aws_iam_role"

// Address is that of the role among the resources.
func (r *Role) Address() value.Address { return value.Address{Type: RoleType, Name: r.Name} }

// An Input is an input declared outright.
type Input struct {
	Name    string
	NameAt  source.Span
	Options *value.Hash // type, default, description, sensitive, allowed, pattern; may be empty
	Where   source.Span
}

// An Output is one output.
type Output struct {
	Name    string
	NameAt  source.Span
	Value   value.Value
	ValueAt source.Span
	Options *value.Hash // description, sensitive; may be empty
	Where   source.Span
}

// Settings are those of a provider or of Terraform itself.
type Settings struct {
	Name   string // aws; empty for Terraform
	Values *value.Hash
	Where  source.Span
}
