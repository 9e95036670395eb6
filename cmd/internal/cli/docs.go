package cli

// The pages of rules and resource types as Markdown: the same that explain and
// schema print, with an index, for people who read before they write.

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// docsCommand writes the pages into a folder.
func docsCommand(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "docs DIR",
		Short: "Write the pages of rules, resource types and core methods to a folder, as Markdown",
		Long: `docs writes DIR/rules and DIR/types: a Markdown page for each rule and for each
resource type that has a page, and an index of each; and DIR/methods.md, the core
methods of the language, which docs language prints. Pages in these folders that
belong to nothing any more are removed.`,
		Example: "  firehose-dsl docs docs\n  firehose-dsl docs language",
		Args:    between(1, 1, "a folder"),
		RunE:    func(_ *cobra.Command, args []string) error { return writeDocs(e, args[0], docPages()) },
	}
	cmd.AddCommand(docsLanguageCommand(e))
	return cmd
}

// writeDocs puts pages below a folder and removes stale ones.
func writeDocs(e *env, dir string, pages map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := replaceFile(path, []byte(pages[name]), 0o644); err != nil {
			return err
		}
	}
	for _, name := range staleDocs(dir, pages) {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
		fmt.Fprintf(e.stderr, "removed %s\n", name)
	}
	return nil
}

