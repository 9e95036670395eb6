package schema

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/stdlib"
)

const streamType = "aws_kinesis_firehose_delivery_stream"

func library(t *testing.T) *Library {
	l, err := ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	return l
}

// place is where a page writes a text, for messages.
func place(page, text string) string {
	name := "types/" + page + ".hcl"
	data, _ := fs.ReadFile(stdlib.FS, name)
	before, _, ok := strings.Cut(string(data), `"`+text+`"`)
	if !ok {
		return name
	}
	return fmt.Sprintf("%s:%d", name, 1+strings.Count(before, "\n"))
}

// members are the paths of all members of a type: true for attributes.
func members(b *Block) map[string]bool {
	all := map[string]bool{}
	b.each(func(b *Block) {
		for _, a := range b.Attrs {
			all[a.Path] = true
		}
		for _, n := range b.Blocks {
			all[n.Path] = false
		}
	})
	return all
}

func TestEveryPatternOfEveryPageMatches(t *testing.T) {
	c := Load()
	for _, p := range library(t).Pages {
		typ := c.Resource(p.Name)
		require.NotNil(t, typ, "types/%s.hcl: no such type", p.Name)
		paths := members(typ.Block)
		matches := func(pattern string, attribute bool) bool {
			for path, isAttribute := range paths {
				if Match(pattern, path) && (isAttribute || !attribute) {
					return true
				}
			}
			return false
		}
		check := func(pattern string, attribute bool) {
			assert.True(t, matches(pattern, attribute), "%s: nothing in the type matches %q", place(p.Name, pattern), pattern)
		}
		for _, at := range append(append(append([]string{}, p.JSON...), p.Secret...), p.Prefix...) {
			check(at, true)
		}
		for _, at := range p.Replaces {
			check(at, false)
		}
		for _, r := range p.References {
			check(r.At, true)
			assert.NotNil(t, c.ARN(r.Arn), "%s: no kind of ARN is called %q", place(p.Name, r.Arn), r.Arn)
		}
		for _, d := range p.Defaults {
			check(d.At, true)
			assert.True(t, json.Valid([]byte(d.JSON)), d.At)
		}
		for _, l := range p.Limits {
			for _, at := range l.At {
				check(at, false)
			}
		}
	}
}

func TestEveryLimitIsWhole(t *testing.T) {
	for _, p := range library(t).Pages {
		for _, l := range p.Limits {
			where := place(p.Name, l.Rule)
			assert.Regexp(t, `^FH\d{3}$`, l.Rule, where)
			assert.Contains(t, []string{"error", "warning", "note"}, l.Severity, where)
			assert.True(t, l.HasRange() || l.OneOf != nil || l.Pattern != "" || l.MaxLength > 0 || l.MaxItems > 0,
				"%s: bounds nothing", where)
			assert.Equal(t, l.Pattern == "", l.Shape == "", "%s: a pattern needs words, and words a pattern", where)
			assert.LessOrEqual(t, l.Min, l.Max, where)
			assert.NotEmpty(t, l.Name, where)
			assert.NotEmpty(t, l.Source, where)
			_, err := regexp.Compile(l.Pattern)
			assert.NoError(t, err, where)
		}
	}
}

func TestEveryLegacySpellingConcernsABlock(t *testing.T) {
	c := Load()
	for _, p := range library(t).Pages {
		for _, l := range p.Legacy {
			found := false
			c.Resource(p.Name).Block.each(func(b *Block) {
				for _, have := range b.Legacies(l.Name) {
					found = found || have.To == l.To && have.Old == l.Old && have.Key == l.Key
				}
			})
			assert.True(t, found, "%s: no block has what %q became", place(p.Name, l.Name), l.Name)
			assert.Regexp(t, `^FH\d{3}$`, l.Rule)
			assert.NotEmpty(t, l.Means)
			assert.NotEmpty(t, l.Source)
		}
	}
}

