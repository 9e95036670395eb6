rule "FH789" {
  name = "append-only-with-unique-keys"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.iceberg_configuration"]
  at = ["append_only"]
  when = self.append_only == true
  require = all([for t in list(self.destination_table_configuration) : length(list(t.unique_keys)) == 0])
  message = "`append_only` stands beside `unique_keys`, which it makes useless"
  help = "leave one of them out"

  why    = "Appending never updates a row, whatever its keys."
  source = "Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "iceberg",
        iceberg_configuration: {
          role_arn: delivery_role.arn,
          catalog_arn: "arn:aws:glue:us-east-1:123456789012:catalog",
          append_only: true, # here
          destination_table_configuration: {
            database_name: "lake",
            table_name: "events",
            unique_keys: ["id"]
          },
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
          destination_table_configuration: {
            database_name: "lake",
            table_name: "events",
            unique_keys: ["id"]
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
