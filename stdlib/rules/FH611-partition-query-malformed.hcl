rule "FH611" {
  name = "partition-query-malformed"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  when = parent.type == "MetadataExtraction" && self.parameter_name == "MetadataExtractionQuery" && known(self.parameter_value)

  case "syntax" {
    require = query_fault(self.parameter_value) == null
    message = "the query is not what jq reads: ${query_fault(self.parameter_value)}"
    help = "it is an object of keys: `{shop: .shop.id, kind: .kind}`"
  }

  case "count" {
    require = length(query_keys(self.parameter_value)) >= 1 && length(query_keys(self.parameter_value)) <= 50
    message = "the query has ${length(query_keys(self.parameter_value))} keys, 1 to 50 may be"
  }

  why    = "The query is an object of jq 1.6, whose 1 to 50 members are the keys."
  source = "Firehose API model 2015-08-04; Amazon Data Firehose developer guide, dynamic partitioning"

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
                type: "MetadataExtraction",
                parameters: [
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop" }, # here
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
