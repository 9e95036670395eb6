rule "FH407" {
  name = "conversion-schema-incomplete"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.schema_configuration"]
  covers = ["database_name", "table_name", "role_arn"]

  case "database" {
    with = {
      database = "${name()}_glue_database"
    }
    require = self.database_name != null
    message = "`schema_configuration` has no `database_name`"
    label = "no `database_name` in this block"

    repair {
      kind = "promoted"
      set = {
        "database_name" = input(database)
      }
      told = "wrote a `database_name` from a new input, `${database}`"
    }
  }

  case "table" {
    with = {
      table = "${name()}_glue_table"
    }
    require = self.table_name != null
    message = "`schema_configuration` has no `table_name`"
    label = "no `table_name` in this block"

    repair {
      kind = "promoted"
      set = {
        "table_name" = input(table)
      }
      told = "wrote a `table_name` from a new input, `${table}`"
    }
  }

  case "role" {
    require = self.role_arn != null
    message = "`schema_configuration` has no `role_arn`"
    label = "no `role_arn` in this block"

    repair {
      kind = "derived"
      when = root.extended_s3_configuration.role_arn != null
      set = {
        "role_arn" = root.extended_s3_configuration.role_arn
      }
      told = "wrote the `role_arn` of the destination"
    }
  }

  why    = "The columns of the files are those of a Glue table, which the service reads in a role."
  source = "Firehose API model 2015-08-04; terraform-provider-aws, internal/service/firehose/delivery_stream.go"

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
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { table_name: "events", role_arn: glue_role.arn } # here
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

  example "table" {
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
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", role_arn: glue_role.arn } # here
          }
        }
      })
    end
    RUBY
  }

  example "role" {
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
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: "events" } # here
          }
        }
      })
    end
    RUBY
  }
}
