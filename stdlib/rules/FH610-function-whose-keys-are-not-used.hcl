rule "FH610" {
  name = "function-whose-keys-are-not-used"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["prefix"]
  also = { "dynamic_partitioning_configuration" = "dynamic partitioning" }
  with = {
    kinds = [for p in list(self.processing_configuration.processors) : p.type]
  }
  when = try(self.dynamic_partitioning_configuration.enabled, false) && present(self.prefix) && self.processing_configuration.enabled == true && contains(kinds, "Lambda") && !contains(kinds, "MetadataExtraction") && !uses(self.prefix, "partitionKeyFromQuery") && length(prefix_faults(self.prefix, "FH612")) == 0
  require = uses(self.prefix, "partitionKeyFromLambda")
  message = "dynamic partitioning is on, but `prefix` uses none of the keys that the function returns"
  help = "use one: `KEY=!{partitionKeyFromLambda:KEY}/`"

  why    = "Without a query the keys come with the records that the function returns, and the prefix names them."
  source = "aws-cdk-lib aws-kinesisfirehose"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "raw/", # here
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              { type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: sort_function.arn }] }
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
          prefix: "raw/shop=!{partitionKeyFromLambda:shop}/",
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              { type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: sort_function.arn }] }
            ]
          }
        }
      })
    end
  RUBY
}
