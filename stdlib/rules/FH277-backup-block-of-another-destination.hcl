rule "FH277" {
  name = "backup-block-of-another-destination"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream", "aws_kinesis_firehose_delivery_stream.**"]
  at = ["s3_backup_configuration"]
  schema = "unknown"
  message = "only `extended_s3_configuration` and `redshift_configuration` have an `s3_backup_configuration`"
  help = "write its settings into `s3_configuration`: failed records go there, and all of them where `s3_backup_mode` says so"

  why    = "Every other destination keeps failed records, or all, in the bucket of its `s3_configuration`."
  source = "Firehose API model 2015-08-04; CloudFormation registry schema; terraform-provider-aws schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_token: collector_token.value,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn },
          s3_backup_mode: "AllEvents",
          s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: backup_bucket.arn } # here
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_token: collector_token.value,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn },
          s3_backup_mode: "AllEvents"
        }
      })
    end
  RUBY
}
