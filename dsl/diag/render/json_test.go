package render

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func jsonText(t *testing.T, ds ...*diag.Diagnostic) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, JSON(&b, ds))
	require.True(t, json.Valid([]byte(b.String())), b.String())
	return b.String()
}

func TestJSONOfNothingIsAnEmptyArray(t *testing.T) {
	assert.Equal(t, "{\n  \"format_version\": \"1.0\",\n  \"diagnostics\": []\n}\n", jsonText(t))
}

func TestJSONHasEveryMember(t *testing.T) {
	f := source.NewFile("a.rb", []byte("é = nmae <1>\n"))
	word := at(t, f, "nmae", 1)
	d := diag.New("X", diag.Warning, word, "a <b>").Also(f.Span(0, 2), "one").Suggest(word, "name").About("aws_s3_bucket.a")
	d.Repair, d.Count = diag.Derived, 2
	assert.JSONEq(t, `{"format_version": "1.0", "diagnostics": [
	  {"code": "X", "severity": "warning", "message": "a <b>", "repair": "derived", "address": "aws_s3_bucket.a", "count": 2,
	   "range": {"file": "a.rb", "start": {"line": 1, "column": 5, "byte": 5}, "end": {"line": 1, "column": 9, "byte": 9}},
	   "labels": [{"message": "one", "range": {"file": "a.rb", "start": {"line": 1, "column": 1, "byte": 0}, "end": {"line": 1, "column": 2, "byte": 2}}}],
	   "help": ["did you mean `+"`name`"+`?"],
	   "fixes": [{"message": "replace with `+"`name`"+`", "edits": [{"text": "name",
	     "range": {"file": "a.rb", "start": {"line": 1, "column": 5, "byte": 5}, "end": {"line": 1, "column": 9, "byte": 9}}}]}]},
	  {"code": "Y", "severity": "error", "message": "m", "range": null}]}`,
		jsonText(t, d, diag.New("Y", diag.Error, source.Span{}, "m")))
	assert.Contains(t, jsonText(t, d), "a <b>", "no HTML escapes")
}

func TestJSONHasNoControlCharacters(t *testing.T) {
	got := jsonText(t, diag.New("X", diag.Error, source.Span{}, "\x1b[0m \x7f \u009b \u202e \xff \n"))
	for _, r := range got {
		assert.False(t, r != '\n' && hidden(r), "%q", r)
	}
	assert.Contains(t, got, `\u001b[0m \u007f \u009b \u202e`)
}

func TestJSONKeepsItsLimits(t *testing.T) {
	f := source.NewFile("a.rb", []byte(lake))
	var ds diag.List
	for i := range 130 {
		ds.Add(diag.New("X", diag.Note, f.Span(i, i+1), fmt.Sprintf("%d %s", i, strings.Repeat("\x01", 100_000))))
	}
	got := jsonText(t, ds...)
	assert.Less(t, len(got), 1<<20)
	var doc struct {
		Diagnostics []any
		Omitted     int
	}
	require.NoError(t, json.Unmarshal([]byte(got), &doc))
	assert.Len(t, doc.Diagnostics, 130-doc.Omitted)
	assert.NotZero(t, doc.Omitted)
}
