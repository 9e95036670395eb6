rule "FH410" {
  name = "schema-made-at-the-same-time"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.schema_configuration"]

  case "table" {
    at = ["table_name"]
    with = {
      made = [for t in resources("aws_glue_catalog_table") : t if t.name == self.table_name && !depends_on(t)]
    }
    when = known(self.table_name)
    require = length(made) == 0
    message = "the table `${self.table_name}` is made by this template, and the stream does not wait for it"
    help = "refer to it: `table.name`, or add it to `depends_on`"
  }

  case "database" {
    at = ["database_name"]
    with = {
      made = [for t in resources("aws_glue_catalog_database") : t if t.name == self.database_name && !depends_on(t)]
      covered = [for t in resources("aws_glue_catalog_table") : t if depends_on(t) || t.name == self.table_name]
    }
    when = known(self.database_name) && length(covered) == 0
    require = length(made) == 0
    message = "the database `${self.database_name}` is made by this template, and the stream does not wait for it"
    help = "refer to it: `database.name`, or add it to `depends_on`"
  }

  why    = "The service looks the table up when the stream is made; without a dependency it may not be there yet."
  source = "floci-io/floci captures, July 2026"

  bad = <<-RUBY
    template :t do
      aws_glue_catalog_table(:events, { name: "events", database_name: "lake" })
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
            schema_configuration: {
              database_name: "lake",
              table_name: "events", # here
              role_arn: glue_role.arn
            }
          }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      table = aws_glue_catalog_table(:events, { name: "events", database_name: "lake" })
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
            schema_configuration: { database_name: "lake", table_name: table.name, role_arn: glue_role.arn }
          }
        }
      })
    end
  RUBY
}
