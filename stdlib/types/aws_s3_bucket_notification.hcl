type "aws_s3_bucket_notification" {
  summary  = "What is told of new objects in an S3 bucket."
  replaces = ["bucket"] # ForceNew in the provider

  cloudformation "" {
    properties = {
      bucket                                = { nothing = true } # the one that it is a part of
      expected_bucket_owner                 = { missing = "a stack has the buckets of its own account: leave it out" }
      lambda_function                       = "LambdaConfigurations[]"
      "lambda_function.id"                  = { terraform = "CloudFormation makes the id of a notification up" }
      "lambda_function.lambda_function_arn" = "Function"
      queue                                 = "QueueConfigurations[]"
      "queue.id"                            = { terraform = "CloudFormation makes the id of a notification up" }
      "queue.queue_arn"                     = "Queue"
      topic                                 = "TopicConfigurations[]"
      "topic.id"                            = { terraform = "CloudFormation makes the id of a notification up" }
      "topic.topic_arn"                     = "Topic"

      "*.events"        = { to = "Event", one = true }
      "*.filter_prefix" = "Filter.S3Key.Rules.[Name=prefix].Value"
      "*.filter_suffix" = "Filter.S3Key.Rules.[Name=suffix].Value"
      eventbridge       = { to = "EventBridgeConfiguration.EventBridgeEnabled", omit = ["false"] }
    }
    fold "bucket" {
      type = "aws_s3_bucket"
      into = "NotificationConfiguration"
    }
    references = {
      bucket = "written"
      id     = "written bucket"
    }
  }

  example = <<-RUBY
    template :notified do
      queue = aws_sqs_queue(:objects, { name: "objects" })
      lake = aws_s3_bucket(:lake, { bucket: "lake-raw-example" })
      aws_s3_bucket_notification(:lake, {
        bucket: lake.id,
        queue: [{ queue_arn: queue.arn, events: ["s3:ObjectCreated:*"], filter_prefix: "raw/" }]
      })
    end
  RUBY
}
