type "aws_kinesis_resource_policy" {
  summary  = "Lets another account read a Kinesis stream."
  json     = ["policy"]
  replaces = ["resource_arn"] # ForceNew in the provider

  cloudformation "AWS::Kinesis::ResourcePolicy" {
    replaces = ["resource_arn"] # createOnly in its schema
    properties = {
      policy = "ResourcePolicy"
    }
    references = {
      id           = "written resource_arn"
      resource_arn = "written"
    }
  }

  example = <<-RUBY
    template :shared do
      events = aws_kinesis_stream(:events, { name: "events", stream_mode_details: { stream_mode: "ON_DEMAND" } })
      aws_kinesis_resource_policy(:events, {
        resource_arn: events.arn,
        policy: {
          Version: "2012-10-17",
          Statement: [{
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::210987654321:root" },
            Action: ["kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
            Resource: events.arn
          }]
        }
      })
    end
  RUBY
}
