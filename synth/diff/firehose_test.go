package diff_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/synth/diff"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

var catalog = schema.Load()

const streamType = "aws_kinesis_firehose_delivery_stream"

// Sources of what a change of a stream comes to.
const (
	forceNew   = "ForceNew in the provider's resource delivery_stream, read 2026-07"
	createOnly = "createOnlyProperties in the schema of AWS::KinesisFirehose::DeliveryStream, aws-service-spec 0.1.216"
	update     = "UpdateDestination of the Firehose API takes it, read 2026-07"
	calls      = "an API call of its own: TagDeliveryStream, StartDeliveryStreamEncryption, read 2026-07"
	once       = "UpdateDestination of the Firehose API does not take it, read 2026-07"
	notForced  = "neither ForceNew in the provider, nor createOnly"
)

const (
	inPlace  = diff.InPlace
	replaced = diff.Replaced
	refused  = diff.Refused
)

// What a change of one attribute of a stream comes to, per target.
var streamChanges = []struct {
	path           string
	old, new       any // nil: not given
	terraform, cfn diff.Outcome
	source         string
}{
	{"name", "a", "b", replaced, replaced, forceNew + "; " + createOnly},
	{"destination", "extended_s3", "redshift", replaced, inPlace, forceNew + "; " + update},
	{"destination", "opensearch", "extended_s3", replaced, refused, forceNew + "; " + once},
	{"destination", "opensearch", "elasticsearch", replaced, inPlace, forceNew + "; " + update},
	{"tags.Team", "a", "b", inPlace, inPlace, calls},
	{"tags.Team", nil, "b", inPlace, inPlace, calls},
	{"server_side_encryption.enabled", false, true, inPlace, inPlace, calls},
	{"server_side_encryption.key_arn", nil, "arn:aws:kms:eu-west-1:123456789012:key/1", inPlace, inPlace, calls},
	{"kinesis_source_configuration.kinesis_stream_arn", "a", "b", replaced, replaced, forceNew + "; " + createOnly},
	{"kinesis_source_configuration.role_arn", "a", "b", replaced, replaced, forceNew + "; " + createOnly},
	{"kinesis_source_configuration.kinesis_stream_arn", nil, "b", replaced, replaced, forceNew + "; " + createOnly},
	{"msk_source_configuration.topic_name", "a", "b", replaced, replaced, forceNew + "; " + createOnly},
	{"msk_source_configuration.authentication_configuration.connectivity", "PUBLIC", "PRIVATE", replaced, replaced, forceNew + "; " + createOnly},
	{"extended_s3_configuration.bucket_arn", "a", "b", inPlace, inPlace, update},
	{"extended_s3_configuration.role_arn", "a", "b", inPlace, inPlace, update},
	{"extended_s3_configuration.prefix", "a/", "b/", inPlace, inPlace, update},
	{"extended_s3_configuration.prefix", nil, "b/", inPlace, inPlace, update},
	{"extended_s3_configuration.error_output_prefix", "a/", "b/", inPlace, inPlace, update},
	{"extended_s3_configuration.buffering_size", 5, 64, inPlace, inPlace, update},
	{"extended_s3_configuration.buffering_interval", 300, 60, inPlace, inPlace, update},
	{"extended_s3_configuration.compression_format", "GZIP", "ZIP", inPlace, inPlace, update},
	{"extended_s3_configuration.kms_key_arn", nil, "k", inPlace, inPlace, update},
	{"extended_s3_configuration.custom_time_zone", "UTC", "Europe/Berlin", inPlace, inPlace, update},
	{"extended_s3_configuration.file_extension", nil, ".json", inPlace, inPlace, update},
	{"extended_s3_configuration.s3_backup_mode", "Disabled", "Enabled", inPlace, inPlace, update},
	{"extended_s3_configuration.dynamic_partitioning_configuration.enabled", false, true, replaced, refused, forceNew + "; " + once},
	{"extended_s3_configuration.dynamic_partitioning_configuration.enabled", nil, true, replaced, refused, forceNew + "; " + once},
	{"extended_s3_configuration.dynamic_partitioning_configuration.retry_duration", 300, 600, inPlace, inPlace, update},
	{"extended_s3_configuration.processing_configuration.enabled", true, false, inPlace, inPlace, update},
	{"extended_s3_configuration.data_format_conversion_configuration.enabled", true, false, inPlace, inPlace, update},
	{"extended_s3_configuration.cloudwatch_logging_options.log_group_name", "a", "b", inPlace, inPlace, update},
	{"redshift_configuration.data_table_name", "a", "b", inPlace, inPlace, update},
	{"redshift_configuration.password", "a", "b", inPlace, inPlace, update},
	{"opensearch_configuration.s3_backup_mode", "FailedDocumentsOnly", "AllDocuments", replaced, refused, forceNew + "; " + once},
	{"opensearch_configuration.vpc_config.role_arn", "a", "b", replaced, replaced, forceNew + "; " + createOnly},
	{"opensearch_configuration.index_name", "a", "b", inPlace, inPlace, update},
	{"opensearch_configuration.index_rotation_period", "OneDay", "OneHour", inPlace, inPlace, update},
	{"elasticsearch_configuration.s3_backup_mode", "FailedDocumentsOnly", "AllDocuments", replaced, refused, forceNew + "; " + once},
	{"opensearchserverless_configuration.vpc_config.role_arn", "a", "b", replaced, replaced, forceNew + "; " + createOnly},
	{"opensearchserverless_configuration.collection_endpoint", "a", "b", inPlace, inPlace, update},
	{"splunk_configuration.hec_endpoint", "a", "b", inPlace, inPlace, update},
	{"splunk_configuration.s3_backup_mode", "FailedEventsOnly", "AllEvents", inPlace, inPlace, update},
	{"http_endpoint_configuration.url", "https://a", "https://b", inPlace, inPlace, update},
	{"http_endpoint_configuration.request_configuration.content_encoding", "NONE", "GZIP", inPlace, inPlace, update},
	{"iceberg_configuration.catalog_arn", "a", "b", replaced, replaced, forceNew + "; " + createOnly},
	{"iceberg_configuration.append_only", false, true, replaced, refused, forceNew + "; " + once},
	{"snowflake_configuration.snowflake_vpc_configuration.private_link_vpce_id", "a", "b", inPlace, replaced, notForced + "; " + createOnly},
	{"snowflake_configuration.table", "a", "b", inPlace, inPlace, update},
}

