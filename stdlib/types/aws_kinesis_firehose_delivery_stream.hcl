# Sources in short: API: Firehose API model 2015-08-04 (September 2025).
# TF: terraform-provider-aws, internal/service/firehose/delivery_stream.go and its
# schema, 6.47.0. CFN: CloudFormation registry schema (spring 2025). Guide: Amazon
# Data Firehose developer guide. Where they differ the narrowest holds.

type "aws_kinesis_firehose_delivery_stream" {
  summary = "A Firehose stream: takes records from producers, a Kinesis stream or an MSK topic and delivers them to one destination."

  secret = [
    "redshift_configuration.password",
    "http_endpoint_configuration.access_key",
    "splunk_configuration.hec_token",
    "snowflake_configuration.private_key",
    "snowflake_configuration.key_passphrase",
  ]

  # Where the service evaluates !{timestamp:…} and its like.
  prefix = [
    "**.prefix",
    "**.error_output_prefix",
  ]

  # ForceNew in TF.
  replaces = [
    "name",
    "destination",
    "kinesis_source_configuration",
    "msk_source_configuration",
    "extended_s3_configuration.dynamic_partitioning_configuration.enabled",
    "opensearch_configuration.s3_backup_mode",
    "opensearch_configuration.vpc_config",
    "elasticsearch_configuration.s3_backup_mode",
    "elasticsearch_configuration.vpc_config",
    "opensearchserverless_configuration.s3_backup_mode",
    "opensearchserverless_configuration.vpc_config",
    "iceberg_configuration.catalog_arn",
    "iceberg_configuration.append_only",
  ]

  # What the provider sends by itself (TF). Parameters of processors and options of
  # serializers are left out, since the service's own defaults are the same.
  defaults = {
    "extended_s3_configuration.buffering_size"                                    = 5
    "extended_s3_configuration.buffering_interval"                                = 300
    "extended_s3_configuration.compression_format"                                = "UNCOMPRESSED"
    "extended_s3_configuration.custom_time_zone"                                  = "UTC"
    "extended_s3_configuration.s3_backup_mode"                                    = "Disabled"
    "extended_s3_configuration.dynamic_partitioning_configuration.retry_duration" = 300
    "**.s3_backup_configuration.buffering_size"                                   = 5
    "**.s3_backup_configuration.buffering_interval"                               = 300
    "**.s3_backup_configuration.compression_format"                               = "UNCOMPRESSED"
    "**.s3_configuration.buffering_size"                                          = 5
    "**.s3_configuration.buffering_interval"                                      = 300
    "**.s3_configuration.compression_format"                                      = "UNCOMPRESSED"
    "redshift_configuration.retry_duration"                                       = 3600
    "redshift_configuration.s3_backup_mode"                                       = "Disabled"
    "opensearch_configuration.buffering_size"                                     = 5
    "opensearch_configuration.buffering_interval"                                 = 300
    "opensearch_configuration.index_rotation_period"                              = "OneDay"
    "opensearch_configuration.retry_duration"                                     = 300
    "opensearch_configuration.s3_backup_mode"                                     = "FailedDocumentsOnly"
    "elasticsearch_configuration.buffering_size"                                  = 5
    "elasticsearch_configuration.buffering_interval"                              = 300
    "elasticsearch_configuration.index_rotation_period"                           = "OneDay"
    "elasticsearch_configuration.retry_duration"                                  = 300
    "elasticsearch_configuration.s3_backup_mode"                                  = "FailedDocumentsOnly"
    "opensearchserverless_configuration.buffering_size"                           = 5
    "opensearchserverless_configuration.buffering_interval"                       = 300
    "opensearchserverless_configuration.retry_duration"                           = 300
    "opensearchserverless_configuration.s3_backup_mode"                           = "FailedDocumentsOnly"
    "splunk_configuration.buffering_size"                                         = 5
    "splunk_configuration.buffering_interval"                                     = 60
    "splunk_configuration.hec_endpoint_type"                                      = "Raw"
    "splunk_configuration.retry_duration"                                         = 3600
    "splunk_configuration.s3_backup_mode"                                         = "FailedEventsOnly"
    "http_endpoint_configuration.buffering_size"                                  = 5
    "http_endpoint_configuration.buffering_interval"                              = 300
    "http_endpoint_configuration.retry_duration"                                  = 300
    "http_endpoint_configuration.s3_backup_mode"                                  = "FailedDataOnly"
    "snowflake_configuration.buffering_size"                                      = 1
    "snowflake_configuration.buffering_interval"                                  = 0
    "snowflake_configuration.retry_duration"                                      = 60
    "snowflake_configuration.s3_backup_mode"                                      = "FailedDataOnly"
    "iceberg_configuration.buffering_size"                                        = 5
    "iceberg_configuration.buffering_interval"                                    = 300
    "iceberg_configuration.retry_duration"                                        = 300
    "iceberg_configuration.s3_backup_mode"                                        = "FailedDataOnly"
    "server_side_encryption.key_type"                                             = "AWS_OWNED_CMK"
  }

  # What references must point to.

  reference "**.role_arn" { arn = "role" }
  reference "**.bucket_arn" { arn = "bucket" }
  reference "**.kms_key_arn" { arn = "key_or_alias" }
  reference "**.secret_arn" { arn = "secret" }
  reference "kinesis_source_configuration.kinesis_stream_arn" { arn = "stream" }
  reference "msk_source_configuration.msk_cluster_arn" { arn = "cluster" }
  reference "opensearch_configuration.domain_arn" { arn = "domain" }
  reference "elasticsearch_configuration.domain_arn" { arn = "domain" }
  reference "iceberg_configuration.catalog_arn" { arn = "glue_catalog" }
  reference "server_side_encryption.key_arn" { arn = "key" }
  reference "**.processors.parameters.parameter_value" {
    arn  = "lambda"
    when = { parameter_name = "LambdaArn" }
  }
  reference "**.processors.parameters.parameter_value" {
    arn  = "role"
    when = { parameter_name = "RoleArn" }
  }

  # Spellings of earlier provider versions.

  legacy "buffer_size" {
    in     = "**"
    to     = "buffering_size"
    rule   = "FH114"
    since  = "5.0"
    means  = "how many MB are gathered before a delivery"
    source = "TF; hashicorp/terraform-provider-aws 31138, 31141"
  }
  legacy "buffer_interval" {
    in     = "**"
    to     = "buffering_interval"
    rule   = "FH114"
    since  = "5.0"
    means  = "how many seconds records are gathered before a delivery"
    source = "TF; hashicorp/terraform-provider-aws 31138, 31141"
  }
  legacy "enable_dictionary" {
    in     = "**.parquet_ser_de"
    to     = "enable_dictionary_compression"
    rule   = "FH114"
    means  = "whether Parquet columns are compressed by dictionary"
    source = "TF, API"
  }
  legacy "amazonopensearch_configuration" {
    to     = "opensearch_configuration"
    rule   = "FH114"
    means  = "the OpenSearch Service destination"
    source = "TF"
  }
  legacy "amazonopensearchservice_configuration" {
    to     = "opensearch_configuration"
    rule   = "FH114"
    means  = "the OpenSearch Service destination"
    source = "TF, API"
  }
  legacy "amazonopensearchserverless_configuration" {
    to     = "opensearchserverless_configuration"
    rule   = "FH114"
    means  = "the OpenSearch Serverless destination"
    source = "TF, API"
  }
  legacy "destination" {
    words = {
      s3                         = "extended_s3"
      amazonopensearch           = "opensearch"
      amazonopensearchservice    = "opensearch"
      amazonopensearchserverless = "opensearchserverless"
    }
    rule   = "FH111"
    since  = "5.0"
    means  = "which destination the stream delivers to"
    source = "TF; hashicorp/terraform-provider-aws 31138, 31141"
  }

  # Before provider 5.0 the S3 block stood at the top, whatever the destination.
  legacy "s3_configuration" {
    by = "destination"
    to = {
      s3                         = "extended_s3_configuration"
      extended_s3                = "extended_s3_configuration"
      redshift                   = "redshift_configuration.s3_configuration"
      opensearch                 = "opensearch_configuration.s3_configuration"
      amazonopensearch           = "opensearch_configuration.s3_configuration"
      amazonopensearchservice    = "opensearch_configuration.s3_configuration"
      opensearchserverless       = "opensearchserverless_configuration.s3_configuration"
      amazonopensearchserverless = "opensearchserverless_configuration.s3_configuration"
      elasticsearch              = "elasticsearch_configuration.s3_configuration"
      splunk                     = "splunk_configuration.s3_configuration"
      http_endpoint              = "http_endpoint_configuration.s3_configuration"
    }
    rule   = "FH114"
    since  = "5.0"
    means  = "where in S3 records go, or those that another destination refused"
    source = "TF; hashicorp/terraform-provider-aws 31138, 31141"
  }

  legacy "common_attributes" {
    in = "http_endpoint_configuration.request_configuration"
    blocks {
      key   = "name"
      value = "value"
    }
    rule   = "FH766"
    means  = "names and values that go with every request"
    source = "TF, API, CFN"
  }

  # Identity and sources.

  limit "FH102" {
    name     = "stream-name-too-long"
    severity = "error"
    at       = ["name"]
    length   = [1, 64]
    source   = "API, TF, CFN"
  }
  limit "FH103" {
    name     = "stream-name-with-odd-characters"
    severity = "error"
    at       = ["name"]
    pattern  = "^[A-Za-z0-9_.-]*$"
    shape    = "letters, digits, `_`, `.` and `-`"
    help     = "write `-` for every other character"
    source   = "API, CFN"
  }
  limit "FH110" {
    name     = "unknown-destination"
    severity = "error"
    at       = ["destination"]
    one_of = [
      "extended_s3", "redshift", "opensearch", "elasticsearch", "opensearchserverless",
      "splunk", "http_endpoint", "snowflake", "iceberg",
    ]
    source = "TF"
  }
  limit "FH122" {
    name     = "not-the-arn-of-a-kinesis-stream"
    severity = "error"
    at       = ["kinesis_source_configuration.kinesis_stream_arn"]
    pattern  = "^arn:.*:kinesis:[A-Za-z0-9-]+:[0-9]{12}:stream/[A-Za-z0-9_.-]+$"
    shape    = "the ARN of a Kinesis data stream"
    help     = "`arn:aws:kinesis:REGION:ACCOUNT:stream/NAME`, neither its name nor its URL"
    length   = [1, 512]
    why      = "Neither the stream's name nor its URL will do."
    source   = "API, CFN"
  }
  limit "FH124" {
    name     = "not-the-arn-of-an-msk-cluster"
    severity = "error"
    at       = ["msk_source_configuration.msk_cluster_arn"]
    pattern  = "^arn:"
    shape    = "the ARN of an MSK cluster"
    help     = "`arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/UUID`"
    length   = [1, 512]
    source   = "API"
  }
  limit "FH125" {
    name     = "not-a-kafka-topic"
    severity = "error"
    at       = ["msk_source_configuration.topic_name"]
    pattern  = "^[A-Za-z0-9._-]*$"
    shape    = "letters, digits, `.`, `_` and `-`"
    length   = [1, 255]
    source   = "API, CFN"
  }
  limit "FH126" {
    name     = "unknown-connectivity"
    severity = "error"
    at       = ["msk_source_configuration.authentication_configuration.connectivity"]
    one_of   = ["PUBLIC", "PRIVATE"]
    source   = "TF, CFN, API"
  }
  limit "FH127" {
    name     = "start-position-not-a-time"
    severity = "error"
    at       = ["msk_source_configuration.read_from_timestamp"]
    pattern  = "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-9]))T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
    shape    = "a time as RFC 3339 has it, `2026-01-31T00:00:00Z`"
    why      = "Left out, reading starts when the stream becomes active; for everything that the topic still holds, write 1970-01-01T00:00:00Z."
    source   = "TF, API (MSKSourceConfiguration)"
  }
  limit "FH140" {
    name     = "too-many-tags"
    severity = "error"
    at       = ["tags"]
    items    = [0, 50]
    source   = "API, CFN"
  }

  # S3 objects.

  limit "FH202" {
    name     = "not-the-arn-of-a-bucket"
    severity = "error"
    at       = ["**.bucket_arn"]
    pattern  = "^arn:.*:s3:::[A-Za-z0-9_.-]{1,255}$"
    shape    = "the ARN of an S3 bucket"
    help     = "`arn:aws:s3:::BUCKET`; what follows the bucket belongs into `prefix`"
    length   = [1, 2048]
    why      = "Not a bucket's name, not an access point, and nothing after the bucket: a path belongs into `prefix`."
    source   = "API"
  }
  limit "FH203" {
    name     = "not-the-arn-of-a-role"
    severity = "error"
    at       = ["**.role_arn"]
    pattern  = "^arn:.*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$"
    shape    = "the ARN of an IAM role"
    help     = "`arn:aws:iam::ACCOUNT:role/NAME`, with the 12 digits of the account; a user, a policy or an instance profile is no role"
    length   = [1, 512]
    why      = "A user, a policy or an instance profile cannot be assumed by the service."
    source   = "API, CFN"
  }
  limit "FH205" {
    name     = "not-the-arn-of-a-key"
    severity = "error"
    at       = ["**.kms_key_arn"]
    pattern  = "^arn:.*:kms:[A-Za-z0-9-]+:[0-9]{12}:(key|alias)/[A-Za-z0-9_+=,.@/-]+$"
    shape    = "the ARN of a KMS key or alias"
    help     = "`arn:aws:kms:REGION:ACCOUNT:key/ID`, or `…:alias/NAME`"
    length   = [1, 512]
    source   = "API"
  }
  limit "FH210" {
    name     = "unknown-compression"
    severity = "error"
    at = [
      "extended_s3_configuration.compression_format",
      "**.s3_backup_configuration.compression_format",
      "opensearch_configuration.s3_configuration.compression_format",
      "elasticsearch_configuration.s3_configuration.compression_format",
      "opensearchserverless_configuration.s3_configuration.compression_format",
      "splunk_configuration.s3_configuration.compression_format",
      "http_endpoint_configuration.s3_configuration.compression_format",
      "snowflake_configuration.s3_configuration.compression_format",
      "iceberg_configuration.s3_configuration.compression_format",
    ]
    one_of = ["UNCOMPRESSED", "GZIP", "ZIP", "Snappy", "HADOOP_SNAPPY"]
    why    = "Case matters, and `Snappy` is the one that is not all upper case."
    source = "API, TF, CFN"
  }
  limit "FH220" {
    name     = "prefix-too-long"
    severity = "error"
    at       = ["**.prefix", "**.error_output_prefix", "**.s3_error_output_prefix"]
    length   = [0, 1024]
    source   = "API, TF, CFN"
  }
  limit "FH250" {
    name     = "file-extension-malformed"
    severity = "error"
    at       = ["extended_s3_configuration.file_extension"]
    pattern  = "^([.][0-9a-z!_.*'()-]+)?$"
    shape    = "a dot, then lower-case letters, digits and `! - _ . * ' ( )`"
    help     = "write it like `.json` or `.json.gz`"
    source   = "API, TF, CFN"
  }
  limit "FH251" {
    name     = "file-extension-too-long"
    severity = "error"
    at       = ["extended_s3_configuration.file_extension"]
    length   = [0, 50]
    why      = "The service takes 128 characters, the Terraform provider 50."
    source   = "TF, API, CFN"
  }
  limit "FH261" {
    name     = "time-zone-too-long"
    severity = "error"
    at       = ["extended_s3_configuration.custom_time_zone"]
    length   = [0, 50]
    source   = "API, TF, CFN"
  }
  limit "FH270" {
    name     = "unknown-backup-mode"
    severity = "error"
    at       = ["extended_s3_configuration.s3_backup_mode", "redshift_configuration.s3_backup_mode"]
    one_of   = ["Disabled", "Enabled"]
    help     = "`Enabled` keeps the records as they came, `Disabled` none"
    source   = "API, TF, CFN"
  }
  limit "FH270" {
    name     = "unknown-backup-mode"
    severity = "error"
    at = [
      "opensearch_configuration.s3_backup_mode",
      "elasticsearch_configuration.s3_backup_mode",
      "opensearchserverless_configuration.s3_backup_mode",
    ]
    one_of = ["FailedDocumentsOnly", "AllDocuments"]
    help   = "`AllDocuments` keeps all in S3, `FailedDocumentsOnly` those alone that did not arrive"
    source = "API, TF, CFN"
  }
  limit "FH270" {
    name     = "unknown-backup-mode"
    severity = "error"
    at       = ["splunk_configuration.s3_backup_mode"]
    one_of   = ["FailedEventsOnly", "AllEvents"]
    help     = "`AllEvents` keeps all in S3, `FailedEventsOnly` those alone that did not arrive"
    source   = "API, TF"
  }
  limit "FH270" {
    name     = "unknown-backup-mode"
    severity = "error"
    at       = ["http_endpoint_configuration.s3_backup_mode", "snowflake_configuration.s3_backup_mode"]
    one_of   = ["FailedDataOnly", "AllData"]
    help     = "`AllData` keeps all in S3, `FailedDataOnly` those alone that did not arrive"
    source   = "API, TF"
  }

  # Buffering and retry.

  limit "FH302" {
    name     = "buffering-size-out-of-range"
    severity = "error"
    at = [
      "extended_s3_configuration.buffering_size",
      "**.s3_backup_configuration.buffering_size",
      "**.s3_configuration.buffering_size",
      "snowflake_configuration.buffering_size",
      "iceberg_configuration.buffering_size",
    ]
    min    = 1
    max    = 128
    whole  = true
    unit   = "MB"
    source = "API, TF, CFN; Guide: buffering hints"
  }
  limit "FH302" {
    name     = "buffering-size-out-of-range"
    severity = "error"
    at = [
      "opensearch_configuration.buffering_size",
      "elasticsearch_configuration.buffering_size",
      "opensearchserverless_configuration.buffering_size",
    ]
    min    = 1
    max    = 100
    whole  = true
    unit   = "MB"
    source = "API, TF; Guide: buffering hints"
  }
  limit "FH302" {
    name     = "buffering-size-out-of-range"
    severity = "error"
    at       = ["splunk_configuration.buffering_size"]
    min      = 1
    max      = 5
    whole    = true
    unit     = "MB"
    source   = "API, TF; Guide: buffering hints"
  }
  limit "FH302" {
    name     = "buffering-size-out-of-range"
    severity = "error"
    at       = ["http_endpoint_configuration.buffering_size"]
    min      = 1
    whole    = true
    unit     = "MB"
    source   = "API, TF"
  }
  limit "FH304" {
    name     = "http-buffering-size-too-large"
    severity = "error"
    at       = ["http_endpoint_configuration.buffering_size"]
    max      = 64
    unit     = "MB"
    why      = "The Terraform provider lets up to 100 through; the service refuses more than 64."
    source   = "API, cdk-preflight pf-firehose-http-buffer-size (refusal recorded September 2026)"
  }
  limit "FH303" {
    name     = "buffering-interval-out-of-range"
    severity = "error"
    at = [
      "extended_s3_configuration.buffering_interval",
      "**.s3_configuration.buffering_interval",
      "**.s3_backup_configuration.buffering_interval",
      "opensearch_configuration.buffering_interval",
      "elasticsearch_configuration.buffering_interval",
      "opensearchserverless_configuration.buffering_interval",
      "http_endpoint_configuration.buffering_interval",
      "snowflake_configuration.buffering_interval",
      "iceberg_configuration.buffering_interval",
    ]
    min    = 0
    max    = 900
    whole  = true
    unit   = "seconds"
    source = "API, TF; Guide: buffering hints"
  }
  limit "FH303" {
    name     = "buffering-interval-out-of-range"
    severity = "error"
    at       = ["splunk_configuration.buffering_interval"]
    min      = 0
    max      = 60
    whole    = true
    unit     = "seconds"
    source   = "API, TF; Guide: buffering hints"
  }
  limit "FH311" {
    name     = "retry-duration-out-of-range"
    severity = "error"
    at = [
      "redshift_configuration.retry_duration",
      "opensearch_configuration.retry_duration",
      "elasticsearch_configuration.retry_duration",
      "opensearchserverless_configuration.retry_duration",
      "splunk_configuration.retry_duration",
      "http_endpoint_configuration.retry_duration",
      "snowflake_configuration.retry_duration",
      "iceberg_configuration.retry_duration",
    ]
    min    = 0
    max    = 7200
    whole  = true
    unit   = "seconds"
    source = "API, TF"
  }

  # Format conversion.

  limit "FH407" {
    name     = "glue-name-malformed"
    severity = "error"
    at = [
      "extended_s3_configuration.data_format_conversion_configuration.schema_configuration.database_name",
      "extended_s3_configuration.data_format_conversion_configuration.schema_configuration.table_name",
      "extended_s3_configuration.data_format_conversion_configuration.schema_configuration.catalog_id",
      "extended_s3_configuration.data_format_conversion_configuration.schema_configuration.region",
      "extended_s3_configuration.data_format_conversion_configuration.schema_configuration.version_id",
    ]
    pattern = "^\\S*$"
    shape   = "text without blanks"
    length  = [1, 1024]
    source  = "API, TF"
  }
  limit "FH411" {
    name     = "block-size-too-small"
    severity = "error"
    at       = ["**.parquet_ser_de.block_size_bytes", "**.orc_ser_de.block_size_bytes"]
    min      = 67108864
    whole    = true
    unit     = "bytes"
    source   = "API, TF, CDK"
  }
  limit "FH412" {
    name     = "page-size-too-small"
    severity = "error"
    at       = ["**.parquet_ser_de.page_size_bytes"]
    min      = 65536
    whole    = true
    unit     = "bytes"
    source   = "API, TF, CDK"
  }
  limit "FH413" {
    name     = "padding-negative"
    severity = "error"
    at       = ["**.parquet_ser_de.max_padding_bytes"]
    min      = 0
    whole    = true
    unit     = "bytes"
    source   = "API"
  }
  limit "FH414" {
    name     = "unknown-parquet-compression"
    severity = "error"
    at       = ["**.parquet_ser_de.compression"]
    one_of   = ["UNCOMPRESSED", "GZIP", "SNAPPY"]
    why      = "Upper case here, unlike in `compression_format`."
    source   = "API, TF"
  }
  limit "FH415" {
    name     = "unknown-parquet-version"
    severity = "error"
    at       = ["**.parquet_ser_de.writer_version"]
    one_of   = ["V1", "V2"]
    source   = "API, TF"
  }
  limit "FH416" {
    name     = "stripe-size-too-small"
    severity = "error"
    at       = ["**.orc_ser_de.stripe_size_bytes"]
    min      = 8388608
    whole    = true
    unit     = "bytes"
    source   = "API, TF, CDK"
  }
  limit "FH417" {
    name     = "row-index-stride-too-small"
    severity = "error"
    at       = ["**.orc_ser_de.row_index_stride"]
    min      = 1000
    whole    = true
    unit     = "rows"
    source   = "API, TF, CDK"
  }
  limit "FH418" {
    name     = "orc-ratio-out-of-range"
    severity = "error"
    at = [
      "**.orc_ser_de.padding_tolerance",
      "**.orc_ser_de.bloom_filter_false_positive_probability",
      "**.orc_ser_de.dictionary_key_threshold",
    ]
    min    = 0
    max    = 1
    source = "API, CDK"
  }
  limit "FH419" {
    name     = "unknown-orc-option"
    severity = "error"
    at       = ["**.orc_ser_de.compression"]
    one_of   = ["NONE", "ZLIB", "SNAPPY"]
    source   = "API, TF"
  }
  limit "FH419" {
    name     = "unknown-orc-option"
    severity = "error"
    at       = ["**.orc_ser_de.format_version"]
    one_of   = ["V0_11", "V0_12"]
    source   = "API, TF"
  }
  limit "FH421" {
    name     = "bloom-filter-column-malformed"
    severity = "error"
    at       = ["**.orc_ser_de.bloom_filter_columns"]
    pattern  = "^\\S*$"
    shape    = "text without blanks"
    length   = [1, 1024]
    source   = "API, CFN"
  }

  # Processing.

  limit "FH501" {
    name     = "unknown-processor"
    severity = "error"
    at       = ["**.processors.type"]
    one_of = [
      "Lambda", "MetadataExtraction", "RecordDeAggregation", "AppendDelimiterToRecord", "Decompression",
      "CloudWatchLogProcessing",
    ]
    source = "API, TF, CFN"
  }
  limit "FH502" {
    name     = "unknown-processor-parameter"
    severity = "error"
    at       = ["**.processors.parameters.parameter_name"]
    one_of = [
      "LambdaArn", "NumberOfRetries", "RoleArn", "BufferSizeInMBs", "BufferIntervalInSeconds", "MetadataExtractionQuery",
      "JsonParsingEngine", "SubRecordType", "Delimiter", "CompressionFormat", "DataMessageExtraction",
    ]
    source = "API, TF"
  }
  limit "FH503" {
    name     = "processor-parameter-blank-or-too-long"
    severity = "error"
    at       = ["**.processors.parameters.parameter_value"]
    pattern  = "\\S"
    shape    = "text that is not blank"
    length   = [1, 5120]
    why      = "Older texts say 512 characters."
    source   = "API, TF"
  }
  limit "FH614" {
    name     = "partitioning-retry-duration-out-of-range"
    severity = "error"
    at       = ["extended_s3_configuration.dynamic_partitioning_configuration.retry_duration"]
    min      = 0
    max      = 7200
    whole    = true
    unit     = "seconds"
    source   = "API, TF, CDK"
  }

  # Redshift.

  limit "FH701" {
    name     = "cluster-url-malformed"
    severity = "error"
    at       = ["redshift_configuration.cluster_jdbcurl"]
    pattern  = "^jdbc:(redshift|postgresql)://([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.])+redshift(-serverless)?[.][A-Za-z0-9.-]+:[0-9]{1,5}/[A-Za-z0-9_$-]+$"
    shape    = "`jdbc:redshift://ENDPOINT:PORT/DATABASE`"
    length   = [1, 512]
    source   = "API"
  }
  limit "FH704" {
    name     = "redshift-cannot-copy-compression"
    severity = "error"
    at       = ["redshift_configuration.s3_configuration.compression_format"]
    one_of   = ["UNCOMPRESSED", "GZIP"]
    why      = "COPY reads neither ZIP nor Snappy."
    source   = "API, cdk-preflight pf-firehose-redshift-s3-compression"
  }
  limit "FH707" {
    name     = "redshift-credentials-length"
    severity = "error"
    at       = ["redshift_configuration.password"]
    length   = [6, 512]
    source   = "API, CFN"
  }
  limit "FH707" {
    name     = "redshift-credentials-length"
    severity = "error"
    at       = ["redshift_configuration.username"]
    length   = [1, 512]
    source   = "API, CFN"
  }
  limit "FH709" {
    name     = "redshift-table-length"
    severity = "error"
    at       = ["redshift_configuration.data_table_name"]
    length   = [1, 512]
    source   = "API, CFN"
  }
  limit "FH710" {
    name     = "copy-options-too-long"
    severity = "error"
    at       = ["redshift_configuration.copy_options", "redshift_configuration.data_table_columns"]
    length   = [0, 10240]
    why      = "The CloudFormation schema still has 204,800; the API takes 10,240."
    source   = "API"
  }

  # Search destinations.

  limit "FH722" {
    name     = "not-the-arn-of-a-domain"
    severity = "error"
    at       = ["opensearch_configuration.domain_arn", "elasticsearch_configuration.domain_arn"]
    pattern  = "^arn:.*:es:[A-Za-z0-9-]+:[0-9]{12}:domain/[a-z][a-z0-9-]{2,27}$"
    shape    = "the ARN of an OpenSearch domain"
    help     = "`arn:aws:es:REGION:ACCOUNT:domain/NAME`, with nothing behind the name"
    length   = [1, 512]
    why      = "The domain's own ARN, without `/*` after it."
    source   = "API"
  }
  limit "FH723" {
    name     = "cluster-endpoint-malformed"
    severity = "error"
    at       = ["opensearch_configuration.cluster_endpoint", "elasticsearch_configuration.cluster_endpoint"]
    pattern  = "^https:"
    shape    = "a URL that begins with `https:`"
    help     = "begin it with `https://`"
    length   = [1, 512]
    source   = "API, CFN"
  }
  limit "FH724" {
    name     = "index-name-too-long"
    severity = "error"
    at       = ["opensearch_configuration.index_name", "elasticsearch_configuration.index_name"]
    length   = [1, 80]
    why      = "The suffix that rotation adds comes on top."
    source   = "API, CFN"
  }
  limit "FH727" {
    name     = "unknown-rotation"
    severity = "error"
    at = [
      "opensearch_configuration.index_rotation_period",
      "elasticsearch_configuration.index_rotation_period",
    ]
    one_of = ["NoRotation", "OneHour", "OneDay", "OneWeek", "OneMonth"]
    source = "API, TF, CFN"
  }
  limit "FH730" {
    name     = "unknown-document-id-format"
    severity = "error"
    at       = ["opensearch_configuration.document_id_options.default_document_id_format"]
    one_of   = ["FIREHOSE_DEFAULT", "NO_DOCUMENT_ID"]
    source   = "API, TF, CFN"
  }
  limit "FH741" {
    name     = "collection-endpoint-malformed"
    severity = "error"
    at       = ["opensearchserverless_configuration.collection_endpoint"]
    pattern  = "^https:"
    shape    = "a URL that begins with `https:`"
    help     = "begin it with `https://`: the `collection_endpoint` of the collection"
    length   = [1, 512]
    source   = "API, cdk-preflight pf-firehose-aoss-collection-endpoint"
  }
  limit "FH742" {
    name     = "serverless-index-name-too-long"
    severity = "error"
    at       = ["opensearchserverless_configuration.index_name"]
    length   = [1, 80]
    source   = "API, CFN"
  }

  # Splunk.

  limit "FH751" {
    name     = "collector-endpoint-malformed"
    severity = "error"
    at       = ["splunk_configuration.hec_endpoint"]
    pattern  = "^https://[^/:]+:[0-9]{1,5}(/.*)?$"
    shape    = "`https://HOST:PORT`"
    help     = "write scheme and port: `https://HOST:8088`"
    length   = [1, 2048]
    source   = "API, cdk-preflight pf-firehose-splunk-hec-endpoint-https"
  }
  limit "FH752" {
    name     = "unknown-collector-type"
    severity = "error"
    at       = ["splunk_configuration.hec_endpoint_type"]
    one_of   = ["Raw", "Event"]
    source   = "API, TF, CFN"
  }
  limit "FH754" {
    name     = "collector-token-too-long"
    severity = "error"
    at       = ["splunk_configuration.hec_token"]
    length   = [0, 2048]
    source   = "API, TF, CFN"
  }
  limit "FH755" {
    name     = "acknowledgment-timeout-out-of-range"
    severity = "error"
    at       = ["splunk_configuration.hec_acknowledgment_timeout"]
    min      = 180
    max      = 600
    whole    = true
    unit     = "seconds"
    source   = "API, TF, CFN"
  }

  # HTTP endpoint.

  limit "FH761" {
    name     = "endpoint-url-malformed"
    severity = "error"
    at       = ["http_endpoint_configuration.url"]
    pattern  = "^https://"
    shape    = "a URL that begins with `https://`"
    help     = "begin it with `https://`"
    length   = [1, 1000]
    source   = "API, TF"
  }
  limit "FH765" {
    name     = "access-key-too-long"
    severity = "error"
    at       = ["http_endpoint_configuration.access_key"]
    length   = [0, 4096]
    source   = "API, TF, CFN"
  }
  limit "FH766" {
    name     = "common-attribute-malformed"
    severity = "error"
    at       = ["http_endpoint_configuration.request_configuration.common_attributes.name"]
    pattern  = "\\S"
    shape    = "text that is not blank"
    length   = [1, 256]
    source   = "API, TF, CFN"
  }
  limit "FH766" {
    name     = "common-attribute-malformed"
    severity = "error"
    at       = ["http_endpoint_configuration.request_configuration.common_attributes.value"]
    length   = [0, 1024]
    source   = "API, CFN"
  }
  limit "FH769" {
    name     = "unknown-content-encoding"
    severity = "error"
    at       = ["http_endpoint_configuration.request_configuration.content_encoding"]
    one_of   = ["NONE", "GZIP"]
    source   = "API, TF, CFN"
  }

  # Snowflake.

  limit "FH772" {
    name     = "account-url-malformed"
    severity = "error"
    at       = ["snowflake_configuration.account_url"]
    pattern  = "^.+[.]snowflakecomputing[.]com$"
    shape    = "a URL that ends in `.snowflakecomputing.com`"
    help     = "`https://ACCOUNT.snowflakecomputing.com`, with nothing behind it"
    length   = [24, 2048]
    source   = "API, CFN"
  }
  limit "FH774" {
    name     = "private-key-malformed"
    severity = "error"
    at       = ["snowflake_configuration.private_key"]
    pattern  = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
    shape    = "base64 without the PEM header, footer and line ends"
    help     = "leave out header, footer and line ends of the PEM file"
    length   = [256, 4096]
    source   = "API, CFN"
  }
  limit "FH775" {
    name     = "key-passphrase-length"
    severity = "error"
    at       = ["snowflake_configuration.key_passphrase"]
    length   = [7, 255]
    source   = "API, TF, CFN"
  }
  limit "FH776" {
    name     = "unknown-data-loading-option"
    severity = "error"
    at       = ["snowflake_configuration.data_loading_option"]
    one_of   = ["JSON_MAPPING", "VARIANT_CONTENT_MAPPING", "VARIANT_CONTENT_AND_METADATA_MAPPING"]
    source   = "API, TF, CFN"
  }
  limit "FH779" {
    name     = "snowflake-role-length"
    severity = "error"
    at       = ["snowflake_configuration.snowflake_role_configuration.snowflake_role"]
    length   = [0, 255]
    source   = "API, TF"
  }
  limit "FH780" {
    name     = "private-link-malformed"
    severity = "error"
    at       = ["snowflake_configuration.snowflake_vpc_configuration.private_link_vpce_id"]
    pattern  = "^([A-Za-z0-9_-]+[.]){2,3}vpce[.][A-Za-z0-9-]*[.]vpce-svc-[A-Za-z0-9-]{17}$"
    shape    = "`com.amazonaws.vpce.REGION.vpce-svc-ID`"
    help     = "`com.amazonaws.vpce.REGION.vpce-svc-ID`"
    length   = [47, 255]
    source   = "API, CFN"
  }
  limit "FH781" {
    name     = "snowflake-name-length"
    severity = "error"
    at = [
      "snowflake_configuration.database",
      "snowflake_configuration.schema",
      "snowflake_configuration.table",
      "snowflake_configuration.user",
      "snowflake_configuration.content_column_name",
      "snowflake_configuration.metadata_column_name",
    ]
    length = [1, 255]
    source = "API, TF, CFN"
  }

  # Iceberg.

  limit "FH784" {
    name     = "iceberg-backs-up-failures-only"
    severity = "error"
    at       = ["iceberg_configuration.s3_backup_mode"]
    one_of   = ["FailedDataOnly"]
    why      = "`AllData` stands in every schema, and the service refuses it."
    source   = "API, cdk-preflight pf-firehose-iceberg-backup-mode"
  }
  limit "FH785" {
    name     = "not-the-arn-of-a-catalog"
    severity = "error"
    at       = ["iceberg_configuration.catalog_arn"]
    pattern  = "^arn:.*:glue:.*:[0-9]{12}:catalog(/[a-z0-9_-]+){0,2}$"
    shape    = "the ARN of a Glue data catalog"
    help     = "`arn:aws:glue:REGION:ACCOUNT:catalog`, not a database or table of it"
    length   = [1, 512]
    source   = "API, cdk-preflight pf-firehose-iceberg-catalog-arn-format"
  }
  limit "FH787" {
    name     = "iceberg-table-malformed"
    severity = "error"
    at = [
      "iceberg_configuration.destination_table_configuration.database_name",
      "iceberg_configuration.destination_table_configuration.table_name",
    ]
    pattern = "^[A-Za-z0-9._]*$"
    shape   = "letters, digits, `.` and `_`"
    length  = [1, 255]
    source  = "API, CFN"
  }
  limit "FH788" {
    name     = "unique-key-malformed"
    severity = "error"
    at       = ["iceberg_configuration.destination_table_configuration.unique_keys"]
    pattern  = "^\\S*$"
    shape    = "text without blanks"
    length   = [1, 512]
    source   = "CFN, API"
  }

  # Encryption, logging, secrets, network.

  limit "FH802" {
    name     = "unknown-key-type"
    severity = "error"
    at       = ["server_side_encryption.key_type"]
    one_of   = ["AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK"]
    source   = "API, TF, CFN"
  }
  limit "FH806" {
    name     = "not-the-arn-of-a-key-itself"
    severity = "error"
    at       = ["server_side_encryption.key_arn"]
    pattern  = "^arn:.*:kms:[A-Za-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9_+=,.@/-]+$"
    shape    = "the ARN of a KMS key, not of an alias"
    help     = "`arn:aws:kms:REGION:ACCOUNT:key/ID`; an alias is not taken here"
    length   = [1, 512]
    why      = "The service does not take an alias here."
    source   = "aws-sdk-go-v2 service/firehose change log, API"
  }
  limit "FH813" {
    name     = "log-group-name-malformed"
    severity = "error"
    at       = ["**.cloudwatch_logging_options.log_group_name"]
    pattern  = "^[A-Za-z0-9._/#-]*$"
    shape    = "letters, digits and `. - _ / #`"
    help     = "the name of the group, not its ARN: `/aws/kinesisfirehose/NAME`"
    length   = [0, 512]
    why      = "A name, not an ARN."
    source   = "API"
  }
  limit "FH814" {
    name     = "log-stream-name-malformed"
    severity = "error"
    at       = ["**.cloudwatch_logging_options.log_stream_name"]
    pattern  = "^[^:*]*$"
    shape    = "text without `:` and `*`"
    help     = "the name of the stream of the group, without `:` and `*`"
    length   = [0, 512]
    source   = "API"
  }
  limit "FH822" {
    name     = "not-the-arn-of-a-secret"
    severity = "error"
    at       = ["**.secrets_manager_configuration.secret_arn"]
    pattern  = "^arn:.*:secretsmanager:[A-Za-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$"
    shape    = "the ARN of a secret in Secrets Manager"
    help     = "`arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME`"
    length   = [1, 2048]
    source   = "API"
  }
  limit "FH841" {
    name     = "vpc-members-out-of-range"
    severity = "error"
    at       = ["**.vpc_config.subnet_ids"]
    items    = [1, 16]
    source   = "API, CFN"
  }
  limit "FH841" {
    name     = "vpc-members-out-of-range"
    severity = "error"
    at       = ["**.vpc_config.security_group_ids"]
    items    = [1, 5]
    source   = "API, CFN"
  }
  limit "FH841" {
    name     = "vpc-members-out-of-range"
    severity = "error"
    at       = ["**.vpc_config.subnet_ids", "**.vpc_config.security_group_ids"]
    pattern  = "^\\S*$"
    shape    = "an id without blanks"
    length   = [1, 1024]
    source   = "API"
  }
  limit "FH729" {
    name     = "type-name-too-long"
    severity = "error"
    at       = ["elasticsearch_configuration.type_name"]
    length   = [0, 100]
    source   = "API, TF, CFN"
  }
  limit "FH764" {
    name     = "endpoint-name-malformed"
    severity = "warning"
    at       = ["http_endpoint_configuration.name"]
    pattern  = "\\S"
    shape    = "text that is not blank"
    length   = [1, 256]
    source   = "API, TF, CFN"
  }

  # AWS::KinesisFirehose::DeliveryStream: CFN, and the service's guide for what
  # Ref and Fn::GetAtt give. What `defaults` says is written out.

  cloudformation "AWS::KinesisFirehose::DeliveryStream" {
    replaces = [ # createOnly in its schema
      "elasticsearch_configuration.vpc_config",
      "iceberg_configuration.catalog_arn",
      "kinesis_source_configuration",
      "msk_source_configuration",
      "name",
      "opensearch_configuration.vpc_config",
      "opensearchserverless_configuration.vpc_config",
      "snowflake_configuration.snowflake_vpc_configuration",
    ]

    # No createOnly, so CloudFormation tries to update; UpdateDestination of the API
    # does not take these.
    refuse "destination" {
      why     = "a stream does not change between a search destination and any other"
      between = ["opensearch", "opensearchserverless", "elasticsearch"]
    }
    refuse "opensearch_configuration.s3_backup_mode" { why = "the backup mode of a search destination is set once" }
    refuse "opensearchserverless_configuration.s3_backup_mode" { why = "the backup mode of a search destination is set once" }
    refuse "elasticsearch_configuration.s3_backup_mode" { why = "the backup mode of a search destination is set once" }
    refuse "extended_s3_configuration.dynamic_partitioning_configuration.enabled" {
      why = "dynamic partitioning is enabled at creation only, and never disabled"
    }
    refuse "iceberg_configuration.append_only" { why = "it is set at creation only" }
    properties = {
      name           = "DeliveryStreamName"
      destination    = { nothing = true } # says which block is meant
      arn            = { missing = "" }
      destination_id = { missing = "" }
      version_id     = { missing = "" }
      tags           = { pairs = ["Key", "Value"] }

      kinesis_source_configuration                      = "KinesisStreamSourceConfiguration"
      "kinesis_source_configuration.kinesis_stream_arn" = "KinesisStreamARN"
      msk_source_configuration                          = "MSKSourceConfiguration"
      "msk_source_configuration.msk_cluster_arn"        = "MSKClusterARN"
      server_side_encryption                            = { to = "DeliveryStreamEncryptionConfigurationInput", when = "enabled" }
      "server_side_encryption.enabled"                  = { nothing = true }
      "server_side_encryption.key_arn"                  = "KeyARN"

      extended_s3_configuration          = "ExtendedS3DestinationConfiguration"
      redshift_configuration             = "RedshiftDestinationConfiguration"
      opensearch_configuration           = "AmazonopensearchserviceDestinationConfiguration"
      elasticsearch_configuration        = "ElasticsearchDestinationConfiguration"
      opensearchserverless_configuration = "AmazonOpenSearchServerlessDestinationConfiguration"
      splunk_configuration               = "SplunkDestinationConfiguration"
      http_endpoint_configuration        = "HttpEndpointDestinationConfiguration"
      snowflake_configuration            = "SnowflakeDestinationConfiguration"
      iceberg_configuration              = "IcebergDestinationConfiguration"

      "**.buffering_size"                        = "BufferingHints.SizeInMBs"
      "**.buffering_interval"                    = "BufferingHints.IntervalInSeconds"
      "**.retry_duration"                        = "RetryOptions.DurationInSeconds"
      "**.kms_key_arn"                           = "EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN"
      "**.role_arn"                              = "RoleARN"
      "**.bucket_arn"                            = "BucketARN"
      "**.domain_arn"                            = "DomainARN"
      "**.secret_arn"                            = "SecretARN"
      "**.cloudwatch_logging_options"            = "CloudWatchLoggingOptions"
      "**.vpc_config"                            = "VpcConfiguration"
      "**.secrets_manager_configuration.enabled" = { default = false }

      "redshift_configuration.cluster_jdbcurl"    = "ClusterJDBCURL"
      "redshift_configuration.data_table_name"    = "CopyCommand.DataTableName"
      "redshift_configuration.data_table_columns" = "CopyCommand.DataTableColumns"
      "redshift_configuration.copy_options"       = "CopyCommand.CopyOptions"

      "splunk_configuration.hec_endpoint"               = "HECEndpoint"
      "splunk_configuration.hec_endpoint_type"          = "HECEndpointType"
      "splunk_configuration.hec_token"                  = "HECToken"
      "splunk_configuration.hec_acknowledgment_timeout" = "HECAcknowledgmentTimeoutInSeconds"

      "http_endpoint_configuration.url"        = "EndpointConfiguration.Url"
      "http_endpoint_configuration.name"       = "EndpointConfiguration.Name"
      "http_endpoint_configuration.access_key" = "EndpointConfiguration.AccessKey"
      "**.common_attributes.name"              = "AttributeName"
      "**.common_attributes.value"             = "AttributeValue"

      "snowflake_configuration.metadata_column_name" = "MetaDataColumnName"

      "iceberg_configuration.catalog_arn"                     = "CatalogConfiguration.CatalogArn"
      "iceberg_configuration.s3_backup_mode"                  = "s3BackupMode"
      "iceberg_configuration.destination_table_configuration" = "DestinationTableConfigurationList[]"
      "**.destination_table_configuration.database_name"      = "DestinationDatabaseName"
      "**.destination_table_configuration.table_name"         = "DestinationTableName"
    }
    choose "DeliveryStreamType" {
      by = {
        kinesis_source_configuration = "KinesisStreamAsSource"
        msk_source_configuration     = "MSKAsSource"
      }
      else = "DirectPut"
    }
    references = {
      arn  = "GetAtt Arn"
      id   = "GetAtt Arn"
      name = "Ref"
    }
  }

  example = <<-RUBY
    template :lake do
      bucket = aws_s3_bucket(:lake, { bucket: "lake-raw" })
      aws_kinesis_firehose_delivery_stream(:raw, {
        name: "raw",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: bucket.arn,
          prefix: "raw/year=!{timestamp:yyyy}/month=!{timestamp:MM}/",
          error_output_prefix: "errors/!{firehose:error-output-type}/",
          buffering_size: 64,
          buffering_interval: 300
        }
      })
    end
  RUBY
}
