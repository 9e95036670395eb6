rule "FH861" {
  name = "alarm-in-wrong-namespace"
  severity = "warning"
  on = ["aws_cloudwatch_metric_alarm"]
  at = ["namespace"]
  when = self.namespace != "AWS/KinesisFirehose" && matches(lower(self.namespace), "^aws/.*firehose")
  require = self.namespace == "AWS/Firehose"
  message = "there is no namespace `${self.namespace}`"
  help = "Firehose publishes its metrics in `AWS/Firehose`"

  why    = "Firehose publishes its metrics in `AWS/Firehose`. There is no `AWS/KinesisFirehose`: an alarm on it stays in INSUFFICIENT_DATA for ever."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"

  bad = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/KinesisDataFirehose", # here
        metric_name: "DeliveryToS3.DataFreshness",
        statistic: "Maximum",
        threshold: 900,
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
