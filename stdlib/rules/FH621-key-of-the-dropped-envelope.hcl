rule "FH621" {
  name = "key-of-the-dropped-envelope"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  with = {
    extracting = [for p in list(parent.parent.processors) : p if p.type == "CloudWatchLogProcessing" && length([for q in list(p.parameters) : q if q.parameter_name == "DataMessageExtraction" && lower("${q.parameter_value}") == "false"]) == 0]
    values = query_values(self.parameter_value)
    lost = [for v in values : v if matches(v, "(^|[^\\w.\\])\"])[.](messageType|owner|logGroup|logStream|subscriptionFilters|logEvents)\\b")]
  }
  when = self.parameter_name == "MetadataExtractionQuery" && length(extracting) > 0
  require = length(lost) == 0
  message = "`${lost[0]}` reads the envelope of CloudWatch Logs, which `CloudWatchLogProcessing` takes away"

  why    = "Once messages are extracted the envelope of CloudWatch Logs is gone: the key is null, and the record fails."
  source = "Amazon Data Firehose developer guide, CloudWatch Logs; observed null keys"

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
              {
                type: "CloudWatchLogProcessing",
                parameters: [
                  { parameter_name: "DataMessageExtraction", parameter_value: "true" }
                ]
              },
              {
                type: "MetadataExtraction",
                parameters: [
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.logGroup}" }, # here
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
                type: "CloudWatchLogProcessing",
                parameters: [
                  { parameter_name: "DataMessageExtraction", parameter_value: "true" }
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
