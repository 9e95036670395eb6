rule "FH403" {
  name = "conversion-without-buffer-size"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  when = self.data_format_conversion_configuration != null && try(self.data_format_conversion_configuration.enabled, true)
  require = self.buffering_size != null
  message = "format conversion needs a `buffering_size` of at least 64, and none is written"
  label = "no `buffering_size` in this block"

  repair {
    kind = "derived"
    set = {
      "buffering_size" = 128
    }
    told = "wrote `buffering_size: 128`, the service's own default for it"
  }

  why    = "Left out, Terraform sends 5 MB, and the service refuses less than 64."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Amazon Data Firehose developer guide, record format conversion"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: { # here
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
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
