type "aws_sns_topic_policy" {
  summary  = "Who may publish to an SNS topic."
  json     = ["policy"]
  replaces = ["arn"] # ForceNew in the provider

  cloudformation "AWS::SNS::TopicPolicy" {
    properties = {
      arn    = { to = "Topics", list = true }
      policy = "PolicyDocument"
    }
    references = {
      arn = "written"
      id  = "written arn"
    }
  }

  example = <<-RUBY
    template :allowed do
      topic = aws_sns_topic(:alerts, { name: "alerts" })
      aws_sns_topic_policy(:alerts, {
        arn: topic.arn,
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish", Resource: topic.arn }]
        }
      })
    end
  RUBY
}
