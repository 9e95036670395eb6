rule "FH824" {
  name = "secret-beside-plain-credentials"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*.secrets_manager_configuration"]
  also = { "self" = "the secret" }
  with = {
    beside = [for m in members(parent) : m if contains(["username", "password", "hec_token", "access_key", "user", "private_key", "key_passphrase"], m)]
  }
  when = self.enabled == true && self.secret_arn != null
  require = length(beside) == 0
  where = "parent.${beside[0]}"
  message = "`${beside[0]}` has no effect: the secret is used"
  help = "leave it out"

  why    = "The secret wins; what is written beside it has no effect."
  source = "Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_endpoint_type: "Raw",
          hec_token: hec_token.value, # here
          secrets_manager_configuration: { enabled: true, secret_arn: login_secret.arn, role_arn: delivery_role.arn },
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
