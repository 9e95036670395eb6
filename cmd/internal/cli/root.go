package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// newRoot makes the tree of commands. Nothing is read or opened here.
func newRoot(e *env) *cobra.Command {
	root := &cobra.Command{
		Use:   "firehose-dsl",
		Short: "Compile delivery stream templates to infrastructure code",
		Long: `firehose-dsl compiles templates that describe AWS infrastructure in a Ruby-like
language to Terraform JSON or CloudFormation, and checks them against the
provider's schema and the rules of Amazon Data Firehose on the way.`,
		Example: `  firehose-dsl synth lake.rb              print the document of one template
  firehose-dsl synth -o out templates/    write one document for each template
  firehose-dsl check README.md            only say what is wrong`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.CompletionOptions.HiddenDefaultCmd = false
	root.PersistentFlags().BoolVarP(&e.verbose, "verbose", "v", false, "print the trace of a bug of this program")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%v; `%s --help` lists the flags", err, c.CommandPath())
	})
	root.AddCommand(
		synthCommand(e),
		checkCommand(e),
		diffCommand(e),
		fmtCommand(e),
		iamCommand(e),
		previewCommand(e),
		alarmsCommand(e),
		testCommand(e),
		schemaCommand(e),
		explainCommand(e),
		versionCommand(e),
		docsCommand(e),
		manCommand(e, root),
	)
	return root
}

func noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	if near := diag.Nearest(args[0], names); near != "" {
		return usagef("no command `%s`; did you mean `%s`?", args[0], near)
	}
	return usagef("no command `%s`; the commands are %s", args[0], strings.Join(names, ", "))
}

// between is a check of the number of arguments: wrong use unless from least to most (-1: any).
func between(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("`%s` needs %s; see `%s --help`", c.CommandPath(), what, c.CommandPath())
		case most >= 0 && len(args) > most:
			return usagef("`%s` takes %s and nothing after it, not `%s`", c.CommandPath(), what, args[most])
		}
		return nil
	}
}
