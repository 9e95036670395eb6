rule "FH420" {
  name = "tolerance-without-padding"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.output_format_configuration.serializer.orc_ser_de"]
  at = ["padding_tolerance"]
  when = self.padding_tolerance != null
  require = self.enable_padding
  message = "`padding_tolerance` has no effect: `enable_padding` is not true"

  why    = "`padding_tolerance` says how much is padded when `enable_padding` is true."
  source = "Firehose API model 2015-08-04"

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
                  padding_tolerance: 0.1 # here
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
                  padding_tolerance: 0.1,
                  enable_padding: true
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
