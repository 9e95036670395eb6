rule "FH616" {
  name = "partitioning-of-a-stream-that-exists"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]

  why       = "Dynamic partitioning is switched on when a stream is made, and never off again: the provider makes a new stream."
  unchecked = "`diff` tells it, which knows the stream before and after"
  source    = "Amazon Data Firehose developer guide, dynamic partitioning; terraform-provider-aws, internal/service/firehose/delivery_stream.go"
}
