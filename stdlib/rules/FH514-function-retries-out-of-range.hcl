rule "FH514" {
  name = "function-retries-out-of-range"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  with = {
    n = number(self.parameter_value)
  }
  when = self.parameter_name == "NumberOfRetries" && known(self.parameter_value)
  require = n != null && n >= 0 && n <= 300 && whole(n)
  message = "`NumberOfRetries` is `${self.parameter_value}`, a whole number from 0 to 300 may be"
  help = "${n == null ? "" : "the nearest legal value is ${clamp(n, 0, 300)}"}"

  why    = "A call of the function is repeated at most 300 times."
  source = "cdk-preflight pf-firehose-processor-retries-range (recorded refusal, September 2026)"

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
                  { parameter_name: "LambdaArn", parameter_value: cleaner.arn },
                  { parameter_name: "NumberOfRetries", parameter_value: "301" } # here
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
                  { parameter_name: "LambdaArn", parameter_value: cleaner.arn },
                  { parameter_name: "NumberOfRetries", parameter_value: "3" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
