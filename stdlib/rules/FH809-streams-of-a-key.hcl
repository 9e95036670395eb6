rule "FH809" {
  name = "streams-of-a-key"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A key encrypts the records of 500 streams at most."
  unchecked = "it is about the account, which no template shows"
  source    = "Amazon Data Firehose developer guide, limits"
}
