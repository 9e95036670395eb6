package diff_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/diff"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

func resolved(g *graph.Graph) *resolve.Graph {
	rg, _ := resolve.Resolve(g, catalog)
	return rg
}

func one(typ, name string, attrs build.Pairs) *resolve.Graph {
	return resolved(build.Graph("t", build.Resource(typ, name, attrs)))
}

// report is the text of a comparison, and checks that its mirror image is the
// mirrored comparison.
func report(t *testing.T, old, new *resolve.Graph) string {
	t.Helper()
	there, back := diff.Compare(old, new, diff.Options{}), diff.Compare(new, old, diff.Options{})
	assert.ElementsMatch(t, mirrored(there), plain(back))
	var b strings.Builder
	require.NoError(t, diff.Text(&b, []*diff.Report{there}))
	return b.String()
}

var opposite = map[diff.Kind]diff.Kind{diff.Added: diff.Removed, diff.Removed: diff.Added, diff.Changed: diff.Changed, diff.Moved: diff.Moved}

// mirrored is what the changes of a report are seen from the other side, one
// difference a line.
func mirrored(r *diff.Report) []string {
	var out []string
	for _, c := range r.Changes {
		from, to := c.Address, c.From
		if c.Kind != diff.Moved {
			from, to = "", c.Address
		}
		out = append(out, strings.Join([]string{string(opposite[c.Kind]), string(c.What), to, from}, " "))
		for _, a := range c.Attrs {
			out = append(out, strings.Join([]string{string(opposite[a.Kind]), a.Path, a.New, a.Old}, " "))
		}
	}
	return out
}

func plain(r *diff.Report) []string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, strings.Join([]string{string(c.Kind), string(c.What), c.Address, c.From}, " "))
		for _, a := range c.Attrs {
			out = append(out, strings.Join([]string{string(a.Kind), a.Path, a.Old, a.New}, " "))
		}
	}
	return out
}

func policyOf(statement build.Pairs) build.Pairs {
	return build.Pairs{{"name", "p"}, {"policy", build.Pairs{{"Version", "2012-10-17"}, {"Statement", []any{statement}}}}}
}

// What means the same is no difference.
func TestWhatMeansTheSame(t *testing.T) {
	for name, sides := range map[string][2]*resolve.Graph{
		"order of keys": {
			one("aws_sns_topic", "a", build.Pairs{{"name", "a"}, {"display_name", "b"}}),
			one("aws_sns_topic", "a", build.Pairs{{"display_name", "b"}, {"name", "a"}}),
		},
		"a number as text": {
			one("aws_kinesis_stream", "a", build.Pairs{{"name", "a"}, {"shard_count", 2}}),
			one("aws_kinesis_stream", "a", build.Pairs{{"name", "a"}, {"shard_count", "2"}}),
		},
		"a whole float": {
			one("aws_cloudwatch_metric_alarm", "a", build.Pairs{{"threshold", 2.0}}),
			one("aws_cloudwatch_metric_alarm", "a", build.Pairs{{"threshold", 2}}),
		},
		"nil and nothing": {
			one("aws_sns_topic", "a", build.Pairs{{"name", "a"}, {"display_name", nil}}),
			one("aws_sns_topic", "a", build.Pairs{{"name", "a"}}),
		},
		"order of a set": {
			one("aws_cloudwatch_metric_alarm", "a", build.Pairs{{"alarm_actions", []any{"x", "y"}}}),
			one("aws_cloudwatch_metric_alarm", "a", build.Pairs{{"alarm_actions", []any{"y", "x"}}}),
		},
		"a block as a list of one": {
			one(streamType, "a", build.Pairs{{"extended_s3_configuration", build.Pairs{{"prefix", "x"}}}}),
			one(streamType, "a", build.Pairs{{"extended_s3_configuration", []any{build.Pairs{{"prefix", "x"}}}}}),
		},
		"one action and a list of one, resources in any order": {
			one("aws_iam_policy", "a", policyOf(build.Pairs{{"Action", "s3:PutObject"}, {"Resource", []any{"a", "b"}}})),
			one("aws_iam_policy", "a", policyOf(build.Pairs{{"Resource", []any{"b", "a"}}, {"Action", []any{"s3:putObject"}}})),
		},
		"a policy as text": {
			one("aws_iam_policy", "a", policyOf(build.Pairs{{"Action", "s3:*"}, {"Condition", build.Pairs{{"Bool", build.Pairs{{"aws:SecureTransport", false}}}}}})),
			one("aws_iam_policy", "a", build.Pairs{{"name", "p"}, {"policy", `{ "Statement": { "Condition": { "Bool": { "aws:SecureTransport": ["false"] } }, "Action": ["s3:*"] }, "Version": "2012-10-17" }`}}),
		},
		"everybody": {
			one("aws_s3_bucket_policy", "a", policyOf(build.Pairs{{"Principal", "*"}})),
			one("aws_s3_bucket_policy", "a", policyOf(build.Pairs{{"Principal", build.Pairs{{"AWS", "*"}}}})),
		},
	} {
		assert.Empty(t, report(t, sides[0], sides[1]), name)
	}
}

