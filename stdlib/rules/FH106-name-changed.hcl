rule "FH106" {
  name = "name-changed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A stream with another name is another stream: the old one is deleted once it has delivered what it holds."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; CloudFormation registry schema"
}
