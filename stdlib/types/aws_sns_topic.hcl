type "aws_sns_topic" {
  summary  = "An SNS topic."
  json     = ["policy", "delivery_policy", "archive_policy"]
  replaces = ["name", "name_prefix", "fifo_topic"] # ForceNew in the provider

  cloudformation "AWS::SNS::Topic" {
    replaces = ["fifo_topic", "name"] # createOnly in its schema
    properties = {
      name                     = "TopicName"
      name_prefix              = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      signature_version        = { text = true }
      policy                   = { missing = "AWS::SNS::Topic has no policy of its own" }
      delivery_policy          = { missing = "" }
      "*_feedback_role_arn"    = { missing = "" }
      "*_feedback_sample_rate" = { missing = "" }
      tags                     = { pairs = ["Key", "Value"] }
    }
    references = {
      arn   = "Ref"
      id    = "Ref"
      name  = "GetAtt TopicName"
      owner = "AWS::AccountId"
    }
  }

  example = <<-RUBY
    template :topics do
      aws_sns_topic(:alerts, { name: "alerts", display_name: "Alerts" })
    end
  RUBY
}
