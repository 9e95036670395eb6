rule "FH404" {
  name = "conversion-incomplete"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration"]
  covers = ["input_format_configuration", "output_format_configuration", "schema_configuration"]

  case "input" {
    require = self.input_format_configuration != null
    message = "format conversion has no `input_format_configuration`"
    label = "no `input_format_configuration` in this block"

    repair {
      kind = "assumed"
      set = {
        "input_format_configuration.deserializer.open_x_json_ser_de" = {}
      }
      told = "wrote `input_format_configuration: { deserializer: { open_x_json_ser_de: {} } }`"
    }
  }

  case "output" {
    require = self.output_format_configuration != null
    message = "format conversion has no `output_format_configuration`"
    label = "no `output_format_configuration` in this block"
    help = "say which format to write: `output_format_configuration: { serializer: { parquet_ser_de: {} } }`"
  }

  case "schema" {
    with = {
      database = "${name()}_glue_database"
      table = "${name()}_glue_table"
    }
    require = self.schema_configuration != null
    message = "format conversion has no `schema_configuration`"
    label = "no `schema_configuration` in this block"

    repair {
      kind = "promoted"
      set = {
        "schema_configuration.database_name" = input(database)
        "schema_configuration.table_name" = input(table)
        "schema_configuration.role_arn" = parent.role_arn
      }
      told = "wrote a `schema_configuration` with new inputs, `${database}` and `${table}`, and the role of the destination"
    }
  }

  why    = "Conversion reads JSON, writes columns and takes their names from a table: the service wants all three said, and the provider even when `enabled` is false."
  source = "cdk-preflight pf-firehose-dfcc-required-configs (recorded refusal, September 2026); Firehose API model 2015-08-04; terraform-provider-aws, internal/service/firehose/delivery_stream.go"

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

  example "output" {
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
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
          }
        }
      })
    end
    RUBY
  }

  example "schema" {
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
          }
        }
      })
    end
    RUBY
  }
}
