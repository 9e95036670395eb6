rule "FH863" {
  name = "freshness-not-in-seconds"
  severity = "warning"
  on = ["aws_cloudwatch_metric_alarm"]
  at = ["threshold"]
  help = "was it meant in milliseconds? ${self.threshold} of them are ${self.threshold / 1000} seconds"

  case "never" {
    when = self.namespace == "AWS/Firehose" && endswith(self.metric_name, ".DataFreshness") && self.threshold != null
    require = self.threshold <= 86400
    message = "the threshold of `${self.metric_name}` is ${self.threshold} seconds, which is never reached"
  }

  case "said" {
    also = { "alarm_description" = "milliseconds" }
    when = self.namespace == "AWS/Firehose" && endswith(self.metric_name, ".DataFreshness") && self.threshold <= 86400 && self.threshold >= 1000 && self.threshold % 1000 == 0 && matches(lower(self.alarm_description), "(^|[^a-z])(ms|msec|millis|milliseconds?)($|[^a-z])")
    require = false
    message = "the alarm speaks of milliseconds, but `${self.metric_name}` is in seconds"
  }

  why    = "Data freshness is counted in seconds, and Firehose keeps records for a day: a threshold above 86,400 is never reached."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"

  bad = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.DataFreshness",
        statistic: "Maximum",
        threshold: 900000, # here
        dimensions: { DeliveryStreamName: raw_stream.name }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.DataFreshness",
        statistic: "Maximum",
        threshold: 900,
        dimensions: { DeliveryStreamName: raw_stream.name }
      })
    end
  RUBY
}
