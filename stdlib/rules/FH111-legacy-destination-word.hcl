rule "FH111" {
  name = "legacy-destination-word"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why    = "Provider 5.0 removed the destination `s3`, and the names amazonopensearch* are those of the API; the provider takes today's words only."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; hashicorp/terraform-provider-aws 31138, 31141"
}
