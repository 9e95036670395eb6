rule "FH604" {
  name = "dynamic-partitioning-without-key"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["prefix", "dynamic_partitioning_configuration"]
  also = { "dynamic_partitioning_configuration" = "dynamic partitioning" }
  with = {
    kinds = [for p in list(self.processing_configuration.processors) : p.type]
    from_code = self.processing_configuration.enabled == true && contains(kinds, "Lambda") && !contains(kinds, "MetadataExtraction")
  }
  when = try(self.dynamic_partitioning_configuration.enabled, false) && !(from_code && present(self.prefix)) && length(prefix_faults(self.prefix, "FH612")) == 0
  require = uses(self.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
  message = "dynamic partitioning is on, but `prefix` has no partition key"
  help = "use one: `KEY=!{partitionKeyFromQuery:KEY}/`"

  why    = "Dynamic partitioning sorts by the keys in the prefix; without one there is nothing to sort by."
  source = "cdk-preflight pf-firehose-dynamic-partitioning-prefix (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/!{timestamp:yyyy}/", # here
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "AppendDelimiterToRecord"
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
