rule "FH801" {
  name = "encryption-beside-a-source"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["server_side_encryption"]
  also = { "kinesis_source_configuration" = "the source", "msk_source_configuration" = "the source" }
  when = self.server_side_encryption != null && (self.kinesis_source_configuration != null || self.msk_source_configuration != null)
  require = false
  message = "`server_side_encryption` stands beside a source that keeps the records"
  help = "encrypt the source instead: `encryption_type: \"KMS\"` on a Kinesis stream"

  repair {
    kind = "dropped"
    delete = ["server_side_encryption"]
    told = "left out `server_side_encryption`"
    summary = "the encryption of the stream was left out: encrypt its source"
  }

  why    = "A stream with a Kinesis or MSK source keeps nothing itself: the service refuses to encrypt it. Encrypt the source."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go (ConflictsWith); cdk-preflight pf-firehose-encryption-kinesis-source (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: feed_stream.arn, role_arn: source_role.arn },
        server_side_encryption: { enabled: true }, # here
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: feed_stream.arn, role_arn: source_role.arn },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
