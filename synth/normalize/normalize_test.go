package normalize_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/normalize"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

const stream = "aws_kinesis_firehose_delivery_stream"

var catalog = schema.Load()

func one(typ string, attrs build.Pairs) *graph.Graph {
	return build.Graph("t", build.Resource(typ, "x", attrs))
}

// alone normalises one template in a run of its own.
func alone(g *graph.Graph) (*graph.Graph, diag.List) {
	n := normalize.New(catalog)
	out, diags := n.Graph(g)
	return out, append(diags, n.Warnings()...)
}

// text is the attributes of the first resource as JSON, unknown values as null.
func text(g *graph.Graph) string { return string(emit.AppendJSON(nil, g.Resources[0].Attrs)) }

func messages(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Code+" "+d.Message)
	}
	return out
}

func TestSpellings(t *testing.T) {
	bucket := build.Pairs{{"bucket_arn", "b"}}
	for _, test := range []struct {
		name, typ string
		in        build.Pairs
		want      string
		told      []string
	}{
		{"a name in a block", stream, build.Pairs{{"extended_s3_configuration", build.Pairs{{"buffer_size", 64}, {"role_arn", "r"}}}},
			`{"extended_s3_configuration":{"buffering_size":64,"role_arn":"r"}}`, []string{"FH114 `buffer_size` is now called `buffering_size`"}},
		{"a name in a constant block in a block", stream,
			build.Pairs{{"extended_s3_configuration", build.Lasting{Of: build.Pairs{{"s3_backup_configuration", build.Lasting{Of: build.Pairs{{"buffer_interval", 1}}}}}}}},
			`{"extended_s3_configuration":{"s3_backup_configuration":{"buffering_interval":1}}}`, []string{"FH114 `buffer_interval` is now called `buffering_interval`"}},
		{"in one of several blocks", stream, build.Pairs{{"extended_s3_configuration", []any{build.Pairs{{"prefix", "a"}}, build.Pairs{{"buffer_size", 1}}}}},
			`{"extended_s3_configuration":[{"prefix":"a"},{"buffering_size":1}]}`, []string{"FH114 `buffer_size` is now called `buffering_size`"}},
		{"where no block has the new name, nothing", stream, build.Pairs{{"buffer_size", 1}, {"redshift_configuration", build.Pairs{{"buffer_size", 1}}}},
			`{"buffer_size":1,"redshift_configuration":{"buffer_size":1}}`, nil},
		{"a word", stream, build.Pairs{{"destination", "amazonopensearch"}, {"amazonopensearch_configuration", build.Pairs{{"index_name", "i"}}}},
			`{"destination":"opensearch","opensearch_configuration":{"index_name":"i"}}`,
			[]string{"FH111 destination `amazonopensearch` is now called `opensearch`", "FH114 `amazonopensearch_configuration` is now called `opensearch_configuration`"}},
		{"a word as a symbol", "aws_cloudwatch_metric_alarm", build.Pairs{{"namespace", value.Symbol("AWS/KinesisFirehose")}},
			`{"namespace":"AWS/Firehose"}`, []string{"FH861 namespace `AWS/KinesisFirehose` is now called `AWS/Firehose`"}},
		{"a block under a condition", stream, build.Pairs{{"destination", "s3"}, {"s3_configuration", build.Pairs{{"bucket_arn", "b"}, {"buffer_size", 5}}}},
			`{"destination":"extended_s3","extended_s3_configuration":{"bucket_arn":"b","buffering_size":5}}`,
			[]string{"FH111 destination `s3` is now called `extended_s3`", "FH114 `s3_configuration` is now called `extended_s3_configuration`",
				"FH114 `buffer_size` is now called `buffering_size`"}},
		{"a block that moves into another", stream, build.Pairs{{"destination", "splunk"}, {"s3_configuration", build.Pairs{{"buffer_size", 5}}},
			{"splunk_configuration", build.Lasting{Of: build.Pairs{{"hec_token", "x"}}}}},
			`{"destination":"splunk","splunk_configuration":{"hec_token":"x","s3_configuration":{"buffering_size":5}}}`,
			[]string{"FH114 `s3_configuration` now stands in `splunk_configuration`", "FH114 `buffer_size` is now called `buffering_size`"}},
		{"a block that moves into one that is not there", stream, build.Pairs{{"destination", "redshift"}, {"s3_configuration", bucket}},
			`{"destination":"redshift","redshift_configuration":{"s3_configuration":{"bucket_arn":"b"}}}`,
			[]string{"FH114 `s3_configuration` now stands in `redshift_configuration`"}},
		{"a map that became blocks, silently", stream, build.Pairs{{"http_endpoint_configuration", build.Pairs{{"request_configuration", build.Pairs{
			{"common_attributes", build.Pairs{{"X-B", "2"}, {"gone", nil}, {"X-A", "1"}}}}}}}},
			`{"http_endpoint_configuration":{"request_configuration":{"common_attributes":[{"name":"X-B","value":"2"},{"name":"X-A","value":"1"}]}}}`, nil},
		{"one such block as it is today", stream, build.Pairs{{"http_endpoint_configuration", build.Pairs{{"request_configuration", build.Pairs{
			{"common_attributes", build.Pairs{{"name", "a"}, {"value", "1"}}}}}}}},
			`{"http_endpoint_configuration":{"request_configuration":{"common_attributes":{"name":"a","value":"1"}}}}`, nil},
		{"an old name beside a new one without a value", stream, build.Pairs{{"extended_s3_configuration", build.Pairs{{"buffering_size", nil}, {"buffer_size", 1}}}},
			`{"extended_s3_configuration":{"buffering_size":1}}`, []string{"FH114 `buffer_size` is now called `buffering_size`"}},
		{"a type without old spellings", "aws_sns_topic", build.Pairs{{"buffer_size", 1}}, `{"buffer_size":1}`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := one(test.typ, test.in)
			before := text(g)
			out, diags := alone(g)
			assert.Equal(t, test.want, text(out))
			assert.Equal(t, test.told, messages(diags))
			assert.Equal(t, before, text(g), "the graph that came in")
			for _, d := range diags {
				assert.Equal(t, diag.Warning, d.Severity)
			}
			again, diags := alone(out)
			assert.Empty(t, diags)
			assert.Same(t, out.Resources[0], again.Resources[0], "twice is once")
		})
	}
}

