rule "FH825" {
  name = "secret-without-the-keys-that-are-read"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.*.secrets_manager_configuration"]
  at = ["secret_arn"]
  with = {
    wanted = { redshift_configuration = ["username", "password"], splunk_configuration = ["hec_token"], http_endpoint_configuration = ["api_key"], snowflake_configuration = ["user", "private_key"] }[block_name(parent)]
    secret = target(self.secret_arn)
    versions = [for v in resources("aws_secretsmanager_secret_version") : v if surely(identical(target(v.secret_id), secret))]
    missing = subtract(wanted, json_keys(versions[0].secret_string))
  }
  when = self.enabled == true && secret != null && wanted != null && versions[0].secret_string != null
  require = length(missing) == 0
  message = "the secret has no key `${missing[0]}`, which the service reads"
  help = "it holds JSON with ${join(" and ", [for w in wanted : "`${w}`"])}"

  why    = "The service looks for keys of its own in the JSON of a secret: for Redshift `username` and `password`, for Splunk `hec_token`, for an HTTP endpoint `api_key`, for Snowflake `user`, `private_key` and, where it has one, `key_passphrase`."
  source = "Amazon Data Firehose developer guide, using AWS Secrets Manager"

  bad = <<-RUBY
    template :t do
      login = aws_secretsmanager_secret(:login, { name: "login" })
      aws_secretsmanager_secret_version(:login, {
        secret_id: login.id,
        secret_string: "{\"token\":\"#{token.value}\"}"
      })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: {
          role_arn: delivery_role.arn,
          url: "https://in.example.com/x",
          name: "x",
          secrets_manager_configuration: { enabled: true, secret_arn: login.arn }, # here
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      login = aws_secretsmanager_secret(:login, { name: "login" })
      aws_secretsmanager_secret_version(:login, {
        secret_id: login.id,
        secret_string: "{\"api_key\":\"#{token.value}\"}"
      })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: {
          role_arn: delivery_role.arn,
          url: "https://in.example.com/x",
          name: "x",
          secrets_manager_configuration: { enabled: true, secret_arn: login.arn },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
