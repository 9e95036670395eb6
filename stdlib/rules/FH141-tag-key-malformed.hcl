rule "FH141" {
  name = "tag-key-malformed"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["tags"]
  with = {
    wrong = [for k in keys(self.tags) : k if !matches(k, "^[\\p{L}\\p{Z}\\p{N}_.:/=+@%-]*$") || length(k) > 128 || length(k) < 1 || startswith(lower(k), "aws:")]
  }
  when = self.tags != null
  require = length(wrong) == 0
  focus = wrong[0]
  message = "`${wrong[0]}` cannot be the key of a tag"
  help = "1 to 128 characters may be, letters, digits, blanks and `_ . : / = + - % @`, and `aws:` is reserved"

  why    = "A tag's key has 1 to 128 characters, letters, digits, blanks and `_ . : / = + - % @`, and does not begin with `aws:`."
  source = "Firehose API model 2015-08-04; CloudFormation registry schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        tags: { "aws:owner": "x" }, # here
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
        tags: { "owner:team": "x" },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
