package golden

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/compiler"
	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// Run makes the products that an archive asks for, by name. Every product
// ends in a line break, as txtar wants it. The entry is the first source; all
// sources can be loaded by it.
func (a *Archive) Run() (map[string]string, error) {
	files, diags := project.Sources(source.NewFile(a.Sources[0].Name, a.Sources[0].Data))
	job := synth.Job{Files: files, FS: a.fs(), Keep: true}
	r := &run{archive: a, files: files, job: job, result: synth.Run(job), others: map[string]*synth.Result{}}
	r.result.Diags = append(diags, r.result.Diags...)
	out := map[string]string{}
	for _, w := range a.Wanted {
		text, err := r.product(w.Name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.Path, err)
		}
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		out[w.Name] = text
	}
	return out, nil
}

func (a *Archive) fs() fs.FS {
	m := fstest.MapFS{}
	for _, s := range a.Sources {
		m[s.Name] = &fstest.MapFile{Data: s.Data}
	}
	return m
}

// A run is one archive, compiled.
type run struct {
	archive *Archive

	files  []*source.File
	job    synth.Job
	result *synth.Result            // for Terraform
	others map[string]*synth.Result // for other targets, once asked for
}

// product makes one product. `main.tf.json` is the document of the only
// template, `NAME/main.tf.json` that of one of several; so are `template.json`
// and `NAME.template.json`, or those in YAML, for CloudFormation, and
// `cloudformation/diagnostics` is what is told for that target. `diff` and
// `cloudformation/diff` are what changed since the source `old.rb`.
func (r *run) product(name string) (string, error) {
	switch name {
	case "diff":
		return r.diff("terraform")
	case "cloudformation/diff":
		return r.diff("cloudformation")
	case "tokens":
		return r.eachFile(tokens), nil
	case "ast":
		return r.eachFile(tree), nil
	case "scope":
		return r.eachStage(func(s *compiler.Stages) string { return s.Table.Dump() }), nil
	case "lua":
		return r.eachStage(func(s *compiler.Stages) string { return s.Chunk.Listing() }), nil
	case "graph":
		return r.eachTemplate(func(t *synth.Template) string { return graph.Dump(t.Graph, false) }), nil
	case "resolved":
		return r.eachTemplate(func(t *synth.Template) string { return resolved(t.Resolved) }), nil
	case "diagnostics":
		return diagnostics(r.result.Diags)
	case "printed":
		return r.result.Output, nil
	case "cloudformation/diagnostics":
		return diagnostics(r.other("cloudformation").Diags)
	}
	return document(r.resultOf(name), name)
}

// resultOf is the run whose documents a name is among.
func (r *run) resultOf(name string) *synth.Result {
	switch {
	case strings.HasSuffix(name, "template.json"):
		return r.other("cloudformation")
	case strings.HasSuffix(name, "template.yaml"):
		return r.other("cloudformation-yaml")
	}
	return r.result
}

// other is the run for another target.
func (r *run) other(target string) *synth.Result {
	if r.others[target] == nil {
		job := r.job
		job.Target = target
		r.others[target] = synth.Run(job)
	}
	return r.others[target]
}

// document is a document of a run; empty when the templates have errors.
func document(of *synth.Result, name string) (string, error) {
	for _, d := range of.Documents {
		only := len(of.Documents) == 1 && (path.Base(d.Path) == name || strings.HasSuffix(d.Path, "."+name))
		if d.Path == name || only {
			var b strings.Builder
			err := d.Write(&b)
			return b.String(), err
		}
	}
	if of.HasErrors() && (path.Base(name) == "main.tf.json" || strings.Contains(name, "template.")) {
		return "", nil
	}
	return "", fmt.Errorf("no product `%s`", name)
}

func (r *run) eachFile(show func(*source.File) string) string {
	var b strings.Builder
	for _, f := range r.files {
		b.WriteString(show(f))
	}
	return b.String()
}

// eachStage shows what was kept of each file that came to a chunk.
func (r *run) eachStage(show func(*compiler.Stages) string) string {
	var b strings.Builder
	for _, s := range r.result.Files {
		if s.Chunk != nil {
			b.WriteString(show(s))
		}
	}
	return b.String()
}

func (r *run) eachTemplate(show func(*synth.Template) string) string {
	var b strings.Builder
	for _, t := range r.result.Templates {
		b.WriteString(show(t))
	}
	return b.String()
}

// tokens is one token a line: place, kind, text.
func tokens(f *source.File) string {
	var b strings.Builder
	for _, t := range dsl.Lex(f) {
		p := f.Position(int(t.Start))
		fmt.Fprintf(&b, "%d:%d %s %q\n", p.Line, p.Column, t.Kind, f.Data[t.Start:t.End])
	}
	return b.String()
}

func tree(f *source.File) string {
	parsed, _ := dsl.Parse(f)
	return dsl.Dump(parsed)
}

func diagnostics(ds diag.List) (string, error) {
	var b strings.Builder
	err := render.Text(&b, ds, false)
	return b.String(), err
}

// resolved is a graph with its ends tied: resources in order with what they
// use, and inputs with their types.
func resolved(g *resolve.Graph) string {
	var b strings.Builder
	fmt.Fprintf(&b, "template %s\n", g.Name)
	for _, r := range g.Resources {
		fmt.Fprintf(&b, "  %s\n", r.Address)
		for used := range r.Uses() {
			fmt.Fprintf(&b, "    uses %s\n", used.Address)
		}
	}
	for _, in := range g.Inputs {
		fmt.Fprintf(&b, "  input %s %s%s\n", in.Name, in.Type, inputWords(in))
	}
	for _, o := range g.Outputs {
		fmt.Fprintf(&b, "  output %s\n", o.Name)
	}
	return b.String()
}

func inputWords(in *resolve.Input) string {
	var words string
	for _, w := range []struct {
		set  bool
		word string
	}{{in.Secret, "secret"}, {in.ARN != "", "ARN of " + in.ARN}, {in.Declared, "declared"}, {in.Repair, "promoted"}} {
		if w.set {
			words += ", " + w.word
		}
	}
	return words
}
