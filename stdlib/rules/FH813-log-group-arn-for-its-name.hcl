rule "FH813" {
  name = "log-group-arn-for-its-name"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.**.cloudwatch_logging_options"]
  at = ["log_group_name"]
  require = !(target_type(self.log_group_name) == "aws_cloudwatch_log_group" && target_attr(self.log_group_name) == "arn")
  message = "`log_group_name` is the ARN of a log group, not its name"
  help = "use its `.name`"

  why    = "The log group is named, not addressed."
  source = "Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      g = aws_cloudwatch_log_group(:g, { name: "/firehose/s" })
      l = aws_cloudwatch_log_stream(:l, { name: "S3Delivery", log_group_name: g.name })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: {
            enabled: true,
            log_group_name: g.arn, # here
            log_stream_name: l.name
          }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      g = aws_cloudwatch_log_group(:g, { name: "/firehose/s" })
      l = aws_cloudwatch_log_stream(:l, { name: "S3Delivery", log_group_name: g.name })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: { enabled: true, log_group_name: g.name, log_stream_name: l.name }
        }
      })
    end
  RUBY
}
