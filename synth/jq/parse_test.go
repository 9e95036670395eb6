package jq

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestParseNamesTheKeys(t *testing.T) {
	for text, want := range map[string][]Key{
		`{source:.source}`:                          {{"source", ".source", false}},
		`{customer: .id, year: .ts|strftime("%Y")}`: {{"customer", ".id", false}, {"year", `.ts | strftime("%Y")`, false}},
		`{"a": .a, b}`:                              {{"a", ".a", false}, {"b", ".b", false}},
		`{a: -1}`:                                   {{"a", "-1", false}},
		`{a: (.a // "d")}`:                          {{"a", `(.a // "d")`, false}},
		`{a: .a // "d", b: .b}`:                     {{"a", `.a // "d"`, true}, {"b", ".b", false}},
		`{a: if .x then 1 else 2 end}`:              {{"a", "if .x then 1 else 2 end", true}},
		`{a: .a == 1}`:                              {{"a", ".a == 1", true}},
		`. | {a: .a}`:                               {{"a", ".a", false}},
		`{a: (leaf_paths)}`:                         {{"a", "(leaf_paths)", false}},
	} {
		q, err := Parse(text)
		if assert.NoError(t, err, text) {
			assert.Equal(t, want, q.Keys, text)
		}
	}
}

func TestParseRefusesWhatIsNoObject(t *testing.T) {
	for text, want := range map[string]string{
		`.source`:                     "no object construction",
		`{shop:.shop.id,kind:.kind|}`: "}",
		`{shop:.shop`:                 "ends too early",
		`{shop .shop}`:                "`.shop`",
		``:                            "no object",
		`{a: .a, b: ]}`:               "`]`",
		`hello world`:                 "`world`",
		`{a: .a | strftim("%Y")}`:     "no function `strftim/1`",
		`{a: .a | foo}`:               "no function `foo/0`",
	} {
		_, err := Parse(text)
		if assert.Error(t, err, text) {
			assert.Contains(t, err.Error(), want, text)
		}
	}
}
