rule "FH105" {
  name = "waf-log-stream-misnamed"
  severity = "error"
  on = ["aws_wafv2_web_acl_logging_configuration"]
  at = ["log_destination_configs"]
  with = {
    wrong = [for d in list(self.log_destination_configs) : target(d) if target_type(d) == "aws_kinesis_firehose_delivery_stream" && !startswith(target(d).name, "aws-waf-logs-")]
  }
  require = length(wrong) == 0
  message = "AWS WAF does not log to a stream named `${wrong[0].name}`"
  help = "begin its name with `aws-waf-logs-`"

  why    = "AWS WAF logs only to streams whose name begins with `aws-waf-logs-`."
  source = "AWS WAF developer guide, logging destinations"

  bad = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
      aws_wafv2_web_acl_logging_configuration(:w, {
        resource_arn: acl.arn,
        log_destination_configs: [stream.arn] # here
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "aws-waf-logs-s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
      aws_wafv2_web_acl_logging_configuration(:w, {
        resource_arn: acl.arn,
        log_destination_configs: [stream.arn]
      })
    end
  RUBY
}
