// Package cfn writes a template as an AWS CloudFormation template, in JSON or
// in YAML: AWSTemplateFormatVersion, Parameters, Resources and Outputs in this
// order, resources in the order of their Terraform type and name.
//
// Which property an attribute becomes, what a reference comes to and which
// defaults are written out stands on the pages of the types, as
// [schema.CloudFormation]; there is no type in this package. How the hashes of
// one shape are laid out as properties is a plan, made once for each shape.
//
// The form: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html,
// read 2026-07.
package cfn

import (
	"io"
	"strconv"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// Target is CloudFormation.
type Target struct {
	YAML     bool // with short intrinsics (!Ref), instead of JSON
	NoQuotas bool // do not hold the document to the quotas of the service

	models map[*resolve.Graph]*model // of graphs that were checked; nil: nothing is remembered
}

// Remembering is the target for one run: a graph that it has checked need not
// be looked through again to be written.
func (t Target) Remembering() Target {
	t.models = map[*resolve.Graph]*model{}
	return t
}

// Path is one file for each template.
func (t Target) Path(template string) string {
	if t.YAML {
		return template + ".template.yaml"
	}
	return template + ".template.json"
}

// Check tells what CloudFormation cannot express, what it leaves out, and
// which of its quotas are exceeded.
func (t Target) Check(rg *resolve.Graph) diag.List {
	m := newModel(rg)
	if t.models != nil {
		t.models[rg] = m
	}
	m.checkNames()
	c := &checker{model: m}
	c.document()
	if !t.NoQuotas && !m.diags.HasErrors() {
		t.checkQuotas(m)
	}
	return m.diags
}

// Emit writes the document.
func (t Target) Emit(rg *resolve.Graph, w io.Writer) error {
	m := t.models[rg]
	if m == nil {
		m = newModel(rg)
	}
	return t.emit(m, w)
}

func (t Target) emit(m *model, w io.Writer) error {
	e := &emitter{model: m, sink: t.sink(w)}
	e.document()
	return e.Finish()
}

func (t Target) sink(w io.Writer) sink {
	if t.YAML {
		return newYAML(w)
	}
	return jsonSink{emit.NewWriter(w)}
}

// The quotas of a template, from
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html,
// read 2026-07.
const (
	maxResources  = 500
	maxParameters = 200
	maxOutputs    = 200
	maxBytes      = 1 << 20
	maxInline     = 51200 // bytes of a template given in the request itself
	maxDescribed  = 1024  // bytes of its description
)

// checkQuotas is called for a document without errors. Its size is counted
// only when the number of resources is in bounds, so that this stays cheap.
func (t Target) checkQuotas(m *model) {
	in := true
	for _, q := range []struct {
		what   string
		n, max int
		remedy string
	}{
		{"resources", len(m.own), maxResources, "split the template in two, and hand values over by outputs and inputs"},
		{"parameters", len(m.rg.Inputs), maxParameters, "give several values in one input of type `list(string)`, or split the template"},
		{"outputs", len(m.rg.Outputs), maxOutputs, "leave outputs out that nothing reads, or split the template"},
	} {
		if q.n > q.max {
			in = false
			m.diags.Add(diag.CloudFormationQuota.At(m.rg.From.NameAt, "%d %s in template `%s`, but CloudFormation's limit is %d", q.n, q.what, m.rg.Name, q.max).
				Advise("%s", q.remedy))
		}
	}
	if n := len(m.description()); n > maxDescribed {
		m.diags.Add(diag.CloudFormationQuota.At(m.rg.From.DescribedAt, "the description of template `%s` comes to %s bytes, but CloudFormation's limit is %s", m.rg.Name, grouped(n), grouped(maxDescribed)))
	}
	if in {
		t.checkSize(m)
	}
}

// description is that of the template; empty without.
func (m *model) description() string {
	if m.rg.From == nil {
		return ""
	}
	return m.rg.From.Description
}

func (t Target) checkSize(m *model) {
	var n counter
	if t.emit(m, &n) != nil {
		return
	}
	switch {
	case n > maxBytes:
		m.diags.Add(diag.CloudFormationQuota.At(m.rg.From.NameAt, "template `%s` comes to %s bytes, but CloudFormation's limit is %s", m.rg.Name, grouped(int(n)), grouped(maxBytes)).
			Advise("split the template in two, and hand values over by outputs and inputs"))
	case n > maxInline:
		m.diags.Add(diag.LargeTemplate.At(m.rg.From.NameAt, "template `%s` comes to %s bytes: more than the %s that a request may hold", m.rg.Name, grouped(int(n)), grouped(maxInline)).
			Advise("put it into an S3 bucket and deploy it from there, as `aws cloudformation deploy --s3-bucket` does"))
	}
}

// A counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// grouped is a number with commas: 51,200.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
