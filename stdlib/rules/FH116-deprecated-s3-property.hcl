rule "FH116" {
  name = "deprecated-s3-property"
  severity = "note"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "CloudFormation's `S3DestinationConfiguration` is deprecated: `ExtendedS3DestinationConfiguration` is written."
  unchecked = "CloudFormation documents have the property of today"
  source    = "Firehose API model 2015-08-04"
}
