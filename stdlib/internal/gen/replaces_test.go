package main

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// What of a property of CloudFormation tells whether its change replaces the
// resource (createOnly).
type (
	replaceFacts struct {
		Resources map[string]struct {
			Properties map[string]*replaceProperty                                 `json:"properties"`
			Types      map[string]struct{ Properties map[string]*replaceProperty } `json:"types"`
		} `json:"resources"`
	}
	replaceProperty struct {
		Type    any `json:"type"`
		Replace any `json:"replace"`
	}
)

// What a page says of replacement in CloudFormation is what its facts say: no
// attribute more, and none less.
func TestReplacementsAgreeWithTheFacts(t *testing.T) {
	file, err := os.Open("sources/cloudformation.json.gz")
	require.NoError(t, err)
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	require.NoError(t, err)
	var facts replaceFacts
	require.NoError(t, json.NewDecoder(unzipped).Decode(&facts))
	catalog := schema.Load()
	library, err := schema.ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	for _, section := range library.CloudFormation {
		typ := catalog.Resource(section.Name)
		if typ == nil || section.Type == "" {
			continue
		}
		of := facts.Resources[section.Type]
		r := &replacer{to: catalog.CloudFormation(typ), top: of.Properties, types: map[string]map[string]*replaceProperty{}}
		for name, o := range of.Types {
			r.types[name] = o.Properties
		}
		r.block(typ.Block, of.Properties)
		said := slices.Clone(section.Replaces)
		slices.Sort(said)
		slices.Sort(r.found)
		assert.Equal(t, r.found, said, section.Name)
	}
}

type replacer struct {
	to    *schema.CloudFormation
	top   map[string]*replaceProperty
	types map[string]map[string]*replaceProperty
	found []string
}

func (r *replacer) block(b *schema.Block, in map[string]*replaceProperty) {
	for _, a := range b.Attrs {
		if !a.ReadOnly() {
			r.member(b, a.Path, in, nil)
		}
	}
	for _, n := range b.Blocks {
		r.member(b, n.Path, in, n.Block)
	}
}

func (r *replacer) member(b *schema.Block, path string, in map[string]*replaceProperty, inner *schema.Block) {
	m := r.to.Mapping(path)
	switch {
	case m.Kind == schema.MapDissolve:
		r.block(inner, in)
		return
	case m.Kind != schema.MapProperty:
		return
	case strings.HasPrefix(m.To, "/") || b.Path == "":
		in = r.top
	}
	for _, name := range r.to.Path(m, b.Path) {
		p := in[name]
		if p == nil {
			return
		}
		if p.Replace == true { // it may also be "maybe"
			r.found = append(r.found, path)
			return
		}
		in = r.types[refOf(p.Type)]
	}
	if inner != nil {
		r.block(inner, in)
	}
}

// refOf is the type that a property is, or a list of.
func refOf(typ any) string {
	m, _ := typ.(map[string]any)
	for _, key := range []string{"list", "map"} {
		if inner, ok := m[key]; ok {
			return refOf(inner)
		}
	}
	ref, _ := m["ref"].(string)
	return ref
}
