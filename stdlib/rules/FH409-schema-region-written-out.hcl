rule "FH409" {
  name = "schema-region-written-out"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.schema_configuration"]
  at = ["region"]
  when = self.region != null
  require = self.region == region()
  message = "the schema is read in `${self.region}`, the stream is in `${region()}`"
  help = "leave `region` out"

  why    = "Left out, it is the Region of the stream."
  source = "Firehose API model 2015-08-04"

  bad = <<-RUBY
    provider :aws, region: "us-east-1"
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
            schema_configuration: {
              database_name: "lake",
              table_name: "events",
              role_arn: glue_role.arn,
              region: "eu-west-1" # here
            }
          }
        }
      })
    end
  RUBY

  good = <<-RUBY
    provider :aws, region: "us-east-1"
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
