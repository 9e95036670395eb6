rule "FH120" {
  name = "two-sources"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["msk_source_configuration"]
  also = { "kinesis_source_configuration" = "the other source" }
  require = self.kinesis_source_configuration == null || self.msk_source_configuration == null
  message = "`kinesis_source_configuration` and `msk_source_configuration` stand side by side"
  help = "keep one of them"

  why    = "A stream has one source, or none: then producers put records into it."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go (ConflictsWith)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: feed_stream.arn, role_arn: source_role.arn },
        msk_source_configuration: { # here
          msk_cluster_arn: feed_cluster.arn,
          topic_name: "events",
          authentication_configuration: { connectivity: "PRIVATE", role_arn: source_role.arn }
        },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: feed_stream.arn, role_arn: source_role.arn },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
