rule "FH832" {
  name = "role-without-permission"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream.*_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_configuration", "aws_kinesis_firehose_delivery_stream.*.s3_backup_configuration", "aws_kinesis_firehose_delivery_stream.*.vpc_config", "aws_kinesis_firehose_delivery_stream.msk_source_configuration.authentication_configuration", "aws_kinesis_firehose_delivery_stream.*.secrets_manager_configuration", "aws_kinesis_firehose_delivery_stream.extended_s3_configuration.data_format_conversion_configuration.schema_configuration"]
  at = ["role_arn"]
  with = {
    lack = lacks()
  }
  when = target_type(self.role_arn) == "aws_iam_role"
  require = lack == null
  message = "the role `${name_of(self.role_arn)}` lacks `${join("`, `", lack.actions)}`"
  beside = [lack.policy, lack.label]
  help = "`firehose-dsl iam` prints the policy that it needs, `firehose-dsl iam --audit` what is needed on what"

  why    = "The service works with the rights of the role: what that lacks fails when records come, and not before. A role with a policy that the template does not hold, a managed one of AWS for one, may have any right, and is passed over; so is one that an output hands to others, as long as the template attaches no policy to it."
  source = "Amazon Data Firehose developer guide, controlling access; the permissions stand in stdlib/iam, each with its source"

  bad = <<-RUBY
    template :t do
      lake = aws_s3_bucket(:lake, { bucket: "lake" })
      role = aws_iam_role(:r, {
        name: "r",
        assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] }
      })
      aws_iam_role_policy(:r, {
        name: "write",
        role: role.name,
        policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"], Resource: "#{lake.arn}/*" }] }
      })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: role.arn, # here
          bucket_arn: lake.arn,
          prefix: "a/"
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      lake = aws_s3_bucket(:lake, { bucket: "lake" })
      role = aws_iam_role(:r, {
        name: "r",
        assume_role_policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" }] }
      })
      aws_iam_role_policy(:r, {
        name: "write",
        role: role.name,
        policy: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"], Resource: "#{lake.arn}/*" },
            { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket*"], Resource: lake.arn }
          ]
        }
      })
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: role.arn,
          bucket_arn: lake.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
