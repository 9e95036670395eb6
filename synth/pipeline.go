// Package synth is the stairway: template files in, documents and
// diagnostics out. [Run] is the whole of it in one function; the floors
// beneath do the work, and each can be entered by itself.
package synth

import (
	"io"
	"io/fs"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A Job is one run.
type Job struct {
	Files     []*source.File // entry files and fences, in any order: Run sorts them
	Target    string         // a name of Targets; empty: terraform
	Templates []string       // only documents of these templates; none: all
	Repairs   Repairs

	InputsDeclared bool   // a free name that nothing declares is an error
	Environment    string // what `environment` is; empty: default

	FS     fs.FS  // what require_relative may read: the project root; nil: nothing
	Root   string // how FS is called in names of files: File.Name without it is a path in FS
	Limits Limits // zero members: the defaults

	Keep bool // keep each stage's product in the Result, for tests and editors
}

// Repairs says which repairs of rules are made. The faults of others are told
// at the severity of their rule.
type Repairs uint8

const (
	AllRepairs     Repairs = iota
	CertainRepairs         // derived and promoted ones only
	NoRepairs
)

// Limits are the budgets of evaluation. A member that is zero has its default.
type Limits struct {
	Steps     int64 // instructions of the VM
	Depth     int   // calls inside calls
	Bytes     int64 // made by the template in all
	Output    int   // bytes of puts
	Resources int
}

// A Result is what came of a Job.
type Result struct {
	Templates []*Template // by name
	Documents []Document  // by path; none when there is any error
	Diags     diag.List   // tidy: in source order, each told once
	Output    string      // what the templates put out with puts, p and print
}

// HasErrors reports whether any diagnostic is an error.
func (r *Result) HasErrors() bool { return r.Diags.HasErrors() }

// A Template is one template of a Job. The stages are nil when the run did
// not come so far, and, but for Inferred, when the job did not ask to keep them.
type Template struct {
	Name  string
	Where source.Span // its name

	Graph      *graph.Graph   // as evaluated
	Normalized *graph.Graph   // canonical spellings
	Resolved   *resolve.Graph // bound, checked and repaired

	Inferred []*resolve.Input // inputs that nothing declares, by name
}

// A Document is one output file. It is written on demand, in a stream.
type Document struct {
	Template string
	Path     string // below the output folder: data_lake/main.tf.json
	Write    func(io.Writer) error
}
