rule "FH123" {
  name = "source-without-role"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.kinesis_source_configuration", "aws_kinesis_firehose_delivery_stream.msk_source_configuration.authentication_configuration"]
  covers = ["role_arn"]
  require = self.role_arn != null
  message = "the source has no `role_arn`"
  help = "write the role that may read the source"
  label = "no `role_arn` in this block"

  why    = "The service reads the source in a role."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: feed_stream.arn }, # here
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

  example "MSK" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        msk_source_configuration: {
          msk_cluster_arn: feed_cluster.arn,
          topic_name: "events",
          authentication_configuration: { connectivity: "PRIVATE" } # here
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
        msk_source_configuration: {
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
  }
}
