rule "FH713" {
  name = "retry-without-second-attempt"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration"]
  at = ["retry_duration"]
  when = self.retry_duration != null
  require = self.retry_duration == 0 || self.retry_duration >= 300
  message = "`retry_duration` is ${self.retry_duration}: too short for a second attempt"

  why    = "Attempts are five minutes apart."
  source = "Amazon Data Firehose developer guide, Redshift destination"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          retry_duration: 60, # here,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          retry_duration: 600,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
