rule "FH306" {
  name = "short-interval-for-s3"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["buffering_interval"]
  when = self.buffering_interval != null && !try(self.dynamic_partitioning_configuration.enabled, false)
  require = self.buffering_interval >= 60
  message = "`buffering_interval` is ${self.buffering_interval}: fresh data, and many small requests"

  why    = "Below 60 seconds objects are written by multipart upload, with more requests to pay."
  source = "Amazon Data Firehose developer guide, buffering hints"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          buffering_interval: 0 # here
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
          buffering_interval: 60
        }
      })
    end
  RUBY
}
