rule "FH816" {
  name = "logging-switched-off-or-left-out"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Without logging nobody sees why a delivery failed."
  unchecked = "it is what a stream is without logging: names without it tell FH817"
  source    = "advice"
}
