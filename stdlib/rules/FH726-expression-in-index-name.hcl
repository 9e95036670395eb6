rule "FH726" {
  name = "expression-in-index-name"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.opensearch_configuration", "aws_kinesis_firehose_delivery_stream.elasticsearch_configuration"]
  at = ["index_name"]
  with = {
    pattern = capture(self.index_name, "!\\{timestamp:([^}]*)\\}$")
    stem = capture(self.index_name, "^([^!]*?)[-_.]?!\\{timestamp:[^}]*\\}$")
    implied = { "yyyy-MM-dd-HH" = "OneHour", "yyyy-MM-dd" = "OneDay", "YYYY-'w'ww" = "OneWeek", "yyyy-'w'ww" = "OneWeek", "yyyy-MM" = "OneMonth" }[pattern]
    rotation = try(self.index_rotation_period, "OneDay")
  }

  case "rotated" {
    when = self.index_name != null
    require = !has_expression(self.index_name)
    message = "`index_name` has an expression, which is not evaluated there"
    help = "let `index_rotation_period` add the date: `OneHour`, `OneDay`, `OneWeek` or `OneMonth`"

    repair {
      kind = "derived"
      when = implied != null && present(stem) && rotation == implied
      set = {
        "index_name" = stem
      }
      told = "made it `${stem}`, to which the rotation `${rotation}` adds just that date"
    }

    repair {
      kind = "derived"
      when = implied != null && present(stem) && self.index_rotation_period == null
      set = {
        "index_name" = stem
        "index_rotation_period" = implied
      }
      told = "made it `${stem}` with the rotation `${implied}`, which adds just that date"
    }
  }

  case "serverless" {
    on = ["aws_kinesis_firehose_delivery_stream.opensearchserverless_configuration"]
    when = self.index_name != null
    require = !has_expression(self.index_name)
    message = "`index_name` has an expression, which is not evaluated there"
  }

  why    = "Expressions are evaluated in prefixes of S3 objects only. In an index name they stay as they are, and `:` and `{` make it an index that cannot exist."
  source = "Amazon Data Firehose developer guide, custom prefixes for Amazon S3 objects; OpenSearch, create index"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events-!{timestamp:yyyy-MM}", # here
          index_rotation_period: "OneMonth",
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
          index_rotation_period: "OneMonth",
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
  RUBY

  example "by default" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "opensearch",
        opensearch_configuration: {
          role_arn: delivery_role.arn,
          domain_arn: search_domain.arn,
          index_name: "events-!{timestamp:yyyy-MM-dd}", # here
          s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn }
        }
      })
    end
    RUBY
  }
}
