package cli

// What synth and check share: the flags of a run, the run, and what is said of it.

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A compilation is one run of synth or check.
type compilation struct {
	*env
	target    string
	templates []string
	stdinName string
	strict    bool
	warnings  int // more of them fail the run; negative: any number may be
	noRepair  bool
	format    string // one of diagnosticForms
	place     string // the environment of the project file; empty: default
	rulesDir  string // folder of the project's own rule pages; empty: that of the project file
	limits    synth.Limits
	nesting   int   // of the source
	largest   int64 // limit of what the documents take; 0: the default

	keep   bool              // each template keeps its graph
	texts  map[string][]byte // what stands in the place of files, see project.Request
	fixes  bool              // repairs are offered as changes of the source
	all    bool              // all targets of the project file, not the first alone
	every  bool              // the documents of all of them are kept
	held   []string          // the targets when neither the flag nor the project file names any; nil: the first that is built
	result *synth.Result
	own    []*check.Page // the rules of the project, when the form of the diagnostics names rules
	here   project.Environment
}

// flags registers what synth and check have in common.
func (c *compilation) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&c.target, "target", "", "target language: "+strings.Join(synth.Targets(), ", ")+" (default: of the project file, else terraform)")
	f.StringArrayVar(&c.templates, "template", nil, "only this template; may be given several times")
	f.StringVar(&c.stdinName, "stdin-name", "stdin.rb", "name of standard input in messages; .md makes it a Markdown document")
	environmentFlag(f, &c.place)
	f.BoolVar(&c.strict, "strict", false, "warnings are errors, and so are inputs that nothing declares")
	f.IntVar(&c.warnings, "max-warnings", -1, "exit with 1 when there are more warnings (-1: any number may be)")
	f.BoolVar(&c.noRepair, "no-repair", false, "mend nothing: tell each fault at the severity of its rule")
	f.StringVar(&c.rulesDir, "rules", "", "folder `DIR` with rule pages of the project's own (default: rules_dir of the project file)")
	f.StringVar(&c.format, "format", "text", "form of the diagnostics: "+strings.Join(diagnosticForms, ", "))
	c.budgets(f)
	_ = cmd.MarkFlagDirname("rules")
	_ = cmd.RegisterFlagCompletionFunc("target", cobra.FixedCompletions(synth.Targets(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diagnosticForms, cobra.ShellCompDirectiveNoFileComp))
}

// budgets registers the limits of a run.
func (c *compilation) budgets(f *pflag.FlagSet) {
	d := synth.DefaultLimits()
	f.Int64Var(&c.limits.Steps, "max-steps", d.Steps, "limit of evaluation steps")
	f.IntVar(&c.limits.Depth, "max-depth", d.Depth, "limit of calls inside calls")
	f.Int64Var(&c.limits.Bytes, "max-bytes", d.Bytes, "limit of bytes that a template makes in all")
	f.IntVar(&c.limits.Output, "max-output", d.Output, "limit of bytes that a template prints")
	f.Int64Var(&c.largest, "max-document-bytes", synth.DocumentBytes, "limit of bytes that the documents of a run take")
	f.IntVar(&c.nesting, "max-nesting", dsl.DefaultNesting, "limit of brackets and blocks inside each other in a source")
	f.IntVar(&c.limits.Resources, "max-resources", d.Resources, "limit of resources of a template")
}

// environmentFlag registers -e.
func environmentFlag(f *pflag.FlagSet, name *string) {
	f.StringVarP(name, "environment", "e", "", "`NAME` of an environment of the project file: what environment is, and the values of inputs (default: default)")
}

// diagnosticForms are the forms that diagnostics can have.
var diagnosticForms = []string{"text", "json", "sarif"}

// run reads and compiles what the paths name. The error is wrong use.
func (c *compilation) run(paths []string) error {
	err := c.collect(paths)
	if err == nil && c.strict {
		harden(c.result.Diags)
	}
	return err
}

// runWhole is run for commands whose output needs templates without errors:
// with errors it tells all that was found, and fails.
func (c *compilation) runWhole(paths []string) error {
	if err := c.run(paths); err != nil {
		return err
	}
	if !c.result.HasErrors() {
		return nil
	}
	if err := c.tell(c.stderr); err != nil {
		return err
	}
	c.summary()
	return errFailed
}

