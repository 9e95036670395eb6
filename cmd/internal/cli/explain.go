package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// explainCommand tells what a code of a diagnostic means.
func explainCommand(e *env) *cobra.Command {
	var list bool
	var dir string
	format := "text"
	cmd := &cobra.Command{
		Use:     "explain CODE",
		Short:   "Explain a diagnostic by its code",
		Long:    "explain prints what a diagnostic means, why it is told, and an example.\nWith --list it prints every code, one a line, or with --format json the catalogue of codes for programs.\nWith --rules DIR the project's own rules are among them.",
		Example: "  firehose-dsl explain FH605\n  firehose-dsl explain --list --format json",
		Args:    between(0, 1, "one code"),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case format != "text" && format != "json":
				return usagef("`--format` is text or json, not `%s`", format)
			case format == "json" && !list:
				return usagef("`--format json` needs `--list`")
			case list && len(args) > 0:
				return usagef("`--list` takes no code")
			case !list && len(args) == 0:
				return usagef("`firehose-dsl explain` needs a code; `--list` shows them all")
			}
			own, err := ownRules(dir)
			switch {
			case err != nil:
				return err
			case list && format == "json":
				return catalogue(e.stdout, own)
			case list:
				return listCodes(e.stdout, own)
			}
			return explain(e.stdout, args[0], own)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return codeNames(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "print every code")
	cmd.Flags().StringVar(&dir, "rules", "", "folder `DIR` with rule pages of the project's own")
	_ = cmd.MarkFlagDirname("rules")
	cmd.Flags().StringVar(&format, "format", "text", "form of the list: text or json")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// ownRules are the rules of a folder of pages, none for no folder. A page that
// cannot be read is wrong use: check tells what is wrong with it.
func ownRules(dir string) ([]*check.Page, error) {
	if dir == "" {
		return nil, nil
	}
	p, err := project.Load(project.Request{RulesDir: dir})
	if err != nil {
		return nil, usagef("%v", err)
	}
	defer p.Close()
	own, diags := check.OwnLibrary(p.Rules, schema.Load())
	if diags.HasErrors() {
		return nil, usagef("%s: %s", diags[0].Span.File.Name, diags[0].Message)
	}
	return own, nil
}

// rules are the pages of all rules.
func rules() []*check.Page {
	pages, err := check.Library(stdlib.FS)
	if err != nil {
		panic(err)
	}
	return pages
}

func codeNames() []string {
	var names []string
	for _, c := range diag.Codes() {
		names = append(names, c.ID)
	}
	for _, p := range check.Index() {
		names = append(names, p.ID)
	}
	return names
}

// listCodes prints every code, its severity, and what it is about in a sentence or a name.
func listCodes(out io.Writer, own []*check.Page) error {
	w := bufio.NewWriter(out)
	for _, c := range diag.Codes() {
		fmt.Fprintf(w, "%s  %-7s  %s\n", c.ID, c.Severity, c.What)
	}
	for _, p := range append(check.Index(), own...) {
		fmt.Fprintf(w, "%s  %-7s  %s\n", p.ID, p.Severity, p.Name)
	}
	return w.Flush()
}

// A catalogueEntry is one code as programs get it: a rule, or a diagnostic of
// the compiler itself, which has no more than the first three members.
type catalogueEntry struct {
	ID       string   `json:"id"`
	Severity string   `json:"severity"`
	Message  string   `json:"message"`            // what is told; of a rule with several, one a line
	Name     string   `json:"name,omitempty"`     // the bad thing
	Types    []string `json:"types,omitempty"`    // of resources and blocks that it is about
	Target   string   `json:"target,omitempty"`   // told for this one only
	Evidence string   `json:"evidence,omitempty"` // how sure it is
	Source   string   `json:"source,omitempty"`   // from where it is known
	Repairs  []string `json:"repairs,omitempty"`  // kinds of what it may repair
	Limits   []string `json:"limits,omitempty"`   // bounds of single attributes
	Legacy   bool     `json:"legacy,omitempty"`   // it tells old spellings
}

// told is what a rule says when it finds something: its messages, else its
// bounds, else its name.
func told(p *check.Page) string {
	switch {
	case len(p.Messages) > 0:
		return strings.Join(p.Messages, "\n")
	case len(p.Bounds) > 0:
		return strings.Join(p.Bounds, "\n")
	}
	return strings.ReplaceAll(p.Name, "-", " ")
}

// catalogue prints every code as one JSON document of format_version 1.0.
func catalogue(w io.Writer, own []*check.Page) error {
	var codes, rules []catalogueEntry
	for _, c := range diag.Codes() {
		codes = append(codes, catalogueEntry{ID: c.ID, Severity: c.Severity.String(), Message: c.What, Target: c.Target})
	}
	for _, p := range append(check.Index(), own...) {
		one := catalogueEntry{
			ID: p.ID, Severity: p.Severity.String(), Message: told(p), Name: p.Name, Types: p.On,
			Target: p.Target, Evidence: p.Evidence, Source: p.Source, Limits: p.Bounds, Legacy: p.Legacy,
		}
		for _, kind := range p.Repairs {
			one.Repairs = append(one.Repairs, kind.String())
		}
		rules = append(rules, one)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(struct {
		Version string           `json:"format_version"`
		Rules   []catalogueEntry `json:"rules"`
		Codes   []catalogueEntry `json:"codes"`
	}{"1.0", rules, codes})
}

func explain(w io.Writer, id string, own []*check.Page) error {
	id = strings.ToUpper(id)
	for _, c := range diag.Codes() {
		if c.ID == id {
			_, err := io.WriteString(w, codePage(c))
			return err
		}
	}
	for _, page := range append(rules(), own...) {
		if page.ID == id {
			_, err := io.WriteString(w, rulePage(page))
			return err
		}
	}
	if near := diag.Nearest(id, codeNames()); near != "" {
		return usagef("no diagnostic `%s`; did you mean `%s`?", id, near)
	}
	return usagef("no diagnostic `%s`; `firehose-dsl explain --list` shows them all", id)
}

func codePage(c *diag.Code) string {
	page := fmt.Sprintf("%s (%s)\n\n%s\n", c.ID, c.Severity, c.What)
	if c.Example != "" {
		page += "\nAn example:\n\n" + indented(c.Example)
	}
	return page
}

// rulePage is all that a rule's page has for people.
func rulePage(p *check.Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s)\n", p.ID, p.Name, p.Severity)
	for _, part := range append(p.Bounds, strings.TrimSpace(p.Why)) {
		if part != "" {
			fmt.Fprintf(&b, "\n%s\n", part)
		}
	}
	if p.Unchecked != "" {
		fmt.Fprintf(&b, "\nNot told: %s.\n", p.Unchecked)
	}
	if p.Target != "" {
		fmt.Fprintf(&b, "\nTold for the target %s only.\n", p.Target)
	}
	if len(p.On) > 0 {
		fmt.Fprintf(&b, "\nIt is about %s.\n", strings.Join(p.On, ", "))
	}
	if len(p.Repairs) > 0 {
		fmt.Fprintf(&b, "\nIt is repaired: %s. `--no-repair` makes it a fault of its own severity.\n", kinds(p.Repairs))
	}
	if p.Source != "" {
		fmt.Fprintf(&b, "\nSource: %s\n", strings.TrimSpace(p.Source))
	}
	for _, e := range p.Examples {
		b.WriteString(example("Refused", e.Label, e.Bad))
		b.WriteString(example("Accepted", e.Label, e.Good))
	}
	return b.String()
}

func kinds(repairs []diag.RepairKind) string {
	words := make([]string, len(repairs))
	for i, k := range repairs {
		words[i] = k.String()
	}
	return strings.Join(words, ", ")
}

// example is one template of a page.
func example(what, label, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	if label != "" {
		what += ", " + label
	}
	return "\n" + what + ":\n\n" + indented(unmarked(text))
}

var mark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)( # here,?)+$`) })

// unmarked is a template of a page without the comment that marks a place for tests.
func unmarked(text string) string { return mark().ReplaceAllString(text, "") }

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ") + "\n"
}
