type "aws_sqs_queue_policy" {
  summary  = "Who may do what with an SQS queue."
  json     = ["policy"]
  replaces = ["queue_url"] # ForceNew in the provider

  cloudformation "AWS::SQS::QueuePolicy" {
    properties = {
      policy    = "PolicyDocument"
      queue_url = { to = "Queues", list = true }
    }
    references = {
      id        = "written queue_url"
      queue_url = "written"
    }
  }

  example = <<-RUBY
    template :allowed do
      queue = aws_sqs_queue(:records, { name: "records" })
      aws_sqs_queue_policy(:records, {
        queue_url: queue.url,
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: queue.arn }]
        }
      })
    end
  RUBY
}
