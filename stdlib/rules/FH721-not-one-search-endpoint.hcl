rule "FH721" {
  name = "not-one-search-endpoint"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]

  case "both" {
    at = ["cluster_endpoint"]
    also = { "domain_arn" = "the other one" }
    require = self.domain_arn == null || self.cluster_endpoint == null
    message = "`domain_arn` and `cluster_endpoint` stand side by side"
    help = "keep one of them"
  }

  case "none" {
    require = self.domain_arn != null || self.cluster_endpoint != null
    message = "`${block_name(self)}` has neither `domain_arn` nor `cluster_endpoint`"
    label = "no endpoint in this block"
  }

  why    = "The stream delivers to a domain by its ARN, or to a cluster by its endpoint."
  source = "cdk-preflight pf-firehose-opensearch-endpoint-exclusive (recorded refusal, September 2026); cdk-preflight pf-firehose-opensearch-endpoint-required (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          cluster_endpoint: "https://search.example.com", # here,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  example "none" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: { # here
          role_arn: delivery_role.arn,
          index_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
    RUBY
  }
}
