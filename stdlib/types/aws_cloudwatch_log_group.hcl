type "aws_cloudwatch_log_group" {
  summary  = "A group of CloudWatch log streams."
  replaces = ["name", "name_prefix"] # ForceNew in the provider

  cloudformation "AWS::Logs::LogGroup" {
    replaces = ["name"] # createOnly in its schema
    properties = {
      name              = "LogGroupName"
      name_prefix       = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      retention_in_days = { omit = ["0"] } # for ever
      skip_destroy      = { retain = true }
      tags              = { pairs = ["Key", "Value"] }
    }
    references = {
      # That of Fn::GetAtt ends in :*, Terraform's does not.
      arn  = "arn:$${AWS::Partition}:logs:$${AWS::Region}:$${AWS::AccountId}:log-group:$${.}"
      id   = "Ref"
      name = "Ref"
    }
  }

  example = <<-RUBY
    template :logs do
      aws_cloudwatch_log_group(:raw, { name: "/aws/kinesisfirehose/raw", retention_in_days: 30 })
    end
  RUBY
}
