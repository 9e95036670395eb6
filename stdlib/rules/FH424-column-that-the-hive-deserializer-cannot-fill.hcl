rule "FH424" {
  name = "column-that-the-hive-deserializer-cannot-fill"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.input_format_configuration.deserializer.hive_json_ser_de"]
  with = {
    table = named("aws_glue_catalog_table", parent.parent.parent.schema_configuration.table_name)
    odd = [for c in list(table.storage_descriptor.columns) : c.name if surely(matches(c.name, "[.]") || matches(lower(c.type), "uniontype"))]
  }
  when = table != null
  require = length(odd) == 0
  message = "the Hive deserializer cannot fill the column `${odd[0]}`"
  help = "use `open_x_json_ser_de`, or another name or type for the column"

  why    = "Names with a dot and the type `uniontype` are not read by the Hive JSON SerDe; numbers in quotes are not either."
  source = "Amazon Data Firehose developer guide, record format conversion"

  bad = <<-RUBY
    template :t do
      events = aws_glue_catalog_table(:events, {
        name: "events",
        database_name: "lake",
        storage_descriptor: { columns: [{ name: "user.id", type: "string" }] }
      })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 128,
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          data_format_conversion_configuration: {
            input_format_configuration: { deserializer: { hive_json_ser_de: {} } }, # here
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: events.name, role_arn: delivery_role.arn }
          }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      events = aws_glue_catalog_table(:events, {
        name: "events",
        database_name: "lake",
        storage_descriptor: { columns: [{ name: "user.id", type: "string" }] }
      })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_size: 128,
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          data_format_conversion_configuration: {
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: events.name, role_arn: delivery_role.arn }
          }
        }
      })
    end
  RUBY
}
