rule "FH509" {
  name = "lambda-without-arn"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    names = [for q in list(self.parameters) : q.parameter_name]
  }
  when = self.type == "Lambda"
  require = contains(names, "LambdaArn")
  message = "the `Lambda` processor has no parameter `LambdaArn`"
  label = "no `LambdaArn` in this block"

  why    = "The processor calls the function of this ARN."
  source = "cdk-preflight pf-firehose-processor-lambda-arn (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: {
            enabled: true,
            processors: [
              { # here
                type: "Lambda",
                parameters: [
                  { parameter_name: "NumberOfRetries", parameter_value: "1" }
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
