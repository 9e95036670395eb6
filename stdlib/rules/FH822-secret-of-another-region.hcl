rule "FH822" {
  name = "secret-of-another-region"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.secrets_manager_configuration"]
  at = ["secret_arn"]
  when = present(arn_part(self.secret_arn, 3))
  require = arn_part(self.secret_arn, 3) == region()
  message = "the secret is of `${arn_part(self.secret_arn, 3)}`, the stream of `${region()}`"
  help = "use a secret of the stream's Region"

  why    = "The secret is of the Region of the stream."
  source = "cdk-preflight pf-firehose-secrets-manager-region (recorded refusal, September 2026)"

  bad = <<-RUBY
    provider :aws, region: "us-east-1"
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          data_table_name: "events",
          secrets_manager_configuration: {
            enabled: true,
            secret_arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:login-AbCdEf" # here
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    provider :aws, region: "us-east-1"
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
