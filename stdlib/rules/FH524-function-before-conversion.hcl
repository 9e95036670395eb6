rule "FH524" {
  name = "function-before-conversion"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "With conversion on, the function returns JSON."
  unchecked = "it is about what the function returns"
  source    = "Amazon Data Firehose developer guide, record format conversion"
}
