type "aws_cloudwatch_log_metric_filter" {
  summary  = "Makes a metric of what a log group says."
  replaces = ["log_group_name", "name"] # ForceNew in the provider

  cloudformation "AWS::Logs::MetricFilter" {
    replaces = ["log_group_name", "name"] # createOnly in its schema
    properties = {
      name                                  = "FilterName"
      pattern                               = "FilterPattern"
      metric_transformation                 = "MetricTransformations[]"
      "metric_transformation.name"          = "MetricName"
      "metric_transformation.namespace"     = "MetricNamespace"
      "metric_transformation.value"         = "MetricValue"
      "metric_transformation.default_value" = { number = true }
      "metric_transformation.dimensions"    = { pairs = ["Key", "Value"] }
    }
    references = {
      id             = "written name"
      name           = "written"
      log_group_name = "written"
    }
  }

  example = <<-RUBY
    template :counted do
      aws_cloudwatch_log_metric_filter(:failures, {
        name: "failures",
        log_group_name: "/aws/kinesisfirehose/raw",
        pattern: "{ $.errorCode = \"*\" }",
        metric_transformation: { name: "Failures", namespace: "Lake", value: "1" }
      })
    end
  RUBY
}
