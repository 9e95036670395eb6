rule "FH736" {
  name = "domain-of-another-account"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]
  at = ["domain_arn"]
  when = arn_part(self.domain_arn, 4) != null
  require = arn_part(self.domain_arn, 4) == account()
  message = "the domain is of account `${arn_part(self.domain_arn, 4)}`, the stream of `${account()}`"
  help = "use `cluster_endpoint`"

  why    = "A domain of another account is reached by its endpoint."
  source = "Amazon Data Firehose developer guide, controlling access"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        kinesis_source_configuration: { kinesis_stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/feed", role_arn: source_role.arn },
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          index_name: "events",
          domain_arn: "arn:aws:es:us-east-1:999999999999:domain/logs", # here,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        kinesis_source_configuration: { kinesis_stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/feed", role_arn: source_role.arn },
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          index_name: "events",
          domain_arn: "arn:aws:es:us-east-1:123456789012:domain/logs",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
