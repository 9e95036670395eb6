type "aws_cloudwatch_log_subscription_filter" {
  summary  = "Hands the events of a log group to a stream or function."
  replaces = ["destination_arn", "log_group_name", "name"] # ForceNew in the provider

  reference "role_arn" { arn = "role" }
  reference "destination_arn" { arn = "any" }

  cloudformation "AWS::Logs::SubscriptionFilter" {
    replaces = ["log_group_name", "name"] # createOnly in its schema
    properties = {
      name = "FilterName"
    }
    references = {
      id             = "written log_group_name"
      name           = "written"
      log_group_name = "written"
    }
  }

  example = <<-RUBY
    template :shipped do
      aws_cloudwatch_log_subscription_filter(:audit, {
        name: "audit",
        log_group_name: "/aws/lambda/clean",
        filter_pattern: "ERROR",
        destination_arn: audit_stream.arn,
        role_arn: logs_role.arn
      })
    end
  RUBY
}
