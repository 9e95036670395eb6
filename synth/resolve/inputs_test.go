package resolve_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// inputs are the inputs of a graph: name, type, kind of ARN, secret.
func inputs(t *testing.T, resources ...*graph.Resource) []string {
	t.Helper()
	rg, diags := resolve.Resolve(build.Graph("t", resources...), catalog)
	require.Empty(t, messages(diags))
	return described(rg)
}

func described(rg *resolve.Graph) []string {
	var out []string
	for _, in := range rg.Inputs {
		text := in.Name + " " + in.Type.String()
		if in.ARN != "" {
			text += " " + in.ARN
		}
		if in.Secret {
			text += " secret"
		}
		if in.Repair {
			text += " repair"
		}
		out = append(out, text)
	}
	return out
}

func TestInputsHaveTheTypeOfWhatTheyFeed(t *testing.T) {
	processor := build.Pairs{{"type", "Lambda"}, {"parameters", []any{
		build.Pairs{{"parameter_name", "LambdaArn"}, {"parameter_value", build.Free("cleaner", "arn")}},
		build.Pairs{{"parameter_name", "BufferSizeInMBs"}, {"parameter_value", build.Free("size", "value")}},
	}}}
	assert.Equal(t, []string{
		"bucket_arn string bucket", "cleaner_arn string lambda", "interval number", "key_arn string key", "label string", "pw string secret",
		"role_arn string role", "size string", "subnets set(string)",
	}, inputs(t,
		build.Resource(stream, "s", build.Pairs{
			{"name", build.Text("x-", build.Free("label", "value"))},
			{"server_side_encryption", build.Pairs{{"key_arn", build.Free("key", "arn")}}},
			{"redshift_configuration", build.Pairs{{"password", build.Free("pw", "value")}}},
			{"extended_s3_configuration", build.Pairs{
				{"role_arn", build.Free("role", "arn")}, {"bucket_arn", build.Text(build.Free("bucket", "arn"))},
				{"buffering_interval", build.Free("interval", "value")},
				{"processing_configuration", build.Pairs{{"processors", []any{processor}}}}}},
		}),
		build.Resource("aws_lb", "l", build.Pairs{{"subnets", build.Free("subnets", "value")}}),
		build.Resource("aws_lambda_function", "f", build.Pairs{{"vpc_config", build.Pairs{{"subnet_ids", build.Free("subnets", "value")}}}}),
	))
	ids := build.Free("ids", "value")
	assert.Equal(t, []string{"ids list(string)"}, inputs(t, build.Resource("aws_instance", "i", build.Pairs{
		{"vpc_security_group_ids", ids}, {"ipv6_addresses", ids}})), "a list becomes a set")
}

func TestInputsInPoliciesAreAnyARN(t *testing.T) {
	assert.Equal(t, []string{"bucket_arn string any", "key_id string"}, inputs(t, build.Resource("aws_iam_policy", "p", build.Pairs{
		{"policy", build.Pairs{{"Resource", []any{build.Free("bucket", "arn"), build.Text(build.Free("bucket", "arn"), "/*"), build.Free("key", "id")}}}}})))
}

func TestTwoUsesOfOneInput(t *testing.T) {
	use := func(a, b build.Pair) (*resolve.Graph, diag.List) {
		return resolve.Resolve(build.Graph("t", build.Resource("aws_kinesis_stream", "s", build.Pairs{a, b})), catalog)
	}
	x := build.Free("x", "value")
	rg, diags := use(build.Pair{"shard_count", x}, build.Pair{"name", x})
	assert.Empty(t, diags)
	assert.Equal(t, []string{"x number"}, described(rg), "a number becomes a string")

	rg, diags = use(build.Pair{"name", build.Text("s-", x)}, build.Pair{"enforce_consumer_deletion", x})
	assert.Empty(t, diags)
	assert.Equal(t, []string{"x bool"}, described(rg))

	_, diags = use(build.Pair{"shard_count", x}, build.Pair{"shard_level_metrics", x})
	require.Equal(t, []string{"E0507 `x` feeds `shard_count`, a number, and `shard_level_metrics`, a set(string)"}, messages(diags))
}

func TestTwoKindsOfARN(t *testing.T) {
	arn := build.Free("x", "arn")
	s3 := func(pairs ...build.Pair) *graph.Resource {
		return build.Resource(stream, "s", build.Pairs{{"extended_s3_configuration", build.Pairs(pairs)}})
	}
	_, diags := resolve.Resolve(build.Graph("t", s3(build.Pair{"role_arn", arn}, build.Pair{"bucket_arn", arn})), catalog)
	assert.Equal(t, []string{"E0507 `x_arn` feeds `extended_s3_configuration.bucket_arn`, the ARN of an S3 bucket, and `extended_s3_configuration.role_arn`, the ARN of an IAM role"}, messages(diags))

	assert.Equal(t, []string{"x_arn string bucket"}, inputs(t,
		build.Resource("aws_iam_policy", "p", build.Pairs{{"policy", build.Pairs{{"Resource", arn}}}}), s3(build.Pair{"bucket_arn", arn})))
}

