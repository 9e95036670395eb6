rule "FH907" {
  name = "version-in-object-names"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Each change of the configuration raises the version that names of objects carry."
  unchecked = "it holds for every stream"
  source    = "Amazon Data Firehose developer guide, basic delivery"
}
