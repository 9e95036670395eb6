package cli

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

// explainCommand tells what a code of a diagnostic means.
func explainCommand(e *env) *cobra.Command {
	var list bool
	cmd := &cobra.Command{
		Use:     "explain CODE",
		Short:   "Explain a diagnostic by its code",
		Long:    "explain prints what a diagnostic means, why it is told, and an example.\nWith --list it prints every code, one a line.",
		Example: "  firehose-dsl explain FH605\n  firehose-dsl explain --list",
		Args:    between(0, 1, "one code"),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case list && len(args) > 0:
				return usagef("`--list` takes no code")
			case list:
				return listCodes(e.stdout)
			case len(args) == 0:
				return usagef("`firehose-dsl explain` needs a code; `--list` shows them all")
			}
			return explain(e.stdout, args[0])
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return codeNames(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "print every code")
	return cmd
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
	for _, p := range rules() {
		names = append(names, p.ID)
	}
	return names
}

// listCodes prints every code, its severity, and what it is about in a sentence or a name.
func listCodes(out io.Writer) error {
	w := bufio.NewWriter(out)
	for _, c := range diag.Codes() {
		fmt.Fprintf(w, "%s  %-7s  %s\n", c.ID, c.Severity, c.What)
	}
	for _, p := range rules() {
		fmt.Fprintf(w, "%s  %-7s  %s\n", p.ID, p.Severity, p.Name)
	}
	return w.Flush()
}

func explain(w io.Writer, id string) error {
	id = strings.ToUpper(id)
	for _, c := range diag.Codes() {
		if c.ID == id {
			_, err := io.WriteString(w, codePage(c))
			return err
		}
	}
	for _, page := range rules() {
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

var mark = regexp.MustCompile(`(?m)( # here,?)+$`)

// unmarked is a template of a page without the comment that marks a place for tests.
func unmarked(text string) string { return mark.ReplaceAllString(text, "") }

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ") + "\n"
}
