rule "FH121" {
  name = "stream-type-does-not-match"
  severity = "error"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "CloudFormation ignores a source block without its `DeliveryStreamType`, so the type is always written."
  unchecked = "CloudFormation documents have the type that goes with the source block"
  source    = "Firehose API model 2015-08-04"
}