func processors(list ...any) build.Pairs {
	return build.Pairs{{"extended_s3_configuration", build.Pairs{{"processing_configuration", build.Pairs{{"enabled", true}, {"processors", list}}}}}}
}

func processor(typ string, parameters ...any) build.Pairs {
	return build.Pairs{{"type", typ}, {"parameters", parameters}}
}

func parameter(name, v string) build.Pairs {
	return build.Pairs{{"parameter_name", name}, {"parameter_value", v}}
}

func TestDifferencesAreToldByPath(t *testing.T) {
	for _, test := range []struct {
		name     string
		old, new *resolve.Graph
		want     string
	}{
		{"elements by their natural key",
			one(streamType, "a", processors(processor("Lambda", parameter("LambdaArn", "x"), parameter("NumberOfRetries", "3")))),
			one(streamType, "a", processors(processor("AppendDelimiterToRecord"), processor("Lambda", parameter("NumberOfRetries", "2"), parameter("LambdaArn", "x")))),
			`t:
  ~ aws_kinesis_firehose_delivery_stream.a
      + extended_s3_configuration.processing_configuration.processors[AppendDelimiterToRecord].type: "AppendDelimiterToRecord"
      ~ extended_s3_configuration.processing_configuration.processors[Lambda].parameters[NumberOfRetries].parameter_value: "3" → "2"
1 changed
`},
		{"actions one by one",
			one("aws_iam_policy", "a", policyOf(build.Pairs{{"Action", []any{"s3:GetObject", "s3:PutObject"}}})),
			one("aws_iam_policy", "a", policyOf(build.Pairs{{"Action", []any{"s3:PutObject", "s3:ListBucket"}}})),
			`t:
  ~ aws_iam_policy.a
      - policy.Statement[].Action[]: "s3:GetObject"
      + policy.Statement[].Action[]: "s3:ListBucket"
1 changed
`},
		{"secrets are masked",
			one(streamType, "a", build.Pairs{{"redshift_configuration", build.Pairs{{"password", build.Free("a", "value")}}}}),
			one(streamType, "a", build.Pairs{{"redshift_configuration", build.Pairs{{"password", build.Free("b", "value")}}}}),
			`t:
  - input a
  + input b
  ~ aws_kinesis_firehose_delivery_stream.a
      ~ redshift_configuration.password: (sensitive) → (sensitive)
1 added, 1 removed, 1 changed
`},
		{"a type without a page",
			one("aws_dynamodb_table", "a", build.Pairs{{"name", "a"}}),
			one("aws_dynamodb_table", "a", build.Pairs{{"name", "b"}}),
			`t:
  ~ aws_dynamodb_table.a, in place or replaced (not known)
      ~ name: "a" → "b"
1 changed
`},
		{"what came and went",
			one("aws_sns_topic", "a", build.Pairs{{"name", "a"}}),
			one("aws_sqs_queue", "a", build.Pairs{{"name", "a"}}),
			`t:
  - aws_sns_topic.a
  + aws_sqs_queue.a
1 added, 1 removed
`},
		{"maps by key, with keys that need quotes",
			one("aws_sns_topic", "a", build.Pairs{{"tags", build.Pairs{{"a.b", "x"}, {"c", "y"}}}}),
			one("aws_sns_topic", "a", build.Pairs{{"tags", build.Pairs{{"a.b", "z"}, {"d", "y"}}}}),
			`t:
  ~ aws_sns_topic.a
      - tags.c: "y"
      + tags.d: "y"
      ~ tags["a.b"]: "x" → "z"
1 changed
`},
	} {
		assert.Equal(t, test.want, report(t, test.old, test.new), test.name)
	}
}

// A resource that was renamed is the same one, and what refers to it has not
// changed for that.
func TestARenamedResourceHasMoved(t *testing.T) {
	template := func(name string, attrs build.Pairs) *resolve.Graph {
		return resolved(build.Graph("t",
			build.Resource("aws_kinesis_stream", name, attrs),
			build.Resource("aws_sns_topic", "t", build.Pairs{{"name", build.Text(build.Ref("aws_kinesis_stream", name, "name"), "-x")}}),
			build.Resource("aws_kinesis_stream", "other", build.Pairs{{"name", "other"}}),
		))
	}
	old := template("a", build.Pairs{{"name", "s"}, {"shard_count", 1}, {"retention_period", 24}, {"tags", build.Pairs{{"x", "y"}}}})
	new := template("b", build.Pairs{{"name", "s"}, {"shard_count", 2}, {"retention_period", 24}, {"tags", build.Pairs{{"x", "y"}}}})
	assert.Equal(t, `t:
  > aws_kinesis_stream.a → aws_kinesis_stream.b
      ~ shard_count: 1 → 2
      hint: moved { from = aws_kinesis_stream.a, to = aws_kinesis_stream.b } keeps the resource; without it, it is replaced
1 moved
`, report(t, old, new))
	cfn := diff.Compare(old, new, diff.Options{CloudFormation: true})
	require.Len(t, cfn.Changes, 1)
	assert.Equal(t, diff.Replaced, cfn.Changes[0].Outcome)
	assert.Contains(t, cfn.Changes[0].Warning, "not yet read")
}

