package cli

// What streams will write where, for a moment and a record.

import (
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
	"github.com/firehose-dsl/firehose-dsl/synth/preview"
)

// exampleTime is when records arrive unless a flag says so: the clock is not asked.
const exampleTime = "2026-01-31T18:45:00Z"

// A previewing is one run of preview keys or preview record.
type previewing struct {
	compilation
	stream   string
	at       string
	input    string // the record, or its file
	vars     []string
	keys     []string
	form     string
	ofRecord bool
}

func previewCommand(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Show where streams will write: S3 keys and index names",
		Long:  "preview shows what delivery streams will write where, without AWS.",
		Args:  noSuchCommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	cmd.AddCommand(previewKeysCommand(e), previewRecordCommand(e))
	return cmd
}

func previewKeysCommand(e *env) *cobra.Command {
	p := newPreviewing(e)
	cmd := &cobra.Command{
		Use:   "keys PATH…",
		Short: "Show the S3 keys and index names that streams write",
		Long: `keys compiles templates and shows for each stream the S3 keys of its data, of what
fails in each way, and of backups; the Hive columns that its folders make; and the
name of its index.

Expressions of prefixes are evaluated for the time and the record given. What only
the service knows is a placeholder: UUID, random00001. What only the deployment
knows stands as <name>; give it a value with --var name=VALUE. A partition key that
a Lambda function makes comes from --key name=VALUE.`,
		Example: `  firehose-dsl preview keys lake.rb
  firehose-dsl preview keys --time 2026-03-29T01:30:00+01:00 lake.rb
  firehose-dsl preview keys --stream orders --record '{"customer_id":"42"}' lake.rb`,
		Args: between(1, -1, "a path"),
		RunE: func(_ *cobra.Command, paths []string) error { return p.print(paths) },
	}
	p.previewFlags(cmd)
	return cmd
}

func previewRecordCommand(e *env) *cobra.Command {
	p := newPreviewing(e)
	p.ofRecord = true
	cmd := &cobra.Command{
		Use:   "record PATH…",
		Short: "Show step by step how a record gets its S3 key",
		Long: `record shows for each stream how a record comes to its place: what the jq query of
the partition keys makes of it, and what each part of the prefix becomes. A record
that the service would not deliver is shown with the reason and the place of its
error object.

Lambda functions are not run: give the record as it leaves them.`,
		Example: `  firehose-dsl preview record --record '{"customer_id":"42","ts":1565382027}' lake.rb
  firehose-dsl preview record --record record.json --stream orders lake.rb`,
		Args: between(1, -1, "a path"),
		RunE: func(_ *cobra.Command, paths []string) error { return p.print(paths) },
	}
	p.previewFlags(cmd)
	return cmd
}

func newPreviewing(e *env) *previewing {
	return &previewing{compilation: compilation{env: e, format: "text", warnings: -1, keep: true}}
}

func (p *previewing) previewFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&p.stream, "stream", "", "only this stream, by its name in the template or in AWS")
	f.StringVar(&p.at, "time", exampleTime, "arrival of the oldest record of an object, as RFC 3339")
	f.StringVar(&p.input, "record", "", "a record: JSON, a file, or - for standard input")
	f.StringArrayVar(&p.vars, "var", nil, "NAME=VALUE of an input or another unknown value; may be given several times")
	f.StringArrayVar(&p.keys, "key", nil, "NAME=VALUE of a partition key that a Lambda function gives; may be given several times")
	f.StringVar(&p.form, "format", "text", "form of the output: text or json")
	f.StringArrayVar(&p.templates, "template", nil, "only this template; may be given several times")
	f.StringVar(&p.stdinName, "stdin-name", "stdin.rb", "name of standard input in messages; .md makes it a Markdown document")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp))
}

func (p *previewing) print(paths []string) error {
	sample, err := p.sample()
	if err != nil {
		return err
	}
	if err := p.runWhole(paths); err != nil {
		return err
	}
	return p.report(sample)
}

func (p *previewing) report(sample preview.Sample) error {
	found, err := p.streams(p.stream)
	if err != nil {
		return err
	}
	reports := []*preview.Report{}
	for _, t := range found {
		for _, stream := range t.streams {
			reports = append(reports, preview.Keys(t.graph, stream, sample))
		}
	}
	if err := unused(sample.Vars, p.vars, reports); err != nil {
		return err
	}
	switch {
	case p.form == "json":
		return preview.JSON(p.stdout, reports)
	case p.ofRecord:
		return preview.Steps(p.stdout, reports)
	}
	return preview.Text(p.stdout, reports)
}

// unused tells a value of --var that no stream asks for.
func unused(vars map[string]string, words []string, reports []*preview.Report) error {
	var asked []string
	for _, r := range reports {
		for _, name := range r.Given {
			delete(vars, name)
		}
		asked = append(asked, r.Asked...)
	}
	for _, w := range words {
		name, _, _ := strings.Cut(w, "=")
		if _, left := vars[name]; !left {
			continue
		}
		if near := diag.Nearest(name, asked); near != "" {
			return usagef("no unknown value `%s`; did you mean `%s`?", name, near)
		}
		return usagef("no unknown value `%s` in the keys of the streams", name)
	}
	return nil
}

// sample reads the flags.
func (p *previewing) sample() (s preview.Sample, err error) {
	if p.form != "text" && p.form != "json" {
		return s, usagef("`--format` is text or json, not `%s`", p.form)
	}
	if p.ofRecord && strings.TrimSpace(p.input) == "" {
		return s, usagef("`preview record` needs a record: `--record '{…}'` or `--record FILE`")
	}
	if s.Time, err = time.Parse(time.RFC3339, p.at); err != nil {
		return s, usagef("`--time` is like %s, not `%s`", exampleTime, p.at)
	}
	if year := s.Time.UTC().Year(); year < prefix.FirstYear || year > prefix.LastYear {
		return s, usagef("`--time` lies between %d and %d", prefix.FirstYear, prefix.LastYear)
	}
	if s.Vars, err = pairs("--var", p.vars); err != nil {
		return s, err
	}
	if s.Keys, err = pairs("--key", p.keys); err != nil {
		return s, err
	}
	s.Record, err = p.readRecord()
	return s, err
}

// readRecord is the record of the flag, nil without. What begins like JSON is
// the record itself, anything else a file.
func (p *previewing) readRecord() ([]byte, error) {
	var data []byte
	var err error
	switch {
	case strings.TrimSpace(p.input) == "":
		return nil, nil
	case strings.ContainsAny(strings.TrimSpace(p.input)[:1], `{["`):
		return []byte(p.input), nil
	case p.input == "-":
		data, err = io.ReadAll(p.stdin)
	default:
		data, err = os.ReadFile(p.input)
	}
	if err != nil {
		return nil, usagef("`--record` is JSON or a file, and %s: %s", p.input, project.Reason(err))
	}
	return data, nil
}

// pairs reads NAME=VALUE of a flag that may be given several times.
func pairs(flag string, words []string) (map[string]string, error) {
	out := map[string]string{}
	for _, w := range words {
		name, text, ok := strings.Cut(w, "=")
		if !ok || name == "" {
			return nil, usagef("`%s` is NAME=VALUE, not `%s`", flag, w)
		}
		out[name] = text
	}
	return out, nil
}
