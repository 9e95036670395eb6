package compiler

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// What a template of this size must not cost: see the limits in package vm.

func compileText(text string) *Result {
	return Compile(Job{Files: []*source.File{source.NewFile("t.rb", []byte(text))}})
}

func BenchmarkCountedLoop(b *testing.B) {
	for b.Loop() {
		r := compileText("n = 0\n10_000_000.times { |i| n += 1 }\nputs n\n")
		require.Equal(b, "10000000\n", r.Output)
	}
}

const manyUnits = `template :units do
  (1..10000).each do |i|
    stream = aws_kinesis_stream(:"stream_#{i}", { name: "stream-#{i}", shard_count: 2, retention_period: 24, tags: { Env: "prod", Index: i.to_s } })
    role = aws_iam_role(:"role_#{i}", { name: "role-#{i}", assume_role_policy: { Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] } })
    aws_iam_role_policy(:"policy_#{i}", { name: "p-#{i}", role: role.id, policy: { Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["kinesis:GetRecords"], Resource: [stream.arn, "#{stream.arn}/*"] }] } })
    bucket = aws_s3_bucket(:"bucket_#{i}", { bucket: "bucket-#{i}", force_destroy: false, tags: { Env: "prod" } })
    aws_cloudwatch_metric_alarm(:"alarm_#{i}", { alarm_name: "alarm-#{i}", evaluation_periods: 1, threshold: 1000.0,
      dimensions: { StreamName: stream.name }, alarm_description: "for #{bucket.arn}" })
  end
end
`

func BenchmarkManyUnits(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		r := compileText(manyUnits)
		require.Empty(b, r.Diags)
		require.Len(b, r.Graphs[0].Resources, 50_000)
	}
}
