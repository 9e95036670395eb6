rule "FH607" {
  name = "extracted-key-not-in-prefix"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  with = {
    processing = self.processing_configuration
    metadata = [for p in list(processing.processors) : p if p.type == "MetadataExtraction"]
    queries = [for p in metadata : [for q in list(p.parameters) : q.parameter_value if q.parameter_name == "MetadataExtractionQuery"][0]]
    query = queries[0]
    holders = [for p in metadata : [for q in list(p.parameters) : q if q.parameter_name == "MetadataExtractionQuery"][0]]
    unused = subtract(query_keys(query), partition_keys(self.prefix, "partitionKeyFromQuery"))
  }
  when = try(self.dynamic_partitioning_configuration.enabled, false) && query != null && uses(self.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
  require = length(unused) == 0 || length(query_keys(query)) > 50
  where = holders[0]
  at = ["parameter_value"]
  message = "the query extracts `${unused[0]}`, which `prefix` does not use"
  help = "use it, `!{partitionKeyFromQuery:${unused[0]}}`, or drop it from the query"

  why    = "The keys of the query and those of the prefix are the same."
  source = "cdk-preflight pf-firehose-dynamic-partitioning-query-key (recorded refusal, September 2026); aws-cdk-lib aws-kinesisfirehose"

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
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop,day:.day}" }, # here # here
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
