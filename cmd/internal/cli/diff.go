package cli

// What differs between two things, each an output folder, a document, or
// templates that are compiled first.

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/diff"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A comparison is one run of diff.
type comparison struct {
	*env
	target   string
	format   string // text or json
	failOn   string // replace, or empty
	exitZero bool
	place    string // the environment that templates are compiled for
}

func diffCommand(e *env) *cobra.Command {
	c := &comparison{env: e}
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say how two outputs differ in what they mean",
		Long: `diff compares two sides, each an output folder, a document that synth wrote, or
templates (a file or a folder), which are compiled first.

Resources, inputs and outputs that came, went, changed or were renamed are told
by address and attribute; the order of keys, of sets, and of what a policy allows
does not count. Each change says whether it is made in place or replaces the
resource. The exit status is 0 when both mean the same, and 2 when they differ.`,
		Example: `  firehose-dsl diff out/ templates/
  firehose-dsl diff --format json old/lake/main.tf.json new/lake/main.tf.json
  firehose-dsl diff --fail-on replace out/ templates/`,
		Args: between(2, 2, "an old and a new side"),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args[0], args[1]) },
	}
	f := cmd.Flags()
	f.StringVar(&c.target, "target", "", "compare only documents of this target: "+strings.Join(synth.Targets(), ", "))
	environmentFlag(f, &c.place)
	f.StringVar(&c.format, "format", "text", "form of the report: text or json")
	f.StringVar(&c.failOn, "fail-on", "", "exit with 1 on such a change: replace")
	f.BoolVar(&c.exitZero, "exit-zero", false, "exit with 0 also when the sides differ")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions([]string{"replace"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("target", cobra.FixedCompletions(synth.Targets(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (c *comparison) run(old, new string) error {
	if err := c.validate(); err != nil {
		return err
	}
	a, b, err := c.sides(old, new)
	if err != nil {
		return err
	}
	reports := pairUp(a, b)
	if err := c.report(reports); err != nil {
		return err
	}
	replaced := func(r *diff.Report) bool { return r.Has(diff.Replaced) }
	switch {
	case c.failOn == "replace" && slices.ContainsFunc(reports, replaced):
		fmt.Fprintln(c.stderr, "firehose-dsl: a resource is replaced, which `--fail-on replace` forbids")
		return errFailed
	case !c.exitZero && !diff.Empty(reports):
		return errDiffers
	}
	return nil
}

func (c *comparison) validate() error {
	switch {
	case c.format != "text" && c.format != "json":
		return usagef("`--format` is text or json, not `%s`", c.format)
	case c.failOn != "" && c.failOn != "replace":
		return usagef("`--fail-on` knows `replace`, not `%s`", c.failOn)
	case c.target != "" && !slices.Contains(synth.Targets(), c.target):
		return wrongTarget(c.target)
	}
	return nil
}

func (c *comparison) report(reports []*diff.Report) error {
	if c.format == "json" {
		return diff.JSON(c.stdout, reports)
	}
	return diff.Text(c.stdout, reports)
}

// A side is the documents of one side, by target and template.
type side []readBack

// A readBack is a document that was read back.
type readBack struct {
	target, template string
	graph            *resolve.Graph
}

// sides reads documents first, since templates are compiled for the target of
// the other side when nobody says for which.
func (c *comparison) sides(old, new string) (a, b side, err error) {
	words := [2]string{old, new}
	read, err := c.bothDocuments(words)
	if err != nil {
		return nil, nil, err
	}
	for i, word := range words {
		if read[i] == nil {
			if read[i], err = c.templates(word, read[1-i]); err != nil {
				return nil, nil, err
			}
		}
	}
	return read[0], read[1], nil
}

// bothDocuments reads the documents of both sides at the same time, and tells
// what was found in them in their order.
func (c *comparison) bothDocuments(words [2]string) (read [2]side, err error) {
	var found [2]diag.List
	var errs [2]error
	var both sync.WaitGroup
	for i, word := range words {
		both.Go(func() { read[i], found[i], errs[i] = c.documents(word) })
	}
	both.Wait()
	for i := range words {
		if errs[i] != nil {
			return read, errs[i]
		}
		if err := c.tell(found[i]); err != nil {
			return read, err
		}
	}
	return read, nil
}

// documents reads a file or folder of documents; nil when it holds none.
func (c *comparison) documents(word string) (side, diag.List, error) {
	info, err := os.Stat(word)
	switch {
	case err != nil:
		return nil, nil, usagef("%s: %s", word, project.Reason(err))
	case !info.IsDir():
		if isTemplate(word) {
			return nil, nil, nil
		}
		return c.readAll([]string{word})
	}
	paths, err := documentPaths(word)
	if err != nil || len(paths) == 0 {
		return nil, nil, err
	}
	return c.readAll(paths)
}

func isTemplate(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".rb", ".md", ".markdown":
		return true
	}
	return false
}

// documentPaths are the documents below a folder, by their names. Hidden folders
// are stepped over.
func documentPaths(dir string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return usagef("%s: %s", path, project.Reason(err))
		case e.IsDir() && path != dir && strings.HasPrefix(e.Name(), "."):
			return filepath.SkipDir
		case e.Type().IsRegular() && synth.TargetOf(e.Name()) != "":
			paths = append(paths, path)
		}
		return nil
	})
	return paths, err
}

func (c *comparison) readAll(paths []string) (side, diag.List, error) {
	out := side{}
	var diags diag.List
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, usagef("%s: %s", path, project.Reason(err))
		}
		d, found := readDocument(filepath.ToSlash(path), data)
		diags.Add(found...)
		if c.target == "" || d.target == asRead(c.target) || d.graph == nil {
			out = append(out, d)
		}
	}
	return out, diags, nil
}

