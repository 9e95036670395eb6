rule "FH741" {
  name = "collection-without-endpoint"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.opensearchserverless_configuration"]
  covers = ["collection_endpoint"]
  require = self.collection_endpoint != null
  message = "`opensearchserverless_configuration` has no `collection_endpoint`"
  label = "no `collection_endpoint` in this block"
  help = "write the `collection_endpoint` of the collection"

  why    = "Records go to the endpoint of a collection; its ARN does not do."
  source = "cdk-preflight pf-firehose-aoss-collection-endpoint (recorded refusal, September 2026); terraform-provider-aws schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearchserverless",
        opensearchserverless_configuration: { # here
          role_arn: delivery_role.arn,
          index_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearchserverless",
        opensearchserverless_configuration: {
          role_arn: delivery_role.arn,
          collection_endpoint: "https://abc123.eu-west-1.aoss.amazonaws.com",
          index_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
