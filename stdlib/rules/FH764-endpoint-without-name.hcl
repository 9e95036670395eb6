rule "FH764" {
  name = "endpoint-without-name"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.http_endpoint_configuration"]
  at = ["name"]
  require = self.name != null
  message = "`http_endpoint_configuration` has no `name`"
  label = "no `name` in this block"

  repair {
    kind = "derived"
    when = known(root.name) && present(root.name)
    set = {
      "name" = root.name
    }
    told = "wrote `name: \"${root.name}\"`, that of the stream"
  }

  why    = "Terraform treats the name as optional, but sends an empty text when it is absent, which the service does not take."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: { # here
          url: "https://ingest.example.com/events",
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
