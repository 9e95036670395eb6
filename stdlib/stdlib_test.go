package stdlib

import (
	"io/fs"
	"sort"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNamesAreThoseOfThePages(t *testing.T) {
	types := Types()
	assert.Contains(t, types, "aws_kinesis_firehose_delivery_stream")
	assert.NotContains(t, types, "common", "what is said of every type is no type's page")
	assert.NotContains(t, types, "arns")
	assert.True(t, sort.StringsAreSorted(types))
	assert.True(t, sort.StringsAreSorted(Rules()))
	for _, name := range types {
		_, err := fs.Stat(FS, "types/"+name+".hcl")
		require.NoError(t, err)
	}
	for _, name := range Rules() {
		assert.Regexp(t, `^FH\d{3}-[a-z0-9-]+$`, name)
	}
}

func TestProvenanceIsAtHand(t *testing.T) {
	text, err := fs.ReadFile(FS, "schema/PROVENANCE")
	require.NoError(t, err)
	assert.Contains(t, string(text), "6.66.0")
	assert.NotEmpty(t, Catalog())
	assert.NotEmpty(t, Pages())
}
