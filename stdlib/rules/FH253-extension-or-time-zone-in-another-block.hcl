rule "FH253" {
  name = "extension-or-time-zone-in-another-block"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream", "aws_kinesis_firehose_delivery_stream.**"]
  at = ["file_extension", "custom_time_zone"]
  schema = "unknown"
  message = "`file_extension` and `custom_time_zone` belong into `extended_s3_configuration` itself"
  help = "no other block has them, the one of a backup neither"

  why    = "The service names the objects of its S3 destination so, and of no other."
  source = "Firehose API model 2015-08-04; CloudFormation registry schema; terraform-provider-aws schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          s3_backup_mode: "Enabled",
          s3_backup_configuration: {
            role_arn: delivery_role.arn,
            bucket_arn: backup_bucket.arn,
            file_extension: ".json" # here
          }
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
          file_extension: ".json"
        }
      })
    end
  RUBY
}
