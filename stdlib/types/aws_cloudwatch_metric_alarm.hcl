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

  legacy "namespace" {
    in     = "metric_query.metric"
    words  = { "AWS/KinesisFirehose" = "AWS/Firehose" }
    rule   = "FH861"
    means  = "the namespace that Firehose publishes its metrics in"
    source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"
  }

  cloudformation "AWS::CloudWatch::Alarm" {
    replaces = ["alarm_name"] # createOnly in its schema
    properties = {
      ok_actions                            = "OKActions"
      evaluate_low_sample_count_percentiles = "EvaluateLowSampleCountPercentile"
      dimensions                            = { pairs = ["Name", "Value"] }
      tags                                  = { pairs = ["Key", "Value"] }
      metric_query                          = "Metrics[]"
      "metric_query.metric"                 = "MetricStat"
      "metric_query.metric.metric_name"     = "Metric.MetricName"
      "metric_query.metric.namespace"       = "Metric.Namespace"
      "metric_query.metric.dimensions"      = { to = "Metric.Dimensions", pairs = ["Name", "Value"] }
      "evaluation_criteria.promql_criteria" = "PromQLCriteria"
    }
    references = {
      arn        = "GetAtt Arn"
      id         = "Ref"
      alarm_name = "Ref"
    }
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
