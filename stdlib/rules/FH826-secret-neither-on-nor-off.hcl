rule "FH826" {
  name = "secret-neither-on-nor-off"
  severity = "error"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "CloudFormation wants `Enabled` in `SecretsManagerConfiguration`; Terraform does not."
  unchecked = "CloudFormation documents have it written out"
  source    = "CloudFormation registry schema; terraform-provider-aws, internal/service/firehose/delivery_stream.go"
}
