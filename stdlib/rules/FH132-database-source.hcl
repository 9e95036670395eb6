rule "FH132" {
  name = "database-source"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["database_source_configuration"]
  schema = "unknown"
  message = "the provider has no `database_source_configuration`"
  help = "a stream that reads a database can be made with CloudFormation alone: `DatabaseSourceConfiguration`"

  why    = "The feature is in preview, and the provider leaves it out until then. It takes MySQL or PostgreSQL and delivers to Iceberg only."
  source = "hashicorp/terraform-provider-aws 44227; CloudFormation registry schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        database_source_configuration: { type: "MySQL" }, # here
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
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn
        }
      })
    end
  RUBY
}
