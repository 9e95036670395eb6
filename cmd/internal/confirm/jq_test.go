//go:build confirm

package confirm

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPartitionQueriesAreThoseOfJQ16 asks jq 1.6, the language of Firehose's
// queries, for the answers that synth/jq is tested with.
func TestPartitionQueriesAreThoseOfJQ16(t *testing.T) {
	need(t, "jq")
	if version := strings.TrimSpace(run(t, ".", nil, "jq", "--version")); version != "jq-1.6" {
		t.Skipf("this is %s, and Firehose's language that of jq 1.6: nothing is confirmed", version)
	}
	path := filepath.Join(repository, "synth/jq/testdata/jq16.tsv")
	table, err := os.ReadFile(path)
	require.NoError(t, err)
	record, rows, _ := strings.Cut(string(table), "\n")
	made := []string{record}
	for line := range strings.Lines(rows) {
		query, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		made = append(made, query+"\t"+jq16(t, query, record))
	}
	t.Logf("%d queries", len(made)-1)
	if *updateTable {
		require.NoError(t, os.WriteFile(path, []byte(strings.Join(made, "\n")+"\n"), 0o644))
		return
	}
	assert.Equal(t, string(table), strings.Join(made, "\n")+"\n")
}

// jq16 is what jq makes of a record: =OUTPUT, ! for a query that it does not
// take, ? for one that fails.
func jq16(t *testing.T, query, record string) string {
	t.Helper()
	cmd := exec.Command("jq", "-c", query)
	cmd.Stdin = strings.NewReader(record)
	out, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return "=" + strings.ReplaceAll(strings.TrimSuffix(string(out), "\n"), "\n", " ")
	case errors.As(err, &exit) && (exit.ExitCode() == 3 || exit.ExitCode() == 2):
		return "!"
	}
	require.ErrorAs(t, err, &exit)
	return "?"
}
