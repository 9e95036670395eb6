rule "FH608" {
  name = "lambda-key-without-lambda"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["prefix"]
  with = {
    functions = [for p in list(self.processing_configuration.processors) : p if p.type == "Lambda"]
  }
  when = uses(self.prefix, "partitionKeyFromLambda")
  require = length(functions) > 0 && self.processing_configuration.enabled != false
  focus = expression(self.prefix, "partitionKeyFromLambda")
  message = "`prefix` uses a partition key of Lambda, but no `Lambda` processor is there"
  help = "add one, or take the key from a query: `!{partitionKeyFromQuery:…}`"

  why    = "A key of the namespace partitionKeyFromLambda comes with the records that a function returns."
  source = "aws-cdk-lib aws-kinesisfirehose"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "s=!{partitionKeyFromLambda:shop}/", # here
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true }
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
          prefix: "s=!{partitionKeyFromLambda:shop}/",
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "Lambda",
                parameters: [
                  { parameter_name: "LambdaArn", parameter_value: cleaner.arn }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
