rule "FH101" {
  name = "stream-without-name"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  covers = ["name"]
  require = self.name != null
  message = "the stream has no `name`"
  label = "no `name` here"
  help = "add `name: \"${name()}\"`"

  why    = "Terraform wants every stream named."
  source = "terraform-provider-aws, internal/service/firehose/delivery_stream.go"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, { # here
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
    end
  RUBY
}
