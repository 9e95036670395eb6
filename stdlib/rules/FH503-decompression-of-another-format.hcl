rule "FH503" {
  name = "decompression-of-another-format"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_value"]
  when = self.parameter_name == "CompressionFormat" && parent.type == "Decompression"
  require = self.parameter_value == "GZIP"
  message = "`CompressionFormat` of a `Decompression` processor is `${self.parameter_value}`, `GZIP` is the only one"
  help = "write `GZIP`, or leave the parameter out"

  why    = "CloudWatch Logs sends gzip, and nothing else is decompressed."
  source = "Firehose API model 2015-08-04; aws-cdk-lib aws-kinesisfirehose"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/",
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "Decompression",
                parameters: [{ parameter_name: "CompressionFormat", parameter_value: "ZIP" }] # here
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
          prefix: "a/",
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "Decompression",
                parameters: [{ parameter_name: "CompressionFormat", parameter_value: "GZIP" }]
              }
            ]
          }
        }
      })
    end
  RUBY
}
