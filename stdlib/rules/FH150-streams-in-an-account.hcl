rule "FH150" {
  name = "streams-in-an-account"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A Region has room for 5,000, 2,000, 500 or 100 streams of an account unless more are asked for; which number it is depends on the Region. The guide of 2023 said 50."
  unchecked = "it is about the account, which no template shows"
  source    = "Amazon Data Firehose developer guide, limits"
}
