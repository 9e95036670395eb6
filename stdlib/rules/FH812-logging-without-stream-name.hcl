rule "FH812" {
  name = "logging-without-stream-name"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.**.cloudwatch_logging_options"]
  at = ["log_stream_name"]
  with = {
    names = { extended_s3 = "S3Delivery", redshift = "RedshiftDelivery", opensearch = "AmazonOpenSearchServiceDelivery", elasticsearch = "AmazonOpenSearchServiceDelivery", opensearchserverless = "AmazonOpenSearchServiceDelivery" }
    stream = block_name(parent) == "s3_backup_configuration" ? "BackupDelivery" : block_name(parent) == "s3_configuration" ? "S3Delivery" : try(names[root.destination], "DestinationDelivery")
  }
  when = self.enabled == true
  require = present(self.log_stream_name)
  message = "`cloudwatch_logging_options` is enabled, but has no `log_stream_name`"
  label = "no `log_stream_name` in this block"

  repair {
    kind = "assumed"
    set = {
      "log_stream_name" = stream
    }
    told = "wrote `log_stream_name: \"${stream}\"`, as the console does"
  }

  why    = "The service writes its errors into one log stream, whose name it has to be told."
  source = "Firehose API model 2015-08-04 (CloudWatchLoggingOptions); Amazon Data Firehose developer guide, monitoring with CloudWatch Logs"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: { enabled: true, log_group_name: logs.name } # here
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: { enabled: true, log_group_name: logs.name, log_stream_name: "S3Delivery" }
        }
      })
    end
  RUBY
}
