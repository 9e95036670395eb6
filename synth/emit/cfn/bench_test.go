package cfn

import (
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/tfjson"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// streams are n delivery streams as one loop makes them: shapes shared, what
// holds no code constant.
func streams(tb testing.TB, n int) *resolve.Graph {
	processing := value.Const{Of: h("enabled", true, "processors", []any{h("type", "AppendDelimiterToRecord",
		"parameters", []any{h("parameter_name", "Delimiter", "parameter_value", "\\n")})})}
	s3 := h("role_arn", nil, "bucket_arn", nil, "prefix", nil, "error_output_prefix", "errors/", "buffering_size", 64,
		"buffering_interval", 300, "compression_format", "GZIP", "processing_configuration", nil)
	top := h("name", nil, "destination", "extended_s3", "extended_s3_configuration", nil, "tags", nil)
	tags := h("Team", "data", "Name", nil)
	g := &graph.Graph{Name: "many"}
	for i := range n {
		name := fmt.Sprint("stream-", i)
		block := value.HashOf(s3.Share(), []value.Value{free("delivery_role", "arn"), free("bucket", "arn"), v("raw/" + name + "/"),
			v("errors/"), v(64), v(300), v("GZIP"), processing})
		g.Resources = append(g.Resources, res(streamType, fmt.Sprint("s", i), value.HashOf(top.Share(), []value.Value{v(name), v("extended_s3"), block,
			value.HashOf(tags.Share(), []value.Value{v("data"), v(name)})})))
	}
	rg, diags := resolve.Resolve(g, catalog)
	require.Empty(tb, diags)
	return rg
}

func BenchmarkEmit(b *testing.B) {
	rg := streams(b, 10_000)
	for name, target := range map[string]emit.Target{"terraform": tfjson.Target{}, "json": Target{NoQuotas: true}.Remembering(), "yaml": Target{YAML: true, NoQuotas: true}.Remembering()} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.Empty(b, target.Check(rg))
				require.NoError(b, target.Emit(rg, io.Discard))
			}
		})
	}
}
