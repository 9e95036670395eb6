package preview_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/preview"
)

// The instants of the examples.
const (
	a = "2018-08-27T10:30:00Z"
	c = "2026-01-31T18:45:00Z"
)

// An example is a row of the developer guide's table, or of what was captured
// or follows from the rules. Key and failed are the whole keys; rule is that of a
// prefix which is refused.
type example struct {
	name, prefix, errors, time string
	rest                       string // more of the block
	key, failed                string
	rule                       string
}

var examples = []example{
	{name: "no prefix", errors: "myFirehoseFailures/!{firehose:error-output-type}/", time: a,
		key:    "2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID",
		failed: "myFirehoseFailures/processing-failed/orders-1-2018-08-27-10-30-00-UUID"},
	{name: "no error prefix", prefix: "!{timestamp:yyyy/MM/dd}", time: a, rule: "FH229"},
	{name: "random string, no slash", prefix: "myFirehose/DeliveredYear=!{timestamp:yyyy}/anyMonth/rand=!{firehose:random-string}",
		errors: "myFirehoseFailures/!{firehose:error-output-type}/!{timestamp:yyyy}/anyMonth/!{timestamp:dd}", time: a,
		key:    "myFirehose/DeliveredYear=2018/anyMonth/rand=random00001orders-1-2018-08-27-10-30-00-UUID",
		failed: "myFirehoseFailures/processing-failed/2018/anyMonth/27orders-1-2018-08-27-10-30-00-UUID"},
	{name: "hive folders", prefix: "myPrefix/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
		errors: "myErrorPrefix/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/!{firehose:error-output-type}",
		time:   "2018-07-06T23:20:00Z",
		key:    "myPrefix/year=2018/month=07/day=06/hour=23/orders-1-2018-07-06-23-20-00-UUID",
		failed: "myErrorPrefix/year=2018/month=07/day=06/hour=23/processing-failedorders-1-2018-07-06-23-20-00-UUID"},
	{name: "literal", prefix: "legacy/", time: a, key: "legacy/2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID",
		failed: "legacy/processing-failed/2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID"},
	{name: "literal without slash", prefix: "legacy", time: a, key: "legacy2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID",
		failed: "legacyprocessing-failed/2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID"},
	{name: "quoted text", prefix: "app/!{timestamp:yyyy'T'HH}/", errors: "err/", time: a,
		key: "app/2018T10/orders-1-2018-08-27-10-30-00-UUID", failed: "err/orders-1-2018-08-27-10-30-00-UUID"},
	{name: "day of year", prefix: "d=!{timestamp:yyyy/MM/DDD/HH/}", errors: "err/", time: a,
		key: "d=2018/08/239/10/orders-1-2018-08-27-10-30-00-UUID", failed: "err/orders-1-2018-08-27-10-30-00-UUID"},
	{name: "Tokyo", prefix: "!{timestamp:yyyy/MM/dd/HH/}", errors: "err/", time: c, rest: `custom_time_zone: "Asia/Tokyo",`,
		key: "2026/02/01/03/orders-1-2026-02-01-03-45-00-UUID", failed: "err/orders-1-2026-02-01-03-45-00-UUID"},
	{name: "New York in spring", prefix: "!{timestamp:yyyy/MM/dd/HH/}", errors: "err/", time: "2026-03-08T07:30:00Z",
		rest: `custom_time_zone: "America/New_York",`,
		key:  "2026/03/08/03/orders-1-2026-03-08-03-30-00-UUID", failed: "err/orders-1-2026-03-08-03-30-00-UUID"},
	{name: "week", prefix: "week=!{timestamp:YYYY-'w'ww}/", errors: "err/", time: "2025-12-29T18:05:00Z",
		key: "week=2026-w01/orders-1-2025-12-29-18-05-00-UUID", failed: "err/orders-1-2025-12-29-18-05-00-UUID"},
	{name: "dynamic partitioning",
		prefix: "customer_id=!{partitionKeyFromQuery:customer_id}/device=!{partitionKeyFromQuery:device}/year=!{partitionKeyFromQuery:year}/",
		errors: "err/!{firehose:error-output-type}/", time: a,
		rest:   partitioned(`{customer_id:.customer_id,device:.type.device,year:.event_timestamp|strftime(\"%Y\")}`),
		key:    "customer_id=1234567890/device=mobile/year=2019/orders-1-2018-08-27-10-30-00-UUID",
		failed: "err/metadata-extraction-failed/orders-1-2018-08-27-10-30-00-UUID"},
	{name: "key without dynamic partitioning", prefix: "src=!{partitionKeyFromQuery:source}/", errors: "err/", time: a, rule: "FH605"},
	{name: "error type in the prefix", prefix: "a/!{firehose:error-output-type}/", errors: "err/", time: a, rule: "FH227"},
	{name: "no error type", prefix: "a/", errors: "errors/year=!{timestamp:yyyy}/", time: a, rule: "FH230"},
	{name: "letter that is no field", prefix: "a/!{timestamp:yyyy-MM-ddTHH}/", errors: "err/", time: a, rule: "FH225"},
	{name: "no such namespace", prefix: "a/!{date:yyyy}/", errors: "err/", time: a, rule: "FH223"},
	{name: "never closed", prefix: "a/!{timestamp:yyyy", errors: "err/", time: a, rule: "FH222"},
}

