type "aws_iam_role" {
  summary  = "An IAM role: who may assume it, and what it may do once policies are attached."
  json     = ["assume_role_policy", "inline_policy.policy"]
  replaces = ["name", "name_prefix", "path"] # ForceNew in the provider

  reference "managed_policy_arns" { arn = "policy" }
  reference "permissions_boundary" { arn = "policy" }

  cloudformation "AWS::IAM::Role" {
    replaces = ["name", "path"] # createOnly in its schema
    properties = {
      name                   = "RoleName"
      name_prefix            = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      assume_role_policy     = "AssumeRolePolicyDocument"
      inline_policy          = "Policies[]"
      "inline_policy.name"   = "PolicyName"
      "inline_policy.policy" = "PolicyDocument"
      force_detach_policies  = { terraform = "" }
      tags                   = { pairs = ["Key", "Value"] }
    }
    references = {
      arn       = "GetAtt Arn"
      id        = "Ref"
      name      = "Ref"
      unique_id = "GetAtt RoleId"
    }
  }

  example = <<-RUBY
    template :roles do
      aws_iam_role(:delivery, {
        name: "firehose-delivery",
        assume_role_policy: {
          Version: "2012-10-17",
          Statement: [{
            Effect: "Allow",
            Principal: { Service: "firehose.amazonaws.com" },
            Action: "sts:AssumeRole"
          }]
        }
      })
    end
  RUBY
}
