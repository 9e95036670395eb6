rule "FH511" {
  name = "half-of-the-buffering-of-a-function"
  severity = "error"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    names = [for q in list(self.parameters) : q.parameter_name]
    size = contains(names, "BufferSizeInMBs")
    interval = contains(names, "BufferIntervalInSeconds")
    default = root.destination == "splunk" ? "0.25" : "1"
  }
  when = self.type == "Lambda"
  require = size == interval
  message = "the `Lambda` processor has `${size ? "BufferSizeInMBs" : "BufferIntervalInSeconds"}` alone"

  repair {
    kind = "derived"
    when = size
    append = {
      "parameters" = { parameter_name = "BufferIntervalInSeconds", parameter_value = "60" }
    }
    told = "added `BufferIntervalInSeconds` of 60, as Terraform does"
  }

  repair {
    kind = "derived"
    append = {
      "parameters" = { parameter_name = "BufferSizeInMBs", parameter_value = default }
    }
    told = "added `BufferSizeInMBs` of ${default}, as Terraform does"
  }

  why    = "CloudFormation wants both, or neither: it adds nothing by itself."
  source = "cdk-preflight pf-firehose-processor-buffer-both (recorded refusal, September 2026); terraform-provider-aws, internal/service/firehose/delivery_stream.go"

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
                  { parameter_name: "LambdaArn", parameter_value: cleaner.arn },
                  { parameter_name: "BufferSizeInMBs", parameter_value: "2" }
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
