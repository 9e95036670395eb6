package cli

import "github.com/spf13/cobra"

// checkCommand does all that synth does except write.
func checkCommand(e *env) *cobra.Command {
	c := &compilation{env: e, all: true}
	var fix bool
	cmd := &cobra.Command{
		Use:   "check PATH…",
		Short: "Say what is wrong with templates, and write nothing",
		Long: `check compiles templates as synth does and tells what it found.

A path is a template (.rb), a Markdown document (.md) whose ruby fences are
templates, a folder that is searched for .rb files, or - for standard input.
Diagnostics go to standard error; with --format json they are one JSON document
on standard output. The exit status is 1 when there are errors.

With --fix the fixes that are certain are made in the files: old spellings get
their new names, and a wrong name that is one slip of the pen away from a right
one is put right. Comments and layout stay. What is told then is what is left.`,
		Example: `  firehose-dsl check lake.rb
  firehose-dsl check --strict --format json templates/
  firehose-dsl check --fix templates/ README.md`,
		Args: between(1, -1, "a path"),
		RunE: func(_ *cobra.Command, paths []string) error { return c.check(paths, fix) },
	}
	c.flags(cmd)
	cmd.Flags().BoolVar(&fix, "fix", false, "make the fixes that are certain in the files")
	return cmd
}

func (c *compilation) check(paths []string, fix bool) error {
	run := c.run
	if fix {
		run = c.fix
	}
	if err := run(paths); err != nil {
		return err
	}
	if err := c.tell(c.stdout); err != nil {
		return err
	}
	c.summary()
	if c.result.HasErrors() || c.tooManyWarnings() {
		return errFailed
	}
	return nil
}
