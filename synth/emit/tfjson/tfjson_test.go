package tfjson_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/tfjson"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

var catalog = schema.Load()

// emitted is the document of a graph that resolves without a word.
func emitted(t *testing.T, g *graph.Graph) string {
	t.Helper()
	rg, diags := resolve.Resolve(g, catalog)
	require.Empty(t, diags)
	var b strings.Builder
	require.NoError(t, tfjson.Target{}.Emit(rg, &b))
	return b.String()
}

// body is the body of the one resource of a document.
func body(t *testing.T, attrs build.Pairs) string {
	t.Helper()
	return bodyOf(t, "aws_ssm_parameter", attrs)
}

func bodyOf(t *testing.T, typ string, attrs build.Pairs) string {
	t.Helper()
	_, rest, _ := strings.Cut(emitted(t, build.Graph("t", build.Resource(typ, "p", attrs))), "\"p\": ")
	body, _, _ := strings.Cut(rest, "\n    }\n  }\n}\n")
	return strings.ReplaceAll(body, "\n      ", "\n")
}

func TestSectionsStandInOrder(t *testing.T) {
	g := build.Graph("t",
		build.Resource("aws_sns_topic", "b", build.Pairs{{"name", build.Free("topic", "name")}}),
		build.Resource("aws_sns_topic", "a", build.Pairs{{"name", "a"}}),
		build.Resource("aws_kinesis_stream", "s", build.Pairs{{"shard_count", 2}, {"name", "s"}}),
	)
	g.Resources = append(g.Resources, &graph.Resource{
		Resource: value.Resource{Address: value.Address{Data: true, Type: "aws_s3_bucket", Name: "x"}},
		Attrs:    build.Value(build.Pairs{{"bucket", "x"}}).(*value.Hash),
	})
	g.Providers = []*graph.Settings{{Name: "aws", Values: build.Value(build.Pairs{{"region", "eu-west-1"}}).(*value.Hash)}}
	g.Outputs = []*graph.Output{
		{Name: "z", Value: build.Ref("aws_sns_topic", "a", "arn"), Options: build.Value(build.Pairs{{"description", "The ${topic}"}}).(*value.Hash)},
		{Name: "y", Value: value.Int(1)},
	}
	assert.Equal(t, `{
  "terraform": {
    "required_providers": {
      "aws": {
        "source": "hashicorp/aws",
        "version": "~> 6.0"
      }
    }
  },
  "provider": {
    "aws": {
      "region": "eu-west-1"
    }
  },
  "variable": {
    "topic_name": {
      "type": "string"
    }
  },
  "data": {
    "aws_s3_bucket": {
      "x": {
        "bucket": "x"
      }
    }
  },
  "resource": {
    "aws_kinesis_stream": {
      "s": {
        "name": "s",
        "shard_count": 2
      }
    },
    "aws_sns_topic": {
      "a": {
        "name": "a"
      },
      "b": {
        "name": "${var.topic_name}"
      }
    }
  },
  "output": {
    "y": {
      "value": 1
    },
    "z": {
      "description": "The ${topic}",
      "value": "${aws_sns_topic.a.arn}"
    }
  }
}
`, emitted(t, g))
}

func TestAnEmptyTemplateIsADocument(t *testing.T) {
	assert.Equal(t, `{
  "terraform": {
    "required_providers": {
      "aws": {
        "source": "hashicorp/aws",
        "version": "~> 6.0"
      }
    }
  }
}
`, emitted(t, build.Graph("t")))
}

