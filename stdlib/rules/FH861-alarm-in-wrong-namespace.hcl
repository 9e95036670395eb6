rule "FH861" {
  name = "alarm-in-wrong-namespace"
  severity = "warning"
  on = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_metric_alarm.metric_query.metric"]
  at = ["namespace"]
  help = "Firehose publishes its metrics in `AWS/Firehose`"

  case "unknown" {
    when = self.namespace != "AWS/KinesisFirehose" && matches(lower(self.namespace), "^aws/.*firehose")
    require = self.namespace == "AWS/Firehose"
    message = "there is no namespace `${self.namespace}`"
  }

  case "another" {
    when = startswith(self.namespace, "AWS/") && !matches(lower(self.namespace), "firehose") && known(self.dimensions)
    require = named("aws_kinesis_firehose_delivery_stream", self.dimensions.DeliveryStreamName) == null
    message = "the alarm is about a Firehose stream, of which `${self.namespace}` has no metrics"
  }

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
