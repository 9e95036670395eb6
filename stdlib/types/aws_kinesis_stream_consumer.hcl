type "aws_kinesis_stream_consumer" {
  summary  = "Reads a Kinesis stream with throughput of its own."
  replaces = ["name", "stream_arn"] # ForceNew in the provider

  reference "stream_arn" { arn = "stream" }

  cloudformation "AWS::Kinesis::StreamConsumer" {
    replaces = ["name", "stream_arn", "tags"] # createOnly in its schema
    properties = {
      name       = "ConsumerName"
      stream_arn = "StreamARN"
      tags       = { pairs = ["Key", "Value"] }
    }
    references = {
      arn        = "Ref"
      id         = "Ref"
      name       = "written"
      stream_arn = "written"
    }
  }

  example = <<-RUBY
    template :read do
      events = aws_kinesis_stream(:events, { name: "events", stream_mode_details: { stream_mode: "ON_DEMAND" } })
      aws_kinesis_stream_consumer(:audit, { name: "audit", stream_arn: events.arn })
    end
  RUBY
}
