rule "FH505" {
  name = "processors-switched-off"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration"]
  at = ["enabled"]
  also = { "processors" = "the processors" }
  when = length(list(self.processors)) > 0
  require = self.enabled
  message = "`processors` have no effect: `enabled` is ${self.enabled == null ? "absent" : "false"}"
  help = "add `enabled: true`"

  repair {
    kind = "assumed"
    when = self.enabled == null
    set = {
      "enabled" = true
    }
    told = "wrote `enabled: true`"
  }

  why    = "Left out, `enabled` is false: the processors are there, and nothing is processed."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; floci-io/floci captures, July 2026"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: { # here
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
