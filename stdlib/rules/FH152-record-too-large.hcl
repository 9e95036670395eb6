rule "FH152" {
  name = "record-too-large"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A record has at most 1,000 KiB before base64, a batch 500 records or 4 MiB."
  unchecked = "it is about records and traffic, which no template shows"
  source    = "Firehose API model 2015-08-04; Amazon Data Firehose developer guide, limits"
}
