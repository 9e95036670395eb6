rule "FH142" {
  name = "tag-value-malformed"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream"]
  at = ["tags"]
  where = "tags.${wrong[0]}"
  with = {
    wrong = [for k, v in self.tags : k if v != null && surely(!matches("${v}", "^[\\p{L}\\p{Z}\\p{N}_.:/=+@%-]*$") || length(v) > 256)]
  }
  when = self.tags != null
  require = length(wrong) == 0
  message = "the tag `${wrong[0]}` has ${known(self.tags[wrong[0]]) ? "the value `${self.tags[wrong[0]]}`" : "a value"}, which tags cannot have"
  help = "at most 256 characters may be: letters, digits, blanks and `_ . : / = + - % @`"

  why    = "A tag's value has at most 256 characters, letters, digits, blanks and `_ . : / = + - % @`. Some older texts say 255."
  source = "Firehose API model 2015-08-04; CloudFormation registry schema"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        tags: {
          team: "data",
          owner: "x#y" # here
        },
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
        tags: { owner: "x@y" },
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "a/"
        }
      })
    end
  RUBY
}
