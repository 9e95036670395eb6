rule "FH405" {
  name = "not-one-deserializer"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.input_format_configuration.deserializer"]

  case "none" {
    require = self.open_x_json_ser_de != null || self.hive_json_ser_de != null
    message = "`deserializer` names none"
    label = "neither `open_x_json_ser_de` nor `hive_json_ser_de` in this block"

    repair {
      kind = "assumed"
      set = {
        "open_x_json_ser_de" = {}
      }
      told = "wrote `open_x_json_ser_de: {}`"
    }
  }

  case "both" {
    at = ["hive_json_ser_de"]
    also = { "open_x_json_ser_de" = "the other one" }
    require = self.open_x_json_ser_de == null || self.hive_json_ser_de == null
    message = "`deserializer` names both `open_x_json_ser_de` and `hive_json_ser_de`"
    help = "keep one of them"
  }

  case "absent" {
    on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.input_format_configuration"]
    covers = ["deserializer"]
    require = self.deserializer != null
    message = "`input_format_configuration` has no `deserializer`"
    label = "no `deserializer` in this block"

    repair {
      kind = "assumed"
      set = {
        "deserializer.open_x_json_ser_de" = {}
      }
      told = "wrote `deserializer: { open_x_json_ser_de: {} }`"
    }
  }

  why    = "Records are read by one deserializer: OpenX or Hive."
  source = "cdk-preflight pf-firehose-deserializer-one (recorded refusal, September 2026); cdk-preflight pf-firehose-deserializer-required (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 64,
          data_format_conversion_configuration: {
            input_format_configuration: {
              deserializer: {} # here
            },
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

  example "both" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 64,
          data_format_conversion_configuration: {
            input_format_configuration: {
              deserializer: {
                open_x_json_ser_de: {},
                hive_json_ser_de: {} # here
              }
            },
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
          }
        }
      })
    end
    RUBY
  }

  example "absent" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 64,
          data_format_conversion_configuration: {
            input_format_configuration: {}, # here
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
          }
        }
      })
    end
    RUBY
  }
}
