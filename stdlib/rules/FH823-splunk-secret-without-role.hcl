rule "FH823" {
  name = "splunk-secret-without-role"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.splunk_configuration.secrets_manager_configuration"]
  when = self.enabled == true
  require = self.role_arn != null
  message = "the secret of a Splunk destination has no `role_arn`"
  help = "write the role that may read the secret"
  label = "no `role_arn` in this block"

  why    = "The secret is read in a role, and a Splunk destination has none of its own."
  source = "Firehose API model 2015-08-04; Amazon Data Firehose developer guide, using Secrets Manager"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_endpoint_type: "Raw",
          secrets_manager_configuration: { enabled: true, secret_arn: login_secret.arn }, # here,
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
          secrets_manager_configuration: { enabled: true, secret_arn: login_secret.arn, role_arn: delivery_role.arn },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
