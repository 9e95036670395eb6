rule "FH901" {
  name = "what-terraform-replaces"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Terraform makes a new stream for another `name`, `destination`, source, `vpc_config`, backup mode of a search destination, `enabled` of dynamic partitioning, and for Iceberg another `catalog_arn` or `append_only`."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"
}
