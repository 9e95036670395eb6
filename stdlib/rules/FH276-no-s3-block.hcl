rule "FH276" {
  name = "no-s3-block"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.redshift_configuration", "aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration", "aws_kinesis_firehose_delivery_stream.opensearchserverless_configuration", "aws_kinesis_firehose_delivery_stream.splunk_configuration", "aws_kinesis_firehose_delivery_stream.http_endpoint_configuration", "aws_kinesis_firehose_delivery_stream.snowflake_configuration", "aws_kinesis_firehose_delivery_stream.iceberg_configuration"]
  covers = ["s3_configuration"]
  with = {
    bucket = "${name()}_s3_bucket_arn"
    role = "${name()}_s3_role_arn"
  }
  require = self.s3_configuration != null
  message = "`${root.destination}` has no `s3_configuration`"
  label = "no `s3_configuration` in this block"

  repair {
    kind = "promoted"
    when = self.role_arn != null
    set = {
      "s3_configuration.bucket_arn" = input(bucket)
      "s3_configuration.role_arn" = self.role_arn
    }
    told = "wrote an `s3_configuration` with the bucket of a new input, `${bucket}`, and the role of this block"
  }

  repair {
    kind = "promoted"
    set = {
      "s3_configuration.bucket_arn" = input(bucket)
      "s3_configuration.role_arn" = try(self.role_arn, input(role))
    }
    told = "wrote an `s3_configuration` with the bucket and role of new inputs, `${bucket}` and `${role}`"
  }

  why    = "Every destination keeps in S3 what it could not deliver, or all of it on the way: the block for that is required."
  source = "Firehose API model 2015-08-04; terraform-provider-aws, internal/service/firehose/delivery_stream.go"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: { # here
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events"
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  example "splunk" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: { # here
          hec_endpoint: "https://hec.example.com:8088",
          hec_endpoint_type: "Raw",
          hec_token: hec_token.value
        }
      })
    end
    RUBY
    good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "splunk",
        splunk_configuration: {
          hec_endpoint: "https://hec.example.com:8088",
          hec_endpoint_type: "Raw",
          hec_token: hec_token.value,
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
    RUBY
  }
}
