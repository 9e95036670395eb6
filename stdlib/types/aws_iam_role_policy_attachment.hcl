type "aws_iam_role_policy_attachment" {
  summary  = "Attaches a managed policy to a role."
  replaces = ["role", "policy_arn"] # ForceNew in the provider

  reference "policy_arn" { arn = "policy" }

  # A part of the role; of the policy when the policy is about the role itself,
  # or the role is made elsewhere.
  cloudformation "" {
    fold "role" {
      type  = "aws_iam_role"
      into  = "ManagedPolicyArns[]"
      value = "policy_arn"
    }
    fold "policy_arn" {
      type  = "aws_iam_policy"
      into  = "Roles[]"
      value = "role"
    }
  }

  example = <<-RUBY
    template :attachment do
      role = aws_iam_role(:delivery, {
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
      aws_iam_role_policy_attachment(:logs, {
        role: role.name,
        policy_arn: "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess"
      })
    end
  RUBY
}
