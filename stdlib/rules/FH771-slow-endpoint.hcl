rule "FH771" {
  name = "slow-endpoint"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "An endpoint answers within three minutes, and takes a body of 64 MiB."
  unchecked = "it is about the endpoint"
  source    = "Amazon Data Firehose developer guide, HTTP endpoint request and response"
}