func TestEveryPageHasProse(t *testing.T) {
	var names []string
	for _, p := range library(t).Pages {
		names = append(names, p.Name)
		assert.NotEmpty(t, p.Summary, p.Name)
		assert.Contains(t, p.Example, "template :", p.Name)
		assert.Contains(t, p.Example, p.Name, p.Name)
	}
	pages, err := fs.Glob(stdlib.FS, "types/aws_*.hcl")
	require.NoError(t, err)
	for i, page := range pages {
		pages[i] = strings.TrimSuffix(path.Base(page), ".hcl")
	}
	assert.Equal(t, pages, names, "each page is called like its type")
}

func TestPackHoldsWhatPagesSay(t *testing.T) {
	l := library(t)
	packed, err := PackPages(l, nil)
	require.NoError(t, err)
	for _, want := range l.Pages {
		want.Summary, want.Example = "", ""
		for _, row := range want.Legacy {
			row.Means, row.Source = "", ""
		}
		for _, row := range want.Limits {
			row.Name, row.Why, row.Source = "", "", ""
		}
		assert.Equal(t, want, pack(packed).page(want.Name))
	}
	assert.Nil(t, pack(packed).page("aws_dynamodb_table"))
}

func TestPackRefusesWhatDoesNotFitALine(t *testing.T) {
	_, err := PackPages(&Library{Common: &Common{JSON: []string{"a\tb"}}}, nil)
	assert.ErrorContains(t, err, "page common")
}

func TestPageRefusesUnknownWordsAtTheirPlace(t *testing.T) {
	for _, test := range []struct{ name, page, want string }{
		{"an attribute", "type \"a\" {\n  summary = \"s\"\n  example = \"e\"\n  sumary = \"s\"\n}\n", "types/a.hcl:4,"},
		{"a block", "type \"a\" {\n  summary = \"s\"\n  example = \"e\"\n}\ntipe \"b\" {}\n", "types/a.hcl:5,"},
		{"a legacy without a meaning", "type \"a\" {\n  summary = \"s\"\n  example = \"e\"\n  legacy \"x\" {\n    rule = \"FH114\"\n    means = \"m\"\n    source = \"s\"\n  }\n}\n", `legacy "x"`},
		{"half a range of lengths", "type \"a\" {\n  summary = \"s\"\n  example = \"e\"\n  limit \"FH102\" {\n    name = \"n\"\n    severity = \"error\"\n    at = [\"a\"]\n    length = [1]\n    source = \"s\"\n  }\n}\n", `limit "FH102"`},
	} {
		_, err := ReadLibrary(fstest.MapFS{"types/a.hcl": {Data: []byte(test.page)}})
		assert.ErrorContains(t, err, test.want, test.name)
	}
}

func TestReadPage(t *testing.T) {
	p, err := ReadPage(stdlib.FS, streamType)
	require.NoError(t, err)
	assert.Contains(t, p.Summary, "Firehose")
	_, err = ReadPage(stdlib.FS, "aws_dynamodb_table")
	assert.ErrorIs(t, err, fs.ErrNotExist)
	_, err = ReadPage(stdlib.FS, "arns")
	assert.ErrorContains(t, err, "not the page of that type")
}

func attr(t *testing.T, typeName, path string) *Attribute {
	a, _ := Load().Resource(typeName).Block.Find(path)
	require.NotNil(t, a, "%s.%s", typeName, path)
	return a
}

