rule "FH271" {
  name = "backup-without-its-block"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.redshift_configuration"]
  at = ["s3_backup_mode"]
  with = {
    from = try(self.s3_configuration, self)
    prefix = "source-backup/"
  }
  when = self.s3_backup_mode == "Enabled"
  require = self.s3_backup_configuration != null
  message = "`s3_backup_mode` is `Enabled`, but there is no `s3_backup_configuration`"

  repair {
    kind = "assumed"
    set = {
      "s3_backup_configuration.bucket_arn" = root.destination == "redshift" ? self.s3_configuration.bucket_arn : self.bucket_arn
      "s3_backup_configuration.role_arn" = self.role_arn
      "s3_backup_configuration.prefix" = prefix
    }
    told = "wrote an `s3_backup_configuration` with the bucket and role of this block and the prefix `${prefix}`"
  }

  why    = "Mode `Enabled` keeps a copy of the source records, and the service wants to be told where."
  source = "Firehose API model 2015-08-04; cdk-preflight pf-firehose-s3-backup-config (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          s3_backup_mode: "Enabled" # here
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

  example "redshift" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          s3_backup_mode: "Enabled", # here,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
    RUBY
  }
}
