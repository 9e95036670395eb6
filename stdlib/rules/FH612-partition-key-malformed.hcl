rule "FH612" {
  name = "partition-key-malformed"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  with = {
    wrong = prefix_faults(self.prefix, "FH612")
  }

  case "prefix" {
    at = ["prefix"]
    require = length(wrong) == 0
    focus = wrong[0]
    message = "${wrong[0].what}"
    help = "name a key of letters, digits and `_`"
  }

  case "query" {
    on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration.processing_configuration.processors.parameters"]
    at = ["parameter_value"]
    with = {
      odd = [for k in query_keys(self.parameter_value) : k if matches(k, "[{}]")]
    }
    when = self.parameter_name == "MetadataExtractionQuery"
    require = length(odd) == 0
    message = "the key `${odd[0]}` cannot stand in a prefix: it has a brace in it"
    help = "name it with letters, digits and `_`"
  }

  why    = "The prefix names each key between braces, so that a key is not empty and has no brace itself."
  source = "aws-cdk-lib aws-kinesisfirehose"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "raw/!{partitionKeyFromQuery:}/", # here
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
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
              { type: "MetadataExtraction", parameters: [{ parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" }, { parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.6" }] }
            ]
          }
        }
      })
    end
  RUBY
}
