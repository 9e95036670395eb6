rule "FH401" {
  name = "compression-beside-conversion"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["compression_format"]
  also = { "data_format_conversion_configuration" = "the conversion" }
  when = self.data_format_conversion_configuration != null && try(self.data_format_conversion_configuration.enabled, true) && self.compression_format != null
  require = self.compression_format == "UNCOMPRESSED"
  message = "`compression_format` is `${self.compression_format}` beside format conversion, which compresses by itself"

  repair {
    kind = "dropped"
    delete = ["compression_format"]
    told = "left out `compression_format`; the serializer's own compression stays"
  }

  why    = "Parquet and ORC are compressed inside, by the serializer; the service refuses to compress them once more."
  source = "cdk-preflight pf-firehose-dfcc-compression (recorded refusal, September 2026); Amazon Data Firehose developer guide, record format conversion"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 64,
          compression_format: "GZIP", # here
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

  example "switched off" {
    good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          compression_format: "GZIP",
          data_format_conversion_configuration: { enabled: false,
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
          }
        }
      })
    end
    RUBY
  }
}
