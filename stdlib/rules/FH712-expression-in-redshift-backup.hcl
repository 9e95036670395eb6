rule "FH712" {
  name = "expression-in-redshift-backup"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration.s3_backup_configuration"]

  case "expression" {
    at = ["prefix"]
    when = self.prefix != null
    require = !has_expression(self.prefix)
    focus = expression(self.prefix)
    message = "the backup `prefix` of Redshift has an expression"
  }

  case "error prefix" {
    at = ["error_output_prefix"]
    require = !present(self.error_output_prefix)
    message = "the backup block of Redshift has an `error_output_prefix`, which updates leave out"
  }

  why    = "What holds for the staging prefix is applied to the backup by the provider when it updates a stream."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"

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
          s3_backup_mode: "Enabled",
          s3_backup_configuration: {
            role_arn: delivery_role.arn,
            bucket_arn: lake_bucket.arn,
            prefix: "source/!{timestamp:yyyy}/", error_output_prefix: "errors/source/" # here
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
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
          s3_backup_mode: "Enabled",
          s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: backup_bucket.arn, prefix: "source/" },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
