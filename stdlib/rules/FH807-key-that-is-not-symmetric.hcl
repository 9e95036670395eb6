rule "FH807" {
  name = "key-that-is-not-symmetric"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.server_side_encryption"]
  at = ["key_arn"]
  with = {
    key = target(self.key_arn)
  }
  when = key != null
  require = try(key.customer_master_key_spec, "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT" && try(key.key_usage, "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
  message = "the key is not symmetric, which the service refuses"

  why    = "Records are encrypted with a symmetric key only."
  source = "Amazon Data Firehose developer guide, encryption"

  bad = <<-RUBY
    template :t do
      records = aws_kms_key(:records, { description: "records", customer_master_key_spec: "RSA_2048" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        server_side_encryption: { enabled: true, key_type: "CUSTOMER_MANAGED_CMK", key_arn: records.arn }, # here
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      records = aws_kms_key(:records, { description: "records" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        server_side_encryption: { enabled: true, key_type: "CUSTOMER_MANAGED_CMK", key_arn: records.arn },
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn
        }
      })
    end
  RUBY
}
