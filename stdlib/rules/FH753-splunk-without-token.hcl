rule "FH753" {
  name = "splunk-without-token"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.splunk_configuration"]
  require = self.hec_token != null || try(self.secrets_manager_configuration.enabled, false)
  message = "`splunk_configuration` has no `hec_token`, and no secret"
  help = "write `hec_token` from an input, or `secrets_manager_configuration`"
  label = "no token in this block"

  why    = "Splunk takes events from who has a token."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: { # here
          hec_endpoint: "https://hec.example.com:8088",
          hec_endpoint_type: "Raw",
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
          hec_endpoint_type: "Raw",
          hec_token: hec_token.value,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
