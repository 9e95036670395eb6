rule "FH767" {
  name = "common-attribute-twice"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.http_endpoint_configuration.request_configuration"]
  with = {
    twice = duplicates([for a in list(self.common_attributes) : a.name])
    again = [for i, a in list(self.common_attributes) : a if a.name == twice[0] && any([for j, b in list(self.common_attributes) : j < i && b.name == a.name])]
  }
  require = length(twice) == 0
  where = again[0]
  message = "the common attribute `${twice[0]}` is given twice"
  help = "delete one"

  why    = "Each name stands once."
  source = "cdk-preflight pf-firehose-http-attribute-name-unique (recorded refusal, September 2026)"

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
            common_attributes: [
              { name: "shop", value: "a" },
              { name: "shop", value: "b" } # here
            ]
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
            common_attributes: [{ name: "shop", value: "a" }]
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
