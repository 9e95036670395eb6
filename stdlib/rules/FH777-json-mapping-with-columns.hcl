rule "FH777" {
  name = "json-mapping-with-columns"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.snowflake_configuration"]
  at = ["content_column_name", "metadata_column_name"]
  also = { "data_loading_option" = "the option" }
  when = try(self.data_loading_option, "JSON_MAPPING") == "JSON_MAPPING"
  require = self.content_column_name == null && self.metadata_column_name == null
  message = "`${self.content_column_name != null ? "content_column_name" : "metadata_column_name"}` has no place beside `JSON_MAPPING`"
  help = "leave it out, or choose a VARIANT option"

  why    = "`JSON_MAPPING` maps each member to the column of its name."
  source = "cdk-preflight pf-firehose-snowflake-json-mapping-columns (recorded refusal, September 2026)"

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
          content_column_name: "BODY", # here,
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
