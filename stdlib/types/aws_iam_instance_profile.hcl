type "aws_iam_instance_profile" {
  summary  = "Hands an IAM role to the machines that run under it, as the Kinesis agent does."
  replaces = ["name", "name_prefix", "path"] # ForceNew in the provider

  cloudformation "AWS::IAM::InstanceProfile" {
    replaces = ["name", "path"] # createOnly in its schema
    needs    = ["role"]
    properties = {
      name        = "InstanceProfileName"
      name_prefix = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      role        = { to = "Roles", list = true }
      tags        = { missing = "AWS::IAM::InstanceProfile takes no tags" }
    }
    references = {
      arn  = "GetAtt Arn"
      id   = "Ref"
      name = "Ref"
    }
  }

  example = <<-RUBY
    template :profile do
      aws_iam_instance_profile(:agent, { name: "agent", role: "kinesis-agent" })
    end
  RUBY
}
