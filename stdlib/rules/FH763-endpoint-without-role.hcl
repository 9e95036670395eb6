rule "FH763" {
  name = "endpoint-without-role"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.http_endpoint_configuration"]
  with = {
    role = "${name()}_role_arn"
  }
  require = self.role_arn != null
  message = "`http_endpoint_configuration` has no `role_arn`"
  label = "no `role_arn` in this block"

  repair {
    kind = "derived"
    when = self.s3_configuration.role_arn != null
    set = {
      "role_arn" = self.s3_configuration.role_arn
    }
    told = "wrote the `role_arn` of its `s3_configuration`"
  }

  repair {
    kind = "promoted"
    set = {
      "role_arn" = input(role)
    }
    told = "wrote a `role_arn` from a new input, `${role}`"
  }

  why    = "Terraform treats the role as optional, but sends an empty text when it is absent, and the service wants a role."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "http_endpoint",
        http_endpoint_configuration: { # here
          url: "https://ingest.example.com/events",
          name: "partner",
          access_key: partner_key.value,
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
