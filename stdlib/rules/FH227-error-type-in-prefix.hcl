rule "FH227" {
  name = "error-type-in-prefix"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["prefix"]
  require = !uses_value(self.prefix, "firehose", "error-output-type")
  focus = "!{firehose:error-output-type}"
  message = "`prefix` has `!{firehose:error-output-type}`, which belongs into `error_output_prefix`"
  help = "leave it out"

  why    = "The kind of failure is known only where there is one."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html; cdk-preflight pf-firehose-prefix-no-error-output-type (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{firehose:error-output-type}/", # here
          error_output_prefix: "errors/"
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
          prefix: "a/",
          error_output_prefix: "errors/!{firehose:error-output-type}/"
        }
      })
    end
  RUBY
}
