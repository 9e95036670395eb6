rule "FH517" {
  name = "sub-record-type"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    kinds = [for q in list(self.parameters) : q if q.parameter_name == "SubRecordType"]
    delimiters = [for q in list(self.parameters) : q if q.parameter_name == "Delimiter"]
  }
  when = self.type == "RecordDeAggregation"
  require = length(kinds) > 0 && contains(["JSON", "DELIMITED"], kinds[0].parameter_value)
  where = kinds[0]
  at = ["parameter_value"]
  message = "${length(kinds) == 0 ? "the `RecordDeAggregation` processor has no `SubRecordType`" : "`SubRecordType` is `${kinds[0].parameter_value}`"}, `JSON` and `DELIMITED` are known"

  why    = "Records are cut into JSON documents, or at a delimiter."
  source = "cdk-preflight pf-firehose-processor-subrecord-type (recorded refusal, September 2026)"

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
                type: "RecordDeAggregation",
                parameters: [
                  { parameter_name: "SubRecordType", parameter_value: "Json" } # here
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
}
