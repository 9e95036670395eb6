rule "FH791" {
  name = "preview-of-iceberg"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.iceberg_configuration", "aws_kinesis_firehose_delivery_stream.iceberg_configuration.*"]
  at = ["table_creation_configuration", "schema_evolution_configuration", "partition_spec", "warehouse_location", "catalog_configuration"]
  schema = "unknown"
  message = "the provider has none of the settings that make or change Iceberg tables"
  help = "make the tables beforehand, with all their columns; `catalog_arn` stands in `iceberg_configuration` itself"

  why    = "Making tables, changing their columns and partitioning them are in preview, and neither the provider nor the published schema of CloudFormation takes them."
  source = "npm @aws-cdk/aws-service-spec; Firehose API model 2015-08-04; CloudFormation registry schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "iceberg",
        iceberg_configuration: {
          role_arn: delivery_role.arn,
          catalog_arn: "arn:aws:glue:eu-west-1:123456789012:catalog",
          destination_table_configuration: { database_name: "lake", table_name: "events" },
          schema_evolution_configuration: { enabled: true }, # here
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "iceberg",
        iceberg_configuration: {
          role_arn: delivery_role.arn,
          catalog_arn: "arn:aws:glue:eu-west-1:123456789012:catalog",
          destination_table_configuration: { database_name: "lake", table_name: "events" },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