var generatedPage = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(FH\d+|aws_\w+)\.md$`) })

// staleDocs are the pages of a folder that belong to nothing any more.
func staleDocs(dir string, pages map[string]string) []string {
	var out []string
	for _, folder := range []string{"rules", "types"} {
		entries, _ := os.ReadDir(filepath.Join(dir, folder)) // in order of name; none without the folder
		for _, entry := range entries {
			name := folder + "/" + entry.Name()
			if _, made := pages[name]; !made && generatedPage().MatchString(entry.Name()) {
				out = append(out, name)
			}
		}
	}
	return out
}

// docPages is every page by its path.
func docPages() map[string]string {
	pages := map[string]string{}
	rules := rules()
	library, err := schema.ReadLibrary(stdlib.FS)
	if err != nil {
		panic(err)
	}
	for _, p := range rules {
		pages["rules/"+p.ID+".md"] = ruleDoc(p, library)
	}
	pages["rules/README.md"] = rulesIndex(rules)
	for _, p := range library.Pages {
		pages["types/"+p.Name+".md"] = typeDoc(p, library)
	}
	pages["types/README.md"] = typesIndex(library.Pages)
	pages["methods.md"] = methodsDoc()
	return pages
}

// A doc is a Markdown page being written.
type doc struct{ strings.Builder }

// section writes a heading and what stands under it; nothing without text.
func (d *doc) section(title, text string) {
	if text = strings.TrimSpace(text); text != "" {
		fmt.Fprintf(d, "\n## %s\n\n%s\n", title, text)
	}
}

// table writes rows under a head; nothing without rows.
func (d *doc) table(title string, head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	text := tableRow(head) + "|" + strings.Repeat(" --- |", len(head)) + "\n"
	for _, row := range rows {
		text += tableRow(row)
	}
	d.section(title, text)
}

func tableRow(cells []string) string {
	row := "|"
	for _, cell := range cells {
		row += " " + strings.ReplaceAll(cell, "|", `\|`) + " |"
	}
	return row + "\n"
}

// ruleDoc is the page of a rule: what is told, why, from where it is known,
// and an example before and after.
func ruleDoc(p *check.Page, library *schema.Library) string {
	d := &doc{}
	fmt.Fprintf(d, "# %s: %s\n\n%s.\n", p.ID, strings.ReplaceAll(p.Name, "-", " "), ruleFacts(p))
	what := append(slices.Clone(p.Bounds), spellings(p.ID, library)...)
	examples := p.Examples
	for _, e := range examples {
		what = append(what, toldOf(p, e)...)
	}
	if p.Unchecked != "" {
		what = append(what, "not told: "+p.Unchecked)
	}
	if len(what) == 0 {
		what = []string{strings.ReplaceAll(p.Name, "-", " ")}
	}
	if len(examples) == 0 {
		examples = examplesOfLimits(p.ID, library)
	}
	why := p.Why
	if why == "" && len(p.Bounds) > 0 && p.Severity == diag.Error {
		why = "The service refuses other values, some of them only when the stream is made."
	}
	d.section("What", "- "+strings.Join(oneEach(what), "\n- "))
	d.section("Why", why)
	d.section("Source", p.Source)
	for _, e := range examples {
		label := ""
		if e.Label != "" {
			label = ", " + e.Label
		}
		d.section("Before"+label, fence(e.Bad))
		d.section("After"+label, fence(e.Good))
	}
	return d.String()
}

// spellings are the earlier spellings that are told by a rule's id, a line each.
func spellings(id string, library *schema.Library) []string {
	var out []string
	for _, p := range library.Pages {
		for _, l := range p.Legacy {
			if l.Rule == id {
				out = append(out, place(l.In, l.Name)+" of `"+p.Name+"`: "+legacyWords(l)+only(l.When))
			}
		}
	}
	return out
}

// examplesOfLimits are made from the bounds that go by a rule's id: a value just
// outside, and one that is taken. Patterns and lengths show nothing that way.
func examplesOfLimits(id string, library *schema.Library) []check.Example {
	for _, p := range library.Pages {
		for _, l := range p.Limits {
			if l.Rule != id {
				continue
			}
			if bad, good := outside(l); bad != "" {
				return []check.Example{{Bad: nested(l.At[0], bad), Good: nested(l.At[0], good)}}
			}
		}
	}
	return nil
}

// outside is a value that a limit refuses, and one that it takes.
func outside(l *schema.Limit) (bad, good string) {
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	switch {
	case len(l.OneOf) > 0:
		return strconv.Quote("other"), strconv.Quote(l.OneOf[0])
	case l.HasRange() && !math.IsInf(l.Max, 1):
		return number(l.Max + 1), number(l.Max)
	case l.HasRange():
		return number(l.Min - 1), number(l.Min)
	}
	return "", ""
}

// nested is a value at a path, as it stands among attributes. A pattern's
// stars stand for what is left out.
func nested(path, value string) string {
	steps := strings.Split(strings.TrimPrefix(path, "**."), ".")
	for _, step := range slices.Backward(steps) {
		if step == "*" || step == "**" {
			continue
		}
		if strings.HasSuffix(value, ",") {
			value = "{ " + strings.TrimSuffix(value, ",") + " }"
		}
		value = step + ": " + value + ","
	}
	return strings.TrimSuffix(value, ",")
}

// ruleFacts is a line on a rule: its severity, what it is about, its repairs.
func ruleFacts(p *check.Page) string {
	facts := severityWords[p.Severity.String()]
	if p.Target != "" {
		facts += " for the target " + p.Target
	}
	if len(p.On) > 0 {
		facts += ", about `" + strings.Join(p.On, "`, `") + "`"
	}
	if len(p.Repairs) > 0 {
		facts += "; it is repaired: " + kinds(p.Repairs)
	}
	return facts
}

var severityWords = map[string]string{"error": "An error", "warning": "A warning", "note": "A note"}

// toldOf is what a rule says of its example.
func toldOf(p *check.Page, e check.Example) []string {
	if strings.TrimSpace(e.Bad) == "" {
		return nil
	}
	job := synth.Job{Files: []*source.File{source.NewFile("example.rb", []byte(e.Bad))}, Target: p.Target, Repairs: synth.NoRepairs}
	var out []string
	for _, d := range synth.Run(job).Diags {
		if d.Code == p.ID {
			out = append(out, d.Message)
		}
	}
	return out
}

// oneEach leaves out what stands in a list before.
func oneEach(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// fence is an example as code; the mark for tests is left out.
func fence(text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return "```ruby\n" + strings.TrimRight(unmarked(text), "\n") + "\n```"
}

func rulesIndex(rules []*check.Page) string {
	d := &doc{}
	d.WriteString("# Rules\n\nWhat is known of Amazon Data Firehose and of what stands around it beyond the provider's schema.\n" +
		"`firehose-dsl explain CODE` prints a page.\n")
	var rows [][]string
	for _, p := range rules {
		rows = append(rows, []string{"[" + p.ID + "](" + p.ID + ".md)", p.Severity.String(), strings.ReplaceAll(p.Name, "-", " "), kinds(p.Repairs)})
	}
	d.table("All rules", []string{"code", "severity", "what is wrong", "repair"}, rows)
	return d.String()
}

// typeDoc is the page of a resource type: what is known of it beyond the
// provider's schema, and an example.
func typeDoc(p *schema.Page, library *schema.Library) string {
	d := &doc{}
	fmt.Fprintf(d, "# %s\n\n%s `firehose-dsl schema %s` lists its attributes and blocks.\n", p.Name, p.Summary, p.Name)
	d.section("Example", fence(p.Example))
	d.list("JSON documents", "Hashes, or texts that hold JSON:", p.JSON)
	d.list("Secrets", "Inputs that feed these are sensitive, and text in their place is refused:", p.Secret)
	d.list("Prefix expressions", "Firehose evaluates these for each object that it writes:", p.Prefix)
	d.list("What replaces it", "Terraform makes a new resource when one of these changes:", p.Replaces)
	d.references(p)
	d.legacies(p)
	d.limits(p)
	d.defaults(p)
	for _, s := range library.CloudFormation {
		if s.Name == p.Name {
			d.cloudFormation(s.CloudFormation)
		}
	}
	return d.String()
}

// list writes names under a sentence; nothing without names.
func (d *doc) list(title, sentence string, names []string) {
	if len(names) > 0 {
		d.section(title, sentence+" `"+strings.Join(names, "`, `")+"`.")
	}
}

func (d *doc) references(p *schema.Page) {
	var rows [][]string
	for _, r := range p.References {
		rows = append(rows, []string{"`" + r.At + "`", r.Arn + only(r.When)})
	}
	d.table("References", []string{"attribute", "must be the ARN of"}, rows)
}

// only is the condition of a line of a page.
func only(c *schema.Condition) string {
	if c == nil {
		return ""
	}
	return ", when `" + c.Attr + "` is `" + c.Word + "`"
}

func (d *doc) legacies(p *schema.Page) {
	var rows [][]string
	for _, l := range p.Legacy {
		rows = append(rows, []string{place(l.In, l.Name), legacyWords(l) + only(l.When), ruleLink(l.Rule)})
	}
	d.table("Earlier spellings", []string{"spelling", "becomes", "told as"}, rows)
}

func place(in, name string) string {
	if in == "" {
		return "`" + name + "`"
	}
	return "`" + in + "." + name + "`"
}

func legacyWords(l *schema.Legacy) string {
	switch l.Kind {
	case schema.LegacyWord:
		return "`" + l.New + "` in place of `" + l.Old + "`"
	case schema.LegacyBlocks:
		return "blocks with `" + l.Key + "` and `" + l.Value + "`, one for each pair"
	}
	return "`" + l.To + "`"
}

func ruleLink(id string) string {
	if id == "" {
		return ""
	}
	return "[" + id + "](../rules/" + id + ".md)"
}

func (d *doc) limits(p *schema.Page) {
	var rows [][]string
	for _, l := range p.Limits {
		rows = append(rows, []string{check.Sentence(l), l.Severity, ruleLink(l.Rule)})
	}
	d.table("Limits", []string{"limit", "severity", "rule"}, rows)
}

func (d *doc) defaults(p *schema.Page) {
	var rows [][]string
	for _, def := range p.Defaults {
		rows = append(rows, []string{"`" + def.At + "`", "`" + def.JSON + "`"})
	}
	d.table("Defaults of the provider", []string{"attribute", "value"}, rows)
}

func (d *doc) cloudFormation(c *schema.CloudFormation) {
	var lines []string
	if c.Type != "" {
		lines = append(lines, "It is `"+c.Type+"`.")
	} else {
		lines = append(lines, "It has no resource type of its own, and becomes a part of others.")
	}
	if len(c.Replaces) > 0 {
		lines = append(lines, "CloudFormation makes a new resource when one of these changes: `"+strings.Join(c.Replaces, "`, `")+"`.")
	}
	d.section("CloudFormation", strings.Join(lines, "\n"))
}

func typesIndex(pages []*schema.Page) string {
	d := &doc{}
	d.WriteString("# Resource types\n\nEvery type of the AWS provider is known from its schema; `firehose-dsl schema` lists them. Of these, more is known.\n")
	var rows [][]string
	for _, p := range pages {
		rows = append(rows, []string{"[" + p.Name + "](" + p.Name + ".md)", p.Summary})
	}
	d.table("Types with a page", []string{"type", "what it is"}, rows)
	return d.String()
}
