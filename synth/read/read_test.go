package read_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/cfn"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/tfjson"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/read"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

var catalog = schema.Load()

func emitted(t *testing.T, target emit.Target, g *graph.Graph) string {
	t.Helper()
	rg, _ := resolve.Resolve(g, catalog)
	var b strings.Builder
	require.NoError(t, target.Emit(rg, &b))
	return b.String()
}

// again checks that a graph comes back from its document as it was, and gives
// what came back.
func again(t *testing.T, target emit.Target, reader read.Reader, g *graph.Graph) *graph.Graph {
	t.Helper()
	document := emitted(t, target, g)
	back, diags := reader(source.NewFile(target.Path(g.Name), []byte(document)), catalog)
	require.Empty(t, diags, document)
	assert.Equal(t, g.Name, back.Name)
	assert.Equal(t, document, emitted(t, target, back))
	return back
}

// Texts that mean something in Terraform, JSON, HCL or Fn::Sub.
var texts = []string{
	"", "$", "$$", "${", "$${", "$$${", "%{", "%%{", "${x}", "${!x}", "a${b}c", "!{timestamp:yyyy}", "\"quoted\" \\ back", "line\nbreak\ttab",
	"é€😀", "\u2028\u0001", "{\"a\": 1}", "{\"a\":1}", "jsonencode(x)", "}", "{", "$ {", "5", "true", "null", "~", "${~ x ~}", "a$", "a$$",
}

func TestTextsComeBack(t *testing.T) {
	arn := build.Ref("aws_kinesis_stream", "s", "arn")
	for _, text := range texts {
		for _, v := range []any{text, build.Text(text, arn), build.Text(arn, text), build.Text(text, arn, text, build.Free("x", "value"), text)} {
			stream := build.Resource("aws_kinesis_stream", "s", build.Pairs{{"name", "s"}})
			topic := build.Resource("aws_sns_topic", "t", build.Pairs{
				{"name", "t"}, {"display_name", v}, {"tags", build.Pairs{{"k", v}}}, {"policy", build.Pairs{{"Statement", []any{v, build.Pairs{{"a b", v}, {"for", arn}}}}}},
			})
			again(t, tfjson.Target{}, read.Terraform, build.Graph("t", stream, topic))
			if text != "" {
				again(t, cfn.Target{}, read.CloudFormation, build.Graph("t", stream, topic))
				again(t, cfn.Target{YAML: true}, read.CloudFormationYAML, build.Graph("t", stream, topic))
			}
		}
	}
}

func TestKeysComeBack(t *testing.T) {
	for _, key := range texts {
		again(t, tfjson.Target{}, read.Terraform, build.Graph("t", build.Resource("aws_sns_topic", "t", build.Pairs{
			{"name", "t"}, {"tags", build.Pairs{{key, "v"}}}, {"policy", build.Pairs{{key, build.Free("x", "arn")}}},
		})))
	}
}

func TestNumbersComeBack(t *testing.T) {
	big := &value.Big{}
	big.SetString("123456789012345678901234567890", 10)
	for _, v := range []any{0, -1, 1.0, 0.95, 1e300, 1e-9, value.Value(big), true, []any{1, 1.0}} {
		g := build.Graph("t")
		g.Outputs = []*graph.Output{{Name: "o", Value: build.Value(v), Options: build.Value(build.Pairs{}).(*value.Hash)}}
		back := again(t, tfjson.Target{}, read.Terraform, g)
		assert.True(t, value.Equal(build.Value(v), back.Outputs[0].Value), v)
	}
}

// everything is a template with every section and meta-argument.
func everything() *graph.Graph {
	g := build.Graph("lake",
		build.Resource("aws_kinesis_stream", "s", build.Pairs{{"name", build.Text("s-", neutral("region"))}, {"shard_count", build.Free("shards", "value")}}),
		build.Resource("aws_iam_role", "r", build.Pairs{
			{"name", "r"}, {"assume_role_policy", build.Pairs{{"Statement", []any{build.Pairs{{"Principal", build.Pairs{{"AWS", build.Text("arn:aws:iam::", neutral("account_id"), ":root")}}}}}}}},
			{"depends_on", []any{&value.Resource{Address: value.Address{Type: "aws_kinesis_stream", Name: "s"}}}},
			{"lifecycle", build.Pairs{{"prevent_destroy", true}}},
		}),
		build.Resource("aws_sns_topic", "t", build.Pairs{{"name", "t"}, {"display_name", &value.Ref{Input: &value.Input{Name: "names", Declared: true}, Path: []value.Step{{Index: 1, IsIndex: true}}}}}),
	)
	g.Declared = []*graph.Input{
		{Name: "names", Options: build.Value(build.Pairs{{"type", "list(string)"}, {"default", []any{"a", "b"}}, {"description", "Some ${names}"}}).(*value.Hash)},
		{Name: "size", Options: build.Value(build.Pairs{{"type", "number"}, {"default", 5}, {"allowed", []any{5, 6}}}).(*value.Hash)},
		{Name: "stage", Options: build.Value(build.Pairs{{"type", "string"}, {"pattern", `^[a-z"\\]+${x}`}, {"sensitive", true}}).(*value.Hash)},
		{Name: "on", Options: build.Value(build.Pairs{{"type", "bool"}, {"default", true}}).(*value.Hash)},
	}
	g.Outputs = []*graph.Output{{Name: "arn", Value: build.Ref("aws_kinesis_stream", "s", "arn"), Options: build.Value(build.Pairs{{"description", "its ARN"}, {"export", true}}).(*value.Hash)}}
	return g
}

