rule "FH426" {
  name = "conversion-without-error-prefix"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["data_format_conversion_configuration"]
  when = self.data_format_conversion_configuration != null && try(self.data_format_conversion_configuration.enabled, true) && !has_expression(self.prefix)
  require = present(self.error_output_prefix)
  message = "records that fail conversion go under the data prefix: there is no `error_output_prefix`"
  help = "give them a folder: `error_output_prefix: \"errors/!{firehose:error-output-type}/\"`"

  why    = "Records that cannot be converted are written under the error prefix, in `format-conversion-failed`."
  source = "Amazon Data Firehose developer guide, record format conversion"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 64,
          data_format_conversion_configuration: { # here
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
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
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          error_output_prefix: "errors/",
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
