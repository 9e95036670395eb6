rule "FH831" {
  name = "role-that-firehose-cannot-assume"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration", "aws_kinesis_firehose_delivery_stream.*.vpc_config", "aws_kinesis_firehose_delivery_stream.msk_source_configuration.authentication_configuration", "aws_kinesis_firehose_delivery_stream.*.secrets_manager_configuration", "aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.schema_configuration"]
  at = ["role_arn"]
  with = {
    policy = target(self.role_arn).assume_role_policy
    trust = policy.Statement == null ? policy : [for s in list(policy.Statement) : s if s.Effect != "Deny" && (s.Action == null || says(s.Action, "sts:AssumeRole") || says(s.Action, "sts:*") || s.Action == "*")]
    anyone = policy.Statement == null ? matches(policy, "\"(Principal|AWS)\"\\s*:\\s*\"[*]\"") : any([for s in list(policy.Statement) : s.Principal == "*" || s.Principal.AWS == "*"])
  }
  when = target_type(self.role_arn) == "aws_iam_role" && trust != null
  require = says(trust, "firehose.amazonaws.com") || anyone
  message = "the role `${name_of(self.role_arn)}` does not trust `firehose.amazonaws.com`"
  help = "let `firehose.amazonaws.com` do `sts:AssumeRole` in `assume_role_policy`"

  why    = "The service assumes the role: its trust policy names `firehose.amazonaws.com`."
  source = "Amazon Data Firehose developer guide, controlling access"

  bad = <<-RUBY
    template :t do
      role = aws_iam_role(:r, {
        name: "r",
        assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] }
      })
      aws_iam_role_policy_attachment(:r, { role: role.name, policy_arn: delivery_policy.arn })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: role.arn, # here
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      role = aws_iam_role(:r, {
        name: "r",
        assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] }
      })
      aws_iam_role_policy_attachment(:r, { role: role.name, policy_arn: delivery_policy.arn })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
