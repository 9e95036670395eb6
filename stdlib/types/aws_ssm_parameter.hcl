type "aws_ssm_parameter" {
  summary  = "A parameter of Systems Manager."
  replaces = ["name", "key_id"] # ForceNew in the provider

  cloudformation "AWS::SSM::Parameter" {
    replaces = ["name"] # createOnly in its schema
    properties = {
      arn              = { missing = "" }
      insecure_value   = "Value"
      value            = { text = true }
      key_id           = { missing = "CloudFormation makes no SecureString parameters: give an `aws_secretsmanager_secret`" }
      overwrite        = { terraform = "" }
      value_wo         = { missing = "give `value`" }
      value_wo_version = { missing = "give `value`" }
    }
    references = {
      arn   = "arn:$${AWS::Partition}:ssm:$${AWS::Region}:$${AWS::AccountId}:parameter/$${.}"
      id    = "Ref"
      name  = "Ref"
      type  = "GetAtt Type"
      value = "GetAtt Value"
    }
  }

  example = <<-RUBY
    template :told do
      aws_ssm_parameter(:stream, { name: "/lake/stream", type: "String", insecure_value: "raw" })
    end
  RUBY
}
