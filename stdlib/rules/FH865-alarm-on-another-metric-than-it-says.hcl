rule "FH865" {
  name = "alarm-on-another-metric-than-it-says"
  severity = "warning"
  on = ["aws_cloudwatch_metric_alarm"]
  at = ["metric_name"]
  with = {
    said = lower("${try(self.alarm_name, "")} ${try(self.alarm_description, "")}")
  }

  case "duration" {
    when = self.namespace == "AWS/Firehose" && endswith(self.metric_name, ".DataFreshness")
    require = !matches(said, "(processing|execution|transform(ation)?|lambda|function)[ _-](duration|time)")
    message = "the alarm speaks of a duration of processing, but `${self.metric_name}` is how old the data are; that duration is `ExecuteProcessing.Duration`"
  }

  case "conversion" {
    when = self.namespace == "AWS/Firehose" && startswith(self.metric_name, "DeliveryTo") && !endswith(self.metric_name, ".DataFreshness")
    require = !matches(said, "conversion[ _-]?(error|fail)|fail(ed|ure|ures)?[ _-](of[ _-])?conversion")
    message = "the alarm speaks of conversion errors, but `${self.metric_name}` counts deliveries; failed conversions are `FailedConversion.Records`"
  }

  why    = "`DeliveryToS3.Records` counts what was delivered, and data freshness is the age of the oldest record: neither is a failed conversion or the time that Lambda takes."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"

  bad = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        alarm_description: "Processing duration is high",
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.DataFreshness", # here
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
        alarm_description: "Data are late",
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.DataFreshness",
        statistic: "Maximum",
        threshold: 900,
        dimensions: { DeliveryStreamName: raw_stream.name }
      })
    end
  RUBY

  example "conversion" {
    bad = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        alarm_description: "Format conversion errors",
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.Records", # here
        statistic: "Sum",
        threshold: 0,
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
        alarm_description: "Format conversion errors",
        namespace: "AWS/Firehose",
        metric_name: "FailedConversion.Records",
        statistic: "Sum",
        threshold: 0,
        dimensions: { DeliveryStreamName: raw_stream.name }
      })
    end
    RUBY
  }
}
