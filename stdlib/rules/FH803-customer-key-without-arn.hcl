rule "FH803" {
  name = "customer-key-without-arn"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.server_side_encryption"]
  at = ["key_type"]
  when = self.key_type == "CUSTOMER_MANAGED_CMK"
  require = present(self.key_arn)
  message = "`key_type` is `CUSTOMER_MANAGED_CMK`, but there is no `key_arn`"
  help = "write the ARN of the key, or leave `key_type` out"

  why    = "`CUSTOMER_MANAGED_CMK` is a key of yours: which one?"
  source = "cdk-preflight pf-firehose-encryption-key-arn (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        server_side_encryption: {
          enabled: true,
          key_type: "CUSTOMER_MANAGED_CMK" # here
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
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        server_side_encryption: {
          enabled: true,
          key_type: "CUSTOMER_MANAGED_CMK",
          key_arn: stream_key.arn
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
