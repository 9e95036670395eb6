package value

import (
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// An Address names a resource or a data source within a template.
type Address struct {
	Data bool
	Type string // aws_s3_bucket
	Name string
}

// String is Terraform's spelling: aws_s3_bucket.lake, data.aws_region.here.
func (a Address) String() string {
	if a.Data {
		return "data." + a.Type + "." + a.Name
	}
	return a.Type + "." + a.Name
}

// A Resource is what a resource call gives: the thing itself, which has
// attributes but is no text.
type Resource struct {
	Address   Address
	Template  string      // the template that made it
	Where     source.Span // the call
	Elsewhere bool        // written as template(:other).x, to be linked
	Made      int         // its number among the resources of the template, from 1; 0 when it was only named
}

// A Ref is an unknown value: an attribute of a resource or data source, or an
// input. Two are equal when they name the same thing.
type Ref struct {
	Of    *Resource   // nil for an input and a neutral value
	Input *Input      // of a free name or an input declared outright
	Path  []Step      // attribute names and indexes; for an inferred input the one attribute is in Input
	Where source.Span // the expression that made it
}

// A Step is one step of a Ref's path: an attribute or string key, or an index.
type Step struct {
	Name           string
	Index          int  // when IsIndex
	IsIndex, IsKey bool // ["k"] rather than .k
}

// An Input is a hole of a template: a free name with its attribute, one
// declared by `input`, or a neutral value of the target (aws.region).
type Input struct {
	Name     string // data_ingestion_role_arn
	Free     string // the free name, data_ingestion_role; empty when declared
	Attr     string // arn; empty when declared
	Neutral  bool   // aws.region, aws.account_id, aws.partition
	Declared bool
	Where    source.Span // the free name, or the declaration
}

// A Raw is text written as it stands for each target; a target it does not
// name is an error.
type Raw struct {
	Terraform      Value // *String, or nil
	CloudFormation Value // any plain value, or nil
	Where          source.Span
}

func (*Resource) Kind() Kind { return KindResource }
func (*Ref) Kind() Kind      { return KindRef }
func (*Raw) Kind() Kind      { return KindRaw }

// String is Terraform's expression: aws_kinesis_stream.s.arn, var.role_arn.
func (r *Ref) String() string {
	var b strings.Builder
	switch {
	case r.Of != nil:
		b.WriteString(r.Of.Address.String())
	case r.Input != nil:
		b.WriteString("var." + r.Input.Name)
	}
	for _, s := range r.Path {
		b.WriteString(s.String())
	}
	return b.String()
}

// String is the step in Terraform's spelling, with its leading dot or bracket.
func (s Step) String() string {
	switch {
	case s.IsIndex:
		return "[" + strconv.Itoa(s.Index) + "]"
	case s.IsKey:
		return "[" + strconv.Quote(s.Name) + "]"
	}
	return "." + s.Name
}
