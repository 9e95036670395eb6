rule "FH602" {
  name = "small-buffer-for-partitioning"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]

  case "small" {
    at = ["buffering_size"]
    also = { "dynamic_partitioning_configuration" = "dynamic partitioning" }
    when = try(self.dynamic_partitioning_configuration.enabled, false) && !(self.data_format_conversion_configuration != null && try(self.data_format_conversion_configuration.enabled, true)) && self.buffering_size != null
    require = self.buffering_size >= 64 || self.buffering_size < 1
    message = "`buffering_size` is ${self.buffering_size}, dynamic partitioning needs at least 64 MB"
    help = "the nearest legal value is 64"
  }

  case "absent" {
    when = try(self.dynamic_partitioning_configuration.enabled, false) && !(self.data_format_conversion_configuration != null && try(self.data_format_conversion_configuration.enabled, true))
    require = self.buffering_size != null
    message = "dynamic partitioning needs a `buffering_size` of at least 64, and none is written"
    label = "no `buffering_size` in this block"

    repair {
      kind = "derived"
      set = {
        "buffering_size" = 128
      }
      told = "wrote `buffering_size: 128`"
    }
  }

  why    = "Dynamic partitioning gathers at least 64 MB; left out, Terraform sends 5."
  source = "cdk-preflight pf-firehose-dynamic-partitioning-buffer (recorded refusal, September 2026); terraform-provider-aws, internal/service/firehose/delivery_stream.go"

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
          buffering_size: 63, # here
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

  example "absent" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: { # here
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "s=!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/",
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
}
