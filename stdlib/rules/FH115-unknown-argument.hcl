rule "FH115" {
  name = "unknown-argument"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream", "aws_kinesis_firehose_delivery_stream.**"]
  schema = "unknown"

  why    = "The provider takes only the arguments and blocks of its schema."
  source = "Terraform AWS provider schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefx: "a/" # here
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
}
