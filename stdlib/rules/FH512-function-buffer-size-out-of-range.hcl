rule "FH512" {
  name = "function-buffer-size-out-of-range"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  with = {
    n = number(self.parameter_value)
  }
  when = self.parameter_name == "BufferSizeInMBs" && known(self.parameter_value)
  require = n != null && n >= 0.2 && n <= 3
  message = "`BufferSizeInMBs` is `${self.parameter_value}`, a number from 0.2 to 3 may be"
  help = "${n == null ? "" : "the nearest legal value is ${clamp(n, 0.2, 3)}"}"

  why    = "A call of the function carries 0.2 to 3 MB."
  source = "cdk-preflight pf-firehose-processor-buffer-size-range (recorded refusal, September 2026)"

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
                  { parameter_name: "BufferSizeInMBs", parameter_value: "4" } # here
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
                  { parameter_name: "BufferSizeInMBs", parameter_value: "0.5" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
