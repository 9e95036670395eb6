rule "FH206" {
  name = "key-of-another-region-than-the-bucket"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["kms_key_arn"]
  with = {
    bucket = target(self.bucket_arn)
    place = try(bucket.region, region())
  }
  when = present(arn_part(self.kms_key_arn, 3))
  require = arn_part(self.kms_key_arn, 3) == place
  message = "the key is of `${arn_part(self.kms_key_arn, 3)}`, the ${bucket.region == null ? "stream and its bucket" : "bucket"} of `${place}`"
  help = "use a key of the bucket's Region"

  why    = "The key that encrypts objects is of the Region of their bucket."
  source = "Firehose API model 2015-08-04 (KMSEncryptionConfig); cdk-preflight pf-firehose-s3-kms-key-region (recorded refusal, September 2026)"

  bad = <<-RUBY
    provider :aws, region: "us-east-1"
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" # here
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
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          kms_key_arn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
        }
      })
    end
  RUBY
}
