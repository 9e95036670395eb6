rule "FH131" {
  name = "database-names-too-long"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "A name of a database has 1 to 64 characters, one of a table up to 129, one of a column up to 194; surrogate keys have no blanks; the name of an endpoint service has 47 to 255 characters."
  unchecked = "the provider has no database source, which FH132 tells"
  source    = "Firehose API model 2015-08-04; CloudFormation registry schema"
}
