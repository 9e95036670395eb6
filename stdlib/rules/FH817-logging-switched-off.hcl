rule "FH817" {
  name = "logging-switched-off"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.**.cloudwatch_logging_options"]
  when = present(self.log_group_name) || present(self.log_stream_name)
  require = self.enabled != null
  message = "`cloudwatch_logging_options` has no effect: `enabled` is absent"
  help = "add `enabled: true`"

  why    = "Left out, `enabled` is false: names are given, and nothing is logged."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: { log_group_name: logs.name, log_stream_name: "S3Delivery" } # here
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: { enabled: true, log_group_name: logs.name, log_stream_name: "S3Delivery" }
        }
      })
    end
  RUBY
}
