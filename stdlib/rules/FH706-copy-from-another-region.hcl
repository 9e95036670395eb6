rule "FH706" {
  name = "copy-from-another-region"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration"]
  at = ["copy_options"]
  with = {
    cluster = capture(self.cluster_jdbcurl, "[.]([a-z0-9-]+)[.]redshift(?:-serverless)?[.]amazonaws[.]com")
    bucket = target(self.s3_configuration.bucket_arn).region
  }
  when = present(cluster) && bucket != null
  require = cluster == bucket || matches(upper(try(self.copy_options, "")), "REGION")
  message = "the cluster is in `${cluster}` and its staging bucket in `${bucket}`: COPY has to be told"
  help = "add `REGION '${bucket}'` to `copy_options`"

  why    = "COPY looks for the bucket in the Region of the cluster unless it is told another one."
  source = "Amazon Data Firehose developer guide, create destination"

  bad = <<-RUBY
    template :t do
      staging = aws_s3_bucket(:staging, { bucket: "staging", region: "us-east-1" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          copy_options: "JSON 'auto'", # here
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: staging.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      staging = aws_s3_bucket(:staging, { bucket: "staging", region: "us-east-1" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw",
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          copy_options: "JSON 'auto' REGION 'us-east-1'",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: staging.arn }
        }
      })
    end
  RUBY
}
