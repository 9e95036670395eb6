package cli

// Tests of a project's own rules: the examples on their pages.

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// hereMark ends the line of a bad example on which its rule is told.
const hereMark = "# here"

// rules tests the examples of the rules in a folder, those whose code matches.
// Pages with mistakes fail as a whole.
func (t *goldenRun) rules(pattern *regexp.Regexp) error {
	p, err := project.Load(project.Request{RulesDir: t.rulesDir})
	if err != nil {
		return usagef("%v", err)
	}
	defer p.Close()
	own, diags := check.OwnLibrary(p.Rules, schema.Load())
	if diags.HasErrors() {
		if err := render.Text(t.stderr, diags, t.color); err != nil {
			return err
		}
		return errFailed
	}
	for _, page := range own {
		if len(page.Examples) > 0 && pattern.MatchString(page.ID) {
			t.page(page, p.Rules)
		}
	}
	return nil
}

// page tests the examples of one rule.
func (t *goldenRun) page(page *check.Page, pages []*source.File) {
	var said strings.Builder
	for _, e := range page.Examples {
		said.WriteString(unkept(page, e.Bad, true, pages))
		said.WriteString(unkept(page, e.Good, false, pages))
	}
	result := testResult{name: page.ID, said: said.String()}
	if result.said != "" {
		result.err = errFailed
	}
	t.results = append(t.results, result)
	fmt.Fprintf(t.stdout, "%-7s %s\n", outcome(result.err), page.ID)
	fmt.Fprint(t.stdout, result.said)
}

// unkept says what an example does not keep, and shows it: a bad one is told of,
// on the line that is marked if there is one, and a good one is not. Empty when
// it keeps that, or is none.
func unkept(page *check.Page, text string, bad bool, pages []*source.File) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	if what := broken(page, text, bad, pages); what != "" {
		return what + "\n" + indented(text)
	}
	return ""
}

func broken(page *check.Page, text string, bad bool, pages []*source.File) string {
	f := source.NewFile("example.rb", []byte(text))
	job := synth.Job{Files: []*source.File{f}, Rules: pages, Target: page.Target, Repairs: synth.NoRepairs, NoQuotas: true}
	told := false
	for _, d := range synth.Run(job).Diags {
		switch {
		case d.Code != page.ID && d.Severity == diag.Error && strings.HasPrefix(d.Code, "E"):
			return fmt.Sprintf("an example of `%s` does not compile: %s", page.ID, d.Message)
		case d.Code == page.ID && !bad:
			return fmt.Sprintf("`%s` tells of its good example: %s", page.ID, d.Message)
		case d.Code == page.ID:
			told = told || onMark(text, f.Position(int(d.Span.Start)).Line)
		}
	}
	if bad && !told {
		return fmt.Sprintf("`%s` does not tell of its bad example, or in another place than the mark", page.ID)
	}
	return ""
}

// onMark reports whether a line of an example is marked, or none is.
func onMark(text string, line int) bool {
	return !strings.Contains(text, hereMark) || strings.Contains(strings.Split(text, "\n")[line-1], hereMark)
}
