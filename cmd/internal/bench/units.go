package main

import (
	"fmt"
	"strings"
)

// unit is one pipeline of a generated template: a stream with its role,
// policy, bucket and alarm, valid by our own rules. %[1]s is its number, as
// text of a string or name: "#{i}" in a loop, digits in straight lines.
const unit = `role = aws_iam_role(:"delivery_%[1]s", {
  name: "delivery-%[1]s",
  assume_role_policy: {
    Version: "2012-10-17",
    Statement: [{
      Effect: "Allow",
      Principal: { Service: "firehose.amazonaws.com" },
      Action: "sts:AssumeRole"
    }]
  }
})
bucket = aws_s3_bucket(:"lake_%[1]s", {
  bucket: "lake-%[1]s",
  tags: { Team: "platform", Unit: "unit-%[1]s" }
})
aws_iam_role_policy(:"delivery_%[1]s", {
  name: "delivery-%[1]s",
  role: role.name,
  policy: {
    Version: "2012-10-17",
    Statement: [{
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:PutObject"
      ],
      Resource: [bucket.arn, "#{bucket.arn}/*"]
    }]
  }
})
stream = aws_kinesis_firehose_delivery_stream(:"raw_%[1]s", {
  name: "raw-%[1]s",
  destination: "extended_s3",
  extended_s3_configuration: {
    role_arn: role.arn,
    bucket_arn: bucket.arn,
    prefix: "raw/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
    error_output_prefix: "errors/!{firehose:error-output-type}/",
    buffering_size: 64,
    buffering_interval: 300,
    compression_format: "GZIP"
  },
  tags: { Team: "platform", Unit: "unit-%[1]s" }
})
aws_cloudwatch_metric_alarm(:"stale_%[1]s", {
  alarm_name: "stale-%[1]s",
  alarm_description: "Delivery of unit %[1]s lags",
  metric_name: "DeliveryToS3.DataFreshness",
  namespace: "AWS/Firehose",
  statistic: "Maximum",
  period: 300,
  evaluation_periods: 3,
  threshold: 900,
  comparison_operator: "GreaterThanThreshold",
  dimensions: { DeliveryStreamName: stream.name }
})
`

// loop is n units made by a loop.
func loop(n int) string {
	return fmt.Sprintf("template :bench do\n(1..%d).each do |i|\n%s", n, fmt.Sprintf(unit, "#{i}")) + "end\nend\n"
}

// straight is n units written out one after the other.
func straight(n int) string {
	var b strings.Builder
	b.WriteString("template :bench do\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, unit, fmt.Sprint(i))
	}
	b.WriteString("end\n")
	return b.String()
}

// style is n streams in the original document's own style: inputs everywhere,
// legacy spellings, things that need repair.
func style(n int) string {
	var b strings.Builder
	b.WriteString("template :bench do\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, `raw_%[1]d = aws_kinesis_firehose_delivery_stream(:raw_%[1]d, {
  name: "raw-%[1]d",
  destination: "extended_s3",
  extended_s3_configuration: {
    role_arn: delivery_role.arn,
    bucket_arn: lake_bucket.arn,
    prefix: "raw/source=!{partitionKeyFromQuery:source}/year=!{timestamp:yyyy}/",
    buffer_size: 128,    # Maximize throughput
    buffer_interval: 60, # Minimize latency
    compression_format: "GZIP",

    processing_configuration: {
      enabled: true,
      processors: [{
        type: "Lambda",
        parameters: [
          { parameter_name: "LambdaArn", parameter_value: cleansing_lambda.arn },
          { parameter_name: "BufferSizeInMBs", parameter_value: "3" },
          { parameter_name: "BufferIntervalInSeconds", parameter_value: "60" }
        ]
      }]
    },
    s3_backup_mode: "Enabled"
  }
})
`, i)
	}
	b.WriteString("end\n")
	return b.String()
}
