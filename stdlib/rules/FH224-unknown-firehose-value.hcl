rule "FH224" {
  name = "unknown-firehose-value"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]

  case "prefix" {
    at = ["prefix"]
    with = {
      wrong = prefix_faults(self.prefix, "FH224")
      near = present(wrong[0].nearest) ? wrong[0].nearest : null
    }
    when = self.prefix != null
    require = length(wrong) == 0
    focus = wrong[0]
    message = "${wrong[0].what}"
    help = "${near == null ? "its values are `random-string` and `error-output-type`" : "did you mean `${near}`?"}"
  }

  case "error_output_prefix" {
    at = ["error_output_prefix"]
    with = {
      wrong = prefix_faults(self.error_output_prefix, "FH224")
      near = present(wrong[0].nearest) ? wrong[0].nearest : null
    }
    when = self.error_output_prefix != null
    require = length(wrong) == 0
    focus = wrong[0]
    message = "${wrong[0].what}"
    help = "${near == null ? "its values are `random-string` and `error-output-type`" : "did you mean `${near}`?"}"
  }

  why    = "`firehose:` knows `random-string` and `error-output-type`."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html; cdk-preflight pf-firehose-prefix-expression-value (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{firehose:random}/", # here
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
          prefix: "a/!{firehose:random-string}/",
          error_output_prefix: "errors/"
        }
      })
    end
  RUBY

  example "error prefix" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/",
          error_output_prefix: "e/!{firehose:error-output-type}/a/!{firehose:random}/" # here
        }
      })
    end
    RUBY
  }
}
