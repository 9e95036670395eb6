type "aws_sns_topic" {
  summary  = "An SNS topic."
  json     = ["policy", "delivery_policy", "archive_policy"]
  replaces = ["name", "name_prefix", "fifo_topic"] # ForceNew in the provider

  example = <<-RUBY
    template :topics do
      aws_sns_topic(:alerts, { name: "alerts", display_name: "Alerts" })
    end
  RUBY
}
