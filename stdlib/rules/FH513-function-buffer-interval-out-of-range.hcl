rule "FH513" {
  name = "function-buffer-interval-out-of-range"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  with = {
    n = number(self.parameter_value)
  }
  when = self.parameter_name == "BufferIntervalInSeconds" && known(self.parameter_value)
  require = n != null && n >= 0 && n <= 900 && whole(n)
  message = "`BufferIntervalInSeconds` is `${self.parameter_value}`, a whole number from 0 to 900 may be"
  help = "${n == null ? "" : "the nearest legal value is ${clamp(n, 0, 900)}"}"

  why    = "Records wait at most 900 seconds for a call of the function."
  source = "cdk-preflight pf-firehose-processor-buffer-interval-range (recorded refusal, September 2026)"

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
                  { parameter_name: "BufferIntervalInSeconds", parameter_value: "901" } # here
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
                  { parameter_name: "BufferIntervalInSeconds", parameter_value: "60" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
