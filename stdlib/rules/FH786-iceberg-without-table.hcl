rule "FH786" {
  name = "iceberg-without-table"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.iceberg_configuration"]
  with = {
    routers = [for p in list(self.processing_configuration.processors) : p if p.type == "Lambda" || p.type == "MetadataExtraction"]
  }
  require = length(list(self.destination_table_configuration)) > 0 || length(routers) > 0 && self.processing_configuration.enabled
  message = "`iceberg_configuration` names no table, and no processor chooses one"
  help = "add `destination_table_configuration`"
  label = "no `destination_table_configuration` in this block"

  why    = "Records go to the table that is named, or to the one that a processor chooses."
  source = "cdk-preflight pf-firehose-iceberg-default-table-config (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "iceberg",
        iceberg_configuration: { # here
          role_arn: delivery_role.arn,
          catalog_arn: "arn:aws:glue:us-east-1:123456789012:catalog",
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
          catalog_arn: "arn:aws:glue:us-east-1:123456789012:catalog",
          destination_table_configuration: { database_name: "lake", table_name: "events" },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
