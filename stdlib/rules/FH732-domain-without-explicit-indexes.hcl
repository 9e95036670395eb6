rule "FH732" {
  name = "domain-without-explicit-indexes"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]
  at = ["domain_arn"]
  with = {
    options = target(self.domain_arn).advanced_options
  }
  when = options["rest.action.multi.allow_explicit_index"] != null
  require = "${options["rest.action.multi.allow_explicit_index"]}" != "false"
  message = "the domain has `rest.action.multi.allow_explicit_index` switched off, so that it refuses the service's requests"

  why    = "The service names the index in the body of its bulk requests."
  source = "Amazon Data Firehose developer guide, basic delivery"

  bad = <<-RUBY
    template :t do
      logs = aws_opensearch_domain(:logs, { domain_name: "logs", advanced_options: { "rest.action.multi.allow_explicit_index" => "false" } })
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
      logs = aws_opensearch_domain(:logs, { domain_name: "logs", advanced_options: { "rest.action.multi.allow_explicit_index" => "true" } })
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
