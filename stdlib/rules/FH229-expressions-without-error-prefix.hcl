rule "FH229" {
  name = "expressions-without-error-prefix"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["prefix"]
  when = (root.destination != "redshift" || block_name(self) == "s3_backup_configuration") && has_expression(self.prefix)
  require = present(self.error_output_prefix)
  message = "`prefix` has expressions, but there is no `error_output_prefix`"
  label = "needs an `error_output_prefix` beside it"

  repair {
    kind = "assumed"
    set = {
      "error_output_prefix" = "errors/!{firehose:error-output-type}/"
    }
    told = "wrote `error_output_prefix: \"errors/!{firehose:error-output-type}/\"`"
  }

  why    = "As soon as a prefix has an expression, the service wants to be told where failed records go. A plain folder is enough."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html; cdk-preflight pf-firehose-error-output-prefix-required (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{timestamp:yyyy}/" # here
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
