package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
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

func codeNames() []string {
	var names []string
	for _, c := range diag.Codes() {
		names = append(names, c.ID)
	}
	return names
}

func listCodes(w io.Writer) error {
	for _, c := range diag.Codes() {
		if _, err := fmt.Fprintf(w, "%s  %-7s  %s\n", c.ID, c.Severity, c.What); err != nil {
			return err
		}
	}
	return nil
}

func explain(w io.Writer, id string) error {
	for _, c := range diag.Codes() {
		if strings.EqualFold(c.ID, id) {
			_, err := io.WriteString(w, codePage(c))
			return err
		}
	}
	if near := diag.Nearest(strings.ToUpper(id), codeNames()); near != "" {
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

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ") + "\n"
}
