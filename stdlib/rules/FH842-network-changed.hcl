rule "FH842" {
  name = "network-changed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "`vpc_config` is set when a stream is made; another one makes another stream."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; CloudFormation registry schema"
}
