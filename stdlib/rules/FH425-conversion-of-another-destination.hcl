rule "FH425" {
  name = "conversion-of-another-destination"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream", "aws_kinesis_firehose_delivery_stream.**"]
  at = ["data_format_conversion_configuration"]
  schema = "unknown"
  message = "only `extended_s3_configuration` has a `data_format_conversion_configuration`"
  help = "records are converted on their way to S3 only: move the block there, with `destination: \"extended_s3\"`"

  why    = "The service writes Parquet and ORC to S3 alone."
  source = "Amazon Data Firehose developer guide, record format conversion"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn },
          data_format_conversion_configuration: { enabled: false } # here
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
          buffering_size: 128,
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          data_format_conversion_configuration: {
            input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
            output_format_configuration: { serializer: { parquet_ser_de: {} } },
            schema_configuration: { database_name: "lake", table_name: "events", role_arn: delivery_role.arn }
          }
        }
      })
    end
  RUBY
}