func TestChangesOfAStream(t *testing.T) {
	require.GreaterOrEqual(t, len(streamChanges), 40)
	for _, c := range streamChanges {
		require.NotEmpty(t, c.source, c.path)
		old, new := streamWith(c.path, c.old), streamWith(c.path, c.new)
		assert.Equal(t, c.terraform, outcome(t, old, new, false), "%s: %v → %v, Terraform", c.path, c.old, c.new)
		assert.Equal(t, c.cfn, outcome(t, old, new, true), "%s: %v → %v, CloudFormation", c.path, c.old, c.new)
	}
}

func outcome(t *testing.T, old, new *resolve.Graph, cfn bool) diff.Outcome {
	r := diff.Compare(old, new, diff.Options{CloudFormation: cfn})
	require.Len(t, r.Changes, 1)
	require.Len(t, r.Changes[0].Attrs, 1)
	if r.Changes[0].Outcome == replaced {
		assert.Contains(t, r.Changes[0].Warning, "loses what it has buffered")
	}
	return r.Changes[0].Outcome
}

// streamWith is a stream that has one attribute; nil: that does not have it.
func streamWith(path string, v any) *resolve.Graph {
	attrs := build.Pairs{{"name", "raw"}, {"destination", "extended_s3"}}
	first, _, _ := strings.Cut(path, ".")
	var kept build.Pairs
	for _, p := range attrs {
		if p[0] != first {
			kept = append(kept, p)
		}
	}
	if v != nil {
		kept = append(kept, nest(strings.Split(path, "."), v))
	}
	return resolved(build.Graph("t", build.Resource(streamType, "raw", kept)))
}

func nest(path []string, v any) build.Pair {
	if len(path) == 1 {
		return build.Pair{path[0], v}
	}
	return build.Pair{path[0], build.Pairs{nest(path[1:], v)}}
}

func TestFactsNameAttributesThatThereAre(t *testing.T) {
	for _, name := range catalog.Names(false) {
		typ := catalog.Resource(name)
		if typ.Page == nil {
			continue
		}
		paths := typ.Page.Replaces
		if to := catalog.CloudFormation(typ); to != nil {
			paths = append(paths[:len(paths):len(paths)], to.Replaces...)
			for _, r := range to.Refusals {
				paths = append(paths, r.At)
			}
		}
		for _, path := range paths {
			attr, nested := typ.Block.Find(path)
			assert.True(t, attr != nil || nested != nil, "%s: %s", name, path)
		}
	}
}