func neutral(name string) *value.Ref {
	return &value.Ref{Input: &value.Input{Name: "aws." + name, Neutral: true}}
}

func TestEverySectionComesBack(t *testing.T) {
	g := everything()
	again(t, cfn.Target{}, read.CloudFormation, g)
	again(t, cfn.Target{YAML: true}, read.CloudFormationYAML, g)
	g.Declared = append(g.Declared, &graph.Input{Name: "none", Options: build.Value(build.Pairs{{"type", "string"}, {"default", nil}, {"pattern", "a"}, {"allowed", []any{"a"}}}).(*value.Hash)})
	g.Resources = append(g.Resources, build.Resource("aws_sqs_queue", "q", build.Pairs{
		{"name", &value.Raw{Terraform: value.NewString(`replace("a}b", "\"", local.x["${"k"}"])`)}}, {"provider", value.Symbol("west")},
		{"lifecycle", build.Pairs{{"create_before_destroy", true}, {"ignore_changes", []any{"tags"}}, {"replace_triggered_by", []any{build.Ref("aws_kinesis_stream", "s", "arn")}}}},
		{"policy", build.Pairs{{"a", &value.Raw{Terraform: value.NewString(`cidrsubnet(var.x, 8, 1)`)}}}},
	}))
	g.Providers = []*graph.Settings{
		{Name: "aws", Values: build.Value(build.Pairs{{"region", "eu-west-1"}, {"default_tags", build.Pairs{{"tags", build.Pairs{{"a", "b"}}}}}}).(*value.Hash)},
		{Name: "aws", Values: build.Value(build.Pairs{{"alias", "west"}, {"region", "us-west-2"}}).(*value.Hash)},
	}
	g.Terraform = &graph.Settings{Values: build.Value(build.Pairs{{"required_version", ">= 1.5"}, {"backend", build.Pairs{{"s3", build.Pairs{{"bucket", "${b}"}}}}}}).(*value.Hash)}
	back := again(t, tfjson.Target{}, read.Terraform, g)
	assert.Len(t, back.Resources, len(g.Resources), "the data sources of neutral values are taken back")
	assert.Len(t, back.Providers, 2)
}

// A part of a bucket comes back as the resource that it was.
func TestFoldedResourcesComeBack(t *testing.T) {
	bucket := build.Ref("aws_s3_bucket", "lake", "id")
	g := build.Graph("t",
		build.Resource("aws_s3_bucket", "lake", build.Pairs{{"bucket", "lake"}}),
		build.Resource("aws_s3_bucket_versioning", "lake", build.Pairs{{"bucket", bucket}, {"versioning_configuration", build.Pairs{{"status", "Enabled"}}}}),
		build.Resource("aws_s3_bucket_public_access_block", "lake", build.Pairs{{"bucket", bucket}, {"block_public_acls", true}}),
	)
	back := again(t, cfn.Target{}, read.CloudFormation, g)
	var names []string
	for _, r := range back.Resources {
		names = append(names, r.Address.String())
	}
	assert.ElementsMatch(t, []string{"aws_s3_bucket.lake", "aws_s3_bucket_versioning.lake", "aws_s3_bucket_public_access_block.lake"}, names)
}

// What the provider deprecates on the bucket itself comes back as the resource
// that is there for it today, once.
func TestDeprecatedPartsComeBackAsTheirResources(t *testing.T) {
	g := build.Graph("t", build.Resource("aws_s3_bucket", "lake", build.Pairs{
		{"bucket", "lake"}, {"versioning", build.Pairs{{"enabled", true}}},
		{"lifecycle_rule", []any{build.Pairs{{"id", "x"}, {"enabled", true}, {"expiration", build.Pairs{{"days", 5}}}}}},
		{"server_side_encryption_configuration", build.Pairs{{"rule", build.Pairs{{"apply_server_side_encryption_by_default", build.Pairs{{"sse_algorithm", "AES256"}}}}}}},
	}))
	back := again(t, cfn.Target{}, read.CloudFormation, g)
	var names []string
	for _, r := range back.Resources {
		names = append(names, r.Address.Type)
	}
	assert.ElementsMatch(t, []string{"aws_s3_bucket", "aws_s3_bucket_versioning", "aws_s3_bucket_lifecycle_configuration", "aws_s3_bucket_server_side_encryption_configuration"}, names)
}

