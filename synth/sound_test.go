package synth_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// This file holds templates that deploy: limits exactly met, rare combinations
// that are legal, and a stream with every feature to each destination from each
// source. Some repeat what is known to have been deployed: the acceptance tests
// of terraform-provider-aws (internal/service/firehose/delivery_stream_test.go)
// and the passing templates of badmintoncryer/cdk-preflight (rules/firehose).

// A sound template is told nothing worse than the codes that it expects, which
// are warnings.
type sound struct {
	why     string
	text    text
	expects string
}

// sources are the blocks that a stream reads from; the first puts no source.
var sources = []struct{ name, block string }{
	{"direct put", "server_side_encryption: { enabled: true, key_type: \"CUSTOMER_MANAGED_CMK\", key_arn: records_key.arn },\n"},
	{"kinesis", fromKinesis("kinesis_stream_arn: clicks.arn, role_arn: delivery_role.arn")},
	{"kafka", `msk_source_configuration: { msk_cluster_arn: kafka.arn, topic_name: "clicks.v1_a-b", read_from_timestamp: "1970-01-01T00:00:00Z", ` +
		`authentication_configuration: { connectivity: "PRIVATE", role_arn: delivery_role.arn } },` + "\n"},
}

const (
	logged = `cloudwatch_logging_options: { enabled: true, log_group_name: logs.name, log_stream_name: log_lines.name },
`
	s3Block   = `role_arn: delivery_role.arn, bucket_arn: "arn:aws:s3:::lake", prefix: "events/", buffering_size: 128, buffering_interval: 900, compression_format: "GZIP", kms_key_arn: lake_key.arn, ` + logged
	errorsTo  = `error_output_prefix: "errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/", `
	s3Nested  = "s3_configuration: { " + s3Block + errorsTo + "},\n"
	staging   = "s3_configuration: { " + s3Block + "},\n"
	vpc       = `vpc_config: { role_arn: delivery_role.arn, subnet_ids: ["subnet-1", "subnet-2"], security_group_ids: ["sg-1"] },` + "\n"
	withCode  = `processing_configuration: { enabled: true, processors: [{ type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: "arn:aws:lambda:eu-west-1:123456789012:function:f:$LATEST" }, { parameter_name: "RoleArn", parameter_value: delivery_role.arn }, { parameter_name: "NumberOfRetries", parameter_value: "300" }, { parameter_name: "BufferSizeInMBs", parameter_value: "0.2" }, { parameter_name: "BufferIntervalInSeconds", parameter_value: "900" }] }] },` + "\n"
	withLogin = `secrets_manager_configuration: { enabled: true, secret_arn: login.arn, role_arn: delivery_role.arn },` + "\n"
)

