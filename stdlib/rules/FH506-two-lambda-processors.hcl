rule "FH506" {
  name = "two-lambda-processors"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration"]
  with = {
    functions = [for p in list(self.processors) : p if p.type == "Lambda"]
  }
  require = length(functions) <= 1
  where = functions[1]
  message = "a second `Lambda` processor stands here, one may be"
  help = "let one function do both"

  why    = "A stream calls one function."
  source = "cdk-preflight pf-firehose-processor-duplicate-type (recorded refusal, September 2026)"

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
              {
                type: "Lambda",
                parameters: [
                  { parameter_name: "LambdaArn", parameter_value: cleaner.arn }
                ]
              },
              { # here
                type: "Lambda",
                parameters: [
                  { parameter_name: "LambdaArn", parameter_value: enricher.arn }
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
