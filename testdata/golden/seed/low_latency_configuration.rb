low_latency_firehose = aws_kinesis_firehose_delivery_stream(:low_latency, {
  name: "low-latency-delivery",
  destination: "amazonopensearch",
  amazonopensearch_configuration: {
    role_arn: delivery_role.arn,
    domain_arn: search_domain.arn,
    index_name: "realtime-events",
    buffering_size: 1,     # Minimum buffer size
    buffering_interval: 60, # Minimum interval
    retry_duration: 300,   # Short retry window
    
    # Minimal processing for speed
    processing_configuration: {
      enabled: true,
      processors: [{
        type: "Lambda",
        parameters: [
          {
            parameter_name: "LambdaArn",
            parameter_value: fast_transformer.arn
          },
          {
            parameter_name: "BufferSizeInMBs",
            parameter_value: "1"  # Minimum processing buffer
          },
          {
            parameter_name: "BufferIntervalInSeconds",
            parameter_value: "60"
          }
        ]
      }]
    }
  }
})