func TestTextsAreTemplates(t *testing.T) {
	x := build.Free("x", "arn")
	for _, test := range []struct {
		text *value.String
		want string
	}{
		{build.Text("${a} %{if} $HOME 5% {x}"), `$${a} %%{if} $HOME 5% {x}`},
		{build.Text("$${x} %%{w}"), `$$${x} %%%{w}`},
		{build.Text("cost $", x), `cost ${\"$\"}${var.x_arn}`},
		{build.Text("$$", x, "$$"), `${\"$$\"}${var.x_arn}$$`},
		{build.Text("100%", x, "{"), `100%${var.x_arn}{`},
		{build.Text("a$", x, "$", x), `a${\"$\"}${var.x_arn}${\"$\"}${var.x_arn}`},
		{build.Text("${", x), `$${${var.x_arn}`},
		{build.Text("!{timestamp:yyyy}/!<timestamp:MM>"), `!{timestamp:yyyy}/!<timestamp:MM>`},
		{build.Text("\"\\\n\u2028<&>"), `\"\\\n` + "\u2028<&>"},
	} {
		assert.Equal(t, "{\n  \"insecure_value\": \""+test.want+"\"\n}", body(t, build.Pairs{{"insecure_value", test.text}}))
	}
}

func TestKeysOfMapsAreTemplatesInOrder(t *testing.T) {
	assert.Equal(t, `{
  "tags": {
    "$${b}": "x",
    "a": "y"
  }
}`, body(t, build.Pairs{{"tags", build.Pairs{{"a", "y"}, {"${b}", "x"}, {"gone", nil}}}}))
}

func TestNilLeavesAnAttributeOut(t *testing.T) {
	assert.Equal(t, "{\n  \"description\": \"\"\n}", body(t, build.Pairs{{"name", nil}, {"description", ""}}))
	assert.Equal(t, "{}", body(t, build.Pairs{{"name", nil}}))
}

func TestNestedBlocks(t *testing.T) {
	assert.Equal(t, `{
  "rule": [
    {
      "id": "a",
      "status": "Enabled"
    },
    {
      "expiration": {},
      "id": "b"
    }
  ]
}`, bodyOf(t, "aws_s3_bucket_lifecycle_configuration", build.Pairs{{"rule", []any{
		build.Lasting{Of: build.Pairs{{"status", "Enabled"}, {"id", "a"}, {"prefix", nil}}}, nil,
		build.Pairs{{"id", "b"}, {"expiration", build.Pairs{}}},
	}}}))
}

func TestJSONTextKeepsTheOrderOfItsKeys(t *testing.T) {
	policy := build.Pairs{{"Version", "2012-10-17"}, {"Statement", []any{build.Pairs{{"Resource", "arn:aws:s3:::home/${aws:username}/*"}, {"Condition", nil}}}}}
	want := `"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Resource\":\"arn:aws:s3:::home/$${aws:username}/*\",\"Condition\":null}]}"`
	assert.Equal(t, "{\n  \"policy\": "+want+"\n}", bodyOf(t, "aws_iam_policy", build.Pairs{{"policy", policy}}))
	assert.Equal(t, "{\n  \"policy\": "+want+"\n}", bodyOf(t, "aws_iam_policy", build.Pairs{{"policy", build.Lasting{Of: policy}}}))
	assert.Equal(t, "{\n  \"policy\": \"{}\"\n}", bodyOf(t, "aws_iam_policy", build.Pairs{{"policy", "{}"}}))
}

func TestJSONTextWithReferencesIsEncodedLate(t *testing.T) {
	arn := build.Free("bucket", "arn")
	policy := build.Pairs{{"Version", 1.5}, {"for", "say \"${x}\"\n"}, {"a:b", []any{arn, build.Text("$", arn, "/*"), nil, true}}, {"e", build.Pairs{}}}
	assert.Equal(t, "{\n  \"policy\": \"${jsonencode({ Version = 1.5, \\\"for\\\" = \\\"say \\\\\\\"$${x}\\\\\\\"\\\\n\\\", "+
		"\\\"a:b\\\" = [var.bucket_arn, \\\"${\\\"$\\\"}${var.bucket_arn}/*\\\", null, true], e = {} })}\"\n}",
		bodyOf(t, "aws_iam_policy", build.Pairs{{"policy", policy}}))
}

