rule "FH402" {
  name = "small-buffer-for-conversion"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["buffering_size"]
  also = { "data_format_conversion_configuration" = "the conversion" }
  when = self.data_format_conversion_configuration != null && try(self.data_format_conversion_configuration.enabled, true) && self.buffering_size != null
  require = self.buffering_size >= 64 || self.buffering_size < 1
  message = "`buffering_size` is ${self.buffering_size}, format conversion needs at least 64 MB"
  help = "the nearest legal value is 64"

  why    = "Columns are written from at least 64 MB at a time."
  source = "Amazon Data Firehose developer guide, record format conversion; aws-cdk-lib aws-kinesisfirehose"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 63, # here
          data_format_conversion_configuration: {
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
