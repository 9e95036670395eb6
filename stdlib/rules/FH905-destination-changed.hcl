rule "FH905" {
  name = "destination-changed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A stream does not change between a search destination and any other."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "Firehose API model 2015-08-04 (UpdateDestination)"
}