// destinations are blocks with every feature of a destination.
var destinations = []struct{ name, block string }{
	{"extended_s3", s3Block + errorsTo + withCode + `file_extension: ".json.gz", custom_time_zone: "America/Port-au-Prince", s3_backup_mode: "Enabled", s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: "arn:aws:s3:::backup", prefix: "source/", buffering_interval: 60, ` + errorsTo + logged + `},`},
	{"redshift", `role_arn: delivery_role.arn, cluster_jdbcurl: "jdbc:redshift://wg.123456789012.eu-west-1.redshift-serverless.amazonaws.com:5439/dev", data_table_name: "test-table", data_table_columns: "a,b", copy_options: "JSON 'auto' gzip", retry_duration: 7200, ` + withLogin + withCode + staging + logged + `s3_backup_mode: "Enabled", s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: backup_bucket.arn, prefix: "source/" },`},
	{"opensearch", `role_arn: delivery_role.arn, domain_arn: search_domain.arn, index_name: "events", index_rotation_period: "OneMonth", buffering_size: 100, buffering_interval: 0, retry_duration: 0, s3_backup_mode: "AllDocuments", document_id_options: { default_document_id_format: "NO_DOCUMENT_ID" }, ` + vpc + withCode + s3Nested + logged},
	{"elasticsearch", `role_arn: delivery_role.arn, cluster_endpoint: "https://search.example.com", index_name: "events", type_name: "test", index_rotation_period: "NoRotation", buffering_size: 100, retry_duration: 7200, s3_backup_mode: "FailedDocumentsOnly", ` + vpc + withCode + s3Nested + logged},
	{"opensearchserverless", `role_arn: delivery_role.arn, collection_endpoint: "https://x.eu-west-1.aoss.amazonaws.com", index_name: "events", buffering_size: 1, s3_backup_mode: "AllDocuments", ` + vpc + withCode + s3Nested + logged},
	{"splunk", `hec_endpoint: "https://input-test.com:443", hec_endpoint_type: "Event", hec_acknowledgment_timeout: 600, buffering_size: 5, buffering_interval: 0, retry_duration: 7200, s3_backup_mode: "AllEvents", ` + withLogin + withCode + s3Nested + logged},
	{"http_endpoint", `role_arn: delivery_role.arn, url: "https://in.example.com/x?y=1", name: "Partner", buffering_size: 64, buffering_interval: 900, s3_backup_mode: "AllData", request_configuration: { content_encoding: "GZIP", common_attributes: [{ name: "team", value: "" }, { name: "Team", value: "b" }] }, ` + withLogin + withCode + s3Nested + logged},
	{"snowflake", `role_arn: delivery_role.arn, account_url: "https://acme-x1.snowflakecomputing.com", database: "d", schema: "s", table: "t", data_loading_option: "VARIANT_CONTENT_AND_METADATA_MAPPING", content_column_name: "c", metadata_column_name: "m", buffering_size: 128, buffering_interval: 0, retry_duration: 7200, s3_backup_mode: "AllData", snowflake_role_configuration: { enabled: true, snowflake_role: "loader" }, snowflake_vpc_configuration: { private_link_vpce_id: "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0" }, ` + withLogin + withCode + s3Nested + logged},
	{"iceberg", `role_arn: delivery_role.arn, catalog_arn: "arn:aws:glue:eu-west-1:123456789012:catalog/s3tablescatalog/my-bucket", append_only: true, buffering_size: 128, buffering_interval: 900, retry_duration: 0, s3_backup_mode: "FailedDataOnly", destination_table_configuration: [{ database_name: "my_db.v1", table_name: "t", s3_error_output_prefix: "errors/" }, { database_name: "d", table_name: "u" }], ` + withCode + s3Nested + logged},
}

// everything is a stream of every feature to each destination from each source.
func everything() []sound {
	var out []sound
	for _, d := range destinations {
		for _, s := range sources {
			out = append(out, sound{why: d.name + " from " + s.name, text: streamOf("name: \"s\", tags: { Team: \"data\" },\n"+s.block, d.name, d.name+"_configuration", d.block)})
		}
	}
	return out
}

