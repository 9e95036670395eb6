rule "FH834" {
  name = "permission-to-pass-roles"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Who makes a stream needs `iam:PassRole` for each role that it is given."
  unchecked = "it is about whoever deploys, of whom no template speaks"
  source    = "CloudFormation registry schema (handler permissions)"
}
