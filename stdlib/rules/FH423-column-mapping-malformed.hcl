rule "FH423" {
  name = "column-mapping-malformed"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.input_format_configuration.deserializer.open_x_json_ser_de"]
  at = ["column_to_json_key_mappings"]
  where = "column_to_json_key_mappings.${wrong[0]}"
  with = {
    wrong = [for k, v in self.column_to_json_key_mappings : k if surely(!matches(k, "^\\S{1,1000}\\S{0,24}$") || !matches("${v}", "\\S") || length(v) > 1024)]
  }
  when = self.column_to_json_key_mappings != null
  require = length(wrong) == 0
  message = "the mapping of `${wrong[0]}` is malformed: columns have no blanks, keys are not blank"

  why    = "A column has 1 to 1,024 characters without blanks; a key is not blank."
  source = "Firehose API model 2015-08-04; CloudFormation registry schema"

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
                open_x_json_ser_de: {
                  column_to_json_key_mappings: { "shop id": "shop-id" } # here
                }
              }
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
            input_format_configuration: {
              deserializer: {
                open_x_json_ser_de: {
                  column_to_json_key_mappings: { shop_id: "shop-id" }
                }
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
