package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A unit is counted under what stops it first.
func TestUnitsAreCountedByWhatStopsThem(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"good.rb":   "template :t do\nend\n",
		"class.rb":  "class A\nend\n",
		"absent.rb": "zork\n",
		"page.md":   "```ruby\naws_sns_topic(:t, { name: \"t\" })\n```\n\n```ruby\nf { ... }\n```\n",
		"other.txt": "class A\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	c := &corpus{parsing: map[string]int{}, checking: map[string]int{}}
	require.NoError(t, filepath.WalkDir(dir, c.visit))
	assert.Equal(t, 5, c.units)
	assert.Equal(t, 3, c.parsed)
	assert.Equal(t, 2, c.checked)
	assert.Equal(t, map[string]int{"E0302": 1}, c.checking)
	if _, err := exec.LookPath("ruby"); err == nil {
		assert.Equal(t, 1, c.foreign)
		assert.Equal(t, map[string]int{"E0110": 1}, c.parsing)
	}
}
