# The alarms that a stream deserves. Each `alarm` whose `when` holds, with the
# stream as self, becomes an alarm on the metric; `with` names values, and what
# an alarm does not say it takes from the head. Expressions are those of rules.
#
# Metrics, their units and when they are published: Amazon Data Firehose
# developer guide, monitoring with CloudWatch metrics, read in 2023 and 2026;
# Decompression FAQ; metrics of Apache Iceberg. Snowflake's are not listed there,
# so a stream to Snowflake gets alarms on what comes in alone. The guide asks for
# alarms on data freshness above the buffering interval, which is at most 900
# seconds, and on throttled records.

alarms "aws_kinesis_firehose_delivery_stream" {
  with = {
    kind       = self.destination
    config     = self["${kind}_configuration"]
    family     = { extended_s3 = "DeliveryToS3", redshift = "DeliveryToS3", opensearch = "DeliveryToAmazonOpenSearchService", elasticsearch = "DeliveryToAmazonOpenSearchService", opensearchserverless = "DeliveryToAmazonOpenSearchServerless", splunk = "DeliveryToSplunk", http_endpoint = "DeliveryToHttpEndpoint" }[kind]
    hints      = kind == "redshift" ? config.s3_configuration : config
    interval   = try(hints.buffering_interval, 300)
    direct     = self.kinesis_source_configuration == null && self.msk_source_configuration == null
    processors = [for p in list(config.processing_configuration.processors) : p.type]
    conversion = try(config.data_format_conversion_configuration, null)
    encryption = try(self.server_side_encryption, null)
  }
  statistic          = "Sum"
  comparison         = "GreaterThanThreshold"
  threshold          = 0
  period             = 300
  evaluation_periods = 1
  missing            = "notBreaching"

  # Seconds since the oldest record that is not delivered came. Records are kept
  # for 86,400 seconds with Direct PUT, so the threshold stays far below.
  alarm "stale" {
    when               = family != null
    metric             = "${family}.DataFreshness"
    statistic          = "Maximum"
    threshold          = interval > 300 ? interval * 3 : 900
    evaluation_periods = 3
    description        = "Records of the stream wait longer than its buffers explain"
  }

  # A ratio of 0 to 1, so its average is what a threshold can hold against.
  alarm "failing" {
    when               = family != null
    metric             = "${family}.Success"
    statistic          = "Average"
    comparison         = "LessThanThreshold"
    threshold          = 1
    evaluation_periods = 3
    description        = "Deliveries of the stream fail"
  }

  alarm "copy_failing" {
    when               = kind == "redshift"
    metric             = "DeliveryToRedshift.Success"
    statistic          = "Average"
    comparison         = "LessThanThreshold"
    threshold          = 1
    evaluation_periods = 3
    description        = "The cluster refuses what the stream copies into it"
  }

  # What a search destination refuses goes to S3, which this metric always tells.
  alarm "failures_failing" {
    when               = contains(["opensearch", "elasticsearch", "opensearchserverless"], kind)
    metric             = "DeliveryToS3.Success"
    statistic          = "Average"
    comparison         = "LessThanThreshold"
    threshold          = 1
    evaluation_periods = 3
    description        = "What the stream keeps in its bucket does not arrive there"
  }

  alarm "rows_failing" {
    when        = kind == "iceberg"
    metric      = "DeliveryToIceberg.FailedRowCount"
    description = "Rows do not arrive in the tables of the stream"
  }

  alarm "backup_failing" {
    when               = contains(["extended_s3", "redshift"], kind) && config.s3_backup_mode == "Enabled"
    metric             = "BackupToS3.Success"
    statistic          = "Average"
    comparison         = "LessThanThreshold"
    threshold          = 1
    evaluation_periods = 3
    description        = "The backup of the stream does not arrive"
  }

  alarm "throttled" {
    when        = direct
    metric      = "ThrottledRecords"
    description = "Producers send more than the stream takes"
  }

  # Milliseconds.
  alarm "behind" {
    when               = self.kinesis_source_configuration != null
    metric             = "KinesisMillisBehindLatest"
    statistic          = "Maximum"
    threshold          = 900000
    evaluation_periods = 3
    description        = "The stream reads its source later than it is written"
  }

  alarm "reads_throttled" {
    when               = self.kinesis_source_configuration != null
    metric             = "ThrottledGetRecords"
    evaluation_periods = 3
    description        = "The source is read by more than it serves"
  }

  # 1 when the stream had more partitions at once than its quota, else 0.
  alarm "too_many_partitions" {
    when        = kind == "extended_s3" && try(config.dynamic_partitioning_configuration.enabled, false)
    metric      = "PartitionCountExceeded"
    statistic   = "Maximum"
    description = "Records go to the error folder, because there are too many partitions"
  }

  alarm "function_failing" {
    when               = contains(processors, "Lambda")
    metric             = "ExecuteProcessing.Success"
    statistic          = "Average"
    comparison         = "LessThanThreshold"
    threshold          = 1
    evaluation_periods = 3
    description        = "The function of the stream fails"
  }

  alarm "conversion_failing" {
    when        = kind == "extended_s3" && conversion != null && try(conversion.enabled, true)
    metric      = "FailedConversion.Records"
    description = "Records do not fit the schema that they are converted with"
  }

  alarm "decompression_failing" {
    when        = contains(processors, "Decompression")
    metric      = "OutputDecompressedRecords.Failed"
    description = "Records cannot be decompressed"
  }

  alarm "key_denied" {
    when        = direct && encryption != null && try(encryption.enabled, false)
    metric      = "KMSKeyAccessDenied"
    description = "The stream may not use the key that encrypts it"
  }

  alarm "key_disabled" {
    when        = direct && encryption != null && try(encryption.enabled, false)
    metric      = "KMSKeyDisabled"
    description = "The key that encrypts the stream is disabled"
  }

  alarm "key_invalid" {
    when        = direct && encryption != null && try(encryption.enabled, false)
    metric      = "KMSKeyInvalidState"
    description = "The key that encrypts the stream is in a state in which it cannot be used"
  }

  alarm "key_missing" {
    when        = direct && encryption != null && try(encryption.enabled, false)
    metric      = "KMSKeyNotFound"
    description = "The key that encrypts the stream does not exist"
  }
}
