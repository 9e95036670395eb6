package check_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

// told are the codes and messages of a template's findings that are no notes,
// each as `FH202 message`.
func told(t *testing.T, text string) []string {
	t.Helper()
	var out []string
	for _, f := range check.Check(resolved(t, text), rules, check.Options{Target: "terraform", Repairs: check.NoRepairs}) {
		if f.Diag.Severity > diag.Note {
			out = append(out, f.Diag.Code+" "+f.Diag.Message)
		}
	}
	return out
}

// plain is a stream to S3 in which one text is replaced.
func plain(old, new string) string {
	return strings.Replace(`bucket = aws_s3_bucket(:lake, { bucket: "lake" })
aws_kinesis_firehose_delivery_stream(:s, {
  name: "s",
  destination: "extended_s3",
  extended_s3_configuration: {
    role_arn: delivery_role.arn,
    bucket_arn: bucket.arn,
    prefix: "raw/",
    buffering_size: 5
  }
})
`, old, new, 1)
}

func TestLimitsSayValueBoundAndTheNearestLegalValue(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"buffering_size: 5", "buffering_size: 129", "FH302 `buffering_size` is 129, outside 1 to 128 MB"},
		{"buffering_size: 5", "buffering_size: 64.5", "FH302 `buffering_size` is 64.5, a whole number is needed"},
		{"buffering_size: 5", `buffering_size: "200"`, "FH302 `buffering_size` is 200, outside 1 to 128 MB"},
		{"buffering_size: 5", `compression_format: "gzip"`, "FH210 `compression_format` is `gzip`, it may be `UNCOMPRESSED`, `GZIP`, `ZIP`, `Snappy` or `HADOOP_SNAPPY`"},
		{`name: "s"`, `name: "a b"`, "FH103 `name` is `a b`, which is not letters, digits, `_`, `.` and `-`"},
		{`name: "s"`, `name: ""`, "FH102 `name` is empty, at least 1 character is needed"},
		{`name: "s"`, `name: "` + strings.Repeat("x", 65) + `"`, "FH102 `name` has 65 characters, at most 64 are allowed"},
		{"bucket.arn", `"lake"`, "FH202 `bucket_arn` is `lake`, which is not the ARN of an S3 bucket"},
	} {
		assert.Equal(t, []string{c.want}, told(t, plain(c.old, c.new)), c.new)
	}
}

func TestLimitsSeeWhatIsKnownOfATextWithReferences(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"bucket.arn", `"#{bucket.arn}/*"`, "FH202 `bucket_arn` is, once deployed, like `arn:aws:s3:::x/*`, which is not the ARN of an S3 bucket"},
		{`name: "s"`, `name: "#{stage.value}/s"`, "FH103 `name` is like `…/s`, which is not letters, digits, `_`, `.` and `-`"},
		{"bucket.arn", "bucket.id", "FH202 `aws_s3_bucket.lake.id` is no ARN that fits here: `arn` is"},
		{"delivery_role.arn", "bucket.arn", "FH203 `aws_s3_bucket.lake.arn` is the ARN of something else"},
	} {
		assert.Equal(t, []string{c.want}, told(t, plain(c.old, c.new)), c.new)
	}
	for _, fine := range []string{`"arn:aws:s3:::#{bucket.bucket}"`, `"arn:aws:s3:::#{stage.value}-lake"`, "lake.arn", `"#{lake.arn}"`} {
		assert.Empty(t, told(t, plain("bucket.arn", fine)), fine)
	}
}

// Whoever breaks a rule is told what to write: by the limit, by the page, or by
// the repair that is switched off.
func TestAFindingSaysWhatToWrite(t *testing.T) {
	for _, c := range []struct{ members, code, want string }{
		{`bucket_arn: "lake"`, "FH202", "`arn:aws:s3:::BUCKET`; what follows the bucket belongs into `prefix`"},
		{`bucket_arn: b.arn, file_extension: "json"`, "FH250", "write it like `.json` or `.json.gz`"},
		{`bucket_arn: b.arn, error_output_prefix: "e/!{partitionKeyFromQuery:k}/!{firehose:error-output-type}/"`, "FH228", "leave them out; dates and `!{firehose:error-output-type}` may stand there"},
		{`bucket_arn: b.arn, prefix: "a/!{timestamp:yyyy}/"`, "FH229", "repairs would mend this (assumed): wrote `error_output_prefix: \"errors/!{firehose:error-output-type}/\"`"},
	} {
		rg := resolved(t, `b = aws_s3_bucket(:b, { bucket: "b" })
aws_kinesis_firehose_delivery_stream(:s, { name: "s", destination: "extended_s3", extended_s3_configuration: { role_arn: role.arn, `+c.members+` } })`)
		var helps []string
		for _, f := range check.Check(rg, rules, check.Options{Target: "terraform", Repairs: check.NoRepairs}) {
			if f.Diag.Code == c.code {
				helps = append(helps, f.Diag.Help...)
			}
		}
		assert.Equal(t, []string{c.want}, helps, c.code)
	}
}