func TestAnOldNameBesideTheNewOne(t *testing.T) {
	out, diags := alone(one(stream, build.Pairs{{"extended_s3_configuration", build.Pairs{{"buffer_size", 1}, {"buffering_size", 2}}}}))
	assert.Equal(t, []string{"E0515 `buffer_size` is the old name of `buffering_size`, and both are given",
		"FH114 `buffer_size` is now called `buffering_size`"}, messages(diags))
	assert.Equal(t, `{"extended_s3_configuration":{"buffering_size":2}}`, text(out))

	_, diags = alone(one(stream, build.Pairs{{"destination", "splunk"}, {"s3_configuration", build.Pairs{}},
		{"splunk_configuration", build.Pairs{{"s3_configuration", build.Pairs{}}}}}))
	assert.Equal(t, "E0515 `s3_configuration` now stands inside another block, and both are given", messages(diags)[0])
}

// written is a graph whose one stream has the keys and values of a text, with
// their places: `buffer_size: 64, destination: "s3"`.
func written(t *testing.T, f *source.File, block string) *graph.Graph {
	t.Helper()
	shape := value.NewShape(f.Span(0, len(f.Data)), nil, nil)
	var slots []value.Value
	at := 0
	for pair := range strings.SplitSeq(string(f.Data), ", ") {
		key, v, ok := strings.Cut(pair, ": ")
		require.True(t, ok)
		shape.Keys = append(shape.Keys, value.Symbol(key))
		shape.At = append(shape.At, value.Place{Key: f.Span(at, at+len(key)+1), Value: f.Span(at+len(key)+2, at+len(pair))})
		slots = append(slots, value.NewString(strings.Trim(v, `"`)))
		at += len(pair) + 2
	}
	r := build.Resource(stream, "x", nil)
	r.Attrs = value.HashOf(shape, slots)
	if block != "" {
		r.Attrs = build.Value(build.Pairs{{block, r.Attrs}}).(*value.Hash)
	}
	return build.Graph("t", r)
}

