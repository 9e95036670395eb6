rule "FH617" {
  name = "split-records-without-line-ends"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.processing_configuration.processors"]
  with = {
    kinds = [for p in list(parent.processors) : p.type]
    conversion = parent.parent.data_format_conversion_configuration
  }
  when = self.type == "RecordDeAggregation" && (conversion == null || conversion.enabled == false)
  require = contains(kinds, "AppendDelimiterToRecord") || contains(kinds, "Lambda")
  message = "records that are split lose their line ends: the objects hold one document after the other without any"
  help = "add the processor `AppendDelimiterToRecord`"

  why    = "De-aggregation takes away what stood between the records, and readers of JSON lines want it back. Aggregated records have to be split before a query sees them."
  source = "Amazon Data Firehose developer guide, dynamic partitioning"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "raw/!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              { # here
                type: "RecordDeAggregation", parameters: [{ parameter_name: "SubRecordType", parameter_value: "JSON" }]
              },
              { type: "MetadataExtraction", parameters: [{ parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" }, { parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.6" }] }
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
          prefix: "raw/!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              { type: "RecordDeAggregation", parameters: [{ parameter_name: "SubRecordType", parameter_value: "JSON" }] },
              { type: "MetadataExtraction", parameters: [{ parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" }, { parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.6" }] },
              { type: "AppendDelimiterToRecord" }
            ]
          }
        }
      })
    end
  RUBY
}
