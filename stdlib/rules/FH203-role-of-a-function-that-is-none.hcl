rule "FH203" {
  name = "role-of-a-function-that-is-none"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  when = self.parameter_name == "RoleArn"

  case "text" {
    when = self.parameter_name == "RoleArn" && present(self.parameter_value)
    require = matches(self.parameter_value, "^arn:.*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$")
    message = "`RoleArn` ${known(self.parameter_value) ? "is `${self.parameter_value}`, which is" : "is"} not the ARN of an IAM role"
    help = "`arn:aws:iam::ACCOUNT:role/NAME`, with the 12 digits of the account"
  }

  case "reference" {
    with = {
      wrong = wrong_reference(self.parameter_value, "role")
    }
    require = wrong == null
    message = "${wrong}"
  }

  why    = "A user, a policy or an instance profile cannot be assumed by the service, here as in every `role_arn`."
  source = "Firehose API model 2015-08-04; CloudFormation registry schema"

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
                  { parameter_name: "LambdaArn", parameter_value: clean_function.arn },
                  { parameter_name: "RoleArn", parameter_value: "firehose" } # here
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
                  { parameter_name: "LambdaArn", parameter_value: clean_function.arn },
                  { parameter_name: "RoleArn", parameter_value: "arn:aws:iam::123456789012:role/firehose" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
