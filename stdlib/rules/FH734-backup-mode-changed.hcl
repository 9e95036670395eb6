rule "FH734" {
  name = "backup-mode-changed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "The backup mode of a search destination is set when the stream is made."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "Firehose API model 2015-08-04; terraform-provider-aws, internal/service/firehose/delivery_stream.go"
}
