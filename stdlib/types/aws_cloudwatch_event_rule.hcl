type "aws_cloudwatch_event_rule" {
  summary  = "A rule of EventBridge: which events, or when."
  json     = ["event_pattern"]
  replaces = ["name", "name_prefix", "event_bus_name"] # ForceNew in the provider

  reference "role_arn" { arn = "role" }

  cloudformation "AWS::Events::Rule" {
    replaces = ["event_bus_name", "name"] # createOnly in its schema
    properties = {
      name_prefix   = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      force_destroy = { terraform = "" }
      is_enabled    = { to = "State", words = { true = "ENABLED", false = "DISABLED" } }
      tags          = { pairs = ["Key", "Value"] }
    }
    references = {
      arn  = "GetAtt Arn"
      id   = "GetAtt RuleName"
      name = "GetAtt RuleName"
    }
  }

  example = <<-RUBY
    template :noticed do
      aws_cloudwatch_event_rule(:uploads, { name: "uploads", event_pattern: { source: ["aws.s3"], "detail-type": ["Object Created"] } })
    end
  RUBY
}
