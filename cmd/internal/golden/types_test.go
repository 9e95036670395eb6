package golden

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// refused are members that CloudFormation has and a rule of ours takes out.
var refused = map[string]bool{
	"redshift_configuration.s3_configuration.error_output_prefix": true, // FH703
}

// Every type with a counterpart in CloudFormation has a golden that gives each
// of its members that CloudFormation has: so each is seen there, and judged by
// `make confirm`.
func TestGoldensOfTypesGiveEveryMember(t *testing.T) {
	library, err := schema.ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	catalog := schema.Load()
	for _, section := range library.CloudFormation {
		typ := catalog.Resource(section.Name)
		if typ == nil {
			continue // of a data source, or of every type
		}
		t.Run(typ.Name, func(t *testing.T) {
			given := membersOf(t, typ.Name)
			for _, path := range expressible(catalog.CloudFormation(typ), typ.Block, nil) {
				assert.True(t, given[path] != refused[path], "no resource gives %s", path)
			}
		})
	}
}

// membersOf are the members that the resources of a type have in its golden.
func membersOf(t *testing.T, typ string) map[string]bool {
	a, err := Read(filepath.Join(root, "types", typ+".txtar"))
	require.NoError(t, err)
	files, _ := project.Sources(source.NewFile(a.Sources[0].Name, a.Sources[0].Data))
	given := map[string]bool{}
	result := synth.Run(synth.Job{Files: files, FS: a.fs(), Keep: true, Target: "cloudformation"})
	for _, template := range result.Templates {
		for _, r := range template.Resolved.Resources {
			if r.Address.Type == typ {
				collect(given, r.Type.Block, r.Attrs)
			}
		}
	}
	return given
}

// collect notes the paths of the members that a block has.
func collect(given map[string]bool, b *schema.Block, h *value.Hash) {
	for i := range h.Len() {
		name := emit.Key(h.KeyAt(i))
		v := h.Peek(i)
		if v == value.Value(value.Nil) {
			continue
		}
		if a := b.Attr(name); a != nil {
			given[a.Path] = true
		}
		if n := b.Nested(name); n != nil {
			blocks(v, func(inner *value.Hash) { collect(given, n.Block, inner) })
		}
	}
}

func blocks(v value.Value, f func(*value.Hash)) {
	switch v := v.(type) {
	case *value.Hash:
		f(v)
	case *value.Array:
		for i := range v.Len() {
			blocks(v.Peek(i), f)
		}
	}
}

// expressible are the paths of the members that have a property.
func expressible(to *schema.CloudFormation, b *schema.Block, paths []string) []string {
	for _, a := range b.Attrs {
		if !a.ReadOnly() && to.Mapping(a.Path).Kind == schema.MapProperty {
			paths = append(paths, a.Path)
		}
	}
	for _, n := range b.Blocks {
		if slices.Contains([]schema.MappingKind{schema.MapProperty, schema.MapDissolve}, to.Mapping(n.Path).Kind) {
			paths = expressible(to, n.Block, paths)
		}
	}
	return paths
}
