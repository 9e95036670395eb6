rule "FH902" {
  name = "what-cloudformation-replaces"
  severity = "note"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "CloudFormation makes a new stream for another name, type, source, `VpcConfiguration` of a search destination, catalogue of Iceberg or `SnowflakeVpcConfiguration`."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "CloudFormation registry schema"
}
