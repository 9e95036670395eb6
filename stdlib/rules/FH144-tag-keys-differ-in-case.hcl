rule "FH144" {
  name = "tag-keys-differ-in-case"
  severity = "warning"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["tags"]
  with = {
    twice = duplicates([for k in keys(self.tags) : lower(k)])
  }
  when = self.tags != null
  require = length(twice) == 0
  message = "two tags are called `${twice[0]}` but for case"
  help = "keep one of them"

  why    = "Two keys that differ in case only are two tags, and rarely meant."
  source = "general knowledge"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        tags: { Owner: "x", owner: "y" }, # here
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        tags: { owner: "y" },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
