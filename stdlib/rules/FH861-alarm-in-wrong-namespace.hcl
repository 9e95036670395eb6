rule "FH861" {
  name = "alarm-in-wrong-namespace"
  severity = "warning"
  on = ["aws_cloudwatch_metric_alarm"]

  why    = "Firehose publishes its metrics in `AWS/Firehose`. There is no `AWS/KinesisFirehose`: an alarm on it stays in INSUFFICIENT_DATA for ever."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"
}
