rule "FH308" {
  name = "buffer-against-traffic"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A buffer had better hold more than arrives in ten seconds."
  unchecked = "it is about records and traffic, which no template shows"
  source    = "Firehose API model 2015-08-04"
}