func TestAWordIsToldOnceForEachFileWithAFixForAllPlaces(t *testing.T) {
	n := normalize.New(catalog)
	f := source.NewFile("b.rb", []byte("buffer_size: 64"))
	first := written(t, f, "extended_s3_configuration")
	other := written(t, source.NewFile("a.rb", []byte(`destination: "s3", buffer_size: 1`)), "")
	twice := source.NewFile("c.rb", []byte("prefix: p, buffer_size: 1"))
	second := written(t, twice, "splunk_configuration")
	for _, g := range []*graph.Graph{second, first, other, first, second} {
		_, diags := n.Graph(g)
		assert.Empty(t, diags)
	}
	told := n.Warnings().Tidy()
	require.Equal(t, []string{"FH111 destination `s3` is now called `extended_s3`", "FH114 `buffer_size` is now called `buffering_size`",
		"FH114 `buffer_size` is now called `buffering_size`"}, messages(told))
	assert.Equal(t, `"s3"`, told[0].Span.Text())
	assert.Equal(t, "buffer_size:", told[1].Span.Text())
	assert.Equal(t, []diag.Edit{{Span: f.Span(0, 11), Text: "buffering_size"}}, told[1].Fixes[0].Edits)
	assert.Equal(t, "s3", told[0].Fixes[0].Edits[0].Span.Text())
	assert.Equal(t, 1, told[1].Count)
}

func TestALoopIsRespeltOnce(t *testing.T) {
	f := source.NewFile("t.rb", []byte("buffer_size: 64, prefix: p"))
	g := written(t, f, "extended_s3_configuration")
	inner, _ := g.Resources[0].Attrs.Get(value.Symbol("extended_s3_configuration"))
	shape := inner.(*value.Hash).Share()
	outer := g.Resources[0].Attrs.Share()
	g.Resources = nil
	for range 3 {
		r := build.Resource(stream, "x", nil)
		r.Attrs = value.HashOf(outer, []value.Value{value.HashOf(shape, inner.(*value.Hash).Slots())})
		g.Resources = append(g.Resources, r)
	}
	out, diags := alone(g)
	require.Len(t, diags, 1)
	assert.Equal(t, 1, diags[0].Count, "one place")
	block := func(i int) *value.Hash { return out.Resources[i].Attrs.Peek(0).(*value.Hash) }
	assert.Same(t, block(0).Shape(), block(2).Shape())
	assert.Same(t, &inner.(*value.Hash).Slots()[0], &block(1).Slots()[0], "the values are shared")
	assert.Equal(t, f.Span(0, 12), block(0).Shape().Place(0).Key, "places stay")
}

func TestConstantBlocksAreRespeltOnce(t *testing.T) {
	shared := build.Value(build.Lasting{Of: build.Pairs{{"buffer_size", 1}}})
	attrs := build.Pairs{{"extended_s3_configuration", shared}}
	out, _ := alone(build.Graph("t", build.Resource(stream, "a", attrs), build.Resource(stream, "b", attrs)))
	assert.Equal(t, out.Resources[0].Attrs.Slots()[0], out.Resources[1].Attrs.Slots()[0])
	assert.Same(t, out.Resources[0].Attrs.Peek(0), out.Resources[1].Attrs.Peek(0))
}