func TestAttributesCarryWhatPagesSay(t *testing.T) {
	for _, test := range []struct{ path, arn string }{
		{"extended_s3_configuration.role_arn", "role"},
		{"extended_s3_configuration.s3_backup_configuration.bucket_arn", "bucket"},
		{"kinesis_source_configuration.kinesis_stream_arn", "stream"},
		{"opensearch_configuration.domain_arn", "domain"},
		{"server_side_encryption.key_arn", "key"},
		{"splunk_configuration.s3_configuration.kms_key_arn", "key_or_alias"},
		{"iceberg_configuration.catalog_arn", "glue_catalog"},
		{"name", ""},
	} {
		assert.Equal(t, test.arn, attr(t, streamType, test.path).Arn, test.path)
	}
	assert.Equal(t, []ArnIf{{Condition{"parameter_name", "LambdaArn"}, "lambda"}, {Condition{"parameter_name", "RoleArn"}, "role"}},
		attr(t, streamType, "opensearch_configuration.processing_configuration.processors.parameters.parameter_value").Arns)
	assert.True(t, attr(t, streamType, "extended_s3_configuration.prefix").Prefix)
	assert.False(t, attr(t, streamType, "iceberg_configuration.destination_table_configuration.s3_error_output_prefix").Prefix)
	assert.True(t, attr(t, streamType, "splunk_configuration.hec_token").Secret, "secret by the page")
	assert.False(t, attr(t, streamType, "splunk_configuration.hec_token").Sensitive)
	assert.True(t, attr(t, "aws_db_instance", "password").Secret, "secret upstream")
	assert.Equal(t, "role", attr(t, "aws_lambda_function", "role").Arn)
	assert.Equal(t, "role", attr(t, "aws_ecs_task_definition", "execution_role_arn").Arn, "without a page")
	assert.Equal(t, "any", attr(t, "aws_lb_listener", "load_balancer_arn").Arn, "any ARN by its name")
	assert.Empty(t, attr(t, "aws_kinesis_stream", "kms_key_id").Arn, "may be an id or an alias")
}

func TestAttributesCarryLimits(t *testing.T) {
	rules := func(limits []*Limit) (ids []string) {
		for _, l := range limits {
			ids = append(ids, l.Rule)
		}
		return ids
	}
	assert.Equal(t, []string{"FH302", "FH304"}, rules(attr(t, streamType, "http_endpoint_configuration.buffering_size").Limits))
	assert.Equal(t, []string{"FH303"}, rules(attr(t, streamType, "redshift_configuration.s3_backup_configuration.buffering_interval").Limits))
	assert.Equal(t, []string{"FH102", "FH103"}, rules(attr(t, streamType, "name").Limits))
	size := attr(t, streamType, "opensearch_configuration.buffering_size").Limits[0]
	assert.Equal(t, [2]float64{1, 100}, [2]float64{size.Min, size.Max})
	assert.True(t, size.Whole)
	assert.Equal(t, "MB", size.Unit)
	assert.True(t, attr(t, streamType, "http_endpoint_configuration.buffering_size").Limits[1].HasRange())
	assert.False(t, attr(t, streamType, "name").Limits[0].HasRange())
	assert.Equal(t, 16, attr(t, streamType, "opensearch_configuration.vpc_config.subnet_ids").Limits[0].MaxItems)
}

func TestJSONTexts(t *testing.T) {
	for _, test := range []struct {
		typeName, path string
		want           bool
	}{
		{"aws_iam_role", "assume_role_policy", true},
		{"aws_iam_role", "inline_policy.policy", true},
		{"aws_sqs_queue", "redrive_policy", true},
		{"aws_ecs_task_definition", "container_definitions", true},
		{"aws_sfn_state_machine", "definition", true},
		{"aws_cloudwatch_dashboard", "dashboard_body", true},
		{"aws_cloudwatch_event_rule", "event_pattern", true},
		{"aws_iot_policy_attachment", "policy", false},
		{"aws_bedrock_guardrail", "topic_policy_config.topics_config.definition", false},
		{"aws_kinesis_stream", "name", false},
	} {
		assert.Equal(t, test.want, attr(t, test.typeName, test.path).JSON, "%s.%s", test.typeName, test.path)
	}
}

func TestCommonNamesExistInTheSchema(t *testing.T) {
	c := Load()
	seen := map[string]bool{}
	for _, name := range c.Names(false) {
		c.Resource(name).Block.each(func(b *Block) {
			for _, a := range b.Attrs {
				if a.Type.Kind == String && !a.ReadOnly() {
					seen[a.Name], seen[name+"."+a.Path] = true, true
				}
			}
		})
	}
	for _, entry := range library(t).Common.JSON {
		assert.True(t, seen[strings.TrimPrefix(entry, "-")], "%s: no text attribute %s", place("common", entry), entry)
	}
}

