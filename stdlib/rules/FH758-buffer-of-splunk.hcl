rule "FH758" {
  name = "buffer-of-splunk"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.splunk_configuration"]

  why       = "Splunk takes 1 to 5 MB and 0 to 60 seconds."
  unchecked = "FH302 and FH303 tell it"
  source    = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Firehose API model 2015-08-04"
}
