rule "FH231" {
  name = "plain-prefix-without-slash"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration"]
  at = ["prefix"]
  with = {
    plain = has_expression(self.prefix)
  }
  when = present(self.prefix) && (known(plain) ? !plain : true) && length(prefix_faults(self.prefix, "FH222")) == 0
  require = endswith(self.prefix, "/")
  message = "`prefix` does not end in `/`: ${known(self.prefix) ? "the first folder becomes `${self.prefix}2026`" : "names are glued to its last part"}"
  help = "end it in `/`"

  why    = "The service appends `yyyy/MM/dd/HH/` to a plain prefix, with nothing between."
  source = "Amazon Data Firehose developer guide; floci-io/floci captures, July 2026"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "raw" # here
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
          prefix: "raw/"
        }
      })
    end
  RUBY
}
