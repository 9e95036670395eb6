package cli

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// synthCommand compiles templates to documents.
func synthCommand(e *env) *cobra.Command {
	c := &compilation{env: e}
	var out string
	var prune, current bool
	cmd := &cobra.Command{
		Use:   "synth PATH…",
		Short: "Compile templates to documents of the target",
		Long: `synth compiles templates and writes one document for each.

A path is a template (.rb), a Markdown document (.md) whose ruby fences are
templates, a folder that is searched for .rb files, or - for standard input.
Without -o the document of a single template goes to standard output. With -o
DIR each template becomes DIR/TEMPLATE/main.tf.json, or DIR/TEMPLATE.template.json
for CloudFormation. Files are written whole or not at all, and only when their
content changes; a run with errors writes nothing. With --check nothing is
written: the exit status is 2 when the files in DIR are not what would be
written, and the differences in meaning are printed as diff does.

Documents in DIR that an earlier run wrote and this one does not make are told,
and removed with --prune; with --target those of other targets are let be.`,
		Example: `  firehose-dsl synth lake.rb
  firehose-dsl synth -o out templates/ README.md
  firehose-dsl synth --check -o out templates/
  firehose-dsl synth --template data_lake_ingestion README.md`,
		Args: between(1, -1, "a path"),
		RunE: func(cmd *cobra.Command, paths []string) error {
			if out == "" && cmd.Flags().Changed("out") {
				return usagef("`-o` names no folder")
			}
			return c.synth(paths, out, prune, current)
		},
	}
	c.flags(cmd)
	cmd.Flags().StringVarP(&out, "out", "o", "", "folder to write the documents to")
	cmd.Flags().BoolVar(&prune, "prune", false, "remove documents that an earlier run wrote to the folder and this one does not make")
	cmd.Flags().BoolVar(&current, "check", false, "write nothing: say whether the documents in the folder of -o are current")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

func (c *compilation) synth(paths []string, out string, prune, current bool) error {
	switch {
	case prune && out == "":
		return usagef("`--prune` needs `-o`")
	case current && out == "":
		return usagef("`--check` needs `-o`: the folder that should be current")
	case current && prune:
		return usagef("`--check` writes and removes nothing, so `--prune` has no use beside it")
	}
	if err := c.run(paths); err != nil {
		return err
	}
	if err := c.tell(c.stderr); err != nil {
		return err
	}
	if c.result.HasErrors() || c.tooManyWarnings() {
		c.summary()
		return errFailed
	}
	make := func() error { return c.write(out, prune) }
	if current {
		make = func() error { return c.current(out) }
	}
	if err := make(); err != nil {
		return err
	}
	c.summary()
	return nil
}

// write puts the documents where they belong: into a folder, or the only one
// on standard output.
func (c *compilation) write(out string, prune bool) error {
	docs := c.result.Documents
	if out != "" {
		return c.writer(out, prune).write()
	}
	if len(docs) > 1 {
		var names []string
		for _, d := range docs {
			names = append(names, d.Template)
		}
		return usagef("%d templates need `-o DIR`, or `--template` with one of\n  %s", len(docs), strings.Join(names, "\n  "))
	}
	for _, d := range docs {
		w := bufio.NewWriterSize(c.stdout, 64<<10)
		if err := d.Write(w); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// writer is what puts the documents of a run into a folder.
func (c *compilation) writer(dir string, prune bool) *writer {
	return &writer{dir: dir, whole: len(c.templates) == 0, target: c.target, prune: prune, docs: c.result.Documents, said: c.wrote}
}

// wrote says what became of one file, in a line of its own.
func (c *compilation) wrote(what, path string) {
	if c.format == "text" {
		fmt.Fprintf(c.stderr, "%s %s\n", what, oneLine(path))
	}
}
