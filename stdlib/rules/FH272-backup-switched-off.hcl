rule "FH272" {
  name = "backup-switched-off"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.redshift_configuration"]
  at = ["s3_backup_configuration"]
  also = { "s3_backup_mode" = "the mode" }
  when = self.s3_backup_configuration != null
  require = self.s3_backup_mode == "Enabled" || self.s3_backup_mode != null && self.s3_backup_mode != "Disabled"
  message = "`s3_backup_configuration` has no effect: `s3_backup_mode` is ${self.s3_backup_mode == null ? "absent" : "`${self.s3_backup_mode}`"}"
  help = "set `s3_backup_mode: \"Enabled\"`, or delete the block"

  why    = "Without mode `Enabled` the block has no effect."
  source = "Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: backup_bucket.arn, prefix: "source/" } # here
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
