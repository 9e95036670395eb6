rule "FH516" {
  name = "extraction-without-query-or-engine"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.*.processing_configuration.processors"]
  with = {
    names = [for q in list(self.parameters) : q.parameter_name]
    engines = [for q in list(self.parameters) : q if q.parameter_name == "JsonParsingEngine"]
  }

  case "query" {
    when = self.type == "MetadataExtraction"
    require = contains(names, "MetadataExtractionQuery")
    message = "the `MetadataExtraction` processor has no `MetadataExtractionQuery`"
    label = "no query in this block"
  }

  case "engine" {
    when = self.type == "MetadataExtraction"
    require = contains(names, "JsonParsingEngine")
    message = "the `MetadataExtraction` processor has no `JsonParsingEngine`"
    label = "no engine in this block"

    repair {
      kind = "derived"
      append = {
        "parameters" = { parameter_name = "JsonParsingEngine", parameter_value = "JQ-1.6" }
      }
      told = "added `JsonParsingEngine` of `JQ-1.6`, the only one"
    }
  }

  case "another" {
    when = self.type == "MetadataExtraction" && engines[0].parameter_value != null
    require = engines[0].parameter_value == "JQ-1.6"
    at = ["parameter_value"]
    where = engines[0]
    message = "`JsonParsingEngine` is `${engines[0].parameter_value}`, `JQ-1.6` is the only one"
  }

  why    = "The processor needs a query and the engine that runs it, of which there is one: `JQ-1.6`."
  source = "cdk-preflight pf-firehose-processor-metadata-params (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "s=!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              { # here
                type: "MetadataExtraction",
                parameters: [
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" }
                ]
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
          prefix: "s=!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "MetadataExtraction",
                parameters: [
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" },
                  { parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.6" }
                ]
              }
            ]
          }
        }
      })
    end
  RUBY

  example "another" {
    bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "s=!{partitionKeyFromQuery:shop}/",
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true },
          processing_configuration: {
            enabled: true,
            processors: [
              {
                type: "MetadataExtraction",
                parameters: [
                  { parameter_name: "MetadataExtractionQuery", parameter_value: "{shop:.shop}" },
                  { parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.7" } # here
                ]
              }
            ]
          }
        }
      })
    end
    RUBY
  }
}
