package schema

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"a", "a", true},
		{"a", "b", false},
		{"a.b", "a.b", true},
		{"a.b", "a", false},
		{"a", "a.b", false},
		{"*.b", "a.b", true},
		{"*.b", "b", false},
		{"**.b", "b", true},
		{"**.b", "a.c.b", true},
		{"**.b", "a.c", false},
		{"**.x.b", "a.x.b", true},
		{"a.**", "a", true},
		{"a.**", "a.b.c", true},
		{"**", "", true},
		{"**", "a.b", true},
		{"", "", true},
		{"", "a", false},
		{"**.*_arn", "a.role_arn", true},
		{"**.*_arn", "a.arn", false},
	} {
		assert.Equal(t, test.want, Match(test.pattern, test.path), "%s against %s", test.path, test.pattern)
	}
}

func TestTypesAreSpeltAsTerraformSpellsThem(t *testing.T) {
	text := AttrType{Kind: String}
	object := AttrType{Kind: Object, Fields: []Field{{"arn", text}, {"size", AttrType{Kind: Number}}}}
	for _, test := range []struct {
		typ  AttrType
		want string
	}{
		{text, "string"},
		{AttrType{Kind: Bool}, "bool"},
		{AttrType{Kind: Dynamic}, "any"},
		{AttrType{Kind: Set, Elem: &text}, "set(string)"},
		{AttrType{Kind: Map, Elem: &AttrType{Kind: List, Elem: &object}}, "map(list(object({ arn = string, size = number })))"},
		{AttrType{Kind: Tuple, Fields: []Field{{"", text}, {"", object}}}, "tuple([string, object({ arn = string, size = number })])"},
	} {
		assert.Equal(t, test.want, test.typ.String())
		assert.True(t, test.typ.Equal(test.typ))
		assert.Equal(t, test.typ.Kind == String, test.typ.Equal(text))
	}
}
