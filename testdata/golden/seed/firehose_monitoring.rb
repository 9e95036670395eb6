template :firehose_monitoring do
  # Monitor delivery success rate
  aws_cloudwatch_metric_alarm(:delivery_success_rate, {
    alarm_name: "firehose-delivery-success-rate-low",
    alarm_description: "Firehose delivery success rate is below 95%",
    metric_name: "DeliveryToS3.Success",
    namespace: "AWS/KinesisFirehose",
    statistic: "Average",
    period: 300,
    evaluation_periods: 3,
    threshold: 0.95,
    comparison_operator: "LessThanThreshold",
    dimensions: {
      DeliveryStreamName: firehose_stream.name
    }
  })
  
  # Monitor processing duration
  aws_cloudwatch_metric_alarm(:processing_duration, {
    alarm_name: "firehose-processing-duration-high",
    alarm_description: "Firehose processing duration is high",
    metric_name: "DeliveryToS3.DataFreshness",
    namespace: "AWS/KinesisFirehose",
    statistic: "Average",
    period: 300,
    evaluation_periods: 2,
    threshold: 900000, # 15 minutes in milliseconds
    comparison_operator: "GreaterThanThreshold"
  })
  
  # Monitor format conversion errors
  aws_cloudwatch_metric_alarm(:format_conversion_errors, {
    alarm_name: "firehose-format-conversion-errors",
    alarm_description: "Format conversion errors detected",
    metric_name: "DeliveryToS3.Records",
    namespace: "AWS/KinesisFirehose",
    statistic: "Sum",
    period: 300,
    evaluation_periods: 1,
    threshold: 0,
    comparison_operator: "GreaterThanThreshold",
    dimensions: {
      DeliveryStreamName: firehose_stream.name
    }
  })
end
