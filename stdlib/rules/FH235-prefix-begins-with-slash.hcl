rule "FH235" {
  name = "prefix-begins-with-slash"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]

  case "prefix" {
    at = ["prefix"]
    when = self.prefix != null
    require = !startswith(self.prefix, "/")
    message = "`prefix` begins with `/`, a folder without a name"
    help = "leave the `/` out"
  }

  case "error_output_prefix" {
    at = ["error_output_prefix"]
    when = self.error_output_prefix != null
    require = !startswith(self.error_output_prefix, "/")
    message = "`error_output_prefix` begins with `/`, a folder without a name"
    help = "leave the `/` out"
  }

  why    = "A key that begins with `/` lies in a folder without a name."
  source = "Amazon S3 user guide, object keys"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "/raw/" # here
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
          prefix: "raw/"
        }
      })
    end
  RUBY
}
