package cli

// The alarms that streams deserve, to paste into their templates.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/expr"
	"github.com/firehose-dsl/firehose-dsl/synth/iam"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// An alarming is one run of alarms.
type alarming struct {
	compilation
	stream string // only this one; empty: all
	form   string // dsl or json
	action string // a free name whose ARN the alarms call; empty: none
}

// alarmType is the type of resource that is made.
const alarmType = "aws_cloudwatch_metric_alarm"

func alarmsCommand(e *env) *cobra.Command {
	a := &alarming{compilation: compilation{env: e, format: "text", warnings: -1, keep: true}}
	cmd := &cobra.Command{
		Use:   "alarms PATH…",
		Short: "Print the CloudWatch alarms that streams deserve",
		Long: `alarms compiles templates and prints for each stream alarms on the metrics that it
publishes, which depend on its source, its destination and what it does with
records: late and failing deliveries, throttling, failing functions, conversions
and backups, too many partitions, keys that cannot be used.

They are resources to paste into the template of the stream; with --format json
they are its attributes for programs, where a value that is known only after
deployment stands as ${…}. Thresholds are a beginning: tighten them.`,
		Example: `  firehose-dsl alarms lake.rb
  firehose-dsl alarms --stream orders --action alerts_topic lake.rb
  firehose-dsl alarms --format json templates/`,
		Args: between(1, -1, "a path"),
		RunE: func(_ *cobra.Command, paths []string) error { return a.print(paths) },
	}
	f := cmd.Flags()
	f.StringVar(&a.stream, "stream", "", "only this stream, by its name in the template or in AWS")
	f.StringVar(&a.target, "target", "", "target language: "+strings.Join(synth.Targets(), ", ")+" (default: of the project file, else terraform)")
	f.StringArrayVar(&a.templates, "template", nil, "only this template; may be given several times")
	f.StringVar(&a.stdinName, "stdin-name", "stdin.rb", "name of standard input in messages; .md makes it a Markdown document")
	f.StringVar(&a.form, "format", "dsl", "dsl or json")
	f.StringVar(&a.action, "action", "", "what the alarms call: `NAME`.arn, a topic of the template or an input")
	_ = cmd.RegisterFlagCompletionFunc("target", cobra.FixedCompletions(synth.Targets(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"dsl", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (a *alarming) print(paths []string) error {
	switch {
	case a.form != "dsl" && a.form != "json":
		return usagef("`--format` is dsl or json, not `%s`", a.form)
	case a.action != "" && !regexp.MustCompile(`^[a-z_][a-z0-9_]*$`).MatchString(a.action):
		return usagef("`--action` is a name such as `alerts_topic`, not `%s`", a.action)
	}
	if err := a.runWhole(paths); err != nil {
		return err
	}
	found, err := a.streams(a.stream)
	if err != nil {
		return err
	}
	if a.form == "json" {
		return a.json(found)
	}
	_, err = a.stdout.Write(a.dsl(found))
	return err
}

// dsl is the alarms as resources, in the layout of fmt.
func (a *alarming) dsl(found []streamsOf) []byte {
	var out bytes.Buffer
	for _, t := range found {
		for _, stream := range t.streams {
			for _, alarm := range check.Alarms(stdlib.FS, t.graph, stream) {
				if out.Len() > 0 {
					out.WriteByte('\n')
				}
				name := freeAlarm(t.graph, stream, alarm.Name)
				fmt.Fprintf(&out, "%s(:%s, %s)\n", alarmType, name, expr.Writer{}.Spread(a.attributes(stream, &alarm), 0))
			}
		}
	}
	return out.Bytes()
}

// freeAlarm is a name that no alarm of the template has.
func freeAlarm(g *resolve.Graph, stream *resolve.Resource, what string) string {
	name := strings.ReplaceAll(stream.Address.Name, "-", "_") + "_" + what
	made := name
	for n := 2; g.Find(value.Address{Type: alarmType, Name: made}) != nil; n++ {
		made = fmt.Sprintf("%s_%d", name, n)
	}
	return made
}

// attributes are those of an alarm on a stream.
func (a *alarming) attributes(stream *resolve.Resource, alarm *check.Alarm) *value.Hash {
	name := &value.Ref{Of: &value.Resource{Address: stream.Address}, Path: []value.Step{{Name: "name"}}}
	label := value.Value(name)
	if known := iam.NameOf(stream); known != "" {
		label = value.NewString(known)
	}
	var action value.Value
	if a.action != "" {
		action = &value.Ref{Input: &value.Input{Name: a.action + "_arn", Free: a.action, Attr: "arn"}}
	}
	return alarm.Attributes(label, "DeliveryStreamName", name, action)
}

// json is the alarms as one document of format_version 1.0.
func (a *alarming) json(found []streamsOf) error {
	var list []value.Value
	for _, t := range found {
		for _, stream := range t.streams {
			for _, alarm := range check.Alarms(stdlib.FS, t.graph, stream) {
				list = append(list, members("template", value.NewString(t.graph.Name), "stream", value.NewString(stream.Address.String()),
					"name", value.NewString(freeAlarm(t.graph, stream, alarm.Name)), "attributes", a.attributes(stream, &alarm)))
			}
		}
	}
	report := members("format_version", value.NewString("1.0"), "alarms", value.NewArray(list))
	var out bytes.Buffer
	if err := json.Indent(&out, emit.AppendJSON(nil, iam.Flattened(report)), "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err := out.WriteTo(a.stdout)
	return err
}

// members is a hash of names and values.
func members(list ...any) *value.Hash {
	h := value.NewHash(source.Span{})
	for i := 0; i < len(list); i += 2 {
		h.Set(value.Symbol(list[i].(string)), list[i+1].(value.Value), value.Place{})
	}
	return h
}
