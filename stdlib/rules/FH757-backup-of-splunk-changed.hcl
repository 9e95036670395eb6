rule "FH757" {
  name = "backup-of-splunk-changed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "`AllEvents` is not changed back to `FailedEventsOnly`."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "Firehose API model 2015-08-04"
}
