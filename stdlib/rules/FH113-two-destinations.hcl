rule "FH113" {
  name = "two-destinations"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  also = { "destination" = "the destination" }
  with = {
    block = "${self.destination}_configuration"
    known = ["extended_s3_configuration", "redshift_configuration", "opensearch_configuration", "elasticsearch_configuration", "opensearchserverless_configuration", "splunk_configuration", "http_endpoint_configuration", "snowflake_configuration", "iceberg_configuration"]
    others = [for m in members(self) : m if contains(known, m) && m != block]
  }
  when = contains(known, block) && self[block] != null
  require = length(others) == 0
  where = others[0]
  message = "`${others[0]}` stands beside `destination: \"${self.destination}\"`"
  help = "delete it, or make a stream of its own for it"

  why    = "A stream has one destination. Terraform ignores another block in silence, the service refuses two."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; cdk-preflight pf-firehose-one-destination (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        },
        splunk_configuration: { # here
          hec_endpoint: "https://hec.example.com:8088",
          hec_token: hec_token.value,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
