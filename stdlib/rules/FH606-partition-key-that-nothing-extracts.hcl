rule "FH606" {
  name = "partition-key-that-nothing-extracts"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["prefix"]
  with = {
    processing = self.processing_configuration
    metadata = [for p in list(processing.processors) : p if p.type == "MetadataExtraction"]
    queries = [for p in metadata : [for q in list(p.parameters) : q.parameter_value if q.parameter_name == "MetadataExtractionQuery"][0]]
    query = queries[0]
    keys = partition_keys(self.prefix, "partitionKeyFromQuery")
    missing = subtract(keys, query_keys(query))
    made = "{${join(",", [for k in keys : "${k}:.${k}"])}}"
  }

  case "nothing" {
    when = uses(self.prefix, "partitionKeyFromQuery")
    require = length(metadata) > 0
    focus = "!{partitionKeyFromQuery:${keys[0]}}"
    message = "`prefix` uses the partition key `${keys[0]}`, but no `MetadataExtraction` processor extracts it"

    repair {
      kind = "assumed"
      when = processing.enabled != false && all([for k in keys : matches(k, "^[A-Za-z_][A-Za-z0-9_]*$")])
      set = {
        "processing_configuration.enabled" = true
      }
      append = {
        "processing_configuration.processors" = { type = "MetadataExtraction", parameters = [{ parameter_name = "MetadataExtractionQuery", parameter_value = made }, { parameter_name = "JsonParsingEngine", parameter_value = "JQ-1.6" }] }
      }
      told = "added a `MetadataExtraction` processor with the query `${made}`: a field of the record of the same name"
    }
  }

  case "another" {
    when = uses(self.prefix, "partitionKeyFromQuery") && length(metadata) > 0 && query != null
    require = length(missing) == 0
    focus = "!{partitionKeyFromQuery:${missing[0]}}"
    message = "`prefix` uses the partition key `${missing[0]}`, which the query `${query}` does not extract"
    help = "add `${missing[0]}` to the `MetadataExtractionQuery`"
  }

  case "switched off" {
    also = { "processing_configuration.enabled" = "switched off here" }
    when = uses(self.prefix, "partitionKeyFromQuery") && length(metadata) > 0 && processing.enabled == false
    require = false
    message = "`prefix` uses partition keys, but processing is switched off"
  }

  why    = "A key of the namespace partitionKeyFromQuery is taken from the JSON of a record by the query of a MetadataExtraction processor."
  source = "cdk-preflight pf-firehose-dynamic-partitioning-query-key (recorded refusal, September 2026); aws-cdk-lib aws-kinesisfirehose"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          prefix: "s=!{partitionKeyFromQuery:shop}/", # here
          error_output_prefix: "errors/",
          buffering_size: 64,
          dynamic_partitioning_configuration: { enabled: true }
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
          prefix: "s=!{partitionKeyFromQuery:shop}/d=!{partitionKeyFromQuery:day}/", # here
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
  }
}
