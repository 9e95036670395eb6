rule "FH811" {
  name = "logging-without-group-name"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.**.cloudwatch_logging_options"]
  at = ["log_group_name"]
  when = self.enabled == true
  require = present(self.log_group_name)
  message = "`cloudwatch_logging_options` is enabled, but has no `log_group_name`"
  label = "no `log_group_name` in this block"

  repair {
    kind = "assumed"
    when = root.name != null && known(root.name)
    set = {
      "log_group_name" = "/aws/kinesisfirehose/${root.name}"
    }
    told = "wrote `log_group_name: \"/aws/kinesisfirehose/${root.name}\"`, as the console does"
  }

  why    = "The service writes its errors into one log group, whose name it has to be told."
  source = "cdk-preflight pf-firehose-cloudwatch-logging-names (recorded refusal, September 2026); Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: stream_name.value,
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: { enabled: true, log_stream_name: "S3Delivery" } # here
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
