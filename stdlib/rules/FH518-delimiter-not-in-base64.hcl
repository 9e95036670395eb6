rule "FH518" {
  name = "delimiter-not-in-base64"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    kinds = [for q in list(self.parameters) : q if q.parameter_name == "SubRecordType"]
    delimiters = [for q in list(self.parameters) : q if q.parameter_name == "Delimiter"]
  }
  when = self.type == "RecordDeAggregation" && kinds[0].parameter_value == "DELIMITED"

  case "absent" {
    require = length(delimiters) > 0
    message = "the `RecordDeAggregation` processor has no `Delimiter`"
    label = "no `Delimiter` in this block"
  }

  case "plain" {
    on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
    at = ["parameter_value"]
    with = {
      encoded = encode64(self.parameter_value)
    }
    when = self.parameter_name == "Delimiter" && parent.type == "RecordDeAggregation"
    require = base64(self.parameter_value) && self.parameter_value != ""
    message = "`Delimiter` is `${self.parameter_value}`, which is not base64"

    repair {
      kind = "derived"
      set = {
        "parameter_value" = encoded
      }
      told = "wrote it in base64, `${encoded}`"
    }
  }

  why    = "`DELIMITED` wants a `Delimiter`, written in base64."
  source = "cdk-preflight pf-firehose-processor-deaggregation-delimiter (recorded refusal, September 2026); Amazon Data Firehose developer guide, dynamic partitioning"

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
              { # here
                type: "RecordDeAggregation",
                parameters: [
                  { parameter_name: "SubRecordType", parameter_value: "DELIMITED" }
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
                  { parameter_name: "SubRecordType", parameter_value: "DELIMITED" },
                  { parameter_name: "Delimiter", parameter_value: "Cg==" }
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

  example "plain" {
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
                  { parameter_name: "SubRecordType", parameter_value: "DELIMITED" },
                  { parameter_name: "Delimiter", parameter_value: "|" } # here
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
}