func TestPlacesAreThoseOfTheDocument(t *testing.T) {
	document := emitted(t, tfjson.Target{}, build.Graph("t", build.Resource("aws_sns_topic", "a", build.Pairs{{"name", "x"}})))
	g, _ := read.Terraform(source.NewFile("t/main.tf.json", []byte(document)), catalog)
	r := g.Resources[0]
	assert.Equal(t, `"aws_sns_topic"`, r.TypeAt.Text())
	assert.Equal(t, `"a"`, r.NameAt.Text())
	assert.Equal(t, `"name"`, r.Attrs.Shape().Place(0).Key.Text())
	assert.Equal(t, `"x"`, r.Attrs.Shape().Place(0).Value.Text())
	assert.True(t, strings.HasPrefix(r.Where.Text(), "{") && strings.HasSuffix(r.Where.Text(), "}"))
}

// A large document has one shape for all objects with the same keys.
func TestObjectsOfALargeDocumentShareTheirShape(t *testing.T) {
	g := build.Graph("t")
	for _, name := range []string{"a", "b"} {
		g.Resources = append(g.Resources, build.Resource("aws_sns_topic", name, build.Pairs{{"name", strings.Repeat("x", 600_000)}, {"display_name", name}}))
	}
	back := again(t, tfjson.Target{}, read.Terraform, g)
	assert.Same(t, back.Resources[0].Attrs.Shape(), back.Resources[1].Attrs.Shape())
}

func TestWhatIsNoDocument(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "`{` is missing",
		"[]":                                 "`{` is missing",
		`{"resource": `:                      "`{` is missing",
		`{"output": {"a": {"value": 1,}}}`:   "is missing",
		`{"output": {"a": {"value": tru}}}`:  "a value is missing",
		`{"output": {"a": {"value": 01}}}`:   "a value is missing",
		"{\"output\": {\"a\nb\": {}}}":       "does not end on its line",
		`{"output": {"a": {"value": "\x"}}}`: "an escape that does not exist",
		`{} {}`:                              "something stands after its end",
		`{"output": {"a": {"value": {"k": 1, "k": 2}}}}`:         "stands twice",
		`{"output": {"a": {"value": ` + strings.Repeat("[", 600): "limit of 500",
	} {
		_, diags := read.Terraform(source.NewFile("t/main.tf.json", []byte(text)), catalog)
		require.Len(t, diags, 1, text)
		assert.Equal(t, diag.BadDocument.ID, diags[0].Code)
		assert.Contains(t, diags[0].Message, want, text)
	}
	for _, text := range []string{"", "[]", "a: [", "a: 1\na: 2", "a: &x 1\nb: *x", "- 1"} {
		_, diags := read.CloudFormationYAML(source.NewFile("t.template.yaml", []byte(text)), catalog)
		require.Len(t, diags, 1, text)
		assert.Equal(t, diag.BadDocument.ID, diags[0].Code)
	}
	_, diags := read.CloudFormation(source.NewFile("t.template.json", []byte("[]")), catalog)
	require.Len(t, diags, 1)
	assert.Contains(t, diags[0].Message, "an object should stand here")
}

