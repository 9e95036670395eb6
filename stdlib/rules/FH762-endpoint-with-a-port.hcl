rule "FH762" {
  name = "endpoint-with-a-port"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.http_endpoint_configuration"]
  at = ["url"]
  with = {
    port = capture(self.url, "^https://[^/:]+:([0-9]+)")
  }
  when = present(port)
  require = port == "443"
  focus = ":${port}"
  message = "the endpoint has port ${port}; only 443 is reached"
  help = "leave the port out"

  why    = "The service speaks to port 443 only."
  source = "Amazon Data Firehose developer guide, HTTP endpoint destination"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: {
          url: "https://ingest.example.com:8443/events", # here
          name: "partner",
          access_key: partner_key.value,
          role_arn: delivery_role.arn,
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
          url: "https://ingest.example.com/events",
          name: "partner",
          access_key: partner_key.value,
          role_arn: delivery_role.arn,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
