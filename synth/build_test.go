package synth_test

import (
	"strings"
)

// This file writes templates for the tests of rules: one stream each, complete
// but for what a test is about.

// A text is the text of a template.
type text string

// with is a text in which one part is another.
func (t text) with(old, new string) text { return text(strings.Replace(string(t), old, new, 1)) }

// nested is a text with another S3 block, or none, in place of the usual one.
func (t text) nested(block string) text { return t.with(failures, block+"\n") }

// withProvider is a text with settings of the provider.
func (t text) withProvider(settings string) text {
	return t.with("do\n", "do\n  provider :aws, "+settings+"\n")
}

const (
	delivery = "role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn,\n"
	failures = "s3_configuration: { role_arn: delivery_role.arn, bucket_arn: lake_bucket.arn },\n"
	schemaOK = `database_name: "d", table_name: "t", role_arn: delivery_role.arn`

	kinesisARN = `"arn:aws:kinesis:eu-west-1:123456789012:stream/s"`
	roleARN    = `"arn:aws:iam::123456789012:role/r"`
)

// streamOf is a stream with attributes at the top and one block.
func streamOf(top, destination, key, block string) text {
	return text("template :t do\n  aws_kinesis_firehose_delivery_stream(:s, {\n" + top +
		"destination: \"" + destination + "\",\n" + key + ": {\n" + block + "\n}})\nend\n")
}

func streamTo(destination, block string) text {
	return streamOf("name: \"s\",\n", destination, destination+"_configuration", block)
}

// whole is a stream to S3 whose attributes at the top are given, atTop one that
// has a name besides.
func whole(top string) text {
	return streamOf(top, "extended_s3", "extended_s3_configuration", delivery)
}
func atTop(top string) text { return whole("name: \"s\",\n" + top) }

// extendedS3 is a stream to S3, bareS3 one without role and bucket.
func extendedS3(block string) text { return bareS3(delivery + block) }
func bareS3(block string) text     { return streamTo("extended_s3", block) }

func redshift(block string) text { return redshiftWith(failures + block) }
func redshiftWith(block string) text {
	return streamTo("redshift", `role_arn: delivery_role.arn, cluster_jdbcurl: "jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/dw", username: "loader", password: pw.value, data_table_name: "t", `+block)
}

const search = `role_arn: delivery_role.arn, domain_arn: search_domain.arn, index_name: "events", ` + failures

func opensearch(block string) text    { return streamTo("opensearch", search+block) }
func elasticsearch(block string) text { return streamTo("elasticsearch", search+block) }

func serverless(block string) text {
	return streamTo("opensearchserverless", `role_arn: delivery_role.arn, collection_endpoint: "https://x.eu-west-1.aoss.amazonaws.com", index_name: "events", `+failures+block)
}

func splunk(block string) text {
	return streamTo("splunk", `hec_endpoint: "https://hec.example.com:8088", hec_token: tok.value, `+failures+block)
}

func httpEndpoint(block string) text {
	return streamTo("http_endpoint", `role_arn: delivery_role.arn, url: "https://in.example.com/x", name: "x", `+failures+block)
}

func snowflake(block string) text {
	return streamTo("snowflake", `role_arn: delivery_role.arn, account_url: "https://acme-x1.snowflakecomputing.com", database: "d", schema: "s", table: "t", user: "u", private_key: pk.value, `+failures+block)
}

func iceberg(block string) text {
	return streamTo("iceberg", `role_arn: delivery_role.arn, catalog_arn: "arn:aws:glue:eu-west-1:123456789012:catalog", destination_table_configuration: { database_name: "d", table_name: "t" }, `+failures+block)
}

// conversion is a stream that converts, serialized one with these parts.
func conversion(block string) text {
	return extendedS3("buffering_size: 128, error_output_prefix: \"e/\", data_format_conversion_configuration: {" + block + "}")
}

func serialized(in, out, schema string) text {
	return conversion("input_format_configuration: {deserializer: {" + in + "}}, output_format_configuration: {serializer: {" + out + "}}, schema_configuration: {" + schema + "}")
}

func parquet(block string) text {
	return serialized("open_x_json_ser_de: {}", "parquet_ser_de: {"+block+"}", schemaOK)
}

func orc(block string) text {
	return serialized("open_x_json_ser_de: {}", "orc_ser_de: {"+block+"}", schemaOK)
}

// partitioned is a stream with dynamic partitioning, queried one whose keys come
// of a query.
func partitioned(prefix, processors string) text {
	return extendedS3("prefix: " + prefix + ", error_output_prefix: \"errors/!{firehose:error-output-type}/\", buffering_size: 64, dynamic_partitioning_configuration: { enabled: true }, processing_configuration: { enabled: true, processors: [" + processors + "] }")
}

func queried(prefix, query string) text { return partitioned(prefix, extraction(query)) }

// processing is a stream with processors, lambdaOn one to a destination with a
// function whose further parameters are given.
func processing(processors string) text {
	return extendedS3("processing_configuration: { enabled: true, processors: [" + processors + "] }")
}

func lambdaOn(to func(string) text, parameters string) text {
	return to("processing_configuration: { enabled: true, processors: [" + lambda(parameters) + "] }")
}

func lambda(parameters string) string {
	return processor("Lambda", param("LambdaArn", `"arn:aws:lambda:eu-west-1:123456789012:function:f:live"`)+", "+parameters)
}

func extraction(query string) string {
	return processor("MetadataExtraction", param("MetadataExtractionQuery", query)+", "+param("JsonParsingEngine", `"JQ-1.6"`))
}

func processor(kind, parameters string) string {
	return `{ type: "` + kind + `", parameters: [` + parameters + `] }`
}

func param(name, value string) string {
	return `{ parameter_name: "` + name + `", parameter_value: ` + value + ` }`
}

// fromKinesis is a source block.
func fromKinesis(block string) string { return "kinesis_source_configuration: {" + block + "},\n" }

// alarm is an alarm on a stream to S3.
func alarm(attrs string) text {
	return text("template :t do\n s = aws_kinesis_firehose_delivery_stream(:s, { name: \"s\", destination: \"extended_s3\", extended_s3_configuration: { " + delivery +
		" } })\n aws_cloudwatch_metric_alarm(:a, { alarm_name: \"a\", comparison_operator: \"GreaterThanThreshold\", evaluation_periods: 1, period: 60, " + attrs + " })\nend\n")
}

// long is a text of so many letters, as it stands in a template.
func long(n int) string { return `"` + strings.Repeat("x", n) + `"` }
