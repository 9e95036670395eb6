rule "FH731" {
  name = "elasticsearch-for-opensearch"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]
  at = ["domain_arn"]
  when = target_type(self.domain_arn) == "aws_opensearch_domain"
  require = false
  message = "the domain is one of OpenSearch, for which `elasticsearch_configuration` is the older name"
  help = "write `destination: \"opensearch\"` and `opensearch_configuration`"

  why    = "Both reach the domain; the newer block knows more, such as the ids of documents."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"

  bad = <<-RUBY
    template :t do
      logs = aws_opensearch_domain(:logs, { domain_name: "logs" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "elasticsearch",
        elasticsearch_configuration: {
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
      logs = aws_opensearch_domain(:logs, { domain_name: "logs" })
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
