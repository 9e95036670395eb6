rule "FH841" {
  name = "vpc-member-twice"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.vpc_config"]

  case "subnet_ids" {
    at = ["subnet_ids"]
    with = {
      twice = repeats(list(self.subnet_ids))
    }
    require = length(twice) == 0
    where = "subnet_ids.${twice[0]}"
    message = "`${self.subnet_ids[twice[0]]}` stands in `subnet_ids` twice"
  }

  case "security_group_ids" {
    at = ["security_group_ids"]
    with = {
      twice = repeats(list(self.security_group_ids))
    }
    require = length(twice) == 0
    where = "security_group_ids.${twice[0]}"
    message = "`${self.security_group_ids[twice[0]]}` stands in `security_group_ids` twice"
  }

  case "incomplete" {
    covers = ["role_arn", "security_group_ids", "subnet_ids"]
    with = {
      missing = [for m in ["subnet_ids", "security_group_ids", "role_arn"] : m if self[m] == null]
    }
    require = length(missing) == 0
    message = "`vpc_config` has no `${missing[0]}`"
    label = "no `${missing[0]}` in this block"
  }

  why    = "Each subnet and security group is named once."
  source = "CloudFormation registry schema; Firehose API model 2015-08-04"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          vpc_config: {
            role_arn: delivery_role.arn,
            subnet_ids: ["subnet-1", "subnet-1"], # here
            security_group_ids: ["sg-1"]
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events",
          vpc_config: {
            role_arn: delivery_role.arn,
            subnet_ids: ["subnet-1", "subnet-2"],
            security_group_ids: ["sg-1"]
          },
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY
}