// edges are limits exactly met, and what is rare and legal.
func edges() []sound {
	queriedWith := func(settings string) text {
		return queried(`"k=!{partitionKeyFromQuery:k}/"`, `"{k:.k}"`).with("buffering_size: 64", settings)
	}
	return []sound{
		{why: "name of 64", text: whole("name: " + long(64) + ",\n")},
		{why: "name of one", text: whole("name: \"-\",\n")},
		{why: "name of every kind of character", text: whole("name: \"A.b_c-9\",\n")},
		{why: "name as a Symbol", text: whole("name: :s,\n")},
		{why: "name of another Region again", text: text("template :t do\n  %w[eu-west-1 us-east-1].each_with_index do |r, i|\n    aws_kinesis_firehose_delivery_stream(:\"s#{i}\", { name: \"s\", region: r, destination: \"extended_s3\", extended_s3_configuration: { " + delivery + " } })\n  end\nend\n")},
		{why: "50 tags", text: atTop("tags: (1..50).to_h { |i| [\"k#{i}\", \"v\"] },\n")},
		{why: "no tags", text: atTop("tags: {},\n")},
		{why: "long tag", text: atTop("tags: { " + long(128) + " => " + long(256) + " },\n")},
		{why: "empty tag", text: atTop("tags: { \"a+b=c/d:e@f g\" => \"\" },\n")},
		{why: "tag of letters beyond ASCII", text: atTop("tags: { \"größe\" => \"zürich 1 %\" },\n")},
		{why: "prefix of 512", text: extendedS3(`prefix: "` + strings.Repeat("x", 511) + `/"`)},
		{why: "prefix of 1024, short when evaluated", text: extendedS3(errorsTo + `prefix: "a/` + strings.Repeat("!{timestamp:yyyy}/", 56) + `"`)},
		{why: "empty prefixes", text: extendedS3(`prefix: "", error_output_prefix: ""`)},
		{why: "error prefix without slash", text: extendedS3(`error_output_prefix: "prefix1"`)},
		{why: "error prefix that ends in the type", text: extendedS3(`prefix: "a/!{timestamp:yyyy}/", error_output_prefix: "e/!{firehose:error-output-type}"`)},
		{why: "quoted text in a date", text: extendedS3(errorsTo + `prefix: "a/!{timestamp:yyyy-MM-dd'T'HH}/"`)},
		{why: "slash inside the last expression", text: extendedS3(errorsTo + `prefix: "a/!{timestamp:yyyy/MM/dd/}"`)},
		{why: "quoted slash inside the last expression", text: extendedS3(errorsTo + `prefix: "!{timestamp:yyyy/MM/dd'/hour='HH'/'}"`)},
		{why: "day of year in full", text: extendedS3(errorsTo + `prefix: "a/!{timestamp:yyyy/DDD}/"`), expects: "FH237"},
		{why: "twelve hours with am", text: extendedS3(errorsTo + `prefix: "a/!{timestamp:yyyy/MM/dd/hha}/"`)},
		{why: "week date", text: extendedS3(errorsTo + `prefix: "a/!{timestamp:YYYY-'W'ww}/"`)},
		{why: "minutes", text: extendedS3(errorsTo + `prefix: "a/!{timestamp:yyyy/MM/dd/HH/mm}/"`)},
		{why: "random string", text: extendedS3(errorsTo + `prefix: "a/!{firehose:random-string}/!{timestamp:yyyy}/"`)},
		{why: "angled expressions", text: extendedS3(errorsTo + `prefix: "a/!<timestamp:yyyy>/"`)},
		{why: "exclamation mark", text: extendedS3(`prefix: "wow!/"`)},
		{why: "bucket with dots", text: bareS3(`role_arn: delivery_role.arn, bucket_arn: "arn:aws-us-gov:s3:::my.lake-1_x"`)},
		{why: "bucket put together", text: bareS3(`role_arn: delivery_role.arn, bucket_arn: "arn:#{part.value}:s3:::lake-#{stage.value}"`)},
		{why: "role with a path", text: bareS3(`bucket_arn: lake_bucket.arn, role_arn: "arn:aws-cn:iam::123456789012:role/service-role/fire.hose+=,@-x"`)},
		{why: "role put together", text: bareS3(`bucket_arn: lake_bucket.arn, role_arn: "arn:aws:iam::#{account.id}:role/#{role.name}"`)},
		{why: "key alias for objects", text: extendedS3(`kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:alias/lake"`)},
		{why: "Hadoop Snappy", text: extendedS3(`compression_format: "HADOOP_SNAPPY"`)},
		{why: "sizes as texts", text: extendedS3(`buffering_size: "128", buffering_interval: "900"`)},
		{why: "least buffers", text: extendedS3(`buffering_size: 1, buffering_interval: 0`)},
		{why: "float that is whole", text: extendedS3(`buffering_size: 64.0`)},
		{why: "extension of 50", text: extendedS3(`file_extension: ".` + strings.Repeat("x", 49) + `"`)},
		{why: "odd extension", text: extendedS3(`file_extension: ".a!-_.*'()9"`)},
		{why: "no extension", text: extendedS3(`file_extension: ""`)},
		{why: "time zone by its old name", text: extendedS3(`custom_time_zone: "Asia/Calcutta"`)},
		{why: "no time zone", text: extendedS3(`custom_time_zone: ""`)},
		{why: "backup in another bucket under the same prefix", text: bareS3(`role_arn: delivery_role.arn, bucket_arn: "arn:aws:s3:::a", prefix: "x/", s3_backup_mode: "Enabled", s3_backup_configuration: { role_arn: delivery_role.arn, bucket_arn: "arn:aws:s3:::b", prefix: "x/" }`)},
		{why: "backup among the data", text: extendedS3(`s3_backup_mode: "Enabled", s3_backup_configuration: { ` + delivery + `}`), expects: "FH274"},
		{why: "backup without a function", text: extendedS3(`prefix: "a/", s3_backup_mode: "Enabled", s3_backup_configuration: { ` + delivery + ` prefix: "b/", buffering_interval: 60 }`)},
		{why: "staging interval 0", text: redshiftWith(`s3_configuration: { ` + delivery + ` buffering_interval: 0 }`)},
		{why: "empty processing", text: extendedS3(`processing_configuration: {}`)},
		{why: "processing off", text: extendedS3(`processing_configuration: { enabled: false, processors: [] }`)},
		{why: "processors switched off", text: extendedS3(`processing_configuration: { enabled: false, processors: [` + lambda("") + `] }`), expects: "FH505"},
		{why: "five processors", text: queriedWith("buffering_size: 64").with("processors: [", `processors: [`+lambda("")+`, { type: "AppendDelimiterToRecord" }, `+processor("RecordDeAggregation", param("SubRecordType", `"DELIMITED"`)+", "+param("Delimiter", `"Cg=="`))+`, `+processor("Decompression", param("CompressionFormat", `"GZIP"`))+`, `), expects: "FH620"},
		{why: "log processing", text: processing(processor("Decompression", param("CompressionFormat", `"GZIP"`)) + ", " + processor("CloudWatchLogProcessing", param("DataMessageExtraction", `"true"`)))},
		{why: "log processing that does nothing", text: processing(processor("Decompression", "") + ", " + processor("CloudWatchLogProcessing", param("DataMessageExtraction", `"False"`))), expects: "FH521"},
		{why: "delimiter of Append", text: processing(processor("AppendDelimiterToRecord", param("Delimiter", `"\\n"`)))},
		{why: "parameters as numbers", text: processing(lambda(param("BufferSizeInMBs", "3") + ", " + param("BufferIntervalInSeconds", "0") + ", " + param("NumberOfRetries", "0")))},
		{why: "function put together", text: processing(processor("Lambda", param("LambdaArn", `"arn:aws:lambda:#{place.value}:#{account.id}:function:clean:live"`)))},
		{why: "function of another partition", text: processing(processor("Lambda", param("LambdaArn", `"arn:aws-cn:lambda:cn-north-1:123456789012:function:a_b-C:7"`)))},
		{why: "conversion with least sizes", text: orc("block_size_bytes: 67108864, stripe_size_bytes: 8388608, row_index_stride: 1000, enable_padding: true, padding_tolerance: 1, bloom_filter_false_positive_probability: 0, dictionary_key_threshold: 1.0, bloom_filter_columns: [\"a\", \"A\"], compression: \"NONE\", format_version: \"V0_11\"")},
		{why: "parquet with least sizes", text: parquet("block_size_bytes: 67108864, page_size_bytes: 65536, max_padding_bytes: 0, writer_version: \"V2\", compression: \"UNCOMPRESSED\", enable_dictionary_compression: true")},
		{why: "Hive with formats", text: serialized("hive_json_ser_de: { timestamp_formats: [\"millis\", \"yyyy-MM-dd'T'HH:mm:ss\"] }", "parquet_ser_de: {}", schemaOK)},
		{why: "mappings", text: serialized("open_x_json_ser_de: { case_insensitive: false, column_to_json_key_mappings: { ts: \"@time stamp\" } }", "orc_ser_de: {}", schemaOK)},
		{why: "conversion with 64 MB", text: parquet("").with("buffering_size: 128", "buffering_size: 64")},
		{why: "conversion without compression", text: parquet("").with("buffering_size: 128", "buffering_size: 128, compression_format: \"UNCOMPRESSED\"")},
		{why: "conversion switched off", text: parquet("").with("buffering_size: 128", "buffering_size: 1, compression_format: \"GZIP\"").with("data_format_conversion_configuration: {", "data_format_conversion_configuration: { enabled: false, ")},
		{why: "partitioning with its least buffer", text: queriedWith("buffering_size: 64, buffering_interval: 60")},
		{why: "partitioning and conversion", text: queriedWith("buffering_size: 128, data_format_conversion_configuration: { input_format_configuration: { deserializer: { open_x_json_ser_de: {} } }, output_format_configuration: { serializer: { parquet_ser_de: {} } }, schema_configuration: {" + schemaOK + "} }")},
		{why: "partitioning without retry", text: queried(`"k=!{partitionKeyFromQuery:k}/"`, `"{k:.k}"`).with("{ enabled: true }", "{ enabled: true, retry_duration: 0 }")},
		{why: "partitioning switched off", text: extendedS3("dynamic_partitioning_configuration: { enabled: false }")},
		{why: "partitioning by a function", text: partitioned(`"c=!{partitionKeyFromLambda:customerId}/!{timestamp:yyyy}/"`, lambda("")+", "+processor("RecordDeAggregation", param("SubRecordType", `"JSON"`)))},
		{why: "keys of a query and of a function", text: partitioned(`"a=!{partitionKeyFromLambda:a}/k=!{partitionKeyFromQuery:k}/"`, lambda("")+", "+extraction(`"{k:.k}"`))},
		{why: "a key twice", text: queried(`"k=!{partitionKeyFromQuery:k}/again=!{partitionKeyFromQuery:k}/"`, `"{k:.k}"`)},
		{why: "query with functions", text: queried(`"y=!{partitionKeyFromQuery:y}/r=!{partitionKeyFromQuery:r}/"`, `"{y:.ts|strftime(\"%Y\"),r:(.region // \"none\")}"`)},
		{why: "query with 35 keys", text: queried(`keys.map { |k| "!{partitionKeyFromQuery:" + k + "}/" }.join`, `"{" + keys.map { |k| k + ":." + k }.join(",") + "}"`).with("do\n", "do\n  keys = (1..35).map { |i| \"k#{i}\" }\n")},
		{why: "query with quoted keys", text: queried(`"k=!{partitionKeyFromQuery:k}/"`, `"{\"k\": .a.b[0]}"`)},
		{why: "prefix of an input with partitioning", text: partitioned("lake_prefix.value", extraction(`"{k:.k}"`))},
		{why: "Redshift with a password from outside", text: redshift("retry_duration: 300")},
		{why: "Redshift of a cluster in the template", text: text("template :t do\n  c = aws_redshift_cluster(:c, { cluster_identifier: \"c\", node_type: \"ra3.large\", publicly_accessible: true })\n" + strings.TrimPrefix(string(redshift("").with(`"jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw"`, `"jdbc:redshift://#{c.endpoint}/#{c.database_name}"`)), "template :t do\n"))},
		{why: "Redshift of a cluster, put together from its parts", text: text("template :t do\n  c = aws_redshift_cluster(:c, { cluster_identifier: \"c\", node_type: \"ra3.large\", publicly_accessible: true })\n" + strings.TrimPrefix(string(redshift("").with(`"jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw"`, `"jdbc:redshift://#{c.dns_name}:#{c.port}/#{c.database_name}"`)), "template :t do\n"))},
		{why: "PostgreSQL URL", text: redshift("").with("jdbc:redshift:", "jdbc:postgresql:")},
		{why: "COPY with GZIP", text: redshiftWith(`copy_options: "GZIP", s3_configuration: { ` + delivery + ` buffering_size: 10, buffering_interval: 400, compression_format: "GZIP" }`)},
		{why: "index of 80", text: opensearch("").with(`"events"`, long(80))},
		{why: "index of odd characters", text: opensearch("index_rotation_period: \"NoRotation\"").with(`"events"`, `"a.b_c-1!@~"`)},
		{why: "index put together", text: opensearch("").with(`"events"`, `"events-#{stage.value}"`)},
		{why: "no type", text: opensearch(`type_name: ""`)},
		{why: "domain endpoint of the template", text: text("template :t do\n  d = aws_elasticsearch_domain(:d, { domain_name: \"d\", elasticsearch_version: \"6.8\" })\n" + strings.TrimPrefix(string(elasticsearch("type_name: \"test\", buffering_interval: 500").with("domain_arn: search_domain.arn", `cluster_endpoint: "https://#{d.endpoint}"`)), "template :t do\n"))},
		{why: "domain put together", text: opensearch("").with("search_domain.arn", `"arn:aws:es:eu-west-1:#{account.id}:domain/#{search.domain_name}"`)},
		{why: "16 subnets and 5 groups", text: opensearch(`vpc_config: { role_arn: delivery_role.arn, subnet_ids: (1..16).map { |i| "subnet-#{i}" }, security_group_ids: %w[a b c d e] }`)},
		{why: "collector with a path", text: splunk("hec_acknowledgment_timeout: 180").with(":8088", ":8088/services/collector")},
		{why: "collector put together", text: splunk("").with("https://hec.example.com:8088", "https://#{h.host}:#{h.port}")},
		{why: "endpoint on 443", text: httpEndpoint("").with("https://in.example.com/x", "https://in.example.com:443/x")},
		{why: "endpoint put together", text: httpEndpoint("access_key: key.value").with("https://in.example.com/x", "https://#{h.host}/#{stage.value}")},
		{why: "key as an input", text: httpEndpoint("access_key: partner_key.value")},
		{why: "account URL without scheme", text: snowflake("").with("https://", "")},
		{why: "mapping by name", text: snowflake(`data_loading_option: "JSON_MAPPING"`)},
		{why: "content alone", text: snowflake(`data_loading_option: "VARIANT_CONTENT_MAPPING", content_column_name: "c"`)},
		{why: "role switched off", text: snowflake(`snowflake_role_configuration: { enabled: false }`)},
		{why: "Snowflake with a passphrase", text: snowflake(`key_passphrase: phrase.value`)},
		{why: "catalogue put together", text: iceberg("").with("123456789012", "#{account.id}")},
		{why: "tables by routing", text: iceberg("processing_configuration: { enabled: true, processors: ["+extraction(`"{destinationDatabaseName:.d,destinationTableName:.t,operation:\"insert\"}"`)+"] }").with(`destination_table_configuration: { database_name: "d", table_name: "t" }, `, "")},
		{why: "tables by a function", text: iceberg("processing_configuration: { enabled: true, processors: ["+lambda("")+"] }").with(`destination_table_configuration: { database_name: "d", table_name: "t" }, `, "")},
		{why: "unique keys", text: iceberg("append_only: false").with(`table_name: "t"`, `table_name: "t", unique_keys: ["a", "b"]`)},
		{why: "owned key", text: atTop("server_side_encryption: { enabled: true },\n")},
		{why: "owned key by name", text: atTop("server_side_encryption: { enabled: true, key_type: \"AWS_OWNED_CMK\" },\n")},
		{why: "encryption off", text: atTop("server_side_encryption: { enabled: false },\n")},
		{why: "logging off", text: extendedS3("cloudwatch_logging_options: { enabled: false }")},
		{why: "log group in the template", text: text("template :t do\n  g = aws_cloudwatch_log_group(:g, { name: \"/aws/kinesisfirehose/s\" })\n  l = aws_cloudwatch_log_stream(:l, { name: \"S3 Delivery\", log_group_name: g.name })\n" + strings.TrimPrefix(string(extendedS3("cloudwatch_logging_options: { enabled: true, log_group_name: g.name, log_stream_name: l.name }")), "template :t do\n"))},
		{why: "secret of another account", text: redshift("secrets_manager_configuration: { enabled: true, secret_arn: \"arn:aws:secretsmanager:eu-west-1:999999999999:secret:prod/!db-AbCdEf\" }").with(`username: "loader", password: pw.value, `, "").withProvider(`region: "eu-west-1", allowed_account_ids: ["123456789012"]`)},
		{why: "cluster of another account", text: atTop(sources[2].block).with("kafka.arn", `"arn:aws:kafka:eu-west-1:999999999999:cluster/k/1"`).with("bucket_arn", "kms_key_arn: lake_key.arn, bucket_arn").with("role_arn: delivery_role.arn, kms", "role_arn: "+roleARN+", kms")},
		{why: "key in the bucket's Region", text: text("template :t do\n  provider :aws, region: \"eu-west-1\"\n  b = aws_s3_bucket(:b, { bucket: \"b\", region: \"us-east-1\" })\n" + strings.TrimPrefix(string(bareS3(`role_arn: delivery_role.arn, bucket_arn: b.arn, kms_key_arn: "arn:aws:kms:us-east-1:123456789012:key/1"`)), "template :t do\n"))},
		{why: "role with a condition", text: text("template :t do\n  r = aws_iam_role(:r, { name: \"r\", assume_role_policy: '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"lambda.amazonaws.com\",\"firehose.amazonaws.com\"]},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"123456789012\"}}}]}' })\n" + "  aws_iam_role_policy(:p, { name: \"p\", role: r.id, policy: { Version: \"2012-10-17\", Statement: [{ Effect: \"Allow\", Action: %w[s3:AbortMultipartUpload s3:GetBucketLocation s3:GetObject s3:ListBucket s3:ListBucketMultipartUploads s3:PutObject], Resource: [lake_bucket.arn, \"#{lake_bucket.arn}/*\"] }] } })\n" +
			strings.TrimPrefix(string(bareS3("role_arn: r.arn, bucket_arn: lake_bucket.arn")), "template :t do\n"))},
		{why: "role that anybody assumes", expects: "FH832", text: text("template :t do\n  r = aws_iam_role(:r, { name: \"r\", assume_role_policy: { Version: \"2012-10-17\", Statement: [{ Effect: \"Allow\", Principal: { AWS: \"*\" }, Action: \"sts:AssumeRole\" }] } })\n" + strings.TrimPrefix(string(bareS3("role_arn: r.arn, bucket_arn: lake_bucket.arn")), "template :t do\n"))},
		{why: "role that anybody assumes, as JSON", expects: "FH832", text: text("template :t do\n  r = aws_iam_role(:r, { name: \"r\", assume_role_policy: '{ \"Version\": \"2012-10-17\", \"Statement\": [{ \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sts:AssumeRole\" }] }' })\n" + strings.TrimPrefix(string(bareS3("role_arn: r.arn, bucket_arn: lake_bucket.arn")), "template :t do\n"))},
		{why: "WAF stream", text: text("template :t do\n  s = aws_kinesis_firehose_delivery_stream(:w, { name: \"aws-waf-logs-x\", destination: \"extended_s3\", extended_s3_configuration: { " + delivery + " } })\n  aws_wafv2_web_acl_logging_configuration(:w, { resource_arn: acl.arn, log_destination_configs: [s.arn] })\nend\n")},
		{why: "alarm on freshness", text: alarm(`namespace: "AWS/Firehose", metric_name: "DeliveryToS3.DataFreshness", statistic: "Maximum", threshold: 86400, dimensions: { DeliveryStreamName: s.name }`)},
		{why: "alarm on success", text: alarm(`namespace: "AWS/Firehose", metric_name: "DeliveryToS3.Success", statistic: "Average", threshold: 1, dimensions: { DeliveryStreamName: "s" }`)},
		{why: "alarm on a stream elsewhere", text: alarm(`namespace: "AWS/Firehose", metric_name: "DeliveryToSplunk.Success", statistic: "Average", threshold: 1, dimensions: { DeliveryStreamName: "elsewhere" }`)},
	}
}

// Nothing that deploys is refused, and no warning is told but the one expected.
// What CloudFormation has not at all is no fault of a stream (E0651).
func TestWhatDeploysIsNotRefused(t *testing.T) {
	all := append(everything(), edges()...)
	assert.Greater(t, len(all), 100)
	for _, target := range []string{"terraform", "cloudformation"} {
		texts := make([]text, len(all))
		for i, s := range all {
			texts[i] = s.text
		}
		for i, c := range checkAll(target, texts) {
			for _, d := range c.told {
				if d.Severity > diag.Note && d.Code != all[i].expects && d.Code != diag.NoCounterpart.ID {
					assert.Fail(t, target+": "+all[i].why, c.all())
				}
			}
		}
	}
}
