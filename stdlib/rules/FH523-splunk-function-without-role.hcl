rule "FH523" {
  name = "splunk-function-without-role"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    names = [for q in list(self.parameters) : q.parameter_name]
  }
  when = root.destination == "splunk" && self.type == "Lambda"
  require = contains(names, "RoleArn")
  message = "the `Lambda` processor has no `RoleArn`, and a Splunk destination has no role"

  why    = "The function is called in the destination's role, and Splunk has none."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_endpoint_type: "Raw",
          hec_token: hec_token.value,
          processing_configuration: {
            enabled: true,
            processors: [
              { # here
                type: "Lambda",
                parameters: [
                  { parameter_name: "LambdaArn", parameter_value: cleaner.arn }
                ]
              }
            ]
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_endpoint_type: "Raw",
          hec_token: hec_token.value,
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "Lambda",
                parameters: [
                  { parameter_name: "LambdaArn", parameter_value: cleaner.arn },
                  { parameter_name: "RoleArn", parameter_value: delivery_role.arn }
                ]
              }
            ]
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
