rule "FH406" {
  name = "not-one-serializer"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.output_format_configuration.serializer"]

  case "none" {
    require = self.parquet_ser_de != null || self.orc_ser_de != null
    message = "`serializer` names none"
    label = "neither `parquet_ser_de` nor `orc_ser_de` in this block"
    help = "say `parquet_ser_de: {}` or `orc_ser_de: {}`"
  }

  case "both" {
    at = ["orc_ser_de"]
    also = { "parquet_ser_de" = "the other one" }
    require = self.parquet_ser_de == null || self.orc_ser_de == null
    message = "`serializer` names both `parquet_ser_de` and `orc_ser_de`"
    help = "keep one of them"
  }

  case "absent" {
    on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.output_format_configuration"]
    covers = ["serializer"]
    require = self.serializer != null
    message = "`output_format_configuration` has no `serializer`"
    label = "no `serializer` in this block"
    help = "say `serializer: { parquet_ser_de: {} }`"
  }

  why    = "Records are written by one serializer: Parquet or ORC."
  source = "cdk-preflight pf-firehose-serializer-one (recorded refusal, September 2026); cdk-preflight pf-firehose-serializer-required (recorded refusal, September 2026)"

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
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: { serializer: {} }, # here
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
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: {
              serializer: {
                parquet_ser_de: {},
                orc_ser_de: {} # here
              }
            },
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
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: {}, # here
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
          }
        }
      })
    end
    RUBY
  }
}
