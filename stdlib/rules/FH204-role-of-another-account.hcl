rule "FH204" {
  name = "role-of-another-account"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration", "aws_kinesis_firehose_delivery_stream.*.vpc_config", "aws_kinesis_firehose_delivery_stream.msk_source_configuration.authentication_configuration", "aws_kinesis_firehose_delivery_stream.*.secrets_manager_configuration"]
  at = ["role_arn"]
  when = arn_part(self.role_arn, 2) == "iam" && arn_part(self.role_arn, 4) != ""
  require = arn_part(self.role_arn, 4) == account()
  message = "the role is of account `${arn_part(self.role_arn, 4)}`, the stream of `${account()}`"
  help = "use a role of the stream's account; buckets, domains and secrets of others let it in by their own policies"

  why    = "A role is passed to the service by its own account only; another account is reached by a resource policy."
  source = "cdk-preflight pf-firehose-role-arn-account (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/feed", role_arn: source_role.arn },
        extended_s3_configuration: {
          role_arn: "arn:aws:iam::999999999999:role/delivery", # here
          bucket_arn: lake_bucket.arn
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        kinesis_source_configuration: { kinesis_stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/feed", role_arn: source_role.arn },
        extended_s3_configuration: {
          role_arn: "arn:aws:iam::123456789012:role/delivery",
          bucket_arn: lake_bucket.arn
        }
      })
    end
  RUBY
}
