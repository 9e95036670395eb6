// Package compiler turns template files into graphs: it parses, binds, lowers
// and runs each entry file. What it needs from outside (the names of resource
// types, helper files, budgets) is handed in.
package compiler

import (
	"cmp"
	"io/fs"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/lower"
	"github.com/firehose-dsl/firehose-dsl/compiler/vm"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Types is what the floors above know about resource types.
type Types interface {
	// HasType reports whether a resource type, or data source, exists.
	HasType(data bool, name string) bool
	// Types are the names of all of them, for suggestions.
	Types(data bool) []string
}

// Limits are the budgets of evaluation; zero members have their defaults.
type Limits = vm.Limits

// DefaultLimits are the budgets of a job that is given none.
func DefaultLimits() Limits { return vm.DefaultLimits() }

// A Job is what to compile.
type Job struct {
	Files       []*source.File // entry files and fences, in the order in which names are taken
	Types       Types          // nil: every type is taken for known
	FS          fs.FS          // what require_relative may read; nil: nothing
	Root        string         // how FS is called in the names of files
	Dir         string         // the working folder in FS, when FS begins above it; names below are relative to it
	Environment string         // what `environment` is; empty: default
	Limits      Limits         // for each file
	Nesting     int            // how deep a source may be nested, at most dsl.MaxNesting; 0: dsl.DefaultNesting
	Keep        bool           // keep the tree, the table and the chunk of each file
}

// A Result is what came of a Job.
type Result struct {
	Graphs []*graph.Graph // of the templates that were evaluated to the end
	Failed []*graph.Graph // of those that were not: what they had made, see vm.Result
	Diags  diag.List      // in the order they were found, not tidied
	Output string         // the text of puts
	Files  []*Stages      // of each file; nil unless the job asks to keep them

	Loaded []*source.File // the files of the job and the helper files that they loaded, as they were met
}

// Stages are the products of one file. Those that the run did not come to are
// nil.
type Stages struct {
	Tree  *dsl.File
	Table *scope.Table
	Chunk *lower.Chunk
}

// Compile compiles the files of a job. A file with errors does not keep the
// others from being compiled.
func Compile(job Job) *Result {
	c := &compilation{job: job, out: &Result{}, taken: map[string]source.Span{}}
	for _, f := range job.Files {
		c.file(f)
	}
	return c.out
}

type compilation struct {
	job   Job
	out   *Result
	taken map[string]source.Span
}

func (c *compilation) file(f *source.File) {
	stages, diags := c.lower(f)
	c.out.Diags.Add(diags...)
	if c.job.Keep {
		c.out.Files = append(c.out.Files, stages)
	}
	if diags.HasErrors() {
		return
	}
	r := vm.Run(stages.Chunk, vm.Config{
		Names: c.names(), FS: c.job.FS, Root: c.job.Root, Dir: c.job.Dir, Environment: c.job.Environment, Limits: c.job.Limits,
		Taken: c.taken,
		Lower: func(f *source.File) (*lower.Chunk, diag.List) {
			stages, diags := c.lower(f)
			return stages.Chunk, diags
		},
	})
	c.out.Graphs = append(c.out.Graphs, r.Graphs...)
	c.out.Diags.Add(r.Diags...)
	c.out.Output += r.Output
	c.out.Failed = append(c.out.Failed, r.Failed...)
}

// lower parses, binds and lowers a file, as far as it has no errors.
func (c *compilation) lower(f *source.File) (*Stages, diag.List) {
	s := &Stages{}
	c.out.Loaded = append(c.out.Loaded, f)
	var diags, more diag.List
	s.Tree, diags = dsl.ParseNested(f, cmp.Or(c.job.Nesting, dsl.DefaultNesting))
	if diags.HasErrors() {
		return s, diags
	}
	s.Table, more = scope.Bind(s.Tree, c.names())
	diags.Add(more...)
	s.Chunk, more = lower.File(s.Tree, s.Table)
	diags.Add(more...)
	return s, diags
}

func (c *compilation) names() vm.Names { return names{c.job.Types} }

// names joins the words of the language with the types of the catalogue.
type names struct{ types Types }

// HasFunction reports whether a word is never a free name: those that have a
// value of their own.
func (names) HasFunction(name string) bool {
	switch name {
	case "environment", "namespace", "aws", "self":
		return true
	}
	return false
}

func (n names) HasType(data bool, name string) bool {
	return n.types == nil || n.types.HasType(data, name)
}

func (n names) Types(data bool) []string {
	if n.types == nil {
		return nil
	}
	return n.types.Types(data)
}
