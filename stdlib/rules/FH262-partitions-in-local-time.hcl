rule "FH262" {
  name = "partitions-in-local-time"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["custom_time_zone"]
  when = present(self.custom_time_zone) && self.custom_time_zone != "UTC"
  require = !uses(self.prefix, "timestamp")
  message = "folders follow the clock of `${self.custom_time_zone}`, daylight saving included"

  why    = "At a change of daylight saving an hour repeats or is skipped."
  source = "general knowledge"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{timestamp:yyyy/MM/dd/HH}/",
          error_output_prefix: "errors/",
          custom_time_zone: "Europe/Berlin" # here
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
          prefix: "a/!{timestamp:yyyy/MM/dd/HH}/",
          error_output_prefix: "errors/"
        }
      })
    end
  RUBY
}
