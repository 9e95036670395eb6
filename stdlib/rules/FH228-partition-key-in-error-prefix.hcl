rule "FH228" {
  name = "partition-key-in-error-prefix"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["error_output_prefix"]
  require = !uses(self.error_output_prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
  focus = expression(self.error_output_prefix, "partitionKeyFromQuery", "partitionKeyFromLambda")
  message = "`error_output_prefix` uses partition keys, which failed records lack"
  help = "leave them out; dates and `!{firehose:error-output-type}` may stand there"

  why    = "A record that failed has no partition keys."
  source = "Amazon Data Firehose developer guide, https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html; cdk-preflight pf-firehose-error-output-prefix-partition-namespace (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/",
          error_output_prefix: "errors/!{firehose:error-output-type}/!{partitionKeyFromQuery:shop}/" # here
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
          prefix: "a/",
          error_output_prefix: "errors/!{firehose:error-output-type}/"
        }
      })
    end
  RUBY
}
