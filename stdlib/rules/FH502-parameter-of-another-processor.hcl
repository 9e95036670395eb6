rule "FH502" {
  name = "parameter-of-another-processor"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors.parameters"]
  at = ["parameter_name"]
  with = {
    allowed = { Lambda = ["LambdaArn", "NumberOfRetries", "RoleArn", "BufferSizeInMBs", "BufferIntervalInSeconds"], MetadataExtraction = ["MetadataExtractionQuery", "JsonParsingEngine"], RecordDeAggregation = ["SubRecordType", "Delimiter"], AppendDelimiterToRecord = ["Delimiter"], Decompression = ["CompressionFormat"], CloudWatchLogProcessing = ["DataMessageExtraction"] }
    mine = allowed[parent.type]
    every = [for t, names in allowed : true if contains(names, self.parameter_name)]
  }
  when = mine != null && length(every) > 0
  require = contains(mine, self.parameter_name)
  message = "`${self.parameter_name}` is no parameter of a `${parent.type}` processor"

  why    = "A processor takes the parameters of its kind."
  source = "Firehose API model 2015-08-04; terraform-provider-aws, internal/service/firehose/delivery_stream.go"

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
                  { parameter_name: "Delimiter", parameter_value: "Cg==" } # here
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
