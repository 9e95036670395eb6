rule "FH613" {
  name = "partitioning-without-error-prefix"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]

  why       = "Records that the query cannot read and those of more partitions than are allowed go to the error prefix."
  unchecked = "FH229 tells it: a prefix with a partition key has an expression"
  source    = "Amazon Data Firehose developer guide, dynamic partitioning"
}