func partitioned(query string) string {
	return `dynamic_partitioning_configuration: { enabled: true }, buffering_size: 64,
		processing_configuration: { enabled: true, processors: [{ type: "MetadataExtraction", parameters: [
			{ parameter_name: "JsonParsingEngine", parameter_value: "JQ-1.6" },
			{ parameter_name: "MetadataExtractionQuery", parameter_value: "` + query + `" }] }] },`
}

const record = `{"type":{"device":"mobile","event":"user_clicked_submit_button"},"customer_id":"1234567890","event_timestamp":1565382027}`

func TestExamplesOfPrefixes(t *testing.T) {
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			rest := e.rest
			if e.prefix != "" {
				rest += fmt.Sprintf("prefix: %q,", e.prefix)
			}
			if e.errors != "" {
				rest += fmt.Sprintf("error_output_prefix: %q,", e.errors)
			}
			result := compile(t, s3(rest))
			if e.rule != "" {
				assert.Contains(t, codes(result), e.rule)
				return
			}
			r := report(t, result, preview.Sample{Time: at(t, e.time), Record: []byte(record)})
			assert.Equal(t, e.key, keyOf(r, "data"))
			assert.Equal(t, e.failed, keyOf(r, "failed"))
		})
	}
}

func s3(rest string) string {
	return `template :t do
		aws_kinesis_firehose_delivery_stream(:orders, { name: "orders", destination: "extended_s3",
			extended_s3_configuration: { role_arn: role.arn, bucket_arn: "arn:aws:s3:::lake", ` + rest + ` } })
	end
	`
}

// other is a stream to a destination beside S3.
func other(destination, rest, s3 string) string {
	return `template :t do
		aws_kinesis_firehose_delivery_stream(:orders, { name: "orders", destination: "` + destination + `",
			` + destination + `_configuration: { ` + rest + `
				s3_configuration: { role_arn: role.arn, bucket_arn: "arn:aws:s3:::lake", ` + s3 + ` } } })
	end
	`
}

func TestExtensionsAndCompression(t *testing.T) {
	for rest, want := range map[string]string{
		``:                                     "",
		`compression_format: "GZIP",`:          ".gz",
		`compression_format: "ZIP",`:           ".zip",
		`compression_format: "Snappy",`:        ".snappy",
		`compression_format: "HADOOP_SNAPPY",`: ".snappy",
		`compression_format: "GZIP", file_extension: ".json.gz",`: ".json.gz",
		conversion("parquet"): ".parquet",
		conversion("orc"):     ".orc",
	} {
		r := report(t, compile(t, s3(rest)), preview.Sample{Time: at(t, a)})
		assert.Equal(t, "2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID"+want, keyOf(r, "data"), rest)
	}
}

func conversion(serde string) string {
	return `buffering_size: 128, data_format_conversion_configuration: {
		input_format_configuration: { deserializer: { open_x_json_ser_de: {} } },
		output_format_configuration: { serializer: { ` + serde + `_ser_de: {} } },
		schema_configuration: { database_name: "db", table_name: "t", role_arn: role.arn } },`
}