func TestObjectsGetTheirMissingMembersAsNull(t *testing.T) {
	got := bodyOf(t, "aws_security_group", build.Pairs{{"ingress", build.Pairs{{"from_port", 443}, {"to_port", 443}, {"protocol", "tcp"}}}})
	assert.Equal(t, `{
  "ingress": [
    {
      "cidr_blocks": null,
      "description": null,
      "from_port": 443,
      "ipv6_cidr_blocks": null,
      "prefix_list_ids": null,
      "protocol": "tcp",
      "security_groups": null,
      "self": null,
      "to_port": 443
    }
  ]
}`, got)
}

func TestPrefixExpressionsAreBraced(t *testing.T) {
	got := bodyOf(t, "aws_kinesis_firehose_delivery_stream", build.Pairs{{"extended_s3_configuration", build.Pairs{
		{"prefix", "!<timestamp:yyyy>/a<b>"}, {"bucket_arn", "!<timestamp:yyyy>"}}}})
	assert.Contains(t, got, `"prefix": "!{timestamp:yyyy}/a<b>"`)
	assert.Contains(t, got, `"bucket_arn": "!<timestamp:yyyy>"`)
}

func TestMetaArguments(t *testing.T) {
	g := build.Graph("t",
		build.Resource("aws_sns_topic", "a", build.Pairs{{"name", "a"}}),
		build.Resource("aws_sns_topic", "b", build.Pairs{
			{"provider", "west"}, {"name", "b"},
			{"lifecycle", build.Pairs{{"prevent_destroy", true}, {"ignore_changes", []any{value.Symbol("name")}},
				{"replace_triggered_by", []any{build.Ref("aws_sns_topic", "a", "arn"), build.Ref("aws_sns_topic", "a").Of}}}},
			{"depends_on", []any{build.Ref("aws_sns_topic", "a").Of}},
		}))
	g.Providers = []*graph.Settings{
		{Name: "aws", Values: build.Value(build.Pairs{{"alias", "west"}, {"region", "us-west-2"}}).(*value.Hash)},
		{Name: "aws", Values: build.Value(build.Pairs{{"default_tags", build.Pairs{{"tags", build.Pairs{{"Team", "data"}}}}}}).(*value.Hash)},
	}
	got := emitted(t, g)
	assert.Contains(t, got, `
      "b": {
        "depends_on": [
          "aws_sns_topic.a"
        ],
        "lifecycle": {
          "ignore_changes": [
            "name"
          ],
          "prevent_destroy": true,
          "replace_triggered_by": [
            "aws_sns_topic.a.arn",
            "aws_sns_topic.a"
          ]
        },
        "name": "b",
        "provider": "aws.west"
      }
`)
	assert.Contains(t, got, `
  "provider": {
    "aws": [
      {
        "default_tags": {
          "tags": {
            "Team": "data"
          }
        }
      },
      {
        "alias": "west",
        "region": "us-west-2"
      }
    ]
  },
`)
}

func TestInputsAreValidated(t *testing.T) {
	g := build.Graph("t", build.Resource("aws_kinesis_firehose_delivery_stream", "s", build.Pairs{
		{"redshift_configuration", build.Pairs{{"role_arn", build.Free("role", "arn")}, {"password", build.Free("secret", "value")},
			{"retry_duration", build.Free("retry", "value")}}}}))
	g.Declared = []*graph.Input{{Name: "stage", Options: build.Value(build.Pairs{
		{"default", "${dev}"}, {"allowed", []any{"${dev}", "prod"}}, {"pattern", `^\$?[a-z{}]+$`}, {"description", "Which ${stage}"},
	}).(*value.Hash)}}
	got := emitted(t, g)
	assert.Contains(t, got, `
    "retry": {
      "type": "number"
    },
    "role_arn": {
      "type": "string",
      "validation": {
        "condition": "${can(regex(\"^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$\", var.role_arn))}",
        "error_message": "role_arn must be the ARN of an IAM role."
      }
    },
    "secret": {
      "sensitive": true,
      "type": "string"
    },
    "stage": {
      "default": "${dev}",
      "description": "Which ${stage}",
      "type": "string",
      "validation": [
        {
          "condition": "${contains([\"$${dev}\", \"prod\"], var.stage)}",
          "error_message": "stage must be one of \"$${dev}\", \"prod\"."
        },
        {
          "condition": "${can(regex(\"^\\\\$?[a-z{}]+$\", var.stage))}",
          "error_message": "stage must match the pattern \"^\\\\$?[a-z{}]+$\"."
        }
      ]
    }
`)
}

