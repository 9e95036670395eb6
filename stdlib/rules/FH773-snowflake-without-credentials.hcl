rule "FH773" {
  name = "snowflake-without-credentials"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.snowflake_configuration"]
  require = self.user != null && self.private_key != null || try(self.secrets_manager_configuration.enabled, false)
  message = "`snowflake_configuration` has ${self.user == null && self.private_key == null ? "no credentials" : self.user == null ? "no `user`" : "no `private_key`"}, and no secret"
  help = "write `user` and `private_key` from inputs, or `secrets_manager_configuration`"

  why    = "The service logs in with a user and its private key, or with a secret."
  source = "cdk-preflight pf-firehose-snowflake-credentials (recorded refusal, September 2026); cdk-preflight pf-firehose-snowflake-user (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "snowflake",
        snowflake_configuration: { # here
          account_url: "https://ab12345.eu-west-1.snowflakecomputing.com",
          database: "D",
          schema: "S",
          table: "T",
          user: "U",
          role_arn: delivery_role.arn,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "snowflake",
        snowflake_configuration: {
          account_url: "https://ab12345.eu-west-1.snowflakecomputing.com",
          database: "D",
          schema: "S",
          table: "T",
          user: "U",
          private_key: snowflake_key.value,
          role_arn: delivery_role.arn,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
