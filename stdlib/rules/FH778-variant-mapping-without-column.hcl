rule "FH778" {
  name = "variant-mapping-without-column"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.snowflake_configuration"]
  at = ["data_loading_option"]

  case "content" {
    when = contains(["VARIANT_CONTENT_MAPPING", "VARIANT_CONTENT_AND_METADATA_MAPPING"], self.data_loading_option)
    require = self.content_column_name != null
    message = "`${self.data_loading_option}` needs a `content_column_name`"
  }

  case "metadata" {
    when = self.data_loading_option == "VARIANT_CONTENT_AND_METADATA_MAPPING"
    require = self.metadata_column_name != null
    message = "`${self.data_loading_option}` needs a `metadata_column_name`"
  }

  why    = "The options that write whole records need the column to write to."
  source = "cdk-preflight pf-firehose-snowflake-variant-columns (recorded refusal, September 2026)"

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
          data_loading_option: "VARIANT_CONTENT_MAPPING", # here,
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
          data_loading_option: "VARIANT_CONTENT_MAPPING",
          content_column_name: "BODY",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
