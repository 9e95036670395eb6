rule "FH522" {
  name = "producer-of-a-decompressing-stream"
  severity = "note"
  on = ["aws_cloudwatch_event_target", "aws_cloudwatch_metric_stream", "aws_flow_log", "aws_pipes_pipe", "aws_sns_topic_subscription", "aws_wafv2_web_acl_logging_configuration"]
  at = ["destination_arn", "firehose_arn", "log_destination_configs", "log_destination", "endpoint", "target", "arn"]
  with = {
    stream = target(try(self.destination_arn, self.firehose_arn, self.log_destination_configs[0], self.log_destination, self.endpoint, self.target, self.arn))
    config = stream["${stream.destination}_configuration"].processing_configuration
    kinds = [for p in list(config.processors) : p.type]
  }
  when = config.enabled == true
  require = !contains(kinds, "Decompression")
  message = "the stream decompresses records, and takes those of CloudWatch Logs only"
  help = "let these records go to a stream without the `Decompression` processor"

  why    = "With decompression on, the service refuses every record that CloudWatch Logs did not send."
  source = "Firehose API model 2015-08-04 (InvalidSourceException)"

  bad = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: { enabled: true, processors: [{ type: "Decompression" }] }
        }
      })
      aws_sns_topic_subscription(:s, {
        topic_arn: alerts.arn,
        protocol: "firehose",
        endpoint: stream.arn, # here
        subscription_role_arn: topic_role.arn
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
      aws_sns_topic_subscription(:s, {
        topic_arn: alerts.arn,
        protocol: "firehose",
        endpoint: stream.arn,
        subscription_role_arn: topic_role.arn
      })
    end
  RUBY
}
