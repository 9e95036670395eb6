package prefix

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// joined is the text of parts together.
func joined(parts []Part) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.Text)
	}
	return b.String()
}

func TestEvaluateGivesEachPartItsText(t *testing.T) {
	text := "a/!{timestamp:yyyy}/!<firehose:random-string>-!{firehose:random-string}/!{partitionKeyFromQuery:k}!{partitionKeyFromLambda:l}"
	parts := Parse(text).EvaluateWhole(Sample{
		Clock:  clock(t, "2025-12-31T23:30:00Z", "Europe/Berlin"),
		Random: func(n int) string { return fmt.Sprintf("random%05d", n) },
		Key:    func(namespace, id string) (string, bool) { return "key-" + id, namespace == FromQuery },
	})
	assert.Equal(t, "a/2026/random00000-random00001/key-k!{partitionKeyFromLambda:l}", joined(parts))
	last := parts[len(parts)-1]
	assert.False(t, last.Known)
	assert.Equal(t, "l", last.Expr.Value)
}

func TestEvaluateAppendsTheDatePathToPlainText(t *testing.T) {
	s := Sample{Clock: clock(t, "2018-08-27T10:30:00Z", "UTC")}
	for text, want := range map[string]string{
		"": "2018/08/27/10/", "legacy/": "legacy/2018/08/27/10/", "legacy": "legacy2018/08/27/10/",
		"a/!{timestamp:yyyy}": "a/2018", "a/!{firehose:random-string}/": "a/!{firehose:random-string}/",
	} {
		got := joined(Parse(text).EvaluateWhole(s))
		assert.Equal(t, want, got)
	}
	assert.Equal(t, "errors/", joined(Parse("errors/").Evaluate(s)))
}

// An error type stands for every one; without it nothing is known.
func TestEvaluateOfAnErrorPrefix(t *testing.T) {
	p := Parse("e/!{firehose:error-output-type}/!{firehose:error-output-type}/!{timestamp:T}")
	got := joined(p.Evaluate(Sample{ErrorType: "splunk-failed"}))
	assert.Equal(t, "e/splunk-failed/splunk-failed/!{timestamp:T}", got)
	got = joined(p.Evaluate(Sample{}))
	assert.Equal(t, p.Text, got)
}
