rule "FH309" {
  name = "hints-left-out"
  severity = "note"
  target = "cloudformation"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "The provider sends 5 MB and 300 seconds where nothing is said (Snowflake 1 and 0, Splunk 5 and 60), which is not always what the service would take. Both targets deploy the same stream. Of an HTTP endpoint the guide gives 60 seconds as the default and the API 300; of Snowflake the API gives 128 MB and the guide 1."
  unchecked = "CloudFormation documents have them written out"
  source    = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Terraform AWS provider schema"
}
