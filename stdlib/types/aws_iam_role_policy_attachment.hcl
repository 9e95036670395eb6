type "aws_iam_role_policy_attachment" {
  summary  = "Attaches a managed policy to a role."
  replaces = ["role", "policy_arn"] # ForceNew in the provider

  reference "policy_arn" { arn = "policy" }

  example = <<-RUBY
    template :attachment do
      aws_iam_role_policy_attachment(:logs, {
        role: delivery_role.name,
        policy_arn: "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess"
      })
    end
  RUBY
}
