rule "FH236" {
  name = "week-year-beside-month"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]

  case "prefix" {
    at = ["prefix"]
    with = {
      wrong = prefix_faults(self.prefix, "FH236")
      near = present(wrong[0].nearest) ? wrong[0].nearest : null
    }
    when = self.prefix != null
    require = length(wrong) == 0
    focus = wrong[0]
    message = "${wrong[0].what}"
    help = "${near == null ? "" : "did you mean `${near}`?"}"
  }

  case "error_output_prefix" {
    at = ["error_output_prefix"]
    with = {
      wrong = prefix_faults(self.error_output_prefix, "FH236")
      near = present(wrong[0].nearest) ? wrong[0].nearest : null
    }
    when = self.error_output_prefix != null
    require = length(wrong) == 0
    focus = wrong[0]
    message = "${wrong[0].what}"
    help = "${near == null ? "" : "did you mean `${near}`?"}"
  }

  why    = "`Y` is the year of the week: in the last days of December it is the next one already."
  source = "own runs of OpenJDK 17"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{timestamp:YYYY/MM}/", # here
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
          prefix: "a/!{timestamp:yyyy/MM}/",
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
          error_output_prefix: "e/!{firehose:error-output-type}/a/!{timestamp:YYYY/MM}/" # here
        }
      })
    end
    RUBY
  }
}
