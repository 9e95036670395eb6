rule "FH615" {
  name = "too-many-partitions"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A stream has 500 partitions at a time, up to 5,000 when asked for, with 1 GB a second each. Records of more go to the error prefix. How many there are is about the new ones in a second times the interval."
  unchecked = "it is about records and traffic, which no template shows"
  source    = "Amazon Data Firehose developer guide, limits"
}
