package cli

// Golden tests of templates: what a template should become lies beside it, in
// a folder of its name. lake.rb is tested by lake.golden.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

const goldenSuffix = ".golden"

// A goldenRun is one run of test.
type goldenRun struct {
	*env
	target   string
	place    string // the environment that templates are compiled for
	only     string // pattern of the names of tests
	update   bool
	rulesDir string // folder of rule pages whose examples are tested; empty: none
	junit    string // file of the report for a CI service; empty: none

	results []testResult
}

// A testCase is one template file with its golden folder.
type testCase struct{ file, golden string }

// A testResult is what came of one case.
type testResult struct {
	name string
	err  error  // nil, errDiffers, errFailed, or what else stopped it
	said string // what was told about it
}

func testCommand(e *env) *cobra.Command {
	t := &goldenRun{env: e}
	cmd := &cobra.Command{
		Use:   "test [PATH…]",
		Short: "Compare templates with their golden documents",
		Long: `test compiles templates and compares the documents with the golden ones beside
them: lake.rb with those in the folder lake.golden. A folder is searched for
golden folders; without a path the working folder is.

Without --target a template is compiled for the targets of the project file, or
else for those that its golden folder has documents of, or else for terraform;
with it the golden documents of other targets stay as they are.

The differences in meaning are printed as diff does, and the exit status is 2;
it is 1 when a template has errors. With --update the golden documents are
rewritten; for a template that has none yet, name its file.

With --rules DIR the examples on the project's own rule pages are tested: each
bad one is told of, on the line that ends in "# here", and each good one is not.
Templates are tested as well only when there is a path.`,
		Example: `  firehose-dsl test
  firehose-dsl test --update templates/lake.rb
  firehose-dsl test --run 'lake|warehouse' --junit report.xml templates/
  firehose-dsl test --rules rules/`,
		Args: between(0, -1, "paths"),
		RunE: func(_ *cobra.Command, paths []string) error { return t.run(paths) },
	}
	f := cmd.Flags()
	f.StringVar(&t.target, "target", "", "only this target language: "+strings.Join(synth.Targets(), ", "))
	_ = cmd.RegisterFlagCompletionFunc("target", cobra.FixedCompletions(synth.Targets(), cobra.ShellCompDirectiveNoFileComp))
	environmentFlag(f, &t.place)
	f.StringVar(&t.only, "run", "", "only tests whose file matches this regular expression")
	f.StringVar(&t.rulesDir, "rules", "", "test the examples on the rule pages in the folder `DIR`")
	_ = cmd.MarkFlagDirname("rules")
	f.BoolVar(&t.update, "update", false, "rewrite the golden documents")
	f.StringVar(&t.junit, "junit", "", "write a JUnit report to this file")
	return cmd
}

func (t *goldenRun) run(paths []string) error {
	pattern, err := regexp.Compile(t.only)
	if err != nil {
		return usagef("`--run` is a regular expression: %v", err)
	}
	if t.rulesDir != "" {
		if err := t.rules(pattern); err != nil {
			return err
		}
		if len(t.results) == 0 {
			return usagef("no rule in %s whose code matches `--run %s` has examples", t.rulesDir, t.only)
		}
		if len(paths) == 0 {
			return t.tell()
		}
	}
	cases, err := t.cases(paths)
	if err != nil {
		return err
	}
	for _, c := range cases {
		if pattern.MatchString(filepath.ToSlash(c.file)) {
			if err := t.judge(c); err != nil {
				return err
			}
		}
	}
	switch {
	case len(cases) == 0:
		return usagef("no golden folders found; `test --update FILE` makes the first")
	case len(t.results) == 0:
		return usagef("no test matches `--run %s`; the tests are\n  %s", t.only, strings.Join(files(cases), "\n  "))
	}
	return t.tell()
}

// tell writes the report and gives the verdict.
func (t *goldenRun) tell() error {
	if err := t.report(); err != nil {
		return err
	}
	return t.verdict()
}

