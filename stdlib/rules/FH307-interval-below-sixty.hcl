rule "FH307" {
  name = "interval-below-sixty"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Older texts call 60 seconds the shortest interval. Main destinations may have less today, also 0; backups (FH305) and dynamic partitioning (FH603) may not."
  unchecked = "it is legal"
  source    = "Amazon Data Firehose developer guide, buffering hints"
}
