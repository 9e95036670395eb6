rule "FH233" {
  name = "prefix-without-slash"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["prefix"]
  when = has_expression(self.prefix)
  require = endswith(self.prefix, "/") || endswith(self.prefix, "/}") || endswith(self.prefix, "/'}")
  message = "`prefix` does not end in `/`: names of objects are glued to its last part"
  help = "end it in `/`"

  why    = "The name of the object follows the prefix with nothing between."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{timestamp:yyyy}", # here
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