// The failures that a stream can have follow from what it does.
func TestErrorTypes(t *testing.T) {
	const both = `prefix: "p/", error_output_prefix: "e/!{firehose:error-output-type}/",`
	lambda := `processing_configuration: { enabled: true, processors: [{ type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: f.arn }] }] },`
	splunk := `hec_endpoint: "https://splunk.example.com:8088", hec_token: token.value,`
	for _, c := range []struct{ template, want string }{
		{s3(both), "processing-failed"},
		{s3(both + lambda), "processing-failed"},
		{s3(both + conversion("parquet") + lambda), "processing-failed format-conversion-failed"},
		{s3(strings.Replace(both, "p/", "!{partitionKeyFromQuery:k}/", 1) + partitioned("{k: .k}")), "metadata-extraction-failed activePartitionExceeded"},
		{other("splunk", splunk, both), "splunk-failed"},
		{other("splunk", splunk+lambda, both), "processing-failed splunk-failed"},
		{other("http_endpoint", `url: "https://example.com/in",`, both), "http-endpoint-failed"},
		{other("opensearch", `domain_arn: d.arn, role_arn: role.arn, index_name: "i",`, both), "AmazonOpenSearchService-failed"},
		{other("opensearchserverless", `collection_endpoint: "https://x.us-east-1.aoss.amazonaws.com", role_arn: role.arn, index_name: "i",`, both), "<error-output-type>"},
	} {
		var got []string
		for _, o := range report(t, compile(t, c.template), preview.Sample{Time: at(t, a)}).Objects {
			if o.Of == "failed" {
				got = append(got, strings.TrimSuffix(strings.TrimPrefix(o.Prefix, "e/"), "/"))
			}
		}
		assert.Equal(t, c.want, strings.Join(got, " "), c.template)
	}
}

// Keys of Lambda come from the sample; !<…> is another spelling of !{…}.
func TestKeysOfLambda(t *testing.T) {
	lambda := `processing_configuration: { enabled: true, processors: [{ type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: f.arn }] }] },`
	result := compile(t, s3(lambda+`dynamic_partitioning_configuration: { enabled: true }, buffering_size: 64,
		prefix: "c=!<partitionKeyFromLambda:customer>/!<timestamp:yyyy>/", error_output_prefix: "e/",`))
	r := report(t, result, preview.Sample{Time: at(t, a)})
	assert.Equal(t, "c=<customer>/2018/orders-1-2018-08-27-10-30-00-UUID", keyOf(r, "data"))
	assert.Equal(t, []preview.Column{{Name: "c", Value: "<customer>"}}, r.Columns)
	r = report(t, result, preview.Sample{Time: at(t, a), Keys: map[string]string{"customer": "42"}})
	assert.Equal(t, "c=42/2018/orders-1-2018-08-27-10-30-00-UUID", keyOf(r, "data"))
}

// Redshift loads what is staged; the other destinations have failures only.
func TestStagingAndFailuresOfOtherDestinations(t *testing.T) {
	redshift := `role_arn: role.arn, cluster_jdbcurl: "jdbc:redshift://c.example.com:5439/db", data_table_name: "t", username: "u", password: secret.value,`
	r := report(t, compile(t, other("redshift", redshift, `prefix: "stage/", compression_format: "GZIP",`)), preview.Sample{Time: at(t, a)})
	require.Len(t, r.Objects, 1)
	assert.Equal(t, "stage/2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID.gz", keyOf(r, "staging"))
	for destination, kind := range map[string]string{"iceberg": "iceberg-failed", "snowflake": "snowflake-failed"} {
		r := report(t, compile(t, other(destination, "role_arn: role.arn,", "")), preview.Sample{Time: at(t, a)})
		require.Len(t, r.Objects, 1, destination)
		assert.Equal(t, kind+"/2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID", keyOf(r, "failed"))
	}
}

