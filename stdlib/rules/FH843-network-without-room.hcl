rule "FH843" {
  name = "network-without-room"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "The service makes up to three network interfaces in each subnet, which need addresses there; security groups let HTTPS to the domain pass."
  unchecked = "it is about the network, of which a template names parts only"
  source    = "Firehose API model 2015-08-04 (VpcConfiguration)"
}
