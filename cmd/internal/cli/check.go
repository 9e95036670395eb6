package cli

import "github.com/spf13/cobra"

// A checking is one run of check.
type checking struct {
	compilation
	fix           string // certain or all: make these in the files; empty: none
	diff          bool   // show what fixes would change
	baseline      string // a file of known findings, may be empty
	writeBaseline bool
}

// checkCommand does all that synth does except write.
func checkCommand(e *env) *cobra.Command {
	c := &checking{compilation: compilation{env: e, all: true}}
	cmd := &cobra.Command{
		Use:   "check PATH…",
		Short: "Say what is wrong with templates, and write nothing",
		Long: `check compiles templates as synth does and tells what it found.

A path is a template (.rb), a Markdown document (.md) whose ruby fences are
templates, a folder that is searched for .rb files, or - for standard input.
Diagnostics go to standard error; with --format json they are one JSON document
on standard output, with --format sarif a log for code scanning. The exit status
is 1 when there are errors.

With --fix the fixes that are certain are made in the files: old spellings get
their new names, a wrong name that is one slip of the pen away from a right one
is put right, and repairs of the kinds derived and promoted are written into the
templates; with --fix=all those that guess or drop something as well. Comments
and layout stay. What is told then is what is left. With --diff as well nothing
is written: the changes are printed, and what is told is what there is now.

With --baseline FILE the findings that the file lists are not told and do not
count; --write-baseline writes what there is to the file.`,
		Example: `  firehose-dsl check lake.rb
  firehose-dsl check --strict --format json templates/
  firehose-dsl check --fix templates/ README.md
  firehose-dsl check --fix=all --diff lake.rb
  firehose-dsl check --baseline known.json templates/`,
		Args: between(1, -1, "a path"),
		RunE: func(_ *cobra.Command, paths []string) error { return c.check(paths) },
	}
	c.flags(cmd)
	f := cmd.Flags()
	f.StringVar(&c.fix, "fix", "", "make fixes in the files: certain, or all")
	f.Lookup("fix").NoOptDefVal = "certain"
	_ = cmd.RegisterFlagCompletionFunc("fix", cobra.FixedCompletions([]string{"certain", "all"}, cobra.ShellCompDirectiveNoFileComp))
	f.BoolVar(&c.diff, "diff", false, "with --fix: print the changes, and make none")
	f.StringVar(&c.baseline, "baseline", "", "file of known findings, which are not told")
	f.BoolVar(&c.writeBaseline, "write-baseline", false, "write the findings to the file of --baseline")
	_ = cmd.MarkFlagFilename("baseline", "json")
	return cmd
}

func (c *checking) check(paths []string) error {
	switch {
	case c.writeBaseline && c.baseline == "":
		return usagef("`--write-baseline` needs `--baseline FILE`")
	case c.fix != "" && c.fix != "certain" && c.fix != "all":
		return usagef("`--fix` is certain or all, not `%s`", c.fix)
	case c.diff && c.fix == "":
		return usagef("`--diff` shows what `--fix` would change: give both")
	case c.diff && c.format != "text":
		return usagef("`--diff` prints the changes on standard output, so `--format` is text beside it")
	}
	if err := c.look(paths); err != nil {
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

// look is the run, with fixes made and known findings left out.
func (c *checking) look(paths []string) error {
	run := c.collect
	if c.fix != "" {
		c.fixes = true
		run = c.mend
	}
	if err := run(paths); err != nil {
		return err
	}
	if c.baseline != "" {
		if err := c.useBaseline(); err != nil {
			return err
		}
	}
	if c.strict {
		harden(c.result.Diags)
	}
	return nil
}