// Renamed twins are paired in the order of their names, and too little in
// common is no rename.
func TestWhatIsNoRename(t *testing.T) {
	assert.Contains(t, report(t,
		one("aws_sns_topic", "a", build.Pairs{{"name", "x"}, {"display_name", "y"}}),
		one("aws_sns_topic", "b", build.Pairs{{"name", "x"}, {"display_name", "z"}})), "1 added, 1 removed")
	topics := func(names ...string) *resolve.Graph {
		g := build.Graph("t")
		for _, n := range names {
			g.Resources = append(g.Resources, build.Resource("aws_sns_topic", n, build.Pairs{{"name", "x"}}))
		}
		return resolved(g)
	}
	assert.Contains(t, report(t, topics("a", "b"), topics("d", "c")), "aws_sns_topic.a → aws_sns_topic.c")
}

func TestAnythingIsEqualToItself(t *testing.T) {
	for _, c := range streamChanges {
		g := streamWith(c.path, c.new)
		assert.Empty(t, report(t, g, g))
		assert.Empty(t, report(t, g, streamWith(c.path, c.new)))
	}
}

func TestInputsOutputsAndSettings(t *testing.T) {
	template := func(region, typ string, def any, out string, prevent bool) *resolve.Graph {
		g := build.Graph("t", build.Resource("aws_sns_topic", "a", build.Pairs{
			{"name", build.Free("n", "value")}, {"lifecycle", build.Pairs{{"prevent_destroy", prevent}, {"ignore_changes", []any{"tags", "name"}}}}}))
		g.Declared = []*graph.Input{{Name: "size", Options: build.Value(build.Pairs{{"type", typ}, {"default", def}, {"sensitive", true}}).(*value.Hash)}}
		g.Outputs = []*graph.Output{{Name: "o", Value: build.Value(out), Options: build.Value(build.Pairs{}).(*value.Hash)}}
		g.Providers = []*graph.Settings{{Name: "aws", Values: build.Value(build.Pairs{{"region", region}}).(*value.Hash)}}
		g.Terraform = &graph.Settings{Values: build.Value(build.Pairs{{"required_version", ">= " + out}}).(*value.Hash)}
		return resolved(g)
	}
	assert.Equal(t, `t:
  ~ terraform
      ~ required_version: ">= 1" → ">= 2"
  ~ provider aws
      ~ region: "eu-west-1" → "eu-central-1"
  ~ input size
      ~ default: (sensitive) → (sensitive)
      ~ type: "string" → "number"
  ~ aws_sns_topic.a
      ~ lifecycle.prevent_destroy: true → false
  ~ output o
      ~ value: "1" → "2"
5 changed
`, report(t, template("eu-west-1", "string", "a", "1", true), template("eu-central-1", "number", 5, "2", false)))
}

func TestJSONMasksSecretsAndKeepsEverythingElse(t *testing.T) {
	old := one(streamType, "a", build.Pairs{{"name", "a"}, {"redshift_configuration", build.Pairs{{"password", "hunter2"}}}})
	new := one(streamType, "a", build.Pairs{{"name", "b"}, {"redshift_configuration", build.Pairs{{"password", "hunter3"}}}})
	var b strings.Builder
	require.NoError(t, diff.JSON(&b, []*diff.Report{diff.Compare(old, new, diff.Options{}), diff.Compare(old, old, diff.Options{})}))
	assert.Equal(t, `{
  "format_version": "1.0",
  "templates": [
    {
      "template": "t",
      "changes": [
        {
          "kind": "changed",
          "what": "resource",
          "address": "aws_kinesis_firehose_delivery_stream.a",
          "outcome": "replaced",
          "warning": "a stream that is replaced loses what it has buffered and not yet delivered",
          "attributes": [
            {
              "path": "name",
              "kind": "changed",
              "old": "\"a\"",
              "new": "\"b\"",
              "outcome": "replaced"
            },
            {
              "path": "redshift_configuration.password",
              "kind": "changed",
              "old": "(sensitive)",
              "new": "(sensitive)",
              "sensitive": true,
              "outcome": "in place"
            }
          ]
        }
      ]
    }
  ]
}
`, b.String())
}

func TestEverythingOfAMissingSideCameOrWent(t *testing.T) {
	g := one("aws_sns_topic", "a", build.Pairs{{"name", build.Free("n", "value")}})
	assert.Equal(t, "t:\n  + input n\n  + aws_sns_topic.a\n2 added\n", report(t, nil, g))
}
