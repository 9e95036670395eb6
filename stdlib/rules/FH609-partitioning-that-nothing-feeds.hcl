rule "FH609" {
  name = "partitioning-that-nothing-feeds"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["dynamic_partitioning_configuration"]
  with = {
    processing = self.processing_configuration
    sources = [for p in list(processing.processors) : p if p.type == "Lambda" || p.type == "MetadataExtraction"]
  }
  when = try(self.dynamic_partitioning_configuration.enabled, false) && self.prefix != null && !known(self.prefix) && !known(uses(self.prefix, "partitionKeyFromQuery", "partitionKeyFromLambda"))
  require = length(sources) > 0 && processing.enabled != false
  message = "dynamic partitioning is on, but no `MetadataExtraction` or `Lambda` processor is there to find the keys"
  help = "add one to `processing_configuration`, with `enabled: true`"

  why    = "A partition key comes from a query on the record or from a function. Where the prefix is written out, its keys tell which of them is missing."
  source = "aws-cdk-lib aws-kinesisfirehose; Amazon Data Firehose developer guide, dynamic partitioning"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: lake_prefix.value,
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true }, # here
          processing_configuration: {
            enabled: true,
            processors: [
              { type: "AppendDelimiterToRecord" }
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
          prefix: lake_prefix.value,
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              { type: "AppendDelimiterToRecord" },
              { type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: sort_function.arn }] }
            ]
          }
        }
      })
    end
  RUBY
}
