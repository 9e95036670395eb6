rule "FH729" {
  name = "type-name-for-opensearch"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration"]
  at = ["type_name"]

  case "opensearch" {
    when = known(self.type_name)
    require = !present(self.type_name)
    message = "`type_name` is given for OpenSearch, which has no types"
    help = "leave it out"
  }

  case "elasticsearch" {
    on = ["aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]
    when = present(self.type_name)
    require = !matches("${try(target(self.domain_arn).elasticsearch_version, "")}", "^7")
    message = "`type_name` is given for Elasticsearch 7, which has no types"
    help = "leave it out"
  }

  why    = "OpenSearch, and Elasticsearch from version 7 on, have no types."
  source = "cdk-preflight pf-firehose-opensearch-type-name (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          type_name: "event", # here,
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
}
