rule "FH310" {
  name = "size-that-a-partner-does-not-take"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.http_endpoint_configuration"]
  at = ["buffering_size"]
  with = {
    host = capture(lower("${self.url}"), "^https://(?:[^/]*[.])?(datadoghq|mongodb|elastic-cloud)[.]")
    most = { datadoghq = 4, mongodb = 16, elastic-cloud = 1 }[host]
  }
  when = most != null && self.buffering_size != null
  require = self.buffering_size <= most
  message = "`buffering_size` is ${self.buffering_size}, this partner takes at most ${most} MB"

  why    = "Some partners take smaller requests than the service can send."
  source = "Amazon Data Firehose developer guide, buffering hints"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: {
          url: "https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input",
          name: "partner",
          access_key: partner_key.value,
          role_arn: delivery_role.arn,
          buffering_size: 16, # here,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: {
          url: "https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input",
          name: "partner",
          access_key: partner_key.value,
          role_arn: delivery_role.arn,
          buffering_size: 4,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
