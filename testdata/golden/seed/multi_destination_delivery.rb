template :multi_destination_delivery do
  # Primary stream for multiple consumers
  primary_stream = aws_kinesis_stream(:multi_destination_source, {
    name: "multi-destination-source",
    shard_count: 10,
    retention_period: 168 # 7 days
  })
  
  # Delivery to data warehouse (Redshift)
  warehouse_delivery = aws_kinesis_firehose_delivery_stream(:warehouse_delivery, {
    name: "warehouse-delivery",
    destination: "redshift",
    kinesis_source_configuration: {
      kinesis_stream_arn: primary_stream.arn,
      role_arn: warehouse_source_role.arn
    },
    redshift_configuration: {
      role_arn: redshift_delivery_role.arn,
      cluster_jdbcurl: "jdbc:redshift://analytics-cluster.cluster-xyz.us-east-1.redshift.amazonaws.com:5439/analytics",
      username: "firehose_user",
      password: redshift_password.value,
      data_table_name: "events_raw",
      copy_options: "JSON 'auto' TIMEFORMAT 'YYYY-MM-DD HH:MI:SS'",
      s3_backup_mode: "Enabled",
      
      processing_configuration: {
        enabled: true,
        processors: [{
          type: "Lambda",
          parameters: [{
            parameter_name: "LambdaArn",
            parameter_value: redshift_formatter.arn
          }]
        }]
      }
    }
  })
  
  # Delivery to third-party analytics (HTTP endpoint)
  third_party_delivery = aws_kinesis_firehose_delivery_stream(:third_party, {
    name: "third-party-delivery",
    destination: "http_endpoint",
    kinesis_source_configuration: {
      kinesis_stream_arn: primary_stream.arn,
      role_arn: http_source_role.arn
    },
    http_endpoint_configuration: {
      url: "https://analytics.partner.com/api/events",
      name: "PartnerAnalytics",
      access_key: partner_api_key.value,
      buffering_size: 16,    # Smaller payloads for HTTP
      buffering_interval: 60,
      retry_duration: 3600,
      s3_backup_mode: "FailedDataOnly",
      
      request_configuration: {
        content_encoding: "GZIP",
        common_attributes: {
          "X-Source": "kinesis-firehose",
          "X-Environment": "production"
        }
      }
    }
  })
  
  # Delivery to monitoring system (Splunk)
  monitoring_delivery = aws_kinesis_firehose_delivery_stream(:monitoring, {
    name: "monitoring-delivery", 
    destination: "splunk",
    kinesis_source_configuration: {
      kinesis_stream_arn: primary_stream.arn,
      role_arn: splunk_source_role.arn
    },
    splunk_configuration: {
      hec_endpoint: "https://splunk.company.com:8088",
      hec_token: splunk_hec_token.value,
      hec_acknowledgment_timeout: 180,
      hec_endpoint_type: "Event",
      retry_duration: 3600,
      s3_backup_mode: "FailedEventsOnly"
    }
  })
end
