package render

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func sarifOf(t *testing.T, ds ...*diag.Diagnostic) string {
	t.Helper()
	rule := func(code string) Rule {
		return Rule{Name: "name-of-" + code, Text: "what it says", Severity: diag.Error}
	}
	var b strings.Builder
	require.NoError(t, SARIF(&b, ds, Tool{Name: "firehose-dsl", Version: "1", Rule: rule}))
	return b.String()
}

func TestSARIFIsALogOfOneRun(t *testing.T) {
	assert.JSONEq(t, `{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
		"tool": {"driver": {"name": "firehose-dsl", "version": "1", "rules": []}}, "columnKind": "utf16CodeUnits", "results": []}]}`,
		sarifOf(t))

	f := source.NewFile("a b/é:1.rb", []byte("x = \"😀\" + nmae\n"))
	d := diag.New("FH1", diag.Warning, at(t, f, "nmae", 1), "no `nmae`").About("aws_s3_bucket.a").
		Also(at(t, f, "x", 1), "here").Suggest(at(t, f, "nmae", 1), "name")
	assert.JSONEq(t, `{"ruleId": "FH1", "ruleIndex": 0, "level": "warning",
		"message": {"text": "no `+"`nmae`\\ndid you mean `name`?"+`"},
		"locations": [{
			"physicalLocation": {"artifactLocation": {"uri": "a%20b/%C3%A9:1.rb", "uriBaseId": "%SRCROOT%"},
				"region": {"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 16}},
			"logicalLocations": [{"fullyQualifiedName": "aws_s3_bucket.a", "kind": "resource"}]}],
		"relatedLocations": [{"id": 1, "message": {"text": "here"},
			"physicalLocation": {"artifactLocation": {"uri": "a%20b/%C3%A9:1.rb", "uriBaseId": "%SRCROOT%"},
				"region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}}}],
		"fixes": [{"description": {"text": "replace with `+"`name`"+`"}, "artifactChanges": [{
			"artifactLocation": {"uri": "a%20b/%C3%A9:1.rb", "uriBaseId": "%SRCROOT%"},
			"replacements": [{"deletedRegion": {"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 16}, "insertedContent": {"text": "name"}}]}]}],
		"partialFingerprints": {"firehoseDslFinding/v1": "`+fingerprint(d)+`"}}`, results(t, sarifOf(t, d))[0])
}

func results(t *testing.T, log string) []string {
	t.Helper()
	var read struct {
		Runs []struct {
			Results []json.RawMessage
		}
	}
	require.NoError(t, json.Unmarshal([]byte(log), &read))
	var out []string
	for _, r := range read.Runs[0].Results {
		out = append(out, string(r))
	}
	return out
}

// A fingerprint is that of the finding, not of its line.
func TestSARIFFingerprintsStayWhenLinesMove(t *testing.T) {
	one, other := source.NewFile("a.rb", []byte("x\n")), source.NewFile("a.rb", []byte("\n\nx\n"))
	a := diag.New("X", diag.Note, one.Span(0, 1), "m").About("aws_s3_bucket.a")
	b := diag.New("X", diag.Note, other.Span(2, 3), "m").About("aws_s3_bucket.a")
	assert.Equal(t, fingerprint(a), fingerprint(b))
	assert.NotEqual(t, fingerprint(a), fingerprint(diag.New("X", diag.Note, one.Span(0, 1), "m").About("aws_s3_bucket.b")))
}

func TestSARIFOfNoPlaceAndOfManyFindings(t *testing.T) {
	var ds diag.List
	for range 103 {
		ds.Add(diag.New("X", diag.Error, source.Span{}, "no template \x1b found"))
	}
	log := sarifOf(t, ds...)
	assert.Len(t, results(t, log), 100)
	assert.Contains(t, log, `"omitted": 3`)
	assert.NotContains(t, log, `"locations"`)
	assert.NotContains(t, log, "\x1b")
}
