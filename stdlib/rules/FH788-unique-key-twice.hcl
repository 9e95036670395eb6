rule "FH788" {
  name = "unique-key-twice"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.iceberg_configuration.destination_table_configuration"]
  at = ["unique_keys"]
  with = {
    twice = repeats(list(self.unique_keys))
  }
  require = length(twice) == 0
  where = "unique_keys.${twice[0]}"
  message = "`${self.unique_keys[twice[0]]}` stands in `unique_keys` twice"
  help = "delete one"

  why    = "Each column is named once."
  source = "CloudFormation registry schema; Firehose API model 2015-08-04"

  bad = <<-RUBY
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
            unique_keys: ["id", "id"] # here
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
