rule "FH145" {
  name = "permission-to-tag"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Who makes a stream with tags needs `firehose:TagDeliveryStream` besides `firehose:CreateDeliveryStream`."
  unchecked = "it is about whoever deploys, of whom no template speaks"
  source    = "Firehose API model 2015-08-04 (CreateDeliveryStream)"
}
