package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// schemaCommand shows what the provider accepts.
func schemaCommand(e *env) *cobra.Command {
	var data bool
	cmd := &cobra.Command{
		Use:   "schema [TYPE]",
		Short: "List resource types, or the attributes of one",
		Long: `schema prints one resource type a line, or with --data one data source a line.
With a type it prints the attributes and nested blocks of that type, one a line:
path, type, and whether it is required, optional or read-only.`,
		Example: `  firehose-dsl schema
  firehose-dsl schema aws_kinesis_firehose_delivery_stream
  firehose-dsl schema --data aws_region`,
		Args: between(0, 1, "one type at most"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return printTypes(e.stdout, data)
			}
			return printType(e.stdout, args[0], data)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return schema.Load().Names(data), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().BoolVar(&data, "data", false, "data sources in place of resource types")
	return cmd
}

func printTypes(w io.Writer, data bool) error {
	_, err := io.WriteString(w, strings.Join(schema.Load().Names(data), "\n")+"\n")
	return err
}

func printType(out io.Writer, name string, data bool) error {
	c := schema.Load()
	t := c.Resource(name)
	if data {
		t = c.DataSource(name)
	}
	if t == nil {
		return noType(c, name, data)
	}
	w := bufio.NewWriter(out)
	printBlock(w, t.Block)
	return w.Flush()
}

func noType(c *schema.Catalog, name string, data bool) error {
	what, other := "resource type", c.HasDataSource(name)
	if data {
		what, other = "data source", c.HasResource(name)
	}
	if other && data {
		return usagef("no data source `%s`; it is a resource type: leave out `--data`", name)
	}
	if other {
		return usagef("no resource type `%s`; it is a data source: add `--data`", name)
	}
	if near := c.Nearest(name, data); near != "" {
		return usagef("no %s `%s`; did you mean `%s`?", what, name, near)
	}
	return usagef("no %s `%s`", what, name)
}

// printBlock prints the members of a block by name, each nested block followed
// by its own members.
func printBlock(w io.Writer, b *schema.Block) {
	for _, name := range b.Names() {
		if a := b.Attr(name); a != nil {
			fmt.Fprintf(w, "%s  %s  %s\n", a.Path, a.Type, attributeWords(a))
			continue
		}
		n := b.Nested(name)
		fmt.Fprintf(w, "%s  block  %s\n", n.Path, blockWords(n))
		printBlock(w, n.Block)
	}
}

func attributeWords(a *schema.Attribute) string {
	words := []string{"optional"}
	switch {
	case a.Required:
		words[0] = "required"
	case a.ReadOnly():
		words[0] = "read-only"
	case a.Computed:
		words = append(words, "computed")
	}
	for _, flag := range []struct {
		set  bool
		word string
	}{{a.Secret, "secret"}, {a.WriteOnly, "write-only"}, {a.Deprecated, "deprecated"}, {a.JSON, "JSON"}, {a.Arn != "", "ARN of " + a.Arn}} {
		if flag.set {
			words = append(words, flag.word)
		}
	}
	return strings.Join(words, ", ")
}

// blockWords is how often a block may stand: `required, at most 1`.
func blockWords(n *schema.NestedBlock) string {
	words := []string{"optional"}
	if n.Min > 0 {
		words[0] = "required"
	}
	if n.Min > 1 {
		words = append(words, fmt.Sprintf("at least %d", n.Min))
	}
	if n.Max > 0 {
		words = append(words, fmt.Sprintf("at most %d", n.Max))
	}
	if n.Deprecated {
		words = append(words, "deprecated")
	}
	return strings.Join(words, ", ")
}
