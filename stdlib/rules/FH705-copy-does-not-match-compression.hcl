rule "FH705" {
  name = "copy-does-not-match-compression"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration"]
  at = ["copy_options", "s3_configuration.compression_format"]
  also = { "s3_configuration.compression_format" = "the files" }
  with = {
    told = matches(upper(unquoted("${try(self.copy_options, "")}")), "(^|[^A-Z])GZIP([^A-Z]|$)")
    zipped = try(self.s3_configuration.compression_format, "UNCOMPRESSED") == "GZIP"
  }
  when = self.s3_configuration != null && contains(["GZIP", "UNCOMPRESSED"], try(self.s3_configuration.compression_format, "UNCOMPRESSED"))
  require = told == zipped
  message = "${zipped ? "the files are `GZIP`, which `copy_options` do not say" : "`copy_options` say `GZIP`, but the files are not compressed"}"
  help = "${zipped ? "write `GZIP` into `copy_options`" : "write `compression_format: \"GZIP\"`, or leave `GZIP` out"}"

  why    = "COPY reads compressed files when it is told so, and only then."
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
          copy_options: "JSON 'auto' GZIP", # here,
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
          copy_options: "JSON 's3://lake/gzip.jsonpath'",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
