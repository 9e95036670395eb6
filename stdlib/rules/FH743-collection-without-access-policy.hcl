rule "FH743" {
  name = "collection-without-access-policy"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.opensearchserverless_configuration"]

  why       = "A data access policy of the collection gives the delivery role leave to write."
  unchecked = "a data access policy names collections by patterns, and may be made elsewhere"
  source    = "Amazon Data Firehose developer guide, controlling access"
}
