package iam

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
)

func TestGlob(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{"s3:*", "s3:PutObject", true}, {"s3:Put*", "s3:GetObject", false}, {"*", "s3:PutObject", true}, {"s3:PutObject", "s3:PutObject", true},
		{"s3:?utObject", "s3:PutObject", true}, {"s3:PutObject?", "s3:PutObject", false}, {"s3:*Object", "s3:PutObjectAcl", false},
		{"a*b*c", "aXbYbZc", true}, {"a*b*c", "ac", false}, {"", "", true}, {"", "a", false},
	} {
		assert.Equal(t, test.want, glob(test.pattern, test.text), "%s %s", test.pattern, test.text)
	}
	assert.True(t, matchAction("S3:putobject", "s3:PutObject"))
}

func TestMeet(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"a*", "*b", true}, {"a*", "b*", false}, {"a/*", "a/raw/*", true}, {"a/raw/*", "a/*", true}, {"a", "a/*", false},
		{"a*c", "ab*", true}, {"*", "", true}, {"?", "*", true}, {"?", "", false}, {"a**b", "ab", true}, {"x?z", "*y*", true}, {"ab", "ba", false},
	} {
		assert.Equal(t, test.want, meet(test.a, test.b), "%s %s", test.a, test.b)
		assert.Equal(t, test.want, meet(test.b, test.a), "%s %s", test.b, test.a)
	}
}

func TestWhatAReferenceMayBe(t *testing.T) {
	lake, other := build.Ref("aws_s3_bucket", "lake", "arn"), build.Ref("aws_s3_bucket", "other", "arn")
	input := build.Free("bucket", "arn")
	text := func(v any) value.Value { return build.Value(v) }
	for _, test := range []struct {
		a, b value.Value
		want bool
	}{
		{lake, lake, true},
		{lake, other, false},
		{build.Text(lake, "/*"), build.Text(lake, "/*"), true},
		{build.Text(lake, "/raw/*"), build.Text(lake, "/*"), true},
		{lake, build.Text(lake, "/*"), false},
		{build.Text(other, "/*"), build.Text(lake, "/*"), false},
		{input, lake, true},
		{text("arn:aws:s3:::lake"), lake, true},
		{text("arn:aws:s3:::lake"), input, true},
		{text("*"), lake, true},
		{text("arn:aws:s3:::a/*"), text("arn:aws:s3:::b/*"), false},
		{text("arn:aws:logs:*:*:log-group:g:*"), build.Text("arn:", neutral("partition"), ":logs:", neutral("region"), ":1:log-group:g:log-stream:s"), true},
		{text("arn:aws:logs:*:*:log-group:h:*"), build.Text("arn:", neutral("partition"), ":logs:", neutral("region"), ":1:log-group:g:log-stream:s"), false},
	} {
		assert.Equal(t, test.want, maybeMeet(test.a, test.b), "%s %s", keyOf(test.a), keyOf(test.b))
		assert.Equal(t, test.want, maybeMeet(test.b, test.a), "%s %s", keyOf(test.b), keyOf(test.a))
	}
}

func TestWider(t *testing.T) {
	lake := build.Ref("aws_s3_bucket", "lake", "arn")
	for _, test := range []struct {
		pattern, needed value.Value
		want            bool
	}{
		{build.Value("*"), lake, true},
		{build.Value("*"), build.Value("*"), false},
		{build.Text(lake, "/*"), build.Text(lake, "/*"), false},
		{build.Text(lake, "/*"), lake, false},
		{build.Text(lake, "*"), build.Text(lake, "/*"), true},
		{build.Value("arn:aws:glue:*:*:catalog"), build.Text("arn:", neutral("partition"), ":glue:", neutral("region"), ":", neutral("account_id"), ":catalog"), true},
		{build.Value("arn:aws:glue:us-east-1:1:catalog"), build.Text("arn:", neutral("partition"), ":glue:", neutral("region"), ":1:catalog"), false},
	} {
		assert.Equal(t, test.want, covers(test.pattern, test.needed), "%s %s", keyOf(test.pattern), keyOf(test.needed))
	}
}

func TestTextsOfTheirKind(t *testing.T) {
	for text, want := range map[string]string{
		"raw/!{timestamp:yyyy}/": "raw/", "!<firehose:x>": "", "plain": "plain",
	} {
		assert.Equal(t, want, keyOf(static(value.NewString(text))))
	}
	stage := build.Free("stage", "value")
	assert.Equal(t, "raw/${var.stage}/", keyOf(static(build.Text("raw/", stage, "/!{timestamp:yyyy}/", stage))))
	assert.Equal(t, "arn:${aws.partition}:s3:::tables", keyOf(bucket(value.NewString("s3://tables/t"))))
	assert.Equal(t, "arn:${aws.partition}:s3:::${aws_s3_bucket.b.bucket}", keyOf(bucket(build.Text("s3://", build.Ref("aws_s3_bucket", "b", "bucket"), "/t"))))
	assert.Nil(t, bucket(value.NewString("hdfs://x")))
	r := &Reader{}
	for v, want := range map[string]string{
		"arn:aws:kms:eu-west-1:123456789012:key/1":      "arn:aws:kms:eu-west-1:123456789012:key/1",
		"arn:aws:kms:eu-west-1:123456789012:alias/lake": "arn:aws:kms:eu-west-1:123456789012:key/*",
		"alias/lake": "arn:${aws.partition}:kms:${aws.region}:${aws.account_id}:key/*",
		"1234":       "arn:${aws.partition}:kms:${aws.region}:${aws.account_id}:key/1234",
	} {
		assert.Equal(t, want, keyOf(r.key(value.NewString(v))))
	}
	assert.Equal(t, "${aws_kms_key.k.arn}", keyOf(r.key(build.Ref("aws_kms_key", "k", "key_id"))))
	assert.Equal(t, "arn:${aws.partition}:es:eu-west-1:*:domain/logs-1",
		keyOf(r.domain(value.NewString("https://vpc-logs-1-abcdefghijklmnopqrstuvwxyz.eu-west-1.es.amazonaws.com"))))
	assert.Equal(t, "arn:${aws.partition}:es:${aws.region}:*:domain/*", keyOf(r.domain(build.Free("domain", "endpoint"))))
	assert.Equal(t, "${aws_opensearch_domain.d.arn}", keyOf(r.domain(build.Ref("aws_opensearch_domain", "d", "endpoint"))))
	assert.Equal(t, "arn:${aws.partition}:aoss:${aws.region}:${aws.account_id}:collection/abc",
		keyOf(r.collection(value.NewString("https://abc.eu-west-1.aoss.amazonaws.com"))))
}
