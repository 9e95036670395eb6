high_throughput_firehose = aws_kinesis_firehose_delivery_stream(:high_throughput, {
  name: "high-throughput-delivery",
  destination: "extended_s3",
  extended_s3_configuration: {
    role_arn: delivery_role.arn,
    bucket_arn: storage_bucket.arn,
    buffer_size: 128,      # Maximum buffer size
    buffer_interval: 60,   # Minimum interval for high volume
    compression_format: "GZIP",
    
    # Optimize for write performance
    data_format_conversion_configuration: {
      enabled: true,
      output_format_configuration: {
        serializer: {
          parquet_ser_de: {
            block_size_bytes: 536870912, # 512MB blocks
            page_size_bytes: 1048576,    # 1MB pages
            compression: "SNAPPY",       # Fast compression
            enable_dictionary: false     # Disable for write speed
          }
        }
      }
    }
  }
})