func TestNeutralValuesAreReadFromDataSources(t *testing.T) {
	region := &value.Ref{Input: &value.Input{Name: "aws.region", Neutral: true}}
	account := &value.Ref{Input: &value.Input{Name: "account_id", Neutral: true}}
	got := emitted(t, build.Graph("t", build.Resource("aws_sns_topic", "a", build.Pairs{{"name", build.Text(account, "-", region)}})))
	assert.Contains(t, got, `"name": "${data.aws_caller_identity.current.account_id}-${data.aws_region.current.region}"`)
	assert.Contains(t, got, `
  "data": {
    "aws_caller_identity": {
      "current": {}
    },
    "aws_region": {
      "current": {}
    }
  },
`)
}

func TestRawTextStandsAsItIs(t *testing.T) {
	raw := &value.Raw{Terraform: value.NewString(`filebase64sha256("f.zip")`)}
	assert.Equal(t, "{\n  \"source_code_hash\": \"${filebase64sha256(\\\"f.zip\\\")}\"\n}",
		bodyOf(t, "aws_lambda_function", build.Pairs{{"source_code_hash", raw}}))
}

func TestOwnTerraformSettings(t *testing.T) {
	g := build.Graph("t")
	g.Terraform = &graph.Settings{Values: build.Value(build.Pairs{
		{"required_version", ">= 1.5"}, {"backend", build.Pairs{{"s3", build.Pairs{{"key", "${x}"}, {"bucket", "b"}}}}},
		{"required_providers", build.Pairs{{"random", build.Pairs{{"source", "hashicorp/random"}}}, {"aws", build.Pairs{{"version", "~> 6.40"}}}}},
	}).(*value.Hash)}
	assert.Equal(t, `{
  "terraform": {
    "backend": {
      "s3": {
        "bucket": "b",
        "key": "${x}"
      }
    },
    "required_providers": {
      "aws": {
        "source": "hashicorp/aws",
        "version": "~> 6.40"
      },
      "random": {
        "source": "hashicorp/random"
      }
    },
    "required_version": ">= 1.5"
  }
}
`, emitted(t, g))
}

func TestWhatTerraformCannotSayIsTold(t *testing.T) {
	raw := &value.Raw{CloudFormation: value.NewString("x")}
	rg, diags := resolve.Resolve(build.Graph("t", build.Resource("aws_sns_topic", "a", build.Pairs{
		{"name", raw}, {"display_name", build.Text("a", raw)},
		{"tags", build.Pairs{{"a", "${aws_s3_bucket.x.arn}"}, {"b", "${aws:username}"}, {"c", "${var.stage}"}}},
	})), catalog)
	require.Empty(t, diags)
	told := tfjson.Target{}.Check(rg)
	var got []string
	for _, d := range told {
		got = append(got, d.Code+" "+d.Message)
	}
	assert.Equal(t, []string{
		"E0601 this raw value says nothing for Terraform",
		"E0601 this raw value says nothing for Terraform",
		"E0602 `${aws_s3_bucket.x.arn}` is text here and no reference of Terraform",
		"E0602 `${var.stage}` is text here and no reference of Terraform",
	}, got)
	assert.Equal(t, []string{"write `#{x.arn}` for a reference"}, told[2].Help)
	assert.Equal(t, []string{"write `#{stage.value}` for a reference"}, told[3].Help)
	assert.Equal(t, diag.Note, told[2].Severity)
}
