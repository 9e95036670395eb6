rule "FH515" {
  name = "function-that-runs-too-long"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  with = {
    function = subject(self.parameter_value)
  }
  when = self.parameter_name == "LambdaArn" && function.timeout != null
  require = function.timeout <= 300
  message = "the function may run for ${function.timeout} seconds, the service waits for 300"

  why    = "A call ends after five minutes, whatever the function allows itself. What is sent and what comes back is at most 6 MB each, and base64 makes data a third larger."
  source = "Amazon Data Firehose developer guide, data transformation and limits"

  bad = <<-RUBY
    template :t do
      clean = aws_lambda_function(:clean, { function_name: "clean", role: function_role.arn, runtime: "python3.13", handler: "m.h", filename: "f.zip", timeout: 600 })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: {
            enabled: true,
            processors: [
              { type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: "#{clean.arn}:$LATEST" }] } # here
            ]
          }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      clean = aws_lambda_function(:clean, { function_name: "clean", role: function_role.arn, runtime: "python3.13", handler: "m.h", filename: "f.zip", timeout: 300 })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: {
            enabled: true,
            processors: [
              { type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: "#{clean.arn}:$LATEST" }] }
            ]
          }
        }
      })
    end
  RUBY
}
