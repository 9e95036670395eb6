rule "FH133" {
  name = "throughput-hint"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["direct_put_source_configuration"]
  schema = "unknown"
  message = "the provider has no `direct_put_source_configuration`"
  help = "leave it out: the hint in it raises no quota"

  repair {
    kind = "dropped"
    delete = ["direct_put_source_configuration"]
    told = "left out the hint"
  }

  why    = "The hint of CloudFormation, 1 to 100 MB a second, tells the service what to expect and changes nothing else. Left out, the stream is the same."
  source = "CloudFormation registry schema; npm @aws-cdk/aws-service-spec"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        direct_put_source_configuration: { throughput_hint_in_mbs: 10 }, # here
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
