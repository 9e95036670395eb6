type "aws_cloudwatch_composite_alarm" {
  summary  = "An alarm made of other alarms."
  replaces = ["alarm_name"] # ForceNew in the provider

  reference "alarm_actions" { arn = "any" }
  reference "ok_actions" { arn = "any" }
  reference "insufficient_data_actions" { arn = "any" }

  cloudformation "AWS::CloudWatch::CompositeAlarm" {
    replaces = ["alarm_name"] # createOnly in its schema
    properties = {
      ok_actions                            = "OKActions"
      actions_suppressor                    = "."
      "actions_suppressor.alarm"            = "ActionsSuppressor"
      "actions_suppressor.extension_period" = "ActionsSuppressorExtensionPeriod"
      "actions_suppressor.wait_period"      = "ActionsSuppressorWaitPeriod"
      tags                                  = { pairs = ["Key", "Value"] }
    }
    references = {
      arn        = "GetAtt Arn"
      id         = "Ref"
      alarm_name = "Ref"
    }
  }

  example = <<-RUBY
    template :alarms do
      aws_cloudwatch_composite_alarm(:lake, {
        alarm_name: "lake",
        alarm_rule: "ALARM(\"stale\") OR ALARM(\"failing\")",
        alarm_actions: [alerts_topic.arn]
      })
    end
  RUBY
}
