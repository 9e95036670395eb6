rule "FH114" {
  name = "legacy-argument-name"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why    = "Earlier provider versions called these arguments and blocks otherwise; the old names are turned into today's."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; hashicorp/terraform-provider-aws 31138, 31141"
}
