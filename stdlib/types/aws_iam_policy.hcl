type "aws_iam_policy" {
  summary  = "A managed IAM policy: has an effect only where it is attached."
  json     = ["policy"]
  replaces = ["name", "name_prefix", "path", "description"] # ForceNew in the provider

  cloudformation "AWS::IAM::ManagedPolicy" {
    replaces = ["description", "name", "path"] # createOnly in its schema
    properties = {
      name                              = "ManagedPolicyName"
      name_prefix                       = { missing = "CloudFormation makes a name up by itself when `name` is left out" }
      policy                            = "PolicyDocument"
      tags                              = { missing = "AWS::IAM::ManagedPolicy takes no tags" }
      delay_after_policy_creation_in_ms = { terraform = "" }
    }
    references = {
      arn              = "Ref"
      id               = "Ref"
      policy_id        = "GetAtt PolicyId"
      attachment_count = "GetAtt AttachmentCount"
    }
  }

  example = <<-RUBY
    template :policies do
      role = aws_iam_role(:delivery, {
        name: "firehose-delivery",
        assume_role_policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }]
        }
      })
      write = aws_iam_policy(:write, {
        name: "firehose-write",
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: ["s3:PutObject"], Resource: ["#{data_bucket.arn}/*"] }]
        }
      })
      aws_iam_role_policy_attachment(:write, { role: role.name, policy_arn: write.arn })
    end
  RUBY
}
