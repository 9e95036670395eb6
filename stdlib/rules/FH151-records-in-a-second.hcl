rule "FH151" {
  name = "records-in-a-second"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Direct PUT takes, unless more is asked for, 500,000 records, 2,000 requests and 5 MiB a second in us-east-1, us-west-2 and eu-west-1, and 100,000 records, 1,000 requests and 1 MiB in other Regions."
  unchecked = "it is about records and traffic, which no template shows"
  source    = "Amazon Data Firehose developer guide, limits"
}
