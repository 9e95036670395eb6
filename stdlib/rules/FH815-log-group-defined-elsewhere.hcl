rule "FH815" {
  name = "log-group-defined-elsewhere"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.**.cloudwatch_logging_options"]

  case "group" {
    at = ["log_group_name"]
    when = self.enabled == true && present(self.log_group_name) && known(self.log_group_name) && matches(self.log_group_name, "^[A-Za-z0-9._/#-]*$")
    require = contains([for g in resources("aws_cloudwatch_log_group") : g.name], self.log_group_name)
    message = "no log group `${self.log_group_name}` in this template; it has to be there already"
    help = "make it here with `aws_cloudwatch_log_group`, and its stream with `aws_cloudwatch_log_stream`"
  }

  case "stream" {
    at = ["log_stream_name"]
    with = {
      groups = [for g in resources("aws_cloudwatch_log_group") : g if identical(g, target(self.log_group_name)) || g.name == self.log_group_name]
    }
    when = self.enabled == true && present(self.log_stream_name) && known(self.log_stream_name) && matches(self.log_stream_name, "^[^:*]*$") && length(groups) > 0
    require = contains([for s in resources("aws_cloudwatch_log_stream") : s.name], self.log_stream_name)
    message = "no log stream `${self.log_stream_name}` in this template, though its group is; it has to be there already"
    help = "make it here with `aws_cloudwatch_log_stream`"
  }

  why    = "Neither the service nor a deployment makes the log group and the log stream: without them the errors are nowhere."
  source = "Amazon Data Firehose developer guide, monitoring with CloudWatch Logs"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: {
            enabled: true,
            log_group_name: "/firehose/s", # here
            log_stream_name: "S3Delivery"
          }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      g = aws_cloudwatch_log_group(:g, { name: "/firehose/s" })
      l = aws_cloudwatch_log_stream(:l, { name: "S3Delivery", log_group_name: g.name })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: { enabled: true, log_group_name: g.name, log_stream_name: l.name }
        }
      })
    end
  RUBY

  example "stream" {
    bad = <<-RUBY
    template :t do
      g = aws_cloudwatch_log_group(:g, { name: "/firehose/s" })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          cloudwatch_logging_options: {
            enabled: true,
            log_group_name: g.name,
            log_stream_name: "S3Delivery" # here
          }
        }
      })
    end
    RUBY
  }
}
