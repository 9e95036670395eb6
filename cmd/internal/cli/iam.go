package cli

// What streams need of IAM: their policies, or how the roles of the same
// templates differ from them.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/iam"
)

// A permissions is one run of iam.
type permissions struct {
	compilation
	stream string // only this one; empty: all
	form   string // json, dsl, or of an audit text
	audit  bool
}

func iamCommand(e *env) *cobra.Command {
	p := &permissions{compilation: compilation{env: e, format: "text", warnings: -1, keep: true}}
	cmd := &cobra.Command{
		Use:   "iam PATH…",
		Short: "Print the IAM policies that streams need",
		Long: `iam compiles templates and prints for each stream the policies that it needs and no
more: of every role that it works with the trust policy and the permissions, of
who puts records into it, of who deploys it, of the keys that it uses, and of
buckets, domains, collections and clusters that must let it in themselves.

As JSON a value that is known only after deployment stands as ${…}. With
--format dsl they are resources and values to paste into the template.

With --audit the roles that the templates define are compared with what their
streams need: what they lack, what no stream uses, what is wider than needed. A
policy that is not known is passed over. The exit status is then 2 when anything
is found.`,
		Example: `  firehose-dsl iam lake.rb
  firehose-dsl iam --stream orders --format dsl lake.rb
  firehose-dsl iam --audit templates/`,
		Args: between(1, -1, "a path"),
		RunE: func(_ *cobra.Command, paths []string) error { return p.print(paths) },
	}
	f := cmd.Flags()
	f.StringVar(&p.stream, "stream", "", "only this stream, by its name in the template or in AWS")
	f.StringVar(&p.form, "format", "", "json or dsl (default: json); of an audit text or json (default: text)")
	f.BoolVar(&p.audit, "audit", false, "compare the roles of the templates with what their streams need")
	f.StringVar(&p.target, "target", "", "target language: "+strings.Join(synth.Targets(), ", ")+" (default: of the project file, else terraform)")
	f.StringArrayVar(&p.templates, "template", nil, "only this template; may be given several times")
	f.StringVar(&p.stdinName, "stdin-name", "stdin.rb", "name of standard input in messages; .md makes it a Markdown document")
	_ = cmd.RegisterFlagCompletionFunc("target", cobra.FixedCompletions(synth.Targets(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"json", "dsl", "text"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (p *permissions) print(paths []string) error {
	forms := []string{"json", "dsl"}
	if p.audit {
		forms = []string{"text", "json"}
	}
	if p.form == "" {
		p.form = forms[0]
	}
	if !slices.Contains(forms, p.form) {
		return usagef("`--format` is %s here, not `%s`", strings.Join(forms, " or "), p.form)
	}
	if err := p.runWhole(paths); err != nil {
		return err
	}
	return p.report()
}

func (p *permissions) report() error {
	found, err := p.streams(p.stream)
	if err != nil {
		return err
	}
	switch {
	case p.audit:
		return p.compare(found)
	case p.form == "dsl":
		for _, t := range found {
			if err := iam.DSL(p.stdout, t.graph, t.streams); err != nil {
				return err
			}
		}
		return nil
	}
	var streams []*iam.Stream
	var names []string
	for _, t := range found {
		r := iam.Read(t.graph)
		for _, res := range t.streams {
			streams, names = append(streams, r.Of(res)), append(names, t.graph.Name)
		}
	}
	return iam.JSON(p.stdout, streams, names)
}

// compare prints what an audit finds.
func (p *permissions) compare(found []streamsOf) error {
	var diags diag.List
	for _, t := range found {
		diags.Add(iam.Audit(t.graph, t.streams)...)
	}
	diags = diags.Tidy()
	if p.form == "json" {
		if err := render.JSON(p.stdout, diags); err != nil {
			return err
		}
	} else if err := p.tellAudit(diags); err != nil {
		return err
	}
	if len(diags) > 0 {
		return errDiffers
	}
	return nil
}

func (p *permissions) tellAudit(diags diag.List) error {
	if err := render.Text(p.stdout, diags, false); err != nil {
		return err
	}
	_, err := fmt.Fprintf(p.stdout, "%s, %s\n", number(diags.Count(diag.Warning), "warning"), number(diags.Count(diag.Note), "note"))
	return err
}
