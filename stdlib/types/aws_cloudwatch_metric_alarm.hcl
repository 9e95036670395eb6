type "aws_cloudwatch_metric_alarm" {
  summary  = "An alarm on one metric, or on an expression over several."
  replaces = ["alarm_name"] # ForceNew in the provider

  reference "alarm_actions" { arn = "any" }
  reference "ok_actions" { arn = "any" }
  reference "insufficient_data_actions" { arn = "any" }

  legacy "namespace" {
    words  = { "AWS/KinesisFirehose" = "AWS/Firehose" }
    rule   = "FH861"
    means  = "the namespace that Firehose publishes its metrics in"
    source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"
  }

  example = <<-RUBY
    template :alarms do
      aws_cloudwatch_metric_alarm(:stale, {
        alarm_name: "firehose-data-stale",
        alarm_description: "Records wait longer than the buffers explain",
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.DataFreshness",
        dimensions: { DeliveryStreamName: "raw" },
        statistic: "Maximum",
        period: 300,
        evaluation_periods: 3,
        threshold: 900,
        comparison_operator: "GreaterThanThreshold",
        alarm_actions: [alerts_topic.arn]
      })
    end
  RUBY
}
