rule "FH770" {
  name = "buffer-of-an-endpoint"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.http_endpoint_configuration"]

  why       = "An HTTP endpoint takes 64 MB at most."
  unchecked = "FH304 tells it"
  source    = "cdk-preflight pf-firehose-http-buffer-size (recorded refusal, September 2026)"
}
