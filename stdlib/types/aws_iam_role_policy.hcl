type "aws_iam_role_policy" {
  summary  = "An inline policy: belongs to one role and goes with it."
  json     = ["policy"]
  replaces = ["name", "name_prefix", "role"] # ForceNew in the provider

  cloudformation "AWS::IAM::RolePolicy" {
    replaces = ["name", "role"] # createOnly in its schema
    needs = ["name"]
    properties = {
      name        = "PolicyName"
      name_prefix = { missing = "CloudFormation wants the whole `name`" }
      policy      = "PolicyDocument"
      role        = "RoleName"
    }
    references = {
      id = "$${role}:$${name}"
    }
  }

  example = <<-RUBY
    template :inline do
      role = aws_iam_role(:delivery, {
        name: "firehose-delivery",
        assume_role_policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }]
        }
      })
      aws_iam_role_policy(:write, {
        name: "write",
        role: role.name,
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: ["s3:PutObject"], Resource: ["#{data_bucket.arn}/*"] }]
        }
      })
    end
  RUBY
}
