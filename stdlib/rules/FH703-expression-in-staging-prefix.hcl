rule "FH703" {
  name = "expression-in-staging-prefix"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration.s3_configuration"]

  case "expression" {
    at = ["prefix"]
    when = self.prefix != null
    require = !has_expression(self.prefix)
    focus = expression(self.prefix)
    message = "the staging `prefix` of Redshift has an expression"
    help = "write a plain one, such as `staging/`"
  }

  case "error prefix" {
    at = ["error_output_prefix"]
    require = !present(self.error_output_prefix)
    message = "the staging block of Redshift has an `error_output_prefix`"

    repair {
      kind = "dropped"
      delete = ["error_output_prefix"]
      told = "left out `error_output_prefix`"
    }
  }

  why    = "COPY loads from the staging prefix as it is: it is plain, and has no error prefix beside it."
  source = "cdk-preflight pf-firehose-redshift-prefix-no-expression (recorded refusal, September 2026); Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html"

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
          s3_configuration: {
            role_arn: delivery_role.arn,
            bucket_arn: lake_bucket.arn,
            prefix: "dw/!{timestamp:yyyy}/" # here
          }
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
          s3_configuration: {
            role_arn: delivery_role.arn,
            bucket_arn: lake_bucket.arn,
            prefix: "dw/"
          }
        }
      })
    end
  RUBY

  example "error prefix" {
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
          s3_configuration: {
            role_arn: delivery_role.arn,
            bucket_arn: lake_bucket.arn,
            prefix: "dw/",
            error_output_prefix: "errors/" # here
          }
        }
      })
    end
    RUBY
  }
}
