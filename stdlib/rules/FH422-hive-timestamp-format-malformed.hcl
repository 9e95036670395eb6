rule "FH422" {
  name = "hive-timestamp-format-malformed"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.input_format_configuration.deserializer.hive_json_ser_de"]
  at = ["timestamp_formats"]
  with = {
    formats = list(self.timestamp_formats)
    twice = repeats(formats)
    wrong = [for i, t in formats : i if t != "millis" && (!matches(t, "\\S") || matches(unquoted(t), "['IJPRTUVbfijloprt]"))]
  }

  case "malformed" {
    require = length(wrong) == 0
    where = "timestamp_formats.${wrong[0]}"
    message = "`${formats[wrong[0]]}` is no date pattern"
    help = "`millis`, or a pattern such as `yyyy-MM-dd'T'HH:mm:ss`"
  }

  case "twice" {
    require = length(twice) == 0
    where = "timestamp_formats.${twice[0]}"
    message = "`${formats[twice[0]]}` stands in `timestamp_formats` twice"
  }

  why    = "A format is a date pattern, or exactly `millis`; text in it stands in quotes. The documentation speaks of Joda-Time; the letters that are told here are those that the service refused."
  source = "cdk-preflight pf-firehose-hive-timestamp-formats (recorded refusal, September 2026); Firehose API model 2015-08-04"

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
                hive_json_ser_de: {
                  timestamp_formats: ["yyyy-MM-ddTHH:mm:ss"] # here
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
                hive_json_ser_de: {
                  timestamp_formats: ["millis", "yyyy-MM-dd'T'HH:mm:ss"]
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

  example "twice" {
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
                hive_json_ser_de: {
                  timestamp_formats: ["millis", "millis"] # here
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
}
