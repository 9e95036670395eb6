rule "FH808" {
  name = "encryption-switched-off"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.server_side_encryption"]
  at = ["enabled"]
  when = self.key_type != null || self.key_arn != null
  require = self.enabled
  message = "`server_side_encryption` has no effect: `enabled` is ${self.enabled == null ? "absent" : "false"}"
  help = "write `enabled: true`, or leave the block out"

  why    = "Without `enabled` the key is named, and nothing is encrypted."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        server_side_encryption: {
          enabled: false, # here
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
