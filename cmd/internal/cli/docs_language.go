package cli

// The page of core methods, from the tables that the language runs by.

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
)

// docsLanguageCommand prints the page.
func docsLanguageCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "language",
		Short: "Print the core methods of the template language, as Markdown",
		Args:  between(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(e.stdout, methodsDoc())
			return err
		},
	}
}

// methodsDoc is the page of core methods: a table for each kind of receiver.
func methodsDoc() string {
	d := &doc{}
	d.WriteString("# Core methods\n\nThe methods that templates have, by what they are called on. They mean what they mean in Ruby.\n" +
		"An iterator without its block gives an Enumerator.\n")
	for _, m := range core.Manuals() {
		var rows [][]string
		for _, x := range m.Methods {
			rows = append(rows, []string{"`" + x.Name + "`", arity(x), x.Doc})
		}
		d.table(m.Receiver, []string{"method", "arguments", "what it gives or does"}, rows)
	}
	return d.String()
}

// arity is how many arguments a method takes, its keywords, and whether it
// iterates.
func arity(m core.Method) string {
	var parts []string
	switch {
	case m.Max < 0 && m.Min == 0:
		parts = append(parts, "any number")
	case m.Max < 0:
		parts = append(parts, fmt.Sprintf("%d or more", m.Min))
	case m.Min < m.Max:
		parts = append(parts, fmt.Sprintf("%d to %d", m.Min, m.Max))
	case m.Max > 0:
		parts = append(parts, fmt.Sprint(m.Max))
	}
	for _, k := range m.KW {
		if k == "*" {
			parts = append(parts, "keywords")
			continue
		}
		parts = append(parts, "`"+k+":`")
	}
	if m.Enum {
		parts = append(parts, "block")
	}
	return strings.Join(parts, ", ")
}
