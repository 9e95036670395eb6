rule "FH427" {
  name = "array-of-documents"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "Conversion reads JSON documents, also several in one record, one after the other; an array of them is not read. A function can take it apart."
  unchecked = "it is about records and traffic, which no template shows"
  source    = "Amazon Data Firehose developer guide, record format conversion"
}
