rule "FH756" {
  name = "role-of-splunk"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.splunk_configuration"]
  at = ["role_arn"]
  schema = "unknown"
  message = "`splunk_configuration` has no `role_arn`"
  help = "write it into `s3_configuration`, and into `secrets_manager_configuration` when there is one"

  why    = "The service speaks to Splunk with a token and needs a role for S3 and for the secret only."
  source = "CloudFormation registry schema; terraform-provider-aws schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_token: collector_token.value,
          role_arn: delivery_role.arn, # here
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
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
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
