rule "FH408" {
  name = "glue-role-of-another-account"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.schema_configuration"]
  at = ["role_arn"]
  when = arn_part(self.role_arn, 2) == "iam" && arn_part(self.role_arn, 4) != ""
  require = arn_part(self.role_arn, 4) == account()
  message = "the role is of account `${arn_part(self.role_arn, 4)}`, the stream of `${account()}`"
  help = "use a role of the stream's account, which may read a catalogue of another one"

  why    = "The service reads the table in a role of the stream's account."
  source = "cdk-preflight pf-firehose-schema-config-role-account (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/feed", role_arn: source_role.arn },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 64,
          data_format_conversion_configuration: {
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: {
              database_name: "lake",
              table_name: "events",
              role_arn: "arn:aws:iam::999999999999:role/glue" # here
            }
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
        kinesis_source_configuration: { kinesis_stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/feed", role_arn: source_role.arn },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 64,
          data_format_conversion_configuration: {
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
          }
        }
      })
    end
  RUBY
}
