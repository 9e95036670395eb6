rule "FH201" {
  name = "s3-block-incomplete"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  covers = ["bucket_arn", "role_arn"]

  case "bucket" {
    require = self.bucket_arn != null
    message = "`${block_name(self)}` has no `bucket_arn`"
    label = "no `bucket_arn` in this block"
  }

  case "role" {
    require = self.role_arn != null
    message = "`${block_name(self)}` has no `role_arn`"
    label = "no `role_arn` in this block"

    repair {
      kind = "derived"
      when = parent.role_arn != null
      set = {
        "role_arn" = parent.role_arn
      }
      told = "wrote the `role_arn` of the destination"
    }
  }

  why    = "The service writes into a bucket, in a role."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go; Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: { # here
          role_arn: delivery_role.arn
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
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY

  example "role" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          s3_configuration: { bucket_arn: lake_bucket.arn } # here
        }
      })
    end
    RUBY
  }
}
