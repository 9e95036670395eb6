rule "FH711" {
  name = "warehouse-that-is-not-reachable"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration"]
  at = ["cluster_jdbcurl"]
  with = {
    cluster = subject(self.cluster_jdbcurl)
  }
  when = cluster.publicly_accessible != null
  require = cluster.publicly_accessible
  message = "the cluster is not publicly accessible: the service does not reach it"
  help = "make it so, and let its security group take the addresses of Firehose in the Region only"

  why    = "The service connects from outside the VPC, from an address block for each Region."
  source = "Amazon Data Firehose developer guide, limits and controlling access"

  bad = <<-RUBY
    template :t do
      warehouse = aws_redshift_cluster(:w, { cluster_identifier: "w", node_type: "ra3.large", publicly_accessible: false })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://#{warehouse.endpoint}/dw", # here
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      warehouse = aws_redshift_cluster(:w, { cluster_identifier: "w", node_type: "ra3.large", publicly_accessible: true })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "redshift",
        redshift_configuration: {
          role_arn: delivery_role.arn,
          cluster_jdbcurl: "jdbc:redshift://#{warehouse.endpoint}/dw",
          username: "loader",
          password: loader_password.value,
          data_table_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
