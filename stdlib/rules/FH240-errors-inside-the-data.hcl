rule "FH240" {
  name = "errors-inside-the-data"
  severity = "note"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["error_output_prefix"]
  also = { "prefix" = "the data" }
  with = {
    root_folder = capture("${self.prefix}", "^([^!]*/)")
  }
  when = present(self.error_output_prefix) && present(root_folder)
  require = !startswith(self.error_output_prefix, root_folder)
  message = "failures go inside `${root_folder}`, where the data are"

  why    = "A crawler that makes a table of the data prefix reads the failures too."
  source = "general knowledge"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "raw/",
          error_output_prefix: "raw/errors/!{firehose:error-output-type}/" # here
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
          prefix: "raw/",
          error_output_prefix: "errors/!{firehose:error-output-type}/"
        }
      })
    end
  RUBY
}
