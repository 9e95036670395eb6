rule "FH804" {
  name = "owned-key-with-arn"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.server_side_encryption"]
  at = ["key_arn"]
  also = { "key_type" = "the type" }
  when = self.key_arn != null
  require = try(self.key_type, "AWS_OWNED_CMK") != "AWS_OWNED_CMK"
  message = "`key_arn` has no place beside `key_type` `AWS_OWNED_CMK`"
  help = "leave it out, or write `key_type: \"CUSTOMER_MANAGED_CMK\"`"

  why    = "`AWS_OWNED_CMK` is a key of AWS."
  source = "cdk-preflight pf-firehose-encryption-owned-key-arn (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        server_side_encryption: {
          enabled: true,
          key_type: "AWS_OWNED_CMK",
          key_arn: stream_key.arn # here
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
          key_type: "AWS_OWNED_CMK"
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
