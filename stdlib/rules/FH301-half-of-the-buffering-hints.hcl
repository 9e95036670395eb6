rule "FH301" {
  name = "half-of-the-buffering-hints"
  severity = "error"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "CloudFormation wants both the size and the interval of `BufferingHints`, or neither: the default of the missing one is written."
  unchecked = "CloudFormation documents have both of them"
  source    = "Firehose API model 2015-08-04"
}
