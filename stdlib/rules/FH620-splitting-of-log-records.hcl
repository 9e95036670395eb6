rule "FH620" {
  name = "splitting-of-log-records"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration"]
  with = {
    splitters = [for p in list(self.processors) : p if p.type == "RecordDeAggregation"]
    types = [for p in list(self.processors) : p.type]
  }
  when = contains(types, "Decompression")
  require = length(splitters) == 0
  where = splitters[0]
  message = "`RecordDeAggregation` beside `Decompression` loses records of more than 500 parts"
  help = "split them in a Lambda function"

  why    = "A record of more than 500 parts is not split, and the query fails it as a whole; batches of CloudWatch Logs are larger."
  source = "Amazon Data Firehose developer guide, dynamic partitioning; observed losses"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "s=!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "Decompression",
                parameters: [
                  { parameter_name: "CompressionFormat", parameter_value: "GZIP" }
                ]
              },
              { # here
                type: "RecordDeAggregation",
                parameters: [
                  { parameter_name: "SubRecordType", parameter_value: "JSON" }
                ]
              },
              {
                type: "MetadataExtraction",
                parameters: [
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" },
                  { parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.6" }
                ]
              }
            ]
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
          prefix: "s=!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "Decompression",
                parameters: [
                  { parameter_name: "CompressionFormat", parameter_value: "GZIP" }
                ]
              },
              {
                type: "MetadataExtraction",
                parameters: [
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" },
                  { parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.6" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
