rule "FH618" {
  name = "time-of-arrival"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "`!{timestamp:…}` is when the record arrived. A query on a field of the record gives the time of the event: `{day:.at|strftime(\"%Y-%m-%d\")}`."
  unchecked = "it holds for every stream"
  source    = "Amazon Data Firehose developer guide, custom prefixes and dynamic partitioning"
}