// A zone that the deployment decides is not known, and said to be.
func TestUnknownZone(t *testing.T) {
	r := report(t, compile(t, s3(`custom_time_zone: zone.name,`)), preview.Sample{Time: at(t, a)})
	assert.Equal(t, "UTC", r.Zone)
	assert.Contains(t, r.Notes, "the time zone is not known; times are those of UTC")
	r = report(t, compile(t, s3(`custom_time_zone: zone.name,`)), preview.Sample{Time: at(t, a), Vars: map[string]string{"zone_name": "Asia/Calcutta"}})
	assert.Equal(t, "2018/08/27/16/orders-1-2018-08-27-16-00-00-UUID", keyOf(r, "data"))
}

func TestBackups(t *testing.T) {
	backup := `s3_backup_mode: "Enabled", s3_backup_configuration: { role_arn: role.arn, bucket_arn: "arn:aws:s3:::copy", prefix: "raw/", compression_format: "GZIP" },`
	r := report(t, compile(t, s3(backup+`custom_time_zone: "Asia/Tokyo",`)), preview.Sample{Time: at(t, c)})
	assert.Equal(t, "2026/02/01/03/orders-1-2026-02-01-03-45-00-UUID", keyOf(r, "data"))
	assert.Equal(t, "raw/2026/01/31/18/orders-1-2026-01-31-18-45-00-UUID.gz", keyOf(r, "backup"))
	r = report(t, compile(t, other("http_endpoint", `url: "https://example.com/in", s3_backup_mode: "AllData",`, `prefix: "backupPrefix/", compression_format: "ZIP",`)),
		preview.Sample{Time: at(t, a)})
	assert.Equal(t, "backupPrefix/2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID.zip", keyOf(r, "backup"))
	assert.Equal(t, "backupPrefix/http-endpoint-failed/2018/08/27/10/orders-1-2018-08-27-10-30-00-UUID.zip", keyOf(r, "failed"))
}

// The rotation of indexes, at the moment of the guide's example.
func TestIndexRotation(t *testing.T) {
	for period, want := range map[string]string{
		"": "myindex-2016-02-25", "NoRotation": "myindex", "OneHour": "myindex-2016-02-25-13", "OneDay": "myindex-2016-02-25",
		"OneWeek": "myindex-2016-w08", "OneMonth": "myindex-2016-02",
	} {
		rest := `domain_arn: d.arn, role_arn: role.arn, index_name: "myindex",`
		if period != "" {
			rest += `index_rotation_period: "` + period + `",`
		}
		for _, destination := range []string{"opensearch", "elasticsearch"} {
			r := report(t, compile(t, other(destination, rest, "")), preview.Sample{Time: at(t, "2016-02-25T13:00:00Z")})
			assert.Equal(t, want, r.Index, period)
		}
	}
}

// What the deployment alone knows stands as a placeholder, until it is given.
func TestUnknownValues(t *testing.T) {
	template := `template :t do
		input :stage, default: "dev"
		lake = aws_s3_bucket(:lake, { bucket: "the-lake" })
		aws_kinesis_firehose_delivery_stream(:orders, { name: "orders-#{stage}", destination: "extended_s3",
			extended_s3_configuration: { role_arn: role.arn, bucket_arn: lake.arn,
				prefix: "#{team.name}/!{timestamp:#{date.format}}/", error_output_prefix: "#{team.name}/e/" } })
	end
	`
	result := compile(t, template)
	r := report(t, result, preview.Sample{Time: at(t, a)})
	assert.Equal(t, "<team_name>/!{timestamp:<date_format>}/orders-dev-1-2018-08-27-10-30-00-UUID", keyOf(r, "data"))
	assert.Equal(t, []string{"date_format", "team_name"}, r.Asked)
	assert.Equal(t, "the-lake", r.Objects[0].Bucket)
	r = report(t, result, preview.Sample{Time: at(t, a), Vars: map[string]string{"team_name": "x", "date_format": "yyyy", "stage": "prod"}})
	assert.Equal(t, "x/2018/orders-prod-1-2018-08-27-10-30-00-UUID", keyOf(r, "data"))
	assert.Empty(t, r.Asked)
}

