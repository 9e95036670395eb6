rule "FH508" {
  name = "parameter-twice"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    names = [for q in list(self.parameters) : q.parameter_name]
    again = duplicates(names)
    twice = [for q in list(self.parameters) : q if q.parameter_name == again[0]]
  }
  require = length(again) == 0
  where = twice[1]
  message = "`${again[0]}` is given twice"
  help = "delete one"

  why    = "Which of two values counts is not documented."
  source = "general knowledge"

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
                  { parameter_name: "NumberOfRetries", parameter_value: "1" },
                  { parameter_name: "NumberOfRetries", parameter_value: "2" } # here
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
