rule "FH725" {
  name = "index-that-cannot-exist"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration", "aws_kinesis_firehose_delivery_stream.opensearchserverless_configuration"]
  at = ["index_name"]
  with = {
    evaluated = has_expression(self.index_name)
  }
  when = present(self.index_name) && (known(evaluated) ? !evaluated : true)
  require = matches(self.index_name, "^[^-_+\\p{Lu}\\s,:\"*+/\\\\|?#<>][^\\p{Lu}\\s,:\"*+/\\\\|?#<>]*$")
  message = "${known(self.index_name) ? "there can be no index `${self.index_name}`" : "there can be no index of this name"}"
  help = "${known(self.index_name) && lower(self.index_name) != self.index_name ? "write it in lower case: `${lower(self.index_name)}`" : "it begins with a letter or digit, and has no blank, comma or any of `: \" * + / \\ | ? # > <`"}"

  why    = "An index is in lower case, does not begin with `_`, `-` or `+`, and has no blank, comma or any of `: \" * + / \\ | ? # > <`."
  source = "OpenSearch documentation, create index"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "Events", # here,
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
