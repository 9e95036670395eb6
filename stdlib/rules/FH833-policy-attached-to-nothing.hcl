rule "FH833" {
  name = "policy-attached-to-nothing"
  severity = "warning"
  on = ["aws_iam_policy"]
  require = attached()
  message = "the policy `${name()}` is attached to nothing"
  help = "attach it: `aws_iam_role_policy_attachment(:${name()}, { role: role.name, policy_arn: policy.arn })`"

  why    = "A policy has an effect when a role, a user or a group has it; one that nothing refers to has none."
  source = "AWS IAM user guide, managed policies"

  bad = <<-RUBY
    template :t do
      aws_iam_policy(:p, { # here
        name: "p",
        policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::lake/*" }] }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      p = aws_iam_policy(:p, {
        name: "p",
        policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::lake/*" }] }
      })
      aws_iam_role_policy_attachment(:p, { role: delivery_role.name, policy_arn: p.arn })
    end
  RUBY
}
