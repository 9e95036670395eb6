rule "FH622" {
  name = "empty-keys-of-control-messages"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  with = {
    types = [for p in list(parent.parent.processors) : p.type]
    values = query_values(self.parameter_value)
    weak = [for v in values : v if matches(v, "^[.](owner|logGroup)$")]
  }
  when = self.parameter_name == "MetadataExtractionQuery" && contains(types, "Decompression") && !contains(types, "CloudWatchLogProcessing")
  require = length(weak) == 0
  message = "`${weak[0]}` is empty in control messages, which fail then"
  help = "guard it: `(if (${weak[0]} // \"\") == \"\" then \"none\" else ${weak[0]} end)`"

  why    = "Control messages of CloudWatch Logs have an empty owner and log group, and an empty key fails the record."
  source = "observed in a public module; Amazon Data Firehose developer guide, CloudWatch Logs"

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
