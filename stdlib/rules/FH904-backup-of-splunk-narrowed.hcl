rule "FH904" {
  name = "backup-of-splunk-narrowed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "`FailedEventsOnly` may become `AllEvents`, and not the reverse."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "Firehose API model 2015-08-04"
}
