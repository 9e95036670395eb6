rule "FH421" {
  name = "bloom-filter-column-twice"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.output_format_configuration.serializer.orc_ser_de"]
  at = ["bloom_filter_columns"]
  with = {
    twice = repeats(list(self.bloom_filter_columns))
  }
  require = length(twice) == 0
  where = "bloom_filter_columns.${twice[0]}"
  message = "`${self.bloom_filter_columns[twice[0]]}` stands in `bloom_filter_columns` twice"
  help = "delete one"

  why    = "Each column has one filter."
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
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: {
              serializer: {
                orc_ser_de: {
                  bloom_filter_columns: ["id", "id"] # here
                }
              }
            },
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
            output_format_configuration: {
              serializer: {
                orc_ser_de: {
                  bloom_filter_columns: ["id", "kind"]
                }
              }
            },
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: glue_role.arn }
          }
        }
      })
    end
  RUBY
}
