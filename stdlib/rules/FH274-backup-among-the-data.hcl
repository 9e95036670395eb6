rule "FH274" {
  name = "backup-among-the-data"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["prefix", "bucket_arn"]
  with = {
    main = try(parent.s3_configuration, parent)
  }
  require = !(identical(self.bucket_arn, main.bucket_arn) && "${try(self.prefix, "")}" == "${try(main.prefix, "")}")
  message = "the backup goes to the bucket and prefix of the data"
  help = "give it a prefix of its own, `source-backup/`"

  why    = "Source records and delivered ones lie in one folder then."
  source = "general knowledge"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/",
          s3_backup_mode: "Enabled",
          s3_backup_configuration: {
            role_arn: delivery_role.arn,
            bucket_arn: lake_bucket.arn,
            prefix: "a/" # here
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
          prefix: "a/",
          s3_backup_mode: "Enabled",
          s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn, prefix: "source/" }
        }
      })
    end
  RUBY
}
