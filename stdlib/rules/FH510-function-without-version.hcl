rule "FH510" {
  name = "function-without-version"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  when = self.parameter_name == "LambdaArn"

  case "text" {
    when = self.parameter_name == "LambdaArn" && matches(self.parameter_value, ":function:")
    require = matches(self.parameter_value, ":function:[^:]+:[^:]+$")
    message = "the function has neither version nor alias"
    help = "append `:$LATEST`, or an alias"
  }

  case "reference" {
    when = self.parameter_name == "LambdaArn" && target_type(self.parameter_value) == "aws_lambda_function"
    require = target_attr(self.parameter_value) != "arn"
    message = "the function has neither version nor alias"
    help = "use its `qualified_arn`, or `\"#{function.arn}:$LATEST\"`"
  }

  why    = "Without a version or alias it is the newest version that is called; `:$LATEST` says so."
  source = "terraform-provider-aws documentation; fdmsantos/terraform-aws-kinesis-firehose"

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
                  { parameter_name: "LambdaArn", parameter_value: "arn:aws:lambda:us-east-1:123456789012:function:clean" } # here
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
                  { parameter_name: "LambdaArn", parameter_value: "arn:aws:lambda:us-east-1:123456789012:function:clean:live" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
