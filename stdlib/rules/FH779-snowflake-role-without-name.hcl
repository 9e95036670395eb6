rule "FH779" {
  name = "snowflake-role-without-name"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.snowflake_configuration.snowflake_role_configuration"]
  at = ["snowflake_role"]
  when = self.enabled == true
  require = present(self.snowflake_role)
  message = "`snowflake_role_configuration` is enabled, but names no `snowflake_role`"
  help = "add it, or write `enabled: false`"
  label = "no `snowflake_role` in this block"

  why    = "`enabled` says that a role is used: which one?"
  source = "cdk-preflight pf-firehose-snowflake-role-config (recorded refusal, September 2026)"

  bad = <<-RUBY
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
          snowflake_role_configuration: { enabled: true }, # here,
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
          snowflake_role_configuration: { enabled: true, snowflake_role: "LOADER" },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
