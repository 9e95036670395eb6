rule "FH130" {
  name = "database-source-incomplete"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]

  why       = "`DatabaseSourceConfiguration` wants a type (`MySQL` or `PostgreSQL`), an endpoint of 1 to 255 characters, a port from 0 to 65535 (3306 and 5432 are usual), databases, tables, a watermark table, a secret to log in with, and the name of a VPC endpoint service; `SSLMode` is `Disabled` or `Enabled`."
  unchecked = "the provider has no database source, which FH132 tells"
  source    = "CloudFormation registry schema; Firehose API model 2015-08-04"
}