// What somebody else wrote into a document is told at its place.
func TestForeignPartsAreTold(t *testing.T) {
	for text, want := range map[string]string{
		`{"module": {"m": {}}}`:                                              "templates make no `module`",
		`{"resource": {"aws_sns_topic": {"a": {"count": 2}}}}`:               "`count` of `aws_sns_topic.a`",
		`{"resource": {"random_id": {"a": {"byte_length": 2}}}}`:             "`random_id` is no type that is known here",
		`{"variable": {"a": {"nullable": false}}}`:                           "`nullable` of a variable",
		`{"variable": {"a": {"validation": {"condition": "${var.a > 1}"}}}}`: "this validation of the variable `a`",
		`{"output": {"a": {"value": "%{ if true }x%{ endif }"}}}`:            "a directive, `%{`",
		`{"output": {"a": {"value": "${a b}"}}}`:                             "`a b` is no expression",
		`{"output": {"a": {"value": "${a"}}}`:                                "is not closed",
		`{"terraform": 5}`:                                                   "an object should stand here",
	} {
		_, diags := read.Terraform(source.NewFile("t/main.tf.json", []byte(text)), catalog)
		require.NotEmpty(t, diags, text)
		assert.Equal(t, diag.ForeignPart.ID, diags[0].Code)
		assert.Equal(t, diag.Warning, diags[0].Severity)
		assert.False(t, diags[0].Span.IsZero(), text)
		assert.Contains(t, diags[0].Message, want, text)
	}
	for text, want := range map[string]string{
		`{"Mappings": {}, "Resources": {}}`:                                               "templates make no `Mappings`",
		`{"Resources": {"A": {"Type": "AWS::X::Y"}}}`:                                     "`AWS::X::Y` is no type that is known here",
		`{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"Unheard": 1}}}}`: "the property `Unheard`",
		`{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Condition": "x"}}}`:             "`Condition` of `A`",
		`{"Resources": {"A": {"Type": "AWS::SNS::Topic", "DependsOn": "B"}}}`:             "there is no `B`",
		`{"Parameters": {"A": {"Type": "String", "MinLength": 1}}}`:                       "`MinLength` of a parameter",
		`{"Outputs": {"A": {"Value": "x", "Condition": "y"}}}`:                            "`Condition` of an output",
		`{"Resources": {"A": 5}}`:                                                         "`A` should be an object",
	} {
		_, diags := read.CloudFormation(source.NewFile("t.template.json", []byte(text)), catalog)
		require.NotEmpty(t, diags, text)
		assert.Equal(t, diag.ForeignPart.ID, diags[0].Code)
		assert.Contains(t, diags[0].Message, want, text)
	}
}

func TestForeignFunctionsStayRaw(t *testing.T) {
	text := `{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::ImportValue": "x"}, "DisplayName": {"Ref": "Nothing"}}}}}`
	g, diags := read.CloudFormation(source.NewFile("t.template.json", []byte(text)), catalog)
	require.Empty(t, diags)
	document := emitted(t, cfn.Target{}, g)
	assert.Contains(t, document, `"Fn::ImportValue": "x"`)
	assert.Contains(t, document, `"Ref": "Nothing"`)
}

func TestTemplateNameIsThatOfThePath(t *testing.T) {
	for path, want := range map[string]string{
		"out/lake/main.tf.json": "lake", "lake/main.tf.json": "lake", "main.tf.json": "main", "./main.tf.json": "main", "../main.tf.json": "main",
		"out/lake.template.json": "lake", "lake.template.yaml": "lake", "x/other.json": "other",
	} {
		assert.Equal(t, want, read.TemplateName(path), path)
	}
}

func TestSnakeIsTheOtherWayOfPascal(t *testing.T) {
	for _, name := range []string{"DataLake", "A", "S3Bucket", "ABc", "A1B2", "Http2"} {
		assert.Equal(t, name, schema.Pascal(read.Snake(name)))
	}
}

// Texts that are nested without end are given up.
func TestDeepTextsAreGivenUp(t *testing.T) {
	for _, part := range []string{"[", "(", "{ a = ", "\\\"${", "f("} {
		for _, before := range []string{"${", "${jsonencode("} {
			text := `{"resource": {"aws_sns_topic": {"a": {"policy": "` + before + strings.Repeat(part, 200_000) + `"}}}}`
			_, diags := read.Terraform(source.NewFile("t/main.tf.json", []byte(text)), catalog)
			require.NotEmpty(t, diags, part)
			assert.Contains(t, diags[0].Message, "limit", before+part)
		}
	}
}

// Reading never panics, and what comes back without a word can be written.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"output": {"a": {"value": "${jsonencode({ a = [var.x, \"${b.c.d}\"] })}"}}}`))
	f.Add([]byte(`{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::Sub": ["${v1}", {"v1": {"Ref": "A"}}]}}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, reader := range []read.Reader{read.Terraform, read.CloudFormation, read.CloudFormationYAML} {
			if g, diags := reader(source.NewFile("t.json", data), catalog); !diags.HasErrors() {
				resolve.Resolve(g, catalog)
			}
		}
	})
}

// A key that stands twice is told among few keys and among many.
func TestAKeyThatStandsTwiceIsTold(t *testing.T) {
	for _, n := range []int{2, 31, 32, 33, 100} {
		for _, twice := range []int{0, n - 1} {
			var text strings.Builder
			for i := range n {
				fmt.Fprintf(&text, `"K%d": {}, `, i)
			}
			document := fmt.Sprintf(`{"Resources": {%s"K%d": {}}}`, text.String(), twice)
			_, diags := read.CloudFormation(source.NewFile("t.template.json", []byte(document)), schema.Load())
			require.Len(t, diags, 1, "%d keys", n)
			assert.Contains(t, diags[0].Message, "stands twice")
		}
	}
}
