type "aws_cloudwatch_dashboard" {
  summary  = "A CloudWatch dashboard."
  json     = ["dashboard_body"]
  replaces = ["dashboard_name"] # ForceNew in the provider

  cloudformation "AWS::CloudWatch::Dashboard" {
    replaces = ["dashboard_name"] # createOnly in its schema
    properties = {
      dashboard_body = { text = true }
    }
    references = {
      dashboard_name = "Ref"
      id             = "Ref"
    }
  }

  example = <<-RUBY
    template :watched do
      aws_cloudwatch_dashboard(:lake, {
        dashboard_name: "lake",
        dashboard_body: { widgets: [{
          type: "metric",
          width: 12,
          height: 6,
          properties: { region: aws.region, title: "Waiting", stat: "Maximum", metrics: [["AWS/Firehose", "DeliveryToS3.DataFreshness", "DeliveryStreamName", "raw"]] }
        }] }
      })
    end
  RUBY
}
