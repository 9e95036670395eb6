rule "FH903" {
  name = "backup-switched-off-later"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "The backup of S3 and Redshift can be switched on later, and never off again."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "Firehose API model 2015-08-04"
}
