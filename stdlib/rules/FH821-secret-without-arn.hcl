rule "FH821" {
  name = "secret-without-arn"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.secrets_manager_configuration"]
  when = self.enabled == true
  require = self.secret_arn != null
  message = "`secrets_manager_configuration` is enabled, but has no `secret_arn`"
  help = "write the ARN of the secret, or `enabled: false`"
  label = "no `secret_arn` in this block"

  why    = "`enabled` says that a secret is used: which one?"
  source = "cdk-preflight pf-firehose-secrets-manager-secret-arn (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          data_table_name: "events",
          secrets_manager_configuration: { enabled: true }, # here,
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
          data_table_name: "events",
          secrets_manager_configuration: { enabled: true, secret_arn: login_secret.arn },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
