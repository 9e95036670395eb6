type "aws_sns_topic" {
  summary  = "An SNS topic."
  json     = ["policy", "delivery_policy", "archive_policy"]
  replaces = ["name", "name_prefix", "fifo_topic"] # ForceNew in the provider

  cloudformation "AWS::SNS::Topic" {
    replaces = ["fifo_topic", "name"] # createOnly in its schema
    properties = {
      name                                     = "TopicName"
      name_prefix                              = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      signature_version                        = { text = true }
      policy                                   = { missing = "give an `aws_sns_topic_policy`" }
      delivery_policy                          = { missing = "AWS::SNS::Topic has none: give it to the `aws_sns_topic_subscription`" }
      application_failure_feedback_role_arn    = "DeliveryStatusLogging.[Protocol=application].FailureFeedbackRoleArn"
      application_success_feedback_role_arn    = "DeliveryStatusLogging.[Protocol=application].SuccessFeedbackRoleArn"
      application_success_feedback_sample_rate = { to = "DeliveryStatusLogging.[Protocol=application].SuccessFeedbackSampleRate", text = true }
      firehose_failure_feedback_role_arn       = "DeliveryStatusLogging.[Protocol=firehose].FailureFeedbackRoleArn"
      firehose_success_feedback_role_arn       = "DeliveryStatusLogging.[Protocol=firehose].SuccessFeedbackRoleArn"
      firehose_success_feedback_sample_rate    = { to = "DeliveryStatusLogging.[Protocol=firehose].SuccessFeedbackSampleRate", text = true }
      http_failure_feedback_role_arn           = "DeliveryStatusLogging.[Protocol=http/s].FailureFeedbackRoleArn"
      http_success_feedback_role_arn           = "DeliveryStatusLogging.[Protocol=http/s].SuccessFeedbackRoleArn"
      http_success_feedback_sample_rate        = { to = "DeliveryStatusLogging.[Protocol=http/s].SuccessFeedbackSampleRate", text = true }
      lambda_failure_feedback_role_arn         = "DeliveryStatusLogging.[Protocol=lambda].FailureFeedbackRoleArn"
      lambda_success_feedback_role_arn         = "DeliveryStatusLogging.[Protocol=lambda].SuccessFeedbackRoleArn"
      lambda_success_feedback_sample_rate      = { to = "DeliveryStatusLogging.[Protocol=lambda].SuccessFeedbackSampleRate", text = true }
      sqs_failure_feedback_role_arn            = "DeliveryStatusLogging.[Protocol=sqs].FailureFeedbackRoleArn"
      sqs_success_feedback_role_arn            = "DeliveryStatusLogging.[Protocol=sqs].SuccessFeedbackRoleArn"
      sqs_success_feedback_sample_rate         = { to = "DeliveryStatusLogging.[Protocol=sqs].SuccessFeedbackSampleRate", text = true }
      tags                                     = { pairs = ["Key", "Value"] }
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
