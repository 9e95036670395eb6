package check_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

func TestSchemaFaultsAreToldAtTheirPlace(t *testing.T) {
	for name, c := range map[string]struct{ text, want, at string }{
		"a name misspelt": {
			`aws_kinesis_stream(:s, { name: "s", shard_cuont: 1 })`,
			"E0401 no attribute or block `shard_cuont` in `aws_kinesis_stream`", "shard_cuont:"},
		"a word for a number": {
			`aws_kinesis_stream(:s, { name: "s", shard_count: "many" })`,
			"E0402 `shard_count` of `aws_kinesis_stream` is of type number, not the text \"many\"", `"many"`},
		"a hash for a text": {
			`aws_sns_topic(:s, { name: { a: 1 } })`, "E0402 `name` of `aws_sns_topic` is of type string, not a hash", `{ a: 1 }`},
		"a text for a list": {
			`aws_autoscaling_attachment(:s, { autoscaling_group_name: "g", elb: ["x"] })`,
			"E0402 `elb` of `aws_autoscaling_attachment` is of type string, not an array", `["x"]`},
		"one text for many": {
			`aws_lb(:l, { name: "l", subnets: "a" })`, "E0402 `subnets` of `aws_lb` is of type set(string), not the text \"a\"", `"a"`},
		"a wrong element": {
			`aws_lb(:l, { name: "l", subnets: ["a", ["b"]] })`, "E0402 `subnets[1]` of `aws_lb` is of type string, not an array", `["b"]`},
		"a list that is referred to": {
			"l = aws_lb(:l, { name: \"l\" })\n" + `aws_sns_topic(:t, { name: l.subnets })`,
			"E0402 `name` of `aws_sns_topic` is of type string, but `aws_lb.l.subnets` gives set(string)", "l.subnets"},
		"nothing for what is required": {
			`aws_iam_role(:r, { name: "r", assume_role_policy: nil })`,
			"E0403 `aws_iam_role` lacks the required attribute `assume_role_policy`", ":r"},
		"a text for a block": {
			`aws_kinesis_stream(:s, { name: "s", stream_mode_details: "ON_DEMAND" })`,
			"E0402 `stream_mode_details` of `aws_kinesis_stream` is a block: a hash is wanted, not the text \"ON_DEMAND\"", `"ON_DEMAND"`},
		"nil among blocks": {
			`aws_kinesis_stream(:s, { name: "s", stream_mode_details: [nil] })`,
			"E0402 block 1 of `stream_mode_details` in `aws_kinesis_stream` is no hash but nil", `nil`},
		"two blocks for one": {
			`aws_kinesis_stream(:s, { name: "s", stream_mode_details: [{ stream_mode: "ON_DEMAND" }, { stream_mode: "ON_DEMAND" }] })`,
			"E0404 `stream_mode_details` of `aws_kinesis_stream` stands 2 times, at most 1 may", "stream_mode_details:"},
		"what the provider sets": {
			`aws_iam_role(:r, { name: "r", assume_role_policy: "{}", unique_id: "x" })`,
			"E0405 `unique_id` of `aws_iam_role` is set by the provider", "unique_id:"},
		"what is in another block": {
			`aws_kinesis_stream(:s, { name: "s", stream_mode: "ON_DEMAND" })`,
			"E0401 no attribute or block `stream_mode` in `aws_kinesis_stream`", "stream_mode:"},
	} {
		t.Run(name, func(t *testing.T) {
			found := check.Check(resolved(t, c.text), rules, check.Options{Target: "terraform"})
			require.NotEmpty(t, found)
			d := found[0].Diag
			assert.Equal(t, c.want, d.Code+" "+d.Message)
			assert.Equal(t, strings.TrimSuffix(c.at, ":"), d.Span.Text())
			assert.Len(t, told(t, c.text), 1)
		})
	}
}

func TestWhatTerraformConvertsIsNoFault(t *testing.T) {
	for _, text := range []string{
		`aws_kinesis_stream(:s, { name: "s", shard_count: "1" })`,
		`aws_kinesis_stream(:s, { name: :s, shard_count: 1, enforce_consumer_deletion: "true" })`,
		`aws_sns_topic(:t, { name: 5, fifo_topic: nil })`,
		`aws_sns_topic(:t, { name: "a-#{stage.value}" })`,
		`aws_kinesis_stream(:s, { name: "s", shard_count: shards.value, stream_mode_details: { stream_mode: mode.value } })`,
		`aws_sns_topic(:t, { name: "t", policy: { Version: "2012-10-17" }, tags: { a: 1, "b" => true } })`,
		`aws_security_group(:g, { name: "g", ingress: [{ from_port: 1, to_port: 1, protocol: "tcp" }] })`,
	} {
		assert.Empty(t, told(t, text), text)
	}
}

func TestMembersThatAreGoneAreToldWithTheirNewName(t *testing.T) {
	found := check.Check(resolved(t, `aws_s3_bucket_object(:o, { bucket: "b", key: "k", acls: "x" })`), rules, check.Options{})
	require.NotEmpty(t, found)
	assert.Equal(t, "E0401", found[0].Diag.Code)
}