// collect is run, with every finding at its own severity.
func (c *compilation) collect(paths []string) error {
	if err := c.validate(); err != nil {
		return err
	}
	p, err := project.Load(project.Request{Paths: paths, Stdin: c.stdin, StdinName: c.stdinName, RulesDir: c.rulesDir, Texts: c.texts})
	if err != nil {
		return usagef("%v", err)
	}
	defer p.Close()
	if c.here, err = environmentOf(p, c.place); err != nil {
		return err
	}
	if c.format == "sarif" {
		c.own, _ = check.OwnLibrary(p.Rules, schema.Load())
	}
	c.result = c.compile(p)
	return c.known()
}

// compile climbs the stairway, once for each target of the run, and is what
// came of the first, with the diagnostics of all. A document that could not
// be read for templates is all that is told of it.
func (c *compilation) compile(p *project.Project) *synth.Result {
	if len(p.Files) == 0 && p.Diags.HasErrors() {
		return &synth.Result{Diags: p.Diags}
	}
	var first *synth.Result
	for _, target := range c.targets(p) {
		job := c.job(p)
		job.Target = target
		result := synth.Run(job)
		if first == nil {
			first = result
			continue
		}
		first.Diags = merge(first.Diags, result.Diags)
		if c.every {
			first.Documents = append(first.Documents, result.Documents...)
		}
	}
	first.Diags = append(p.Diags, first.Diags...).Tidy()
	return first
}

// targets are those that a run is about: the one of the flag, else those of
// the project file, else those held, else the first that is built. Synth
// writes only the first.
func (c *compilation) targets(p *project.Project) []string {
	switch {
	case c.target != "":
		return []string{c.target}
	case len(p.Settings.Targets) == 0 && len(c.held) > 0:
		return c.held
	case len(p.Settings.Targets) == 0:
		return synth.Targets()[:1]
	case !c.all:
		return p.Settings.Targets[:1]
	}
	return p.Settings.Targets
}

// merge adds to a list what it does not say yet.
func merge(ds, others diag.List) diag.List {
	said := map[diag.Finding]bool{}
	for _, d := range ds {
		said[d.Finding()] = true
	}
	for _, d := range others {
		if !said[d.Finding()] {
			ds = append(ds, d)
		}
	}
	return ds
}

func (c *compilation) validate() error {
	if !slices.Contains(diagnosticForms, c.format) {
		return usagef("`--format` is text, json or sarif, not `%s`", c.format)
	}
	if c.target != "" && !slices.Contains(synth.Targets(), c.target) {
		return wrongTarget(c.target)
	}
	return c.validLimits()
}

// validLimits refuses limits below zero; zero is the default.
func (c *compilation) validLimits() error {
	for _, l := range []struct {
		flag string
		n    int64
	}{
		{"steps", c.limits.Steps}, {"depth", int64(c.limits.Depth)}, {"bytes", c.limits.Bytes},
		{"output", int64(c.limits.Output)}, {"document-bytes", c.largest}, {"resources", int64(c.limits.Resources)},
		{"nesting", int64(c.nesting)},
	} {
		if l.n < 0 {
			return usagef("`--max-%s` is a limit, and cannot be %d", l.flag, l.n)
		}
	}
	if c.nesting > dsl.MaxNesting {
		return usagef("`--max-nesting` is at most %d, not %d", dsl.MaxNesting, c.nesting)
	}
	return nil
}

// unbuilt are targets that are planned, and that this release cannot write.
var unbuilt = []string{"hcl"}

func wrongTarget(name string) error {
	if slices.Contains(unbuilt, name) {
		return usagef("the target `%s` is not built yet; the targets are %s", name, strings.Join(synth.Targets(), ", "))
	}
	if near := diag.Nearest(name, synth.Targets()); near != "" {
		return usagef("no target `%s`; did you mean `%s`?", name, near)
	}
	return usagef("no target `%s`; the targets are %s", name, strings.Join(synth.Targets(), ", "))
}

func (c *compilation) job(p *project.Project) synth.Job {
	job := synth.Job{
		Files: p.Files, Templates: c.templates, Repairs: p.Settings.Repairs, Rules: p.Rules, Levels: p.Settings.Levels,
		InputsDeclared: c.strict || p.Settings.InputsDeclared,
		FS:             p.FS, Root: p.Root, Dir: p.Dir, Limits: c.limits, Nesting: c.nesting, Keep: c.keep,
		Fixes: c.fixes || c.format != "text",
	}
	job.DocumentBytes = c.largest
	job.Environment, job.Values = c.here.Name, c.here.Values
	if c.noRepair {
		job.Repairs = synth.NoRepairs
	}
	return job
}

