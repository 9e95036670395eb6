rule "FH702" {
  name = "redshift-without-credentials"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration"]
  require = self.username != null && self.password != null || try(self.secrets_manager_configuration.enabled, false)
  message = "`redshift_configuration` has ${self.username == null && self.password == null ? "no credentials" : self.password == null ? "no `password`" : "no `username`"}, and no secret"
  help = "add it, or `secrets_manager_configuration: { enabled: true, secret_arn: … }`"

  why    = "The service logs in with a name and a password, or with a secret."
  source = "cdk-preflight pf-firehose-redshift-credentials (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: { # here
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          username: "loader",
          data_table_name: "events",
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
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  example "secret" {
    good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          data_table_name: "events",
          secrets_manager_configuration: { enabled: true, secret_arn: login_secret.arn },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
    RUBY
  }
}
