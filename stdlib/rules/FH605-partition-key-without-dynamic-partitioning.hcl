rule "FH605" {
  name = "partition-key-without-dynamic-partitioning"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["prefix"]

  case "main" {
    when = uses(self.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
    require = try(self.dynamic_partitioning_configuration.enabled, false)
    focus = expression(self.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
    message = "`prefix` uses partition keys, but dynamic partitioning is not enabled"

    repair {
      kind = "derived"
      set = {
        "dynamic_partitioning_configuration.enabled" = true
      }
      told = "wrote `dynamic_partitioning_configuration: { enabled: true }`"
      summary = "dynamic partitioning replaces a stream that exists without it, and cannot be switched off again"
    }
  }

  case "elsewhere" {
    on = ["aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
    when = uses(self.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
    require = false
    focus = expression(self.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
    message = "`prefix` uses partition keys, which only the `prefix` of `extended_s3_configuration` may"
  }

  why    = "Partition keys are filled in by dynamic partitioning; without it there is nothing to put in their place."
  source = "aws-cdk-lib aws-kinesisfirehose; Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "s=!{partitionKeyFromQuery:shop}/", # here
          error_output_prefix: "errors/",
          buffering_size: 64,
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

  example "elsewhere" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          s3_configuration: {
            role_arn: delivery_role.arn,
            bucket_arn: lake_bucket.arn,
            prefix: "s=!{partitionKeyFromQuery:shop}/", # here
            error_output_prefix: "errors/"
          }
        }
      })
    end
    RUBY
  }
}
