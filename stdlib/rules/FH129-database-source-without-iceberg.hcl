rule "FH129" {
  name = "database-source-without-iceberg"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A stream that reads a database delivers to Iceberg and to nothing else."
  unchecked = "the provider has no database source, which FH132 tells"
  source    = "cdk-preflight pf-firehose-database-source-config (recorded refusal, September 2026)"
}
