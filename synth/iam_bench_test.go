package synth

import (
	"testing"

	"github.com/firehose-dsl/firehose-dsl/synth/iam"
)

// Ten thousand streams, each with a role and its policy.
func BenchmarkLacksOfTenThousandRoles(b *testing.B) {
	g := kept(b, `template :t do
  10_000.times do |i|
    lake = aws_s3_bucket(:"lake#{i}", { bucket: "lake-#{i}" })
    role = aws_iam_role(:"r#{i}", { name: "r#{i}", assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] } })
    aws_iam_role_policy(:"r#{i}", { name: "r#{i}", role: role.name, policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: [lake.arn, "#{lake.arn}/*"] }] } })
    aws_kinesis_firehose_delivery_stream(:"s#{i}", { name: "s#{i}", destination: "extended_s3", extended_s3_configuration: { role_arn: role.arn, bucket_arn: lake.arn, prefix: "a/" } })
  end
end
`)
	streams := iam.Streams(g)
	b.ReportAllocs()
	for b.Loop() {
		r := iam.Read(g)
		for _, s := range streams {
			if r.Lacks(s) != nil {
				b.Fatal("a role lacks something")
			}
		}
	}
}
