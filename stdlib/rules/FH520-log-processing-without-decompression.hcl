rule "FH520" {
  name = "log-processing-without-decompression"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration"]
  with = {
    logs = [for p in list(self.processors) : p if p.type == "CloudWatchLogProcessing"]
    types = [for p in list(self.processors) : p.type]
  }
  when = length(logs) > 0
  require = contains(types, "Decompression")
  where = logs[0]
  message = "`CloudWatchLogProcessing` needs a `Decompression` processor beside it"

  repair {
    kind = "derived"
    append = {
      "processors" = { type = "Decompression", parameters = [{ parameter_name = "CompressionFormat", parameter_value = "GZIP" }] }
    }
    told = "added a `Decompression` processor for `GZIP`, the only format"
  }

  why    = "Records from CloudWatch Logs are compressed; their messages are taken out of what was decompressed."
  source = "cdk-preflight pf-firehose-cloudwatch-log-processing-decompression (recorded refusal, September 2026)"

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
