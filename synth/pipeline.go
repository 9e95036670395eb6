// Package synth is the stairway: template files in, documents and
// diagnostics out. [Run] is the whole of it in one function; the floors
// beneath do the work, and each can be entered by itself.
package synth

import (
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler"
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/iam"
	"github.com/firehose-dsl/firehose-dsl/synth/normalize"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A Job is one run.
type Job struct {
	Files     []*source.File // entry files and fences, in any order: Run sorts them
	Target    string         // a name of Targets; empty: terraform
	Templates []string       // only documents of these templates; none: all
	Repairs   Repairs

	Rules          []*source.File // pages of rules of the project's own
	Levels         []Level        // severities that the project gives to codes
	InputsDeclared bool           // a free name that nothing declares is an error
	Environment    string         // what `environment` is; empty: default
	Values         []Value        // what that environment gives to inputs

	FS     fs.FS  // what require_relative may read: the project root; nil: nothing
	Root   string // how FS is called in names of files: File.Name without it is a path in FS
	Dir    string // the working folder in FS, when FS begins above it: names of files below are relative to it
	Limits Limits // zero members: the defaults

	Nesting       int   // how deep a source may be nested, at most dsl.MaxNesting; 0: the default
	DocumentBytes int64 // limit of what all documents take; 0: the default

	NoQuotas bool // do not hold documents to the quotas of what they are deployed with

	Fixes bool               // offer repairs as changes of the source, too
	Keep  bool               // keep each stage's product in the Result, for tests and editors
	Trace func(stage string) // called when a stage begins: compile, normalize, resolve, check; nil: nobody asks
}

// Repairs says which repairs of rules are made. The faults of others are told
// at the severity of their rule.
type Repairs uint8

const (
	AllRepairs     Repairs = iota
	CertainRepairs         // derived and promoted ones only
	NoRepairs
)

// A Result is what came of a Job.
type Result struct {
	Templates []*Template // by name
	Documents []Document  // by path; none when there is any error
	Diags     diag.List   // tidy: in source order, each told once
	Output    string      // what the templates put out with puts, p and print

	Files []*compiler.Stages // of each file by name, when the job asks to keep them
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

// maxRounds is how often repairs may make others apply. More is a bug of the
// rules' pages.
const maxRounds = 6

// Run climbs the whole stairway. An error in one template hides none of
// another; documents are there only when there is no error at all. Run panics
// when the job names a target that is not built.
func Run(job Job) *Result {
	r := newRun(job)
	r.compile()
	r.climbAll()
	return r.result
}

// A run is the state of one Run.
type run struct {
	job        Job
	target     *targetRow
	catalog    *schema.Catalog
	rules      *check.Set
	normalizer *normalize.Normalizer
	written    int64           // bytes of the documents so far, about
	failed     []*graph.Graph  // what was made of templates that could not be evaluated to the end
	inputs     map[string]bool // the names of the inputs of all templates
	result     *Result
	diags      diag.List
	loaded     []*source.File        // every file that was read, see compiler.Result
	levelOf    map[string]Level      // those of the job that hold
	known      map[string]*knownCode // see knowledge; nil until asked for

	rewrites []*rewrite                   // repairs as changes of the source
	tokens   map[*source.File][]dsl.Token // of the files that they change
}

func newRun(job Job) *run {
	r := &run{job: job, target: target(job.Target), catalog: schema.Load(), rules: check.OpenPacked(stdlib.RuleHeads(), rulePages()), result: &Result{}}
	if r.target == nil {
		panic("synth: no target " + job.Target)
	}
	r.target = r.target.forRun(job.NoQuotas)
	r.normalizer = normalize.New(r.catalog)
	if len(job.Rules) > 0 {
		r.diags.Add(r.rules.Own(job.Rules, r.catalog)...)
	}
	r.levelOf = r.levels()
	r.rules.Leave(func(code string) bool { return r.levelOf[code].Off })
	return r
}

func (r *run) trace(stage string) {
	if r.job.Trace != nil {
		r.job.Trace(stage)
	}
}

func (r *run) wanted(name string) bool {
	return len(r.job.Templates) == 0 || slices.Contains(r.job.Templates, name)
}

// climbAll takes every template that is wanted from its graph to its document.
func (r *run) climbAll() {
	r.sortTemplates()
	r.link()
	for _, t := range r.result.Templates {
		if t.Graph != nil && r.wanted(t.Name) {
			r.about(t.Name, func() { r.climb(t) })
		}
	}
	for _, g := range r.failed {
		if r.wanted(g.Name) {
			r.about(g.Name, func() { r.climbFailed(g) })
		}
	}
	r.strayValues()
	r.diags.Add(r.normalizer.Warnings()...)
	r.finish()
}

// about marks what a step tells as told of a template.
func (r *run) about(template string, step func()) {
	from := len(r.diags)
	step()
	for _, d := range r.diags[from:] {
		d.Template = template
	}
}

// sortTemplates puts the templates in order of name. Two of one name are an
// error that shows both; none at all is one without a place.
func (r *run) sortTemplates() {
	all := r.result.Templates
	slices.SortStableFunc(all, func(a, b *Template) int { return strings.Compare(a.Name, b.Name) })
	for i := 1; i < len(all); i++ {
		if all[i].Name == all[i-1].Name {
			r.diags.Add(diag.TemplateTwice.At(all[i].Where, "template `%s` is defined twice", all[i].Name).
				Also(all[i-1].Where, "first defined here"))
		}
	}
	if len(all) == 0 && !r.diags.HasErrors() {
		r.diags.Add(diag.NoTemplate.At(source.Span{}, "no template found").
			Advise("a template is `template :name do … end`, or a file with resources"))
	}
}

// link gives templates what they use of each other.
func (r *run) link() {
	var graphs []*graph.Graph
	for _, t := range r.result.Templates {
		graphs = append(graphs, t.Graph)
	}
	linked, failed, diags := resolve.Link(graphs, r.failed, r.catalog)
	r.diags.Add(diags...)
	for i, t := range r.result.Templates {
		t.Graph = linked[i]
	}
	r.failed = failed
}

// climb takes one template from its graph to its document.
func (r *run) climb(t *Template) {
	r.trace("normalize")
	normalized, diags := r.normalizer.Graph(t.Graph)
	r.diags.Add(diags...)
	r.trace("resolve")
	resolved, diags := resolve.Resolve(iam.Prepare(normalized), r.catalog)
	resolved, diags = r.repair(resolved, diags, r.checking())
	r.diags.Add(diags...)
	r.giveValues(resolved)
	r.tellInputs(t, resolved)
	r.diags.Add(r.target.emitter.Check(resolved)...)
	t.Normalized, t.Resolved = normalized, resolved
	if !r.withinBudget(resolved) {
		return
	}
	r.document(t.Name, resolved)
}

// climbFailed tells the mistakes in what a template made before it failed, but for
// those that what it did not make could mend.
func (r *run) climbFailed(g *graph.Graph) {
	normalized, diags := r.normalizer.Graph(g)
	resolved, resolving := resolve.Resolve(iam.Prepare(normalized), r.catalog)
	options := r.checking()
	options.Partial = true
	resolved, more := r.repair(resolved, resolving, options)
	diags.Add(more...)
	diags.Add(r.target.emitter.Check(resolved)...)
	for _, d := range diags {
		switch d.Code {
		case diag.UndefinedResource.ID, diag.UnknownProvider.ID, diag.RawWithoutTarget.ID:
			continue // it may have come later; a raw value may stand for one that is told
		}
		r.diags.Add(d)
	}
}

func (r *run) checking() check.Options {
	return check.Options{Target: r.target.rules, Repairs: check.Repairs(r.job.Repairs)}
}

// repair checks a graph, makes the repairs that are offered, and checks again
// until none is. It gives the last graph, and what is told of it: what
// resolving the last one told, the repairs of all rounds, and the findings that
// are left after the last. Roles that the template asks for get their
// permissions when there is nothing left to repair; those of a partial graph
// get none, since the streams may be missing.
func (r *run) repair(rg *resolve.Graph, resolving diag.List, o check.Options) (*resolve.Graph, diag.List) {
	told := findings{}
	asked := len(rg.From.Roles) > 0 && !o.Partial
	for round := 0; ; round++ {
		r.trace("check")
		found := check.Check(rg, r.rules, o)
		if round == 0 && r.job.Fixes && !o.Partial {
			r.rewriteAll(rg, found)
		}
		edits := editsOf(found)
		if len(edits) == 0 && asked {
			asked = false
			rg, resolving = r.grant(rg)
			continue
		}
		told.add(found, len(edits) > 0)
		if len(edits) == 0 {
			return rg, append(resolving, told.diags...)
		}
		if round == maxRounds && r.endless(edits) {
			return rg, append(resolving, told.diags...)
		}
		if round == maxRounds {
			panic("synth: repairs of " + rg.Name + " do not come to an end, the last by " + edits[0].Rule)
		}
		r.trace("resolve")
		rg, resolving = resolve.Apply(rg, edits)
	}
}

// endless tells of repairs that begin again and again because of a rule of the
// project. It is false when none of them is.
func (r *run) endless(edits []resolve.Edit) bool {
	for _, e := range edits {
		if at, own := r.rules.Owns(e.Rule); own {
			r.diags.Add(diag.EndlessRepair.At(at, "the repairs of `%s` do not come to an end", e.Rule).
				Advise("after its repair a rule should find no fault, and no other rule undo it"))
			return true
		}
	}
	return false
}

// grant gives the roles that a template asks for their permissions.
func (r *run) grant(rg *resolve.Graph) (*resolve.Graph, diag.List) {
	r.trace("resolve")
	rg, told, resolving := iam.Expand(rg)
	r.diags.Add(told...)
	return rg, resolving
}

// findings are what is told of all rounds.
type findings struct {
	diags diag.List
	told  map[findingKey]bool // told in an earlier round
}

type findingKey struct {
	code, message, address string
	span                   source.Span
}

// editsOf are the edits that findings offer.
func editsOf(found []check.Finding) []resolve.Edit {
	var edits []resolve.Edit
	for _, x := range found {
		edits = append(edits, x.Edits...)
	}
	return edits
}

// add notes the findings of one round. While there is something to mend, only
// that is told: the rest may look otherwise after it. What an earlier round
// told is not told again.
func (f *findings) add(found []check.Finding, mending bool) {
	round := map[findingKey]bool{}
	for _, x := range found {
		if mending && len(x.Edits) == 0 {
			continue
		}
		key := findingKey{x.Diag.Code, x.Diag.Message, x.Diag.Address, x.Diag.Span}
		if !f.told[key] {
			f.diags.Add(x.Diag)
			round[key] = true
		}
	}
	if f.told == nil {
		f.told = round
		return
	}
	for key := range round {
		f.told[key] = true
	}
}

// tellInputs lists the inputs that nothing declares, which is an error where the
// job wants them declared. What a repair made has been told by its rule.
func (r *run) tellInputs(t *Template, rg *resolve.Graph) {
	for _, in := range rg.Inputs {
		if in.Declared {
			continue
		}
		t.Inferred = append(t.Inferred, in)
		if r.job.InputsDeclared && !in.Repair {
			r.diags.Add(diag.UndeclaredInput.At(in.Where, "nothing declares the input `%s`", in.Name).
				Advise("declare it: `input :%s`, and write `%s`", in.Name, in.Name))
		}
	}
}

func (r *run) document(template string, rg *resolve.Graph) {
	emitter := r.target.emitter
	r.result.Documents = append(r.result.Documents, Document{
		Template: template,
		Path:     emitter.Path(template),
		Write:    func(w io.Writer) error { return emitter.Emit(rg, w) },
	})
}

// finish tidies the diagnostics, and takes back what must not leave the run.
func (r *run) finish() {
	r.offerRewrites()
	r.result.Diags = grade(r.waive(), r.levelOf).Tidy()
	if r.result.HasErrors() {
		r.result.Documents = nil
	}
	if r.job.Keep {
		return
	}
	for _, t := range r.result.Templates {
		t.Graph, t.Normalized, t.Resolved = nil, nil, nil
	}
}

// rulePages is the folder of the rules' pages.
func rulePages() fs.FS {
	pages, err := fs.Sub(stdlib.FS, "rules")
	if err != nil {
		panic("synth: " + err.Error())
	}
	return pages
}
