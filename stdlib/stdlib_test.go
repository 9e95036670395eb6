package stdlib

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProvenanceIsAtHand(t *testing.T) {
	text, err := fs.ReadFile(FS, "schema/PROVENANCE")
	require.NoError(t, err)
	assert.Contains(t, string(text), "6.66.0")
	assert.NotEmpty(t, Catalog())
	assert.NotEmpty(t, Pages())
}
