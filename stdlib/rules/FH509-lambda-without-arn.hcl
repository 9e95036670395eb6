rule "FH509" {
  name = "lambda-without-arn"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    names = [for q in list(self.parameters) : q.parameter_name]
  }

  case "absent" {
    when = self.type == "Lambda"
    require = contains(names, "LambdaArn")
    message = "the `Lambda` processor has no parameter `LambdaArn`"
    label = "no `LambdaArn` in this block"
  }

  case "text" {
    on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
    at = ["parameter_value"]
    when = self.parameter_name == "LambdaArn" && present(self.parameter_value)
    require = matches(self.parameter_value, "^arn:[^:]*:lambda:[^:]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?$")
    message = "`LambdaArn` ${known(self.parameter_value) ? "is `${self.parameter_value}`, which is" : "is"} not the ARN of a function"
  }

  case "reference" {
    on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
    at = ["parameter_value"]
    with = {
      wrong = wrong_reference(self.parameter_value, "lambda")
    }
    when = self.parameter_name == "LambdaArn"
    require = wrong == null
    message = "${wrong}"
  }

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

  example "text" {
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
                  { parameter_name: "LambdaArn", parameter_value: "clean" } # here
                ]
              }
            ]
          }
        }
      })
    end
    RUBY
  }

  example "reference" {
    bad = <<-RUBY
    template :t do
      f = aws_lambda_function(:f, { function_name: "f", role: r.arn })
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
                  { parameter_name: "LambdaArn", parameter_value: f.function_name } # here
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
