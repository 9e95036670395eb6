package resolve_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

var address = value.Address{Type: stream, Name: "s"}

func steps(names ...any) []resolve.Step {
	var out []resolve.Step
	for _, n := range names {
		if index, ok := n.(int); ok {
			out[len(out)-1].Index = index
			continue
		}
		out = append(out, resolve.Step{Name: n.(string)})
	}
	return out
}

func edit(op resolve.Op, v any, path ...any) resolve.Edit {
	return resolve.Edit{Resource: address, Path: steps(path...), Op: op, Value: build.Value(v)}
}

// applied is the attributes of a stream after edits, as JSON text.
func applied(t *testing.T, attrs build.Pairs, edits ...resolve.Edit) string {
	t.Helper()
	before, diags := resolve.Resolve(build.Graph("t", build.Resource(stream, "s", attrs)), catalog)
	require.Empty(t, diags)
	was := string(emit.AppendJSON(nil, before.Resources[0].Attrs))
	after, diags := resolve.Apply(before, edits)
	require.Empty(t, diags)
	assert.Equal(t, was, string(emit.AppendJSON(nil, before.Resources[0].Attrs)), "the graph that came in")
	return string(emit.AppendJSON(nil, after.Resources[0].Attrs))
}

func TestEditsOfAGraph(t *testing.T) {
	block := build.Lasting{Of: build.Pairs{{"prefix", "a"}, {"compression_format", "GZIP"}}}
	list := []any{build.Pairs{{"prefix", "a"}}, build.Pairs{{"prefix", "b"}}}
	for _, test := range []struct {
		attrs build.Pairs
		edit  resolve.Edit
		want  string
	}{
		{build.Pairs{{"e", block}}, edit(resolve.Set, "x", "e", "prefix"), `{"e":{"prefix":"x","compression_format":"GZIP"}}`},
		{build.Pairs{{"e", block}}, edit(resolve.Set, "x", "e", "error_output_prefix"), `{"e":{"prefix":"a","compression_format":"GZIP","error_output_prefix":"x"}}`},
		{build.Pairs{{"e", block}}, edit(resolve.Delete, nil, "e", "compression_format"), `{"e":{"prefix":"a"}}`},
		{build.Pairs{{"e", block}}, edit(resolve.Delete, nil, "e", "nothing"), `{"e":{"prefix":"a","compression_format":"GZIP"}}`},
		{build.Pairs{{"e", block}}, edit(resolve.Delete, nil, "e"), `{}`},
		{build.Pairs{}, edit(resolve.Set, true, "e", "d", "enabled"), `{"e":{"d":{"enabled":true}}}`},
		{build.Pairs{}, edit(resolve.Delete, nil, "e", "d"), `{}`},
		{build.Pairs{{"e", nil}}, edit(resolve.Set, 1, "e", "size"), `{"e":{"size":1}}`},
		{build.Pairs{{"e", list}}, edit(resolve.Set, "x", "e", 1, "prefix"), `{"e":[{"prefix":"a"},{"prefix":"x"}]}`},
		{build.Pairs{{"e", list}}, edit(resolve.Delete, nil, "e", 0), `{"e":[{"prefix":"b"}]}`},
		{build.Pairs{{"e", list}}, edit(resolve.Append, build.Pairs{{"prefix", "c"}}, "e"), `{"e":[{"prefix":"a"},{"prefix":"b"},{"prefix":"c"}]}`},
		{build.Pairs{{"e", block}}, edit(resolve.Append, build.Pairs{}, "e"), `{"e":[{"prefix":"a","compression_format":"GZIP"},{}]}`},
		{build.Pairs{}, edit(resolve.Append, build.Pairs{{"type", "x"}}, "p", "processors"), `{"p":{"processors":{"type":"x"}}}`},
		{build.Pairs{{"tags", []any{"a"}}}, edit(resolve.Set, "b", "tags"), `{"tags":"b"}`},
	} {
		assert.Equal(t, test.want, applied(t, test.attrs, test.edit))
	}
}

func TestOfTwoEditsOfOnePlaceTheFirstIsMade(t *testing.T) {
	assert.Equal(t, `{"a":1,"b":2}`, applied(t, build.Pairs{}, edit(resolve.Set, 1, "a"), edit(resolve.Set, 3, "a"), edit(resolve.Set, 2, "b")))
	assert.Equal(t, `{"a":{"b":1}}`, applied(t, build.Pairs{}, edit(resolve.Set, 1, "a", "b"), edit(resolve.Delete, nil, "a")))
	assert.Equal(t, `{"a":1}`, applied(t, build.Pairs{}, edit(resolve.Set, 1, "a"), edit(resolve.Set, 2, "a", "b")))
	assert.Equal(t, `{"a":{"b":1,"c":2}}`, applied(t, build.Pairs{}, edit(resolve.Set, 1, "a", "b"), edit(resolve.Set, 2, "a", "c")))
}

func TestEditsOfOneShapeMakeOneShape(t *testing.T) {
	h := build.Value(build.Pairs{{"name", "x"}}).(*value.Hash)
	one, two := build.Resource(stream, "a", nil), build.Resource(stream, "b", nil)
	one.Attrs, two.Attrs = value.HashOf(h.Share(), h.Slots()), value.HashOf(h.Share(), h.Slots())
	rg, _ := resolve.Resolve(build.Graph("t", one, two), catalog)
	at := func(name string) resolve.Edit {
		return resolve.Edit{Resource: value.Address{Type: stream, Name: name}, Path: steps("destination"), Value: value.NewString("splunk")}
	}
	rg, _ = resolve.Apply(rg, []resolve.Edit{at("a"), at("b")})
	assert.Same(t, rg.Resources[0].Attrs.Shape(), rg.Resources[1].Attrs.Shape())
}

func TestARepairMayPromoteAnInput(t *testing.T) {
	in := &value.Ref{Input: &value.Input{Name: "s_s3_bucket_arn"}}
	rg, _ := resolve.Resolve(build.Graph("t", build.Resource(stream, "s", build.Pairs{{"name", build.Free("label", "value")}})), catalog)
	rg, diags := resolve.Apply(rg, []resolve.Edit{edit(resolve.Set, build.Pairs{{"bucket_arn", in}}, "splunk_configuration", "s3_configuration")})
	assert.Empty(t, diags)
	assert.Equal(t, []string{"label string", "s_s3_bucket_arn string bucket repair"}, described(rg))
	rg, diags = resolve.Apply(rg, []resolve.Edit{edit(resolve.Set, "splunk", "destination")})
	assert.Empty(t, diags)
	assert.Equal(t, []string{"label string", "s_s3_bucket_arn string bucket repair"}, described(rg), "in later rounds too")
}
