rule "FH782" {
  name = "key-in-plain-text"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.snowflake_configuration"]

  why       = "Who reads the template or what is made of it reads the key. An input brings it, or a secret."
  unchecked = "E0510 tells it, as of every secret"
  source    = "Firehose API model 2015-08-04; terraform-provider-aws, internal/service/firehose/delivery_stream.go"
}