func TestInputsThatComeToOneName(t *testing.T) {
	_, diags := resolve.Resolve(build.Graph("t", topic("a",
		build.Pair{"name", build.Free("a_b", "arn")}, build.Pair{"display_name", build.Free("a", "b_arn")},
		build.Pair{"policy", build.Free("a", "b_arn")})), catalog)
	require.Equal(t, []string{"E0505 `a_b.arn` and `a.b_arn` both make the input `a_b_arn`"}, messages(diags))
	assert.Equal(t, []string{"declare one of them under a name of its own: `input :a_b_arn_2`"}, diags[0].Help)
}

func TestNamesThatTerraformKeeps(t *testing.T) {
	for _, name := range []string{"source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"} {
		_, diags := resolve.Resolve(build.Graph("t", topic("a", build.Pair{"name", build.Free(name, "value")})), catalog)
		assert.Equal(t, []string{"E0506 `" + name + ".value` makes the input `" + name + "`, a name that Terraform keeps for itself"}, messages(diags))
	}
}

func TestSlipsOfThePen(t *testing.T) {
	slip := func(a, b string) bool {
		_, diags := resolve.Resolve(build.Graph("t", topic("a",
			build.Pair{"name", build.Free(a, "name")}, build.Pair{"display_name", build.Free(b, "name")})), catalog)
		return len(diags) == 1 && diags[0].Code == diag.NearDuplicateInput.ID
	}
	assert.True(t, slip("topic_label", "topic_lable"))
	assert.True(t, slip("delivery_role", "delivey_role"))
	for _, pair := range [][2]string{{"bucket", "buckets"}, {"role_a", "role_b"}, {"role_1", "role_11"}, {"primary", "backup"}, {"stage", "state"}} {
		assert.False(t, slip(pair[0], pair[1]), pair)
	}
}

func declared(options build.Pairs, uses ...*graph.Resource) (*resolve.Graph, []string) {
	g := build.Graph("t", uses...)
	g.Declared = []*graph.Input{{Name: "size", Options: build.Value(options).(*value.Hash)}}
	rg, diags := resolve.Resolve(g, catalog)
	return rg, messages(diags)
}

func TestDeclaredInputs(t *testing.T) {
	for _, test := range []struct {
		options build.Pairs
		want    string
	}{
		{nil, "size string"},
		{build.Pairs{{"type", value.Symbol("number")}}, "size number"},
		{build.Pairs{{"type", "list( map(bool) )"}}, "size list(map(bool))"},
		{build.Pairs{{"type", "list"}}, "size list(string)"},
		{build.Pairs{{"type", "any"}}, "size any"},
		{build.Pairs{{"default", 3}}, "size number"},
		{build.Pairs{{"default", []any{true}}}, "size list(bool)"},
		{build.Pairs{{"default", build.Pairs{{"a", "b"}}}}, "size map(string)"},
		{build.Pairs{{"default", nil}, {"sensitive", true}}, "size string secret"},
		{build.Pairs{{"type", "nubmer"}}, "E0509 no type `nubmer`"},
		{build.Pairs{{"type", "list(strin)"}}, "E0509 no type `list(strin)`"},
		{build.Pairs{{"typ", "number"}}, "E0509 `input` has no option `typ`"},
		{build.Pairs{{"type", "number"}, {"default", "three"}}, "E0509 the default of `size` is not a number"},
		{build.Pairs{{"default", "c"}, {"allowed", []any{"a", "b"}}}, "E0509 the default of `size` is not one of the values allowed"},
		{build.Pairs{{"allowed", "a"}}, "E0509 `allowed` is a list of the values that the input may have"},
		{build.Pairs{{"pattern", "("}}, "E0509 `pattern` is not a regular expression that Terraform reads"},
		{build.Pairs{{"default", build.Free("x", "arn")}}, "E0509 the default of `size` is not known when the template runs"},
	} {
		rg, told := declared(test.options)
		if told == nil {
			told = described(rg)
		}
		assert.Equal(t, []string{test.want}, told)
	}
}

func TestADeclaredInputKeepsItsTypeAndGainsAKind(t *testing.T) {
	ref := &value.Ref{Input: &value.Input{Name: "size", Declared: true}}
	rg, told := declared(nil, build.Resource(stream, "s", build.Pairs{{"extended_s3_configuration", build.Pairs{{"role_arn", ref}}}}))
	assert.Empty(t, told)
	assert.Equal(t, []string{"size string role"}, described(rg))
	assert.True(t, rg.Inputs[0].Declared)
	assert.Equal(t, "extended_s3_configuration.role_arn", rg.Inputs[0].Uses[0].Path)
}