// environmentOf is the environment of a name; the error is wrong use.
func environmentOf(p *project.Project, name string) (project.Environment, error) {
	if name == "" {
		name = "default"
	}
	here, names, ok := p.Settings.Environment(name)
	switch near := diag.Nearest(name, names); {
	case ok:
		return here, nil
	case near != "":
		return here, usagef("the project file has no environment `%s`; did you mean `%s`?", name, near)
	case len(names) == 0:
		return here, usagef("no environment `%s`: the project file has none", name)
	}
	return here, usagef("the project file has no environment `%s`; there is: %s", name, strings.Join(names, ", "))
}

// known reports a --template that no file has. A run that failed before it
// came to templates says so itself.
func (c *compilation) known() error {
	names := c.names()
	if len(names) == 0 {
		return nil
	}
	for _, want := range c.templates {
		if slices.Contains(names, want) {
			continue
		}
		if near := diag.Nearest(want, names); near != "" {
			return usagef("no template `%s`; did you mean `%s`?", want, near)
		}
		return usagef("no template `%s`; there is: %s", want, strings.Join(names, ", "))
	}
	return nil
}

func (c *compilation) names() []string {
	var names []string
	for _, t := range c.result.Templates {
		names = append(names, t.Name)
	}
	return names
}

// tooManyWarnings reports whether the run has more warnings than it may have,
// and says so.
func (c *compilation) tooManyWarnings() bool {
	n := c.result.Diags.Count(diag.Warning)
	if c.warnings < 0 || n <= c.warnings {
		return false
	}
	fmt.Fprintf(c.stderr, "firehose-dsl: %s, more than `--max-warnings` %d allows\n", number(n, "warning"), c.warnings)
	return true
}

// harden makes errors of warnings.
func harden(ds diag.List) {
	for _, d := range ds {
		if d.Severity == diag.Warning {
			d.Severity = diag.Error
		}
	}
}

// tell says everything about a run: what the templates printed, and then the
// diagnostics in the chosen form, on standard error or, for programs, on w.
func (c *compilation) tell(w io.Writer) error {
	switch c.format {
	case "json":
		return render.JSON(w, c.result.Diags)
	case "sarif":
		return render.SARIF(w, c.result.Diags, sarifTool(c.own))
	}
	c.printed()
	return render.Text(c.stderr, c.result.Diags, c.color)
}

// printed passes on what the templates put out.
func (c *compilation) printed() {
	if out := c.result.Output; out != "" {
		fmt.Fprintln(c.stderr, render.Plain(strings.TrimSuffix(out, "\n")))
	}
}

// summary is the last words: the inputs that were inferred, the repairs that
// deserve a second look, and the counts.
func (c *compilation) summary() {
	if c.format != "text" {
		return
	}
	for _, t := range c.result.Templates {
		if len(t.Inferred) > 0 {
			fmt.Fprintf(c.stderr, "inputs of %s: %s\n", t.Name, inputs(t))
		}
	}
	if grave := grave(c.result.Diags); len(grave) > 0 {
		fmt.Fprintf(c.stderr, "repairs that touch security or would replace a stream: %s\n", strings.Join(grave, "; "))
	}
	fmt.Fprintln(c.stderr, counts(len(c.result.Templates), c.result.Diags))
}

func inputs(t *synth.Template) string {
	var names []string
	for _, i := range t.Inferred {
		name := i.Name
		if i.Secret {
			name += " (secret)"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// grave names the repairs whose rules ask for a second look.
func grave(ds diag.List) []string {
	var out []string
	for _, d := range ds {
		if d.Repair == diag.NoRepair || d.Summary == "" {
			continue
		}
		at := d.Code
		if d.Address != "" {
			at += " " + d.Address
		}
		out = append(out, render.Plain(at+": "+d.Summary))
	}
	return out
}

// counts is the summary line: `2 templates: 1 error, 3 warnings, no notes`.
func counts(templates int, ds diag.List) string {
	return fmt.Sprintf("%s: %s, %s, %s", number(templates, "template"),
		number(ds.Count(diag.Error), "error"), number(ds.Count(diag.Warning), "warning"), number(ds.Count(diag.Note), "note"))
}

func number(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
