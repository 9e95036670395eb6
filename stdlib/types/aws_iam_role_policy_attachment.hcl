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
      aws_iam_role_policy_attachment(:logs, {
        role: delivery_role.name,
        policy_arn: "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess"
      })
    end
  RUBY
}
