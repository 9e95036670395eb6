rule "FH273" {
  name = "backup-called-processed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["prefix"]
  require = !matches(lower("${self.prefix}"), "process|success|transform|convert|clean|deliver|enrich")
  message = "the backup holds the source records, not those that `${self.prefix}` speaks of"

  why    = "The backup of `extended_s3` and `redshift` holds the source records as they came, before Lambda and conversion, whether delivered or not."
  source = "Amazon Data Firehose developer guide, source record backup"

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
            prefix: "backup/successful/" # here
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
          s3_backup_mode: "Enabled",
          s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: backup_bucket.arn, prefix: "source/" }
        }
      })
    end
  RUBY
}
