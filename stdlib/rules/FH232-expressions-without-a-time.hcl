rule "FH232" {
  name = "expressions-without-a-time"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["prefix"]
  when = has_expression(self.prefix)
  require = uses(self.prefix, "timestamp")
  message = "`prefix` has expressions, but no `timestamp`: objects of all days may share one folder"

  why    = "Documentation and observation differ on whether the date path is appended then; without it objects of all days share a folder."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html; floci-io/floci captures, July 2026"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{firehose:random-string}/", # here
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
          prefix: "a/!{timestamp:yyyy}/",
          error_output_prefix: "errors/"
        }
      })
    end
  RUBY
}