func TestLegacySpellings(t *testing.T) {
	stream := Load().Resource(streamType).Block
	block := func(path string) *Block {
		_, nested := stream.Find(path)
		require.NotNil(t, nested, path)
		return nested.Block
	}
	for _, path := range []string{"extended_s3_configuration", "extended_s3_configuration.s3_backup_configuration",
		"opensearch_configuration.s3_configuration", "splunk_configuration"} {
		rows := block(path).Legacies("buffer_size")
		require.Len(t, rows, 1, path)
		assert.Equal(t, &Legacy{Kind: LegacyName, In: "**", Name: "buffer_size", To: "buffering_size", Rule: "FH114", Since: "5.0"}, rows[0])
	}
	assert.Empty(t, stream.Legacies("buffer_size"), "the top has no buffers")
	assert.Empty(t, block("redshift_configuration").Legacies("buffer_size"), "neither has this destination")

	words := map[string]string{}
	for _, row := range stream.Legacies("destination") {
		assert.Equal(t, LegacyWord, row.Kind)
		words[row.Old] = row.New
	}
	assert.Equal(t, map[string]string{"s3": "extended_s3", "amazonopensearch": "opensearch",
		"amazonopensearchservice": "opensearch", "amazonopensearchserverless": "opensearchserverless"}, words)

	moved := map[string]string{}
	for _, row := range stream.Legacies("s3_configuration") {
		assert.Equal(t, "destination", row.When.Attr)
		moved[row.When.Word] = row.To
	}
	assert.Equal(t, "extended_s3_configuration", moved["s3"])
	assert.Equal(t, "redshift_configuration.s3_configuration", moved["redshift"])
	assert.Empty(t, block("redshift_configuration").Legacies("s3_configuration"))

	request := block("http_endpoint_configuration.request_configuration").Legacies("common_attributes")
	require.Len(t, request, 1)
	assert.True(t, request[0].Silent())
	assert.Equal(t, [2]string{"name", "value"}, [2]string{request[0].Key, request[0].Value})

	alarm := Load().Resource("aws_cloudwatch_metric_alarm").Block.Legacies("namespace")
	require.Len(t, alarm, 1)
	assert.Equal(t, &Legacy{Kind: LegacyWord, Name: "namespace", Old: "AWS/KinesisFirehose", New: "AWS/Firehose", Rule: "FH861"}, alarm[0])
}

func TestTypesWithoutAPageHaveNone(t *testing.T) {
	assert.Nil(t, Load().Resource("aws_dynamodb_table").Page)
	assert.Nil(t, Load().DataSource("aws_s3_bucket").Page)
	assert.NotNil(t, Load().Resource("aws_s3_bucket").Page)
}

func TestARNKinds(t *testing.T) {
	c := Load()
	for _, k := range library(t).ARNs {
		packed := c.ARN(k.Name)
		require.NotNil(t, packed, k.Name)
		assert.Equal(t, [2]string{k.Words, k.Pattern}, [2]string{packed.Words, packed.Pattern})
		assert.NotEmpty(t, k.Accepts, k.Name)
		assert.NotEmpty(t, k.Refuses, k.Name)
		for _, text := range k.Accepts {
			assert.True(t, packed.Match(text), "%s must take %s", k.Name, text)
			assert.True(t, c.ARN("any").Match(text), "any must take %s", text)
		}
		for _, text := range append(k.Refuses, "", "*", "arn:", "\n"+k.Accepts[0], k.Accepts[0]+"\n") {
			assert.False(t, packed.Match(text), "%s must refuse %q", k.Name, text)
		}
		assert.NotRegexp(t, `\(\?|\\|\$\{|%\{`, k.Pattern, "%s: more than RE2, Java and Terraform's strings share", k.Name)
	}
	assert.Nil(t, c.ARN("planet"))
}

func BenchmarkPageOfTheLargestType(b *testing.B) {
	pages := pack(stdlib.Pages())
	for b.Loop() {
		pages.page(streamType)
	}
}

func BenchmarkSixTypesCold(b *testing.B) {
	for b.Loop() {
		c := Load()
		for _, name := range []string{streamType, "aws_kinesis_stream", "aws_iam_role", "aws_iam_policy", "aws_cloudwatch_metric_alarm", "aws_s3_bucket"} {
			c.Resource(name)
		}
	}
}
