rule "FH428" {
  name = "header-of-parquet-objects"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Parquet objects carry the header `Content-Encoding: hadoop-snappy`, and are plain Parquet files all the same: go by the extension."
  unchecked = "it is about who reads the objects"
  source    = "floci-io/floci captures, July 2026 (observed)"
}
