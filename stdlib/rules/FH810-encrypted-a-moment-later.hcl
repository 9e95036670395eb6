rule "FH810" {
  name = "encrypted-a-moment-later"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Terraform switches encryption on with a second call, after the stream is made: for a moment records are not encrypted. CloudFormation does both in one."
  unchecked = "it holds for every encrypted stream"
  source    = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"
}