func readDocument(name string, data []byte) (readBack, diag.List) {
	target, rg, diags := synth.Read(source.NewFile(name, data))
	d := readBack{target: asRead(target), graph: rg}
	if rg != nil {
		d.template = rg.Name
	}
	return d, diags
}

// tell says what was found in documents; errFailed when there are errors.
func (c *comparison) tell(diags diag.List) error {
	diags = diags.Tidy()
	if err := render.Text(c.stderr, diags, c.color); err != nil {
		return err
	}
	if diags.HasErrors() {
		return errFailed
	}
	return nil
}

// asRead is the target in whose form a document is compared.
func asRead(target string) string {
	if target == "cloudformation-yaml" {
		return "cloudformation"
	}
	return target
}

// templates compiles templates for the target of the other side, and tells
// what it finds in them as check does.
func (c *comparison) templates(word string, other side) (side, error) {
	run := &compilation{env: c.env, format: "text", target: asRead(c.target), place: c.place}
	if run.target == "" && len(other) > 0 {
		run.target = other[0].target
	}
	if err := run.run([]string{word}); err != nil {
		return nil, err
	}
	if err := run.tell(c.stderr); err != nil {
		return nil, err
	}
	if run.result.HasErrors() {
		run.summary()
		return nil, errFailed
	}
	return c.compiled(run.result.Documents)
}

// compiled reads documents as they would be written, so that both sides have
// come the same way.
func (c *comparison) compiled(docs []synth.Document) (side, error) {
	out := side{}
	var diags diag.List
	for _, d := range docs {
		var b bytes.Buffer
		if err := d.Write(&b); err != nil {
			return nil, err
		}
		read, found := readDocument(d.Path, b.Bytes())
		read.template = d.Template
		diags.Add(found...)
		out = append(out, read)
	}
	return out, c.tell(diags)
}

// pairUp compares the documents of one template with each other: those of one
// target when a side has several. Two single documents are compared whatever
// they are called.
func pairUp(a, b side) []*diff.Report {
	if len(a) == 1 && len(b) == 1 {
		return []*diff.Report{compare(&a[0], &b[0])}
	}
	byTarget := a.targets() > 1 || b.targets() > 1
	order := func(a, b readBack) int {
		if by := strings.Compare(a.target, b.target); by != 0 && byTarget {
			return by
		}
		return strings.Compare(a.template, b.template)
	}
	a, b = slices.Clone(a), slices.Clone(b)
	slices.SortFunc(a, order)
	slices.SortFunc(b, order)
	var reports []*diff.Report
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && order(a[0], b[0]) < 0:
			reports = append(reports, compare(&a[0], nil))
			a = a[1:]
		case len(a) == 0 || order(a[0], b[0]) > 0:
			reports = append(reports, compare(nil, &b[0]))
			b = b[1:]
		default:
			reports = append(reports, compare(&a[0], &b[0]))
			a, b = a[1:], b[1:]
		}
	}
	return reports
}

// targets is how many targets the documents of a side have.
func (s side) targets() int {
	seen := map[string]bool{}
	for _, d := range s {
		seen[d.target] = true
	}
	return len(seen)
}

// compare compares two documents, of which one may be missing.
func compare(old, new *readBack) *diff.Report {
	var a, b *resolve.Graph
	o := diff.Options{}
	for _, d := range []*readBack{old, new} {
		if d != nil {
			o.CloudFormation = d.target == "cloudformation"
		}
	}
	if old != nil {
		a = old.graph
	}
	if new != nil {
		b = new.graph
	}
	return diff.Compare(a, b, o)
}
