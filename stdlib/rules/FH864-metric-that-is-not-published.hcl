rule "FH864" {
  name = "metric-that-is-not-published"
  severity = "warning"
  on = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_metric_alarm.metric_query.metric"]
  at = ["metric_name"]
  with = {
    metrics = split(" ", "IncomingBytes IncomingRecords IncomingPutRequests BytesPerSecondLimit RecordsPerSecondLimit PutRequestsPerSecondLimit ThrottledRecords DataReadFromKinesisStream.Bytes DataReadFromKinesisStream.Records KinesisMillisBehindLatest ThrottledDescribeStream ThrottledGetRecords ThrottledGetShardIterator DeliveryToS3.Bytes DeliveryToS3.Records DeliveryToS3.DataFreshness DeliveryToS3.Success DeliveryToS3.ObjectCount PartitionCount PartitionCountExceeded JQProcessing.Duration PerPartitionThroughput DeliveryToRedshift.Bytes DeliveryToRedshift.Records DeliveryToRedshift.Success DeliveryToAmazonOpenSearchService.Bytes DeliveryToAmazonOpenSearchService.Records DeliveryToAmazonOpenSearchService.DataFreshness DeliveryToAmazonOpenSearchService.Success DeliveryToAmazonOpenSearchServerless.Bytes DeliveryToAmazonOpenSearchServerless.Records DeliveryToAmazonOpenSearchServerless.DataFreshness DeliveryToAmazonOpenSearchServerless.Success DeliveryToSplunk.Bytes DeliveryToSplunk.Records DeliveryToSplunk.DataFreshness DeliveryToSplunk.DataAckLatency DeliveryToSplunk.Success DeliveryToHttpEndpoint.Bytes DeliveryToHttpEndpoint.Records DeliveryToHttpEndpoint.DataFreshness DeliveryToHttpEndpoint.Success DeliveryToHttpEndpoint.ProcessedBytes DeliveryToHttpEndpoint.ProcessedRecords BackupToS3.Bytes BackupToS3.Records BackupToS3.DataFreshness BackupToS3.Success ExecuteProcessing.Duration ExecuteProcessing.Success SucceedProcessing.Records SucceedProcessing.Bytes SucceedConversion.Records SucceedConversion.Bytes FailedConversion.Records FailedConversion.Bytes OutputDecompressedRecords.Success OutputDecompressedRecords.Failed OutputDecompressedBytes.Success OutputDecompressedBytes.Failed DeliveryToIceberg.IncomingRowCount DeliveryToIceberg.SuccessfulRowCount DeliveryToIceberg.FailedRowCount KMSKeyAccessDenied KMSKeyDisabled KMSKeyInvalidState KMSKeyNotFound")
    stream = named("aws_kinesis_firehose_delivery_stream", self.dimensions.DeliveryStreamName)
    kind = stream.destination
    at = { DeliveryToRedshift = ["redshift"], DeliveryToAmazonOpenSearchService = ["opensearch", "elasticsearch"], DeliveryToAmazonOpenSearchServerless = ["opensearchserverless"], DeliveryToSplunk = ["splunk"], DeliveryToHttpEndpoint = ["http_endpoint"], DeliveryToIceberg = ["iceberg"], SucceedConversion = ["extended_s3"], FailedConversion = ["extended_s3"], PartitionCount = ["extended_s3"], PartitionCountExceeded = ["extended_s3"], JQProcessing = ["extended_s3"], PerPartitionThroughput = ["extended_s3"] }
    family = capture(self.metric_name, "^([^.]*)")
    places = at[family]
    near = nearest(self.metric_name, metrics)
    conversion = try(stream.extended_s3_configuration.data_format_conversion_configuration, null)
    config = stream["${kind}_configuration"]
    mode = config.s3_backup_mode
    encryption = try(stream.server_side_encryption, null)
  }

  case "unknown" {
    when = self.namespace == "AWS/Firehose" && self.metric_name != null && kind != "snowflake"
    require = contains(metrics, self.metric_name)
    message = "Firehose publishes no metric `${self.metric_name}`"
    help = "${near == null ? "" : "did you mean `${near}`?"}"
  }

  case "elsewhere" {
    when = self.namespace == "AWS/Firehose" && kind != null && places != null
    require = contains(places, kind)
    message = "a stream to `${kind}` publishes no `${self.metric_name}`"
  }

  case "conversion" {
    when = self.namespace == "AWS/Firehose" && kind == "extended_s3" && matches(family, "^(Succeed|Failed)Conversion$")
    require = conversion != null
    message = "`${self.metric_name}` is published with format conversion, which the stream has not"
  }

  case "source" {
    when = self.namespace == "AWS/Firehose" && kind != null && startswith(self.metric_name, "DataReadFromKinesisStream")
    require = stream.kinesis_source_configuration != null
    message = "`${self.metric_name}` is published with a Kinesis source, which the stream has not"
  }

  case "lambda" {
    when = self.namespace == "AWS/Firehose" && kind != null && matches(family, "^(Execute|Succeed)Processing$")
    require = length([for p in list(config.processing_configuration.processors) : p if p.type == "Lambda"]) > 0
    message = "`${self.metric_name}` is published with a `Lambda` processor, which the stream has not"
  }

  case "documents" {
    when = self.namespace == "AWS/Firehose" && contains(["opensearch", "elasticsearch", "opensearchserverless"], kind) && family == "DeliveryToS3" && !contains(["DeliveryToS3.Success", "DeliveryToS3.ObjectCount"], self.metric_name)
    require = config.s3_backup_mode == "AllDocuments"
    message = "a stream to `${kind}` publishes `${self.metric_name}` only when it backs up all documents"
  }

  case "source lag" {
    when = self.namespace == "AWS/Firehose" && kind != null && contains(["KinesisMillisBehindLatest", "ThrottledDescribeStream", "ThrottledGetRecords", "ThrottledGetShardIterator"], self.metric_name)
    require = stream.kinesis_source_configuration != null
    message = "`${self.metric_name}` is published with a Kinesis source, which the stream has not"
  }

  case "direct put" {
    when = self.namespace == "AWS/Firehose" && kind != null && contains(["IncomingPutRequests", "BytesPerSecondLimit", "RecordsPerSecondLimit", "PutRequestsPerSecondLimit", "ThrottledRecords"], self.metric_name)
    require = stream.kinesis_source_configuration == null && stream.msk_source_configuration == null
    message = "`${self.metric_name}` is published for Direct PUT, the stream reads from a source"
  }

  case "partitioning" {
    when = self.namespace == "AWS/Firehose" && kind == "extended_s3" && contains(["DeliveryToS3.ObjectCount", "PartitionCount", "PartitionCountExceeded", "JQProcessing.Duration", "PerPartitionThroughput"], self.metric_name)
    require = try(config.dynamic_partitioning_configuration.enabled, false)
    message = "`${self.metric_name}` is published with dynamic partitioning, which the stream has not"
  }

  case "decompression" {
    when = self.namespace == "AWS/Firehose" && kind != null && startswith(self.metric_name, "OutputDecompressed")
    require = length([for p in list(config.processing_configuration.processors) : p if p.type == "Decompression"]) > 0
    message = "`${self.metric_name}` is published with a `Decompression` processor, which the stream has not"
  }

  case "objects" {
    when = self.namespace == "AWS/Firehose" && contains(["redshift", "opensearch", "elasticsearch", "opensearchserverless"], kind) && self.metric_name == "DeliveryToS3.ObjectCount"
    require = false
    message = "`DeliveryToS3.ObjectCount` is published with dynamic partitioning, which a stream to `${kind}` has not"
  }

  case "backup" {
    when = self.namespace == "AWS/Firehose" && contains(["extended_s3", "redshift"], kind) && family == "BackupToS3"
    require = mode == "Enabled"
    message = "`${self.metric_name}` is published with a backup of the source records, which the stream has not"
  }

  case "key" {
    when = self.namespace == "AWS/Firehose" && kind != null && startswith(self.metric_name, "KMSKey")
    require = stream.kinesis_source_configuration != null || encryption != null && try(encryption.enabled, false)
    message = "`${self.metric_name}` is published with server-side encryption, which the stream has not"
  }

  case "delivery to S3" {
    when = self.namespace == "AWS/Firehose" && contains(["splunk", "http_endpoint", "iceberg"], kind) && family == "DeliveryToS3"
    require = false
    message = "a stream to `${kind}` publishes no `${self.metric_name}`"
  }

  why    = "An alarm on a metric that the stream does not publish stays in INSUFFICIENT_DATA."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch metrics"

  bad = <<-RUBY
    template :t do
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.Freshness", # here
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
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToS3.DataFreshness",
        statistic: "Maximum",
        threshold: 900,
        dimensions: { DeliveryStreamName: raw_stream.name }
      })
    end
  RUBY

  example "elsewhere" {
    bad = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose",
        metric_name: "DeliveryToSplunk.Success", # here
        statistic: "Average",
        threshold: 0.9,
        dimensions: { DeliveryStreamName: stream.name }
      })
    end
    RUBY
  }

  example "backup" {
    bad = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "LessThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose",
        metric_name: "BackupToS3.Success", # here
        statistic: "Average",
        threshold: 0.9,
        dimensions: { DeliveryStreamName: stream.name }
      })
    end
    RUBY
  }

  example "key" {
    bad = <<-RUBY
    template :t do
      stream = aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
      aws_cloudwatch_metric_alarm(:a, {
        alarm_name: "late",
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 3,
        period: 300,
        namespace: "AWS/Firehose",
        metric_name: "KMSKeyDisabled", # here
        statistic: "Sum",
        threshold: 0,
        dimensions: { DeliveryStreamName: stream.name }
      })
    end
    RUBY
  }
}
