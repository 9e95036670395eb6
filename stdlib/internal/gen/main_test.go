package main

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

const here = "../.." // the standard library, seen from this folder

func TestPacksAreWhatTheirSourcesSay(t *testing.T) {
	made, err := generate(os.DirFS(here))
	require.NoError(t, err)
	for name, data := range made {
		committed, err := os.ReadFile(here + "/" + name)
		require.NoError(t, err)
		assert.True(t, bytes.Equal(committed, data), "%s is stale: run `make schema`", name)
	}
}

func TestPackedTypesAreThoseOfTheDump(t *testing.T) {
	files := os.DirFS(here)
	dump, err := readDump(files)
	require.NoError(t, err)
	c := schema.Open(string(schema.Pack(dump)), "")
	for _, want := range dump.Resources {
		require.True(t, same(want.Block, c.Resource(want.Name).Block), want.Name)
	}
	for _, want := range dump.Sources {
		require.True(t, same(want.Block, c.DataSource(want.Name).Block), want.Name)
	}
	provider := *c.Provider() // Terraform's own alias is none of the dump's
	provider.Attrs = slices.DeleteFunc(slices.Clone(provider.Attrs), func(a *schema.Attribute) bool { return a.Name == "alias" })
	assert.True(t, same(dump.Provider, &provider))
}

// same compares all that the dump holds of two blocks.
func same(a, b *schema.Block) bool {
	if len(a.Attrs) != len(b.Attrs) || len(a.Blocks) != len(b.Blocks) || len(a.Removed) != len(b.Removed) {
		return false
	}
	for i := range a.Attrs {
		if !sameAttribute(a.Attrs[i], b.Attrs[i]) {
			return false
		}
	}
	for i := range a.Removed {
		if a.Removed[i] != b.Removed[i] {
			return false
		}
	}
	for i, n := range a.Blocks {
		m := b.Blocks[i]
		if n.Name != m.Name || n.Path != m.Path || n.Nesting != m.Nesting || n.Min != m.Min || n.Max != m.Max ||
			n.Deprecated != m.Deprecated || n.New != m.New || !same(n.Block, m.Block) {
			return false
		}
	}
	return true
}

func sameAttribute(a, b *schema.Attribute) bool {
	return a.Name == b.Name && a.Type.Equal(b.Type) && a.Required == b.Required && a.Optional == b.Optional &&
		a.Computed == b.Computed && a.Sensitive == b.Sensitive && a.Deprecated == b.Deprecated &&
		a.WriteOnly == b.WriteOnly && a.New == b.New
}