// files are what cases are called.
func files(cases []testCase) []string {
	names := make([]string, len(cases))
	for i, c := range cases {
		names[i] = filepath.ToSlash(c.file)
	}
	return names
}

// cases are the tests that the paths name, by file, each once.
func (t *goldenRun) cases(paths []string) ([]testCase, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	found := map[string]testCase{}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, usagef("%s: %s", path, project.Reason(err))
		}
		path = filepath.Clean(path)
		if !info.IsDir() {
			golden := strings.TrimSuffix(path, filepath.Ext(path)) + goldenSuffix
			found[path] = testCase{path, golden}
			continue
		}
		if err := t.search(path, found); err != nil {
			return nil, err
		}
	}
	cases := make([]testCase, 0, len(found))
	for _, c := range found {
		cases = append(cases, c)
	}
	sort.Slice(cases, func(i, j int) bool { return cases[i].file < cases[j].file })
	return cases, nil
}

// search finds the golden folders below a folder. One whose template is gone
// is told.
func (t *goldenRun) search(root string, found map[string]testCase) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || !strings.HasSuffix(path, goldenSuffix) {
			return err
		}
		stem := strings.TrimSuffix(path, goldenSuffix)
		for _, file := range []string{stem + ".rb", stem + ".md"} {
			if _, err := os.Stat(file); err == nil {
				found[file] = testCase{file, path}
				return fs.SkipDir
			}
		}
		fmt.Fprintf(t.stderr, "orphaned: %s has no template beside it\n", oneLine(filepath.ToSlash(path)))
		return fs.SkipDir
	})
}

// judge runs one case and says what came of it. The error is wrong use.
func (t *goldenRun) judge(c testCase) error {
	var said strings.Builder
	inner := *t.env
	inner.stdout, inner.stderr, inner.color = &said, &said, false
	run := &compilation{env: &inner, target: t.target, place: t.place, stdinName: "stdin.rb", warnings: -1, format: "text", all: true, every: true, held: c.targets()}
	err := run.run([]string{c.file})
	var usage *usageError
	switch {
	case errors.As(err, &usage):
		return err
	case err == nil && run.result.HasErrors():
		if err = render.Text(&said, run.result.Diags, false); err == nil {
			err = errFailed
		}
	case err == nil:
		err = t.compare(run, c)
	}
	t.results = append(t.results, testResult{filepath.ToSlash(c.file), err, said.String()})
	fmt.Fprintf(t.stdout, "%-7s %s\n", outcome(err), oneLine(filepath.ToSlash(c.file)))
	if err != nil {
		fmt.Fprint(t.stdout, indented(said.String()))
	}
	return nil
}

// compare holds the documents of a run against the golden ones, or rewrites
// these.
func (t *goldenRun) compare(run *compilation, c testCase) error {
	if !t.update {
		return run.current(c.golden)
	}
	return run.writer(c.golden, true).write()
}

// targets are those that the golden folder has documents of, in their order.
func (c testCase) targets() []string {
	var out []string
	files := readManifest(filepath.Join(c.golden, manifestName)).Files
	for _, target := range synth.Targets() {
		if slices.ContainsFunc(files, func(name string) bool { return synth.TargetOf(name) == target }) {
			out = append(out, target)
		}
	}
	return out
}

func outcome(err error) string {
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, errDiffers):
		return "STALE"
	}
	return "FAILED"
}

// verdict is what the command exits with: failed before stale.
func (t *goldenRun) verdict() error {
	stale, failed := 0, 0
	for _, r := range t.results {
		switch {
		case errors.Is(r.err, errDiffers):
			stale++
		case r.err != nil:
			failed++
		}
	}
	passed := len(t.results) - stale - failed
	fmt.Fprintf(t.stderr, "%s: %d passed, %d stale, %d failed\n", number(len(t.results), "test"), passed, stale, failed)
	switch {
	case failed > 0:
		return errFailed
	case stale > 0:
		return errDiffers
	}
	return nil
}
