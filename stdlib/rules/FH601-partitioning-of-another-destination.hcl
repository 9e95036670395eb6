rule "FH601" {
  name = "partitioning-of-another-destination"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream", "aws_kinesis_firehose_delivery_stream.**"]
  at = ["dynamic_partitioning_configuration"]
  schema = "unknown"
  message = "only `extended_s3_configuration` has a `dynamic_partitioning_configuration`"
  help = "move the block into `extended_s3_configuration`; no other destination has partitions"

  why    = "Records are sorted into S3 prefixes, which no other destination has."
  source = "Firehose API model 2015-08-04; terraform-provider-aws schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_token: collector_token.value,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn },
          dynamic_partitioning_configuration: { enabled: true } # here
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_token: collector_token.value,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
