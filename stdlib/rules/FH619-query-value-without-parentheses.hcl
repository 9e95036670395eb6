rule "FH619" {
  name = "query-value-without-parentheses"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  with = {
    bare = bare_keys(self.parameter_value)
  }
  when = self.parameter_name == "MetadataExtractionQuery" && query_fault(self.parameter_value) == null
  require = length(bare) == 0
  message = "the value of `${bare[0]}` needs parentheses in jq 1.6"
  help = "put the value in parentheses"

  why    = "jq 1.6 takes a term, or a pipe of terms, as the value of a member; anything else stands in parentheses."
  source = "own runs of jq 1.6; Firehose API model 2015-08-04"

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
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop // 1}" }, # here
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
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:(.shop // 1)}" },
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
