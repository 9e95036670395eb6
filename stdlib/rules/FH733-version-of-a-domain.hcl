rule "FH733" {
  name = "version-of-a-domain"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]
  at = ["domain_arn"]
  with = {
    domain = target(self.domain_arn)
    version = try(domain.engine_version, domain.elasticsearch_version)
  }
  when = present(version)
  require = matches(version, "^(OpenSearch_[0-9].*|(Elasticsearch_)?(1[.]5|2[.]3|5[.][1356]|[67][.][0-9]+))$")
  message = "the service does not deliver to version `${version}` of the domain"

  why    = "Elasticsearch 1.5, 2.3, 5.1, 5.3, 5.5, 5.6, 6.x and 7.x and every OpenSearch are known to the service."
  source = "Amazon Data Firehose developer guide, limits"

  bad = <<-RUBY
    template :t do
      logs = aws_opensearch_domain(:logs, { domain_name: "logs", engine_version: "Elasticsearch_5.4" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: logs.arn, # here
          index_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      logs = aws_opensearch_domain(:logs, { domain_name: "logs", engine_version: "OpenSearch_2.19" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: logs.arn,
          index_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
