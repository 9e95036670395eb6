rule "FH230" {
  name = "error-prefix-without-error-type"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["error_output_prefix"]
  with = {
    fixed = endswith(self.error_output_prefix, "/") ? "${self.error_output_prefix}!{firehose:error-output-type}/" : "${self.error_output_prefix}/!{firehose:error-output-type}/"
  }
  when = has_expression(self.error_output_prefix) && length(prefix_faults(self.error_output_prefix, "FH224")) == 0 && length(prefix_faults(self.error_output_prefix, "FH223")) == 0
  require = uses_value(self.error_output_prefix, "firehose", "error-output-type")
  message = "`error_output_prefix` has expressions, but not `!{firehose:error-output-type}`"

  repair {
    kind = "derived"
    when = known(self.error_output_prefix)
    set = {
      "error_output_prefix" = fixed
    }
    told = "made it `${fixed}`"
  }

  why    = "An error prefix that has any expression must say the kind of failure, else the service refuses it."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html; cdk-preflight pf-firehose-error-output-prefix-error-type (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          error_output_prefix: "errors/!{timestamp:yyyy}/" # here
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
          error_output_prefix: "errors/!{timestamp:yyyy}/!{firehose:error-output-type}/"
        }
      })
    end
  RUBY
}
