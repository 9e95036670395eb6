rule "FH521" {
  name = "message-extraction-not-true"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    given = [for q in list(self.parameters) : q if q.parameter_name == "DataMessageExtraction"]
  }
  when = self.type == "CloudWatchLogProcessing"
  where = given[0]
  at = ["parameter_value"]

  case "neither" {
    require = length(given) > 0 && contains(["true", "false"], lower(given[0].parameter_value))
    message = "${length(given) == 0 ? "the `CloudWatchLogProcessing` processor has no `DataMessageExtraction`" : "`DataMessageExtraction` is `${given[0].parameter_value}`"}, `true` or `false` may be, and only `true` is useful"
  }

  case "false" {
    severity = "warning"
    require = lower(given[0].parameter_value) != "false"
    message = "`DataMessageExtraction` is `${given[0].parameter_value}`: the processor does nothing"
    help = "write `true`, or leave the processor out"
  }

  why    = "The processor does one thing, and `DataMessageExtraction` switches it on. `false` is taken as well, and CDK insists on `true`."
  source = "cdk-preflight pf-firehose-cloudwatch-log-processing-value (recorded refusal, September 2026); aws-cdk-lib aws-kinesisfirehose"

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
                type: "Decompression",
                parameters: [
                  { parameter_name: "CompressionFormat", parameter_value: "GZIP" }
                ]
              },
              {
                type: "CloudWatchLogProcessing",
                parameters: [
                  { parameter_name: "DataMessageExtraction", parameter_value: "yes" } # here
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
                type: "Decompression",
                parameters: [
                  { parameter_name: "CompressionFormat", parameter_value: "GZIP" }
                ]
              },
              {
                type: "CloudWatchLogProcessing",
                parameters: [
                  { parameter_name: "DataMessageExtraction", parameter_value: "true" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY
}
