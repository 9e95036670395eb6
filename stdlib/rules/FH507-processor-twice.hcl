rule "FH507" {
  name = "processor-twice"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration"]
  with = {
    all_types = [for p in list(self.processors) : p.type]
    again = [for i, p in list(self.processors) : p if p.type != "Lambda" && any([for j, r in list(self.processors) : j < i && identical(p, r)])]
  }
  require = length(again) == 0
  where = again[0]
  message = "this processor stands here twice"
  help = "delete one"

  why    = "Two processors of one kind that do the same are refused."
  source = "CloudFormation registry schema; cdk-preflight pf-firehose-processor-duplicate-type (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "AppendDelimiterToRecord"
              },
              { # here
                type: "AppendDelimiterToRecord"
              }
            ]
          }
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "AppendDelimiterToRecord"
              }
            ]
          }
        }
      })
    end
  RUBY
}
