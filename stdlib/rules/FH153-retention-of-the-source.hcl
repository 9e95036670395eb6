rule "FH153" {
  name = "retention-of-the-source"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Records that were put are kept for 24 hours while a destination is down; those of a Kinesis stream as long as the stream keeps them."
  unchecked = "the shortest retention of a Kinesis stream, a day, is longer than the longest retry of any destination"
  source    = "Amazon Data Firehose developer guide, limits"
}
