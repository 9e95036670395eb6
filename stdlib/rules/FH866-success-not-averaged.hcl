rule "FH866" {
  name = "success-not-averaged"
  severity = "note"
  on = ["aws_cloudwatch_metric_alarm"]
  at = ["statistic"]
  when = self.namespace == "AWS/Firehose" && endswith(self.metric_name, ".Success") && self.statistic != null
  require = self.statistic == "Average"
  message = "`${self.metric_name}` is a ratio, of which `${self.statistic}` says little"
  help = "use `Average`"

  why    = "`.Success` is a ratio of 0 to 1; its average is what a threshold can hold against."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"

  bad = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.Success",
        statistic: "Sum", # here
        threshold: 1,
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
        metric_name: "DeliveryToS3.Success",
        statistic: "Average",
        threshold: 0.9,
        dimensions: { DeliveryStreamName: raw_stream.name }
      })
    end
  RUBY
}
