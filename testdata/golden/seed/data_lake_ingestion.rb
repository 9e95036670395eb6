template :data_lake_ingestion do
  # Raw data ingestion stream
  raw_data_firehose = aws_kinesis_firehose_delivery_stream(:raw_ingestion, {
    name: "raw-data-ingestion",
    destination: "extended_s3",
    extended_s3_configuration: {
      role_arn: data_ingestion_role.arn,
      bucket_arn: data_lake_raw_bucket.arn,
      prefix: "raw/source=!{partitionKeyFromQuery:source}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
      error_output_prefix: "errors/raw/",
      buffer_size: 128,    # Maximize throughput
      buffer_interval: 60, # Minimize latency
      compression_format: "GZIP",
      
      # Convert to Parquet for analytics optimization
      data_format_conversion_configuration: {
        enabled: true,
        output_format_configuration: {
          serializer: {
            parquet_ser_de: {
              block_size_bytes: 268435456,  # 256MB blocks
              page_size_bytes: 1048576,     # 1MB pages
              compression: "SNAPPY",
              enable_dictionary: true
            }
          }
        },
        schema_configuration: {
          database_name: "analytics_catalog",
          table_name: "raw_events", 
          role_arn: glue_catalog_role.arn,
          region: "us-east-1"
        }
      },
      
      # Data transformation for cleansing and enrichment
      processing_configuration: {
        enabled: true,
        processors: [{
          type: "Lambda",
          parameters: [
            {
              parameter_name: "LambdaArn",
              parameter_value: data_cleansing_lambda.arn
            },
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
      
      s3_backup_mode: "Enabled", # Backup all processed data
      cloudwatch_logging_options: {
        enabled: true,
        log_group_name: "/aws/kinesisfirehose/raw-data-ingestion"
      }
    }
  })
  
  # Processed data stream for curated layer
  processed_firehose = aws_kinesis_firehose_delivery_stream(:processed_data, {
    name: "processed-data-delivery",
    destination: "extended_s3",
    kinesis_source_configuration: {
      kinesis_stream_arn: processed_events_stream.arn,
      role_arn: firehose_source_role.arn
    },
    extended_s3_configuration: {
      role_arn: processed_delivery_role.arn,
      bucket_arn: data_lake_curated_bucket.arn,
      prefix: "curated/dataset=!{partitionKeyFromQuery:dataset}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/",
      buffer_size: 64,
      buffer_interval: 300, # 5 minute intervals for curated data
      data_format_conversion_configuration: {
        enabled: true,
        output_format_configuration: {
          serializer: { parquet_ser_de: {} }
        },
        schema_configuration: {
          database_name: "analytics_catalog",
          table_name: "curated_events",
          role_arn: glue_catalog_role.arn
        }
      }
    }
  })
end
