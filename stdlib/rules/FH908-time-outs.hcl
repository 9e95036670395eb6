rule "FH908" {
  name = "time-outs"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Terraform waits 30 minutes for a stream to be made, 10 for an update and 30 for its end; `timeouts` says otherwise."
  unchecked = "it holds for every stream"
  source    = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"
}
