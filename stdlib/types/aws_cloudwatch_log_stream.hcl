type "aws_cloudwatch_log_stream" {
  summary  = "A CloudWatch log stream; Firehose writes to one that exists and makes none."
  replaces = ["name", "log_group_name"] # ForceNew in the provider

  cloudformation "AWS::Logs::LogStream" {
    replaces = ["log_group_name", "name"] # createOnly in its schema
    properties = {
      name = "LogStreamName"
    }
    references = {
      arn  = "arn:$${AWS::Partition}:logs:$${AWS::Region}:$${AWS::AccountId}:log-group:$${log_group_name}:log-stream:$${.}"
      id   = "Ref"
      name = "Ref"
    }
  }

  example = <<-RUBY
    template :logs do
      group = aws_cloudwatch_log_group(:raw, { name: "/aws/kinesisfirehose/raw", retention_in_days: 30 })
      aws_cloudwatch_log_stream(:delivery, { name: "S3Delivery", log_group_name: group.name })
    end
  RUBY
}
