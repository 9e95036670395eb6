template :realtime_analytics do
  # Stream processing for real-time analytics
  analytics_firehose = aws_kinesis_firehose_delivery_stream(:realtime_analytics, {
    name: "realtime-analytics-delivery",
    destination: "amazonopensearch",
    kinesis_source_configuration: {
      kinesis_stream_arn: events_stream.arn,
      role_arn: analytics_source_role.arn
    },
    amazonopensearch_configuration: {
      role_arn: opensearch_delivery_role.arn,
      domain_arn: analytics_domain.arn,
      index_name: "events-!{timestamp:yyyy-MM-dd}",
      index_rotation_period: "OneDay",
      buffering_size: 5,      # Smaller buffers for lower latency
      buffering_interval: 60, # 1 minute for real-time needs
      retry_duration: 3600,   # 1 hour retry window
      s3_backup_mode: "FailedDocumentsOnly",
      
      # Transform for OpenSearch optimization
      processing_configuration: {
        enabled: true,
        processors: [{
          type: "Lambda", 
          parameters: [{
            parameter_name: "LambdaArn",
            parameter_value: opensearch_formatter.arn
          }]
        }]
      }
    },
    
    server_side_encryption: {
      enabled: true,
      key_type: "AWS_OWNED_CMK"
    }
  })
  
  # Backup delivery to S3 for long-term storage
  backup_firehose = aws_kinesis_firehose_delivery_stream(:analytics_backup, {
    name: "analytics-backup-delivery",
    destination: "s3",
    kinesis_source_configuration: {
      kinesis_stream_arn: events_stream.arn,
      role_arn: backup_source_role.arn
    },
    s3_configuration: {
      role_arn: s3_delivery_role.arn,
      bucket_arn: analytics_backup_bucket.arn,
      prefix: "analytics-backup/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
      buffer_size: 128,      # Larger buffers for cost efficiency
      buffer_interval: 900,  # 15 minutes for backup
      compression_format: "GZIP"
    }
  })
end
