rule "FH234" {
  name = "failures-of-all-kinds-in-one-folder"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["error_output_prefix"]
  when = present(self.error_output_prefix)
  require = has_expression(self.error_output_prefix)
  message = "failures of all kinds go to one folder"
  help = "add `!{firehose:error-output-type}/` to it"

  why    = "With `!{firehose:error-output-type}` each kind of failure has a folder of its own."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/",
          error_output_prefix: "errors/" # here
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
