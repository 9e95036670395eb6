rule "FH805" {
  name = "stream-key-of-another-region"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.server_side_encryption"]
  at = ["key_arn"]
  when = present(arn_part(self.key_arn, 3))
  require = arn_part(self.key_arn, 3) == region()
  message = "the key is of `${arn_part(self.key_arn, 3)}`, the stream of `${region()}`"
  help = "use a key of the stream's Region"

  why    = "The key of a stream is of its Region."
  source = "cdk-preflight pf-firehose-encryption-key-region (recorded refusal, September 2026)"

  bad = <<-RUBY
    provider :aws, region: "us-east-1"
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        server_side_encryption: {
          enabled: true,
          key_type: "CUSTOMER_MANAGED_CMK",
          key_arn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" # here
        },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY

  good = <<-RUBY
    provider :aws, region: "us-east-1"
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        server_side_encryption: {
          enabled: true,
          key_type: "CUSTOMER_MANAGED_CMK",
          key_arn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
        },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
