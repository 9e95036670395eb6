rule "FH862" {
  name = "alarm-on-no-stream"
  severity = "warning"
  on = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_metric_alarm.metric_query.metric"]
  at = ["namespace"]
  when = self.namespace == "AWS/Firehose" && self.metric_name != null && known(self.dimensions)
  require = self.dimensions.DeliveryStreamName != null
  message = "the alarm has no dimension `DeliveryStreamName`, so it sees no stream"
  help = "name the stream: `dimensions: { DeliveryStreamName: stream.name }`"

  why    = "Firehose publishes its metrics for each stream; without the dimension an alarm sees none of them."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"

  bad = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose", # here
        metric_name: "ThrottledRecords",
        statistic: "Sum",
        threshold: 1
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
        metric_name: "ThrottledRecords",
        statistic: "Sum",
        threshold: 1,
        dimensions: { DeliveryStreamName: raw_stream.name }
      })
    end
  RUBY
}
