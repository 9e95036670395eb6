rule "FH211" {
  name = "compression-few-readers-know"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["compression_format"]
  require = !contains(["ZIP", "Snappy"], "${self.compression_format}")
  message = "`${self.compression_format}` is read by few tools: `GZIP` or `HADOOP_SNAPPY` by most"

  why    = "Athena and EMR read `GZIP` and `HADOOP_SNAPPY`; `ZIP` and `Snappy` are other formats. Objects in Hadoop Snappy end in `.snappy`, though the guide says `.hsnappy`."
  source = "Amazon Data Firehose developer guide, object name; floci-io/floci, docs/services/firehose.md"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          compression_format: "ZIP" # here
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
          compression_format: "GZIP"
        }
      })
    end
  RUBY
}
