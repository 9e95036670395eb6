package schema

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCatalogHoldsTheWholeProvider(t *testing.T) {
	c := Load()
	assert.Len(t, c.Names(false), 1725)
	assert.Len(t, c.Names(true), 683)
	assert.True(t, c.HasResource("aws_kinesis_stream"))
	assert.False(t, c.HasResource("aws_kinesis_steam"))
	assert.True(t, c.HasDataSource("aws_caller_identity"))
	assert.Nil(t, c.Resource("aws_kinesis_steam"))
	assert.Nil(t, c.DataSource("aws_kinesis_firehose_delivery_steam"))
	assert.NotNil(t, c.DataSource("aws_kinesis_stream"))
	assert.True(t, c.DataSource("aws_kinesis_stream").Data)
	assert.Same(t, c.Resource("aws_s3_bucket"), c.Resource("aws_s3_bucket"))
}

func TestCatalogSuggestsTheNearestName(t *testing.T) {
	c := Load()
	assert.Equal(t, "aws_kinesis_stream", c.Nearest("aws_kinesis_steam", false))
	assert.Equal(t, "aws_caller_identity", c.Nearest("aws_caller_identiy", true))
	assert.Empty(t, c.Nearest("google_pubsub_topic", false))
}

func TestCatalogKnowsWhatIsGone(t *testing.T) {
	c := Load()
	version, ok := c.RemovedType("aws_opsworks_stack")
	assert.True(t, ok)
	assert.Equal(t, "5.100.0", version)
	_, ok = c.RemovedType("aws_kinesis_stream")
	assert.False(t, ok)
	version, ok = c.RemovedType("data.aws_subnet_ids")
	assert.True(t, ok)
	assert.Equal(t, "4.67.0", version)

	stream := c.Resource("aws_kinesis_firehose_delivery_stream").Block
	_, s3 := stream.Find("extended_s3_configuration")
	assert.Equal(t, &Removed{"buffer_size", "4.67.0", "buffering_size"}, s3.Block.WasRemoved("buffer_size"))
	assert.Equal(t, &Removed{"s3_configuration", "4.67.0", ""}, stream.WasRemoved("s3_configuration"))
	assert.Nil(t, stream.WasRemoved("never_was"))
}

func TestTypeIsWhatTheProviderSays(t *testing.T) {
	stream := Load().Resource("aws_kinesis_stream")
	require.NotNil(t, stream)
	text := AttrType{Kind: String}
	assert.Equal(t, []string{"arn", "encryption_type", "enforce_consumer_deletion", "id", "kms_key_id",
		"max_record_size_in_kib", "name", "region", "retention_period", "shard_count", "shard_level_metrics",
		"stream_mode_details", "tags", "tags_all", "timeouts", "warm_throughput_mib_ps"}, stream.Block.Names())

	name := stream.Block.Attr("name")
	assert.True(t, name.Required && !name.Optional && !name.Computed)
	assert.True(t, name.Type.Equal(text))
	arn := stream.Block.Attr("arn")
	assert.Equal(t, "arn", arn.Path)
	assert.Equal(t, "set(string)", stream.Block.Attr("shard_level_metrics").Type.String())
	assert.Equal(t, "map(string)", stream.Block.Attr("tags").Type.String())

	mode := stream.Block.Nested("stream_mode_details")
	assert.Equal(t, [3]int{int(NestList), 0, 1}, [3]int{int(mode.Nesting), mode.Min, mode.Max})
	assert.Equal(t, "stream_mode_details.stream_mode", mode.Block.Attr("stream_mode").Path)
	assert.Equal(t, NestSingle, stream.Block.Nested("timeouts").Nesting)
	assert.Nil(t, stream.Block.Attr("timeouts"))
	assert.Nil(t, stream.Block.Nested("name"))
}

func TestFindFollowsNestedBlocks(t *testing.T) {
	stream := Load().Resource("aws_kinesis_firehose_delivery_stream").Block
	attr, nested := stream.Find("extended_s3_configuration.processing_configuration.processors.type")
	require.NotNil(t, attr)
	assert.Nil(t, nested)
	assert.Equal(t, "extended_s3_configuration.processing_configuration.processors.type", attr.Path)
	_, nested = stream.Find("extended_s3_configuration.processing_configuration.processors")
	require.NotNil(t, nested)
	assert.Equal(t, "extended_s3_configuration.processing_configuration.processors", nested.Path)
	attr, nested = stream.Find("extended_s3_configuration.nothing.type")
	assert.Nil(t, attr)
	assert.Nil(t, nested)
}

func TestObjectTypesKeepTheirMembers(t *testing.T) {
	ingress := Load().Resource("aws_security_group").Block.Attr("ingress")
	require.NotNil(t, ingress)
	assert.Equal(t, Set, ingress.Type.Kind)
	assert.Equal(t, "list(string)", ingress.Type.Elem.Field("cidr_blocks").String())
	assert.Nil(t, ingress.Type.Elem.Field("nothing"))
}

func TestProviderBlock(t *testing.T) {
	c := Load()
	assert.NotNil(t, c.Provider().Nested("default_tags"))
	assert.Equal(t, "set(string)", c.Provider().Attr("allowed_account_ids").Type.String())
	assert.Same(t, c.Provider(), c.Provider())
}

func TestEveryTypeDecodes(t *testing.T) {
	c := Load()
	for _, data := range []bool{false, true} {
		for _, name := range c.Names(data) {
			typ := c.Resource(name)
			if data {
				typ = c.DataSource(name)
			}
			typ.Block.each(func(b *Block) {
				for i, a := range b.Attrs {
					assert.True(t, i == 0 || b.Attrs[i-1].Name < a.Name, "%s.%s", name, a.Path)
					assert.True(t, a.Required != (a.Optional || a.Computed), "%s.%s", name, a.Path)
				}
			})
		}
	}
}

func BenchmarkOpenAndOneType(b *testing.B) {
	for b.Loop() {
		Load().Resource("aws_kinesis_firehose_delivery_stream")
	}
}

func BenchmarkOpenOnly(b *testing.B) {
	for b.Loop() {
		Load().HasResource("aws_kinesis_firehose_delivery_stream")
	}
}

func BenchmarkLargestType(b *testing.B) {
	for b.Loop() {
		Load().Resource("aws_wafv2_web_acl")
	}
}
