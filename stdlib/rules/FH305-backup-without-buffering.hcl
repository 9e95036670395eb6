rule "FH305" {
  name = "backup-without-buffering"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration"]
  at = ["buffering_interval"]
  when = self.buffering_interval != null && !(root.destination == "redshift" && block_name(self) == "s3_configuration")
  require = self.buffering_interval >= 60 || self.buffering_interval < 0
  message = "`buffering_interval` of a backup is ${self.buffering_interval}, at least 60 seconds are needed"
  help = "the nearest legal value is 60"

  why    = "Buffering of less than 60 seconds is not offered for a backup."
  source = "Amazon Data Firehose developer guide, buffering hints"

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
            prefix: "source/",
            buffering_interval: 0 # here
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
