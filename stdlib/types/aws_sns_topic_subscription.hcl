type "aws_sns_topic_subscription" {
  summary  = "What an SNS topic hands its messages to: an address, a queue, a function or a delivery stream."
  json     = ["delivery_policy", "filter_policy", "redrive_policy", "replay_policy"]
  replaces = ["endpoint", "protocol", "topic_arn"] # ForceNew in the provider

  reference "subscription_role_arn" { arn = "role" }

  cloudformation "AWS::SNS::Subscription" {
    replaces = ["endpoint", "protocol", "topic_arn"] # createOnly in its schema
    properties = {
      confirmation_timeout_in_minutes = { terraform = "" }
      endpoint_auto_confirms          = { terraform = "" }
    }
    references = {
      arn       = "Ref"
      id        = "Ref"
      endpoint  = "written"
      protocol  = "written"
      topic_arn = "written"
    }
  }

  example = <<-RUBY
    template :told do
      topic = aws_sns_topic(:alerts, { name: "alerts" })
      aws_sns_topic_subscription(:mail, { topic_arn: topic.arn, protocol: "email", endpoint: "data@example.com" })
    end
  RUBY
}
