rule "FH143" {
  name = "empty-list-of-tags"
  severity = "error"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "CloudFormation takes `Tags` with one entry at least."
  unchecked = "CloudFormation documents leave empty tags out"
  source    = "CloudFormation registry schema"
}
