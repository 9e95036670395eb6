rule "FH906" {
  name = "topic-changed"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "The topic of a stream that reads from MSK is set when it is made."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "Amazon Data Firehose developer guide, Amazon MSK"
}
