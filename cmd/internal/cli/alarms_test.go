package cli

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

const s3Block = "s3_configuration: { role_arn: role.arn, bucket_arn: bucket.arn, error_output_prefix: \"e/!{firehose:error-output-type}/\" }"

// destinations are blocks of every destination, some with all that adds alarms.
var destinations = map[string][]string{
	"extended_s3": {
		"role_arn: role.arn, bucket_arn: bucket.arn",
		"role_arn: role.arn, bucket_arn: bucket.arn, buffering_interval: 900, s3_backup_mode: \"Enabled\", " +
			"s3_backup_configuration: { role_arn: role.arn, bucket_arn: bucket.arn, prefix: \"source/\", buffering_size: 5, buffering_interval: 300 }, " +
			"processing_configuration: { enabled: true, processors: { type: \"Lambda\", parameters: { parameter_name: \"LambdaArn\", parameter_value: \"#{function.arn}:$LATEST\" } } }",
		"role_arn: role.arn, bucket_arn: bucket.arn, buffering_size: 64, prefix: \"a/!{partitionKeyFromQuery:k}/!{timestamp:yyyy}/\", " +
			"error_output_prefix: \"e/!{firehose:error-output-type}/\", dynamic_partitioning_configuration: { enabled: true }, " +
			"processing_configuration: { enabled: true, processors: { type: \"MetadataExtraction\", parameters: [" +
			"{ parameter_name: \"MetadataExtractionQuery\", parameter_value: \"{k:.k}\" }, { parameter_name: \"JsonParsingEngine\", parameter_value: \"JQ-1.6\" }] } }",
		"role_arn: role.arn, bucket_arn: bucket.arn, buffering_size: 128, error_output_prefix: \"e/\", data_format_conversion_configuration: { " +
			"input_format_configuration: { deserializer: { open_x_json_ser_de: {} } }, output_format_configuration: { serializer: { parquet_ser_de: {} } }, " +
			"schema_configuration: { database_name: \"d\", table_name: \"t\", role_arn: role.arn } }",
		"role_arn: role.arn, bucket_arn: bucket.arn, processing_configuration: { enabled: true, processors: { type: \"Decompression\", " +
			"parameters: { parameter_name: \"CompressionFormat\", parameter_value: \"GZIP\" } } }",
	},
	"redshift": {"role_arn: role.arn, cluster_jdbcurl: \"jdbc:redshift://c.x.eu-west-1.redshift.amazonaws.com:5439/d\", data_table_name: \"t\", " +
		"username: \"u\", password: password.value, " + s3Block},
	"opensearch":           {"role_arn: role.arn, domain_arn: domain.arn, index_name: \"i\", " + s3Block},
	"elasticsearch":        {"role_arn: role.arn, domain_arn: domain.arn, index_name: \"i\", " + s3Block},
	"opensearchserverless": {"role_arn: role.arn, collection_endpoint: \"https://x.eu-west-1.aoss.amazonaws.com\", index_name: \"i\", " + s3Block},
	"splunk":               {"hec_endpoint: \"https://example.com:8088\", hec_token: token.value, hec_endpoint_type: \"Raw\", " + s3Block},
	"http_endpoint":        {"role_arn: role.arn, url: \"https://example.com\", name: \"n\", " + s3Block},
	"snowflake": {"role_arn: role.arn, account_url: \"https://a.snowflakecomputing.com\", database: \"d\", schema: \"s\", table: \"t\", " +
		"user: \"u\", private_key: key.value, " + s3Block},
	"iceberg": {"role_arn: role.arn, catalog_arn: \"arn:aws:glue:eu-west-1:123456789012:catalog\", " +
		"destination_table_configuration: { database_name: \"d\", table_name: \"t\" }, " + s3Block},
}

var sources = map[string]string{
	"direct":  "server_side_encryption: { enabled: true, key_type: \"CUSTOMER_MANAGED_CMK\", key_arn: kms.arn },",
	"kinesis": "kinesis_source_configuration: { kinesis_stream_arn: stream.arn, role_arn: role.arn },",
	"msk": "msk_source_configuration: { msk_cluster_arn: cluster.arn, topic_name: \"t\", " +
		"authentication_configuration: { connectivity: \"PUBLIC\", role_arn: role.arn } },",
}

// For every destination with every source: alarms are in the layout of fmt, and
// the template that they are pasted into has no finding that it did not have.
func TestAlarmsOfEveryStreamAreFreeOfFindings(t *testing.T) {
	for destination, blocks := range destinations {
		t.Run(destination, func(t *testing.T) {
			var template strings.Builder
			for i, block := range blocks {
				for source, lines := range sources {
					name := fmt.Sprintf("%s_%d", source, i)
					fmt.Fprintf(&template, "aws_kinesis_firehose_delivery_stream(:%s, {\n  name: %q,\n  destination: %q,\n  %s\n  %s_configuration: { %s }\n})\n",
						name, name, destination, lines, destination, block)
				}
			}
			freeOfFindings(t, template.String())
		})
	}
}

func freeOfFindings(t *testing.T, template string) {
	var out, told bytes.Buffer
	e := &env{args: []string{"alarms", "--action", "alerts", "-"}, stdin: strings.NewReader(template), stdout: &out, stderr: &told}
	require.Equal(t, statusOK, e.run(), told.String())
	require.Contains(t, out.String(), "ThrottledRecords")
	laidOut, _, err := dsl.Format(source.NewFile("alarms.rb", out.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, string(laidOut), out.String())
	for _, target := range []string{"terraform", "cloudformation"} {
		assert.Equal(t, findings(template, target), findings(template+out.String(), target), out.String())
	}
}

// findings are the codes and messages of a template.
func findings(text, target string) []string {
	var out []string
	f := source.NewFile("t.rb", []byte(text))
	f.Title = "t"
	for _, d := range synth.Run(synth.Job{Files: []*source.File{f}, Target: target, NoQuotas: true}).Diags {
		out = append(out, d.Severity.String()+" "+d.Code+" "+d.Message)
	}
	return out
}
