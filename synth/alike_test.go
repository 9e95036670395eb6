package synth_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

// Resources of one loop are checked by the first of them, unless what they
// refer to differs.
func TestAReferenceInALoopIsCheckedByWhatItPointsTo(t *testing.T) {
	const text = `template :t do
  %w[splunk redshift splunk].each_with_index do |kind, i|
    trust = kind == "redshift" ? "lambda.amazonaws.com" : "firehose.amazonaws.com"
    role = aws_iam_role(:"r#{i}", {
      name: "r#{i}",
      assume_role_policy: { Statement: [{ Effect: "Allow", Principal: { Service: trust }, Action: "sts:AssumeRole" }] }
    })
    stream = aws_kinesis_firehose_delivery_stream(:"s#{i}", {
      name: "s#{i}", destination: kind,
      "#{kind}_configuration": { role_arn: role.arn }
    })
    lake = aws_kinesis_firehose_delivery_stream(:"l#{i}", {
      name: "l#{i}", destination: "extended_s3",
      extended_s3_configuration: { role_arn: role.arn, bucket_arn: "arn:aws:s3:::lake" }
    })
    aws_cloudwatch_metric_alarm(:"a#{i}", {
      alarm_name: "a#{i}", namespace: "AWS/Firehose", metric_name: "DeliveryToSplunk.Success", statistic: "Average",
      comparison_operator: "LessThanThreshold", evaluation_periods: 1, threshold: 1,
      dimensions: { DeliveryStreamName: stream.name }
    })
  end
end
`
	r := synth.Run(synth.Job{Files: []*source.File{source.NewFile("t.rb", []byte(text))}, Repairs: synth.NoRepairs})
	var got []string
	for _, d := range r.Diags {
		if strings.Contains(d.Message, "publishes no") || strings.Contains(d.Message, "does not trust") {
			got = append(got, d.Address+": "+d.Message)
		}
	}
	assert.ElementsMatch(t, []string{
		"aws_cloudwatch_metric_alarm.a1: a stream to `redshift` publishes no `DeliveryToSplunk.Success`",
		"aws_kinesis_firehose_delivery_stream.s1: the role `r1` does not trust `firehose.amazonaws.com`",
		"aws_kinesis_firehose_delivery_stream.l1: the role `r1` does not trust `firehose.amazonaws.com`",
	}, got)
}
