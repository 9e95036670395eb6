rule "FH768" {
  name = "common-attributes-are-no-headers"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.http_endpoint_configuration.request_configuration"]
  with = {
    headers = [for a in list(self.common_attributes) : a if surely(matches(a.name, "^[Xx]-"))]
  }
  require = length(headers) == 0
  where = headers[0]
  at = ["name"]
  message = "`common_attributes` are no HTTP headers, though a name looks like one"
  help = "the endpoint finds them in the header `X-Amz-Firehose-Common-Attributes`, as JSON"

  why    = "Common attributes arrive as JSON in the one header `X-Amz-Firehose-Common-Attributes`."
  source = "Amazon Data Firehose developer guide, HTTP endpoint delivery request and response"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: {
          url: "https://ingest.example.com/events",
          name: "partner",
          access_key: partner_key.value,
          role_arn: delivery_role.arn,
          request_configuration: {
            common_attributes: [{ name: "X-Source", value: "shop" }] # here
          },
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
          request_configuration: {
            common_attributes: [{ name: "source", value: "shop" }]
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
