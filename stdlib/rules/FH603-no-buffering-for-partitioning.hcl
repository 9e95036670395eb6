rule "FH603" {
  name = "no-buffering-for-partitioning"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["buffering_interval"]
  also = { "dynamic_partitioning_configuration" = "dynamic partitioning" }
  when = try(self.dynamic_partitioning_configuration.enabled, false) && self.buffering_interval != null
  require = self.buffering_interval >= 60 || self.buffering_interval < 0
  message = "`buffering_interval` is ${self.buffering_interval}, dynamic partitioning needs at least 60 seconds"
  help = "the nearest legal value is 60"

  why    = "Dynamic partitioning gathers for at least 60 seconds."
  source = "Amazon Data Firehose developer guide, buffering hints; aws-cdk-lib aws-kinesisfirehose"

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
          buffering_interval: 30, # here
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
          buffering_interval: 60,
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
