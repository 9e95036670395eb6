package jq

import (
	_ "embed"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// jq16 is what jq 1.6 answers: a record in the first line, then rows of a query
// and =OUTPUT, ! for a query that it does not take, or ? for one that fails. The
// answers are written by `go test -tags confirm -run JQ ./cmd/internal/confirm -update`.
//
//go:embed testdata/jq16.tsv
var jq16 string

// What jq 1.6 takes is taken, with the keys it makes, and what it refuses is refused.
func TestQueriesAgreeWithJQ16(t *testing.T) {
	record, rows, _ := strings.Cut(jq16, "\n")
	n := 0
	for line := range strings.Lines(rows) {
		n++
		query, answer, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		require.True(t, ok, line)
		q, err := Parse(query)
		switch {
		case answer == "!":
			assert.True(t, err != nil || anyBare(q), "%s is taken", query)
			continue
		case answer == "?" && err != nil: // it fails for every record
			continue
		}
		if require.NoError(t, err, query); q.Keys != nil {
			assert.False(t, anyBare(q), query)
			compareRun(t, q, query, record, answer)
		}
	}
	assert.Greater(t, n, 180)
}

func anyBare(q *Query) bool {
	for _, k := range q.Keys {
		if k.Bare {
			return true
		}
	}
	return false
}

// compareRun compares the keys of one record with the output of jq 1.6.
func compareRun(t *testing.T, q *Query, query, record, answer string) {
	t.Helper()
	values, err := q.Run([]byte(record))
	failure := (*Failure)(nil)
	if err != nil && !errors.As(err, &failure) {
		return // cannot be told, in another test
	}
	output, ok := strings.CutPrefix(answer, "=")
	if !ok || output == "" {
		assert.Error(t, err, query)
		return
	}
	want := map[string]any{}
	d := json.NewDecoder(strings.NewReader(output))
	d.UseNumber()
	require.NoError(t, d.Decode(&want), query)
	if lacksValue(want) {
		require.NotNil(t, failure, query)
		assert.Equal(t, empty, failure.Message, query)
		return
	}
	require.NoError(t, err, query)
	for key, v := range want {
		assert.Equal(t, plain(v), valueOf(values, key), query)
	}
}

func lacksValue(keys map[string]any) bool {
	for _, v := range keys {
		if v == nil || v == "" {
			return true
		}
	}
	return false
}

// plain is a value of jq's output as it stands in a key.
func plain(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	if n, ok := v.(json.Number); ok {
		return n.String()
	}
	text, _ := json.Marshal(v)
	return string(text)
}

func valueOf(values []Value, key string) string {
	for _, v := range values {
		if v.Key == key {
			return v.Text
		}
	}
	return "<no such key>"
}
