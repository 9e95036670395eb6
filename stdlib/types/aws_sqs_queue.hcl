type "aws_sqs_queue" {
  summary  = "An SQS queue."
  json     = ["policy", "redrive_policy", "redrive_allow_policy"]
  replaces = ["name", "name_prefix", "fifo_queue"] # ForceNew in the provider

  cloudformation "AWS::SQS::Queue" {
    replaces = ["fifo_queue", "name"] # createOnly in its schema
    properties = {
      name                       = "QueueName"
      name_prefix                = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      policy                     = { missing = "give an `aws_sqs_queue_policy`" }
      max_message_size           = "MaximumMessageSize"
      message_retention_seconds  = "MessageRetentionPeriod"
      receive_wait_time_seconds  = "ReceiveMessageWaitTimeSeconds"
      visibility_timeout_seconds = "VisibilityTimeout"
      tags                       = { pairs = ["Key", "Value"] }
    }
    references = {
      arn  = "GetAtt Arn"
      id   = "Ref"
      url  = "Ref"
      name = "GetAtt QueueName"
    }
  }

  example = <<-RUBY
    template :failures do
      dead = aws_sqs_queue(:dead, { name: "records-dead", message_retention_seconds: 1209600 })
      aws_sqs_queue(:records, {
        name: "records",
        visibility_timeout_seconds: 60,
        redrive_policy: { deadLetterTargetArn: dead.arn, maxReceiveCount: 5 }
      })
    end
  RUBY
}
