rule "FH126" {
  name = "connectivity-left-out"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.msk_source_configuration.authentication_configuration"]
  covers = ["connectivity"]
  require = self.connectivity != null
  message = "the source has no `connectivity`: `PUBLIC` or `PRIVATE`"
  help = "`PRIVATE` reaches the brokers through the cluster's own network, `PUBLIC` over the Internet"
  label = "no `connectivity` in this block"

  why    = "The service reaches the brokers through the Internet or through a private link, and wants to be told which."
  source = "terraform-provider-aws schema; Firehose API model 2015-08-04; CloudFormation registry schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        msk_source_configuration: {
          msk_cluster_arn: orders_cluster.arn,
          topic_name: "orders",
          authentication_configuration: { role_arn: delivery_role.arn } # here
        },
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        msk_source_configuration: {
          msk_cluster_arn: orders_cluster.arn,
          topic_name: "orders",
          authentication_configuration: { connectivity: "PRIVATE", role_arn: delivery_role.arn }
        },
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn
        }
      })
    end
  RUBY
}
