package emit_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

func TestWriterIndentsByTwoBlanks(t *testing.T) {
	var b strings.Builder
	w := emit.NewWriter(&b)
	w.Open('{')
	w.Key("a")
	w.Open('[')
	w.Item()
	w.Raw("1")
	w.Item()
	w.Open('{')
	w.Close('}')
	w.Close(']')
	w.Key("b")
	w.String("x")
	w.Close('}')
	assert.NoError(t, w.Finish())
	assert.Equal(t, "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x\"\n}\n", b.String())
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestWriterGivesTheFirstError(t *testing.T) {
	full := errors.New("disk full")
	w := emit.NewWriter(broken{full})
	w.Open('[')
	for range 20_000 {
		w.Item()
		w.String("some text")
	}
	w.Close(']')
	assert.ErrorIs(t, w.Finish(), full)
}

func TestStringsAreEscapedNoMoreThanNeeded(t *testing.T) {
	for text, want := range map[string]string{
		`a"b\c`:          `"a\"b\\c"`,
		"\n\r\t\x00\x1f": `"\n\r\t\u0000\u001f"`,
		"<&>/'":          `"<&>/'"`,
		"é\u2028\x7f😀":   "\"é\u2028\x7f😀\"",
		"":               `""`,
	} {
		assert.Equal(t, want, string(emit.AppendString(nil, text)))
	}
}

// Texts are looked at in pieces: each byte is escaped alike wherever it stands.
func TestBytesAreEscapedWhereverTheyStand(t *testing.T) {
	for c := range 256 {
		alone := strings.Trim(string(emit.AppendString(nil, []byte{byte(c)})), `"`)
		if c == '"' {
			alone = `\"`
		}
		assert.Equal(t, c < ' ' || c == '"' || c == '\\', len(alone) > 1, "%q", c)
		for size := 1; size < 20; size++ {
			for at := range size {
				text := strings.Repeat("x", at) + string([]byte{byte(c)}) + strings.Repeat("x", size-1-at)
				want := `"` + strings.Repeat("x", at) + alone + strings.Repeat("x", size-1-at) + `"`
				require.Equal(t, want, string(emit.AppendString(nil, text)))
			}
		}
	}
}

func TestResourcesStandInTheOrderOfTheirNames(t *testing.T) {
	names := []string{"raw_10", "raw_9", "raw_", "raw_1", "raw_10000000000", "raw_1000000000", "raw_é", "raw_Z", "raw"}
	for n := range len(names) + 1 {
		var all []*resolve.Resource
		for _, name := range names[:n] {
			all = append(all, &resolve.Resource{Resource: &graph.Resource{Resource: value.Resource{Address: value.Address{Name: name}}}})
		}
		var got []string
		for r := range emit.ByName(all) {
			got = append(got, r.Address.Name)
		}
		assert.Equal(t, slices.Sorted(slices.Values(names[:n])), got, names[:n])
	}
}

func TestNumbersKeepTheirKind(t *testing.T) {
	big := &value.Big{}
	big.SetString("123456789012345678901234567890", 10)
	for _, test := range []struct {
		in   value.Value
		want string
	}{
		{value.Int(900000), "900000"}, {value.Int(math.MinInt64), "-9223372036854775808"}, {big, "123456789012345678901234567890"},
		{value.Float(0.95), "0.95"}, {value.Float(1), "1.0"}, {value.Float(-0.0001), "-0.0001"}, {value.Float(0.00001), "1.0e-05"},
		{value.Float(1e15), "1000000000000000.0"}, {value.Float(1e16), "1.0e+16"}, {value.Float(1.5e300), "1.5e+300"}, {value.Float(0), "0.0"},
	} {
		assert.Equal(t, test.want, string(emit.AppendNumber(nil, test.in)))
	}
}

func TestJSONKeepsOrderAndNull(t *testing.T) {
	v := build.Value(build.Pairs{{"b", nil}, {"a", []any{1, true, build.Pairs{}}}, {"s", value.Symbol("sym")}})
	assert.Equal(t, `{"b":null,"a":[1,true,{}],"s":"sym"}`, string(emit.AppendJSON(nil, v)))
}

func TestOfTwoKeysWithOneTextTheLastWins(t *testing.T) {
	h := build.Value(build.Pairs{{"a", 1}, {"b", 2}}).(*value.Hash)
	h.Set(value.NewString("a"), value.Int(3), value.Place{})
	assert.Equal(t, `{"a":3,"b":2}`, string(emit.AppendJSON(nil, h)))
	h.Set(value.Int(7), value.Int(4), value.Place{})
	h.Set(value.Nil, value.Int(5), value.Place{})
	assert.Equal(t, `{"a":3,"b":2,"7":4,"":5}`, string(emit.AppendJSON(nil, h)))
}

func TestPiecesOfAText(t *testing.T) {
	x := build.Free("x", "arn")
	var got []any
	emit.Pieces(build.Text("a", x, x, "b"), func(text string, v value.Value) {
		if v != nil {
			got = append(got, v)
			return
		}
		got = append(got, text)
	})
	assert.Equal(t, []any{"a", x, x, "b"}, got)
	assert.Equal(t, value.Value(x), emit.Lone(build.Text(x)))
	assert.Nil(t, emit.Lone(build.Text("a", x)))
	assert.Nil(t, emit.Lone(value.NewString("a")))
}

func TestUnknownIsFoundAnywhere(t *testing.T) {
	x := build.Free("x", "arn")
	assert.True(t, emit.Unknown(build.Value(build.Pairs{{"a", []any{build.Pairs{{"b", build.Text("c", x)}}}}})))
	assert.False(t, emit.Unknown(build.Value(build.Pairs{{"a", build.Lasting{Of: []any{"b"}}}})))
}

func TestBracedPrefix(t *testing.T) {
	x := build.Free("x", "value")
	for _, test := range []struct {
		in   *value.String
		want string
	}{
		{value.NewString("a/!<timestamp:yyyy>/!{timestamp:MM}/"), "a/!{timestamp:yyyy}/!{timestamp:MM}/"},
		{value.NewString("a/!<note:x>/!<b/"), "a/!<note:x>/!<b/"},
		{build.Text("!<timestamp:yyyy>/", x, "/"), "!{timestamp:yyyy}//"},
		{build.Text("!<timestamp:", x, ">/"), "!{timestamp:}/"},
		{build.Text("!", x, "<timestamp:yyyy>/!<timestamp:MM>"), "!<timestamp:yyyy>/!{timestamp:MM}"},
		{build.Text("!<time", x, "stamp:yyyy>/"), "!<timestamp:yyyy>/"},
	} {
		got := emit.BracedPrefix(test.in)
		assert.Equal(t, test.want, got.Text)
		assert.Equal(t, test.in.Splices, got.Splices)
	}
}
