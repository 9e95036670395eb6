rule "FH112" {
  name = "destination-without-its-block"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["destination"]
  with = {
    block = "${self.destination}_configuration"
    known = ["extended_s3_configuration", "redshift_configuration", "opensearch_configuration", "elasticsearch_configuration", "opensearchserverless_configuration", "splunk_configuration", "http_endpoint_configuration", "snowflake_configuration", "iceberg_configuration"]
    others = [for m in members(self) : m if contains(known, m)]
  }
  when = contains(known, block)
  require = self[block] != null
  message = "`destination` is `${self.destination}`, but there is no block `${block}`"
  help = "${length(others) > 0 ? "add it, or name the destination of `${others[0]}`" : "add it"}"

  why    = "The block of the same name says where and how the stream delivers."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go (CustomizeDiff); cdk-preflight pf-firehose-one-destination (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift", # here
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
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
