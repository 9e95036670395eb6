rule "FH728" {
  name = "date-in-rotated-index"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]
  at = ["index_name"]
  when = known(self.index_name) && self.index_rotation_period != "NoRotation"
  require = !matches(self.index_name, "(^|[^0-9])20[0-9]{2}([^0-9]|$)")
  message = "`${self.index_name}` has a year, and rotation adds another"

  why    = "Rotation adds a date of its own. The week of `OneWeek` is taken for the ISO week; two texts disagree."
  source = "Amazon Data Firehose developer guide, index rotation"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events-2026", # here,
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
