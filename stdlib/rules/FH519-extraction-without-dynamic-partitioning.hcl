rule "FH519" {
  name = "extraction-without-dynamic-partitioning"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  when = contains(["MetadataExtraction", "RecordDeAggregation"], self.type) && parent.enabled == true
  require = root.destination == "iceberg" && self.type == "MetadataExtraction" || root.destination == "extended_s3" && (try(root.extended_s3_configuration.dynamic_partitioning_configuration.enabled, false) || uses(root.extended_s3_configuration.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda"))
  message = "a `${self.type}` processor needs dynamic partitioning"
  help = "enable `dynamic_partitioning_configuration`, or delete the processor"

  why    = "Both processors serve dynamic partitioning; `MetadataExtraction` also chooses tables of Iceberg."
  source = "cdk-preflight pf-firehose-metadata-extraction-dp-only (recorded refusal, September 2026); cdk-preflight pf-firehose-record-deaggregation-dp-only (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/",
          processing_configuration: {
            enabled: true,
            processors: [
              { # here
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
