rule "FH104" {
  name = "stream-name-twice"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["name"]
  require = same_named() == null
  message = "`${same_named()}` has the name `${self.name}` already"
  help = "rename one of them"

  why    = "A name is unique in an account and Region."
  source = "Firehose API model 2015-08-04 (CreateDeliveryStream)"

  bad = <<-RUBY
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
      aws_kinesis_firehose_delivery_stream(:r, {
        name: "s", # here
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
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
      aws_kinesis_firehose_delivery_stream(:r, {
        name: "r",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
