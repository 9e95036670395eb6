type "aws_iam_policy" {
  summary  = "A managed IAM policy: has an effect only where it is attached."
  json     = ["policy"]
  replaces = ["name", "name_prefix", "path", "description"] # ForceNew in the provider

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