// The parts of a prefix cover what is written, each at its place.
func TestPartsCoverThePrefix(t *testing.T) {
	for _, e := range examples {
		if e.rule != "" || e.prefix == "" {
			continue
		}
		r := report(t, compile(t, s3(e.rest+fmt.Sprintf("prefix: %q, error_output_prefix: %q,", e.prefix, e.errors))), preview.Sample{Time: at(t, e.time)})
		at := 0
		for _, p := range r.Objects[0].Parts {
			assert.Equal(t, at, p.Start)
			assert.Equal(t, e.prefix[p.Start:p.End], p.Written)
			at = p.End
		}
		assert.Equal(t, len(e.prefix), at)
	}
}

func TestColumnsAreThoseOfHive(t *testing.T) {
	r := report(t, compile(t, s3(`prefix: "x/year=!{timestamp:yyyy}/hour=!{timestamp:HH}/last=", error_output_prefix: "e/",`)), preview.Sample{Time: at(t, a)})
	assert.Equal(t, []preview.Column{{Name: "year", Value: "2018"}, {Name: "hour", Value: "10"}}, r.Columns)
}

// A record without a key is not delivered: its object is one of failures.
func TestRecordThatIsNotDelivered(t *testing.T) {
	result := compile(t, s3(`prefix: "!{partitionKeyFromQuery:key1}/", error_output_prefix: "error-output/!{firehose:error-output-type}/",`+partitioned("{key1: .foo}")))
	r := report(t, result, preview.Sample{Time: at(t, "2026-07-13T14:03:07Z"), Record: []byte(`{"data":"data3"}`)})
	require.Len(t, r.Objects, 1)
	assert.Equal(t, "error-output/metadata-extraction-failed/orders-1-2026-07-13-14-03-07-UUID", r.Objects[0].Key)
	assert.Equal(t, "partitionKeys values must not be null or empty", r.Record.Message)
}

func compile(t *testing.T, template string) *synth.Result {
	t.Helper()
	return synth.Run(synth.Job{Files: []*source.File{source.NewFile("t.rb", []byte(template))}, Repairs: synth.NoRepairs, Keep: true})
}

func codes(r *synth.Result) []string {
	var out []string
	for _, d := range r.Diags {
		out = append(out, d.Code)
	}
	return out
}

func report(t *testing.T, result *synth.Result, s preview.Sample) *preview.Report {
	t.Helper()
	g := result.Templates[0].Resolved
	for _, res := range g.Resources {
		if res.Address.Name == "orders" {
			return preview.Keys(g, res, s)
		}
	}
	t.Fatal("no stream")
	return nil
}

func keyOf(r *preview.Report, of string) string {
	for _, o := range r.Objects {
		if o.Of == of {
			return o.Key
		}
	}
	return ""
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	when, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return when
}

// Steps show the query and each part of the prefix; a key that failures share is
// written once.
func TestText(t *testing.T) {
	result := compile(t, s3(`prefix: "k=!{partitionKeyFromQuery:k}/", error_output_prefix: "e/",`+partitioned("{k: .a.b}")))
	r := report(t, result, preview.Sample{Time: at(t, a), Record: []byte("{\"a\":\n{\"b\":true}}\n")})
	var b strings.Builder
	require.NoError(t, preview.Text(&b, []*preview.Report{r}))
	assert.Equal(t, `t.orders to extended_s3 at 2018-08-27T10:30:00Z
  data     s3://lake/k=true/orders-1-2018-08-27-10-30-00-UUID
  failed   s3://lake/e/orders-1-2018-08-27-10-30-00-UUID (metadata-extraction-failed, activePartitionExceeded)
  columns  k = true
  note     whether the service adds a date path to an error prefix without expressions is not known
`, b.String())
	b.Reset()
	require.NoError(t, preview.Steps(&b, []*preview.Report{r}))
	assert.Contains(t, b.String(), `
  record   {"a":\n{"b":true}}
  query    {k: .a.b}
           k  .a.b  true
  data     s3://lake/k=true/orders-1-2018-08-27-10-30-00-UUID
           k=                          k=
           !{partitionKeyFromQuery:k}  true
           /                           /
           (object name)               orders-1-2018-08-27-10-30-00-UUID
`)
}
