rule "FH504" {
  name = "number-of-processors"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration"]
  at = ["processors"]
  with = {
    n = length(list(self.processors))
  }
  when = self.enabled == true
  require = n >= 1 && n <= 5
  message = "processing is enabled with ${n} processors, 1 to 5 may be"
  help = "delete some, or write `enabled: false`"

  why    = "An enabled block has 1 to 5 processors."
  source = "cdk-preflight pf-firehose-processor-count (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: { enabled: true } # here
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
