rule "FH730" {
  name = "document-id-options-without-format"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration.document_id_options"]
  covers = ["default_document_id_format"]
  require = self.default_document_id_format != null
  message = "`document_id_options` has no `default_document_id_format`: `FIREHOSE_DEFAULT` or `NO_DOCUMENT_ID`"
  help = "`NO_DOCUMENT_ID` is lighter, and doubles documents that are sent again"
  label = "no `default_document_id_format` in this block"

  why    = "The block says one thing, who makes the ids of documents. Without ids a repeated delivery doubles documents, and indexing costs less."
  source = "terraform-provider-aws schema; Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          document_id_options: {}, # here
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
          document_id_options: { default_document_id_format: "NO_DOCUMENT_ID" },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
