resilient_delivery = aws_kinesis_firehose_delivery_stream(:resilient, {
  name: "resilient-delivery",
  destination: "extended_s3",
  extended_s3_configuration: {
    role_arn: delivery_role.arn,
    bucket_arn: primary_bucket.arn,
    error_output_prefix: "errors/processing/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
    
    # Enable comprehensive backup
    s3_backup_mode: "Enabled",
    s3_backup_configuration: {
      role_arn: backup_role.arn,
      bucket_arn: backup_bucket.arn,
      prefix: "backup/successful/",
      buffer_size: 64,
      compression_format: "GZIP"
    },
    
    processing_configuration: {
      enabled: true,
      processors: [{
        type: "Lambda",
        parameters: [
          {
            parameter_name: "LambdaArn",
            parameter_value: resilient_processor.arn
          },
          # Processor buffer configuration for reliability
          {
            parameter_name: "BufferSizeInMBs",
            parameter_value: "3"
          },
          {
            parameter_name: "BufferIntervalInSeconds",
            parameter_value: "60"
          }
        ]
      }]
    },
    
    cloudwatch_logging_options: {
      enabled: true,
      log_group_name: "/aws/kinesisfirehose/resilient-delivery",
      log_stream_name: "delivery-logs"
    }
  },
  
  server_side_encryption: {
    enabled: true,
    key_type: "CUSTOMER_MANAGED_CMK",
    key_arn: encryption_key.arn
  }
})
