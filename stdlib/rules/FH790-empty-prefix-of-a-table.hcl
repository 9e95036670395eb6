rule "FH790" {
  name = "empty-prefix-of-a-table"
  severity = "error"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "CloudFormation takes an `S3ErrorOutputPrefix` of one character at least."
  unchecked = "CloudFormation documents leave an empty one out"
  source    = "CloudFormation registry schema"
}
