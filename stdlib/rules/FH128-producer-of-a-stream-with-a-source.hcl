rule "FH128" {
  name = "producer-of-a-stream-with-a-source"
  severity = "note"
  on = ["aws_cloudwatch_log_subscription_filter", "aws_cloudwatch_event_target", "aws_cloudwatch_metric_stream", "aws_flow_log", "aws_pipes_pipe", "aws_sns_topic_subscription", "aws_wafv2_web_acl_logging_configuration"]
  at = ["destination_arn", "firehose_arn", "log_destination_configs", "log_destination", "endpoint", "target", "arn"]
  with = {
    stream = target(try(self.destination_arn, self.firehose_arn, self.log_destination_configs[0], self.log_destination, self.endpoint, self.target, self.arn))
  }
  when = stream.destination != null
  require = stream.kinesis_source_configuration == null && stream.msk_source_configuration == null
  message = "the stream `${name_of(try(self.destination_arn, self.firehose_arn, self.log_destination_configs[0], self.log_destination, self.endpoint, self.target, self.arn))}` reads from a source: it takes no records from elsewhere"
  help = "write into its source, or into a stream without one"

  why    = "PutRecord and PutRecordBatch are switched off for a stream that reads from Kinesis or Kafka."
  source = "Amazon Data Firehose developer guide, writing with Kinesis streams"

  bad = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        kinesis_source_configuration: { kinesis_stream_arn: clicks.arn, role_arn: delivery_role.arn },
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn
        }
      })
      aws_cloudwatch_log_subscription_filter(:s, {
        name: "s",
        log_group_name: "/app",
        filter_pattern: "",
        role_arn: logs_role.arn,
        destination_arn: stream.arn # here
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn
        }
      })
      aws_cloudwatch_log_subscription_filter(:s, {
        name: "s",
        log_group_name: "/app",
        filter_pattern: "",
        role_arn: logs_role.arn,
        destination_arn: stream.arn
      })
    end
  RUBY
}
