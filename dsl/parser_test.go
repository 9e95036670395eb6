package dsl

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each file holds cases: source, a line of dashes, what is expected, a line
// of equals signs.
var (
	//go:embed testdata/trees.txt
	treeCases string
	//go:embed testdata/errors.txt
	errorCases string
)

func eachCase(t *testing.T, cases string, check func(t *testing.T, text, want string)) {
	for _, c := range strings.Split(strings.TrimSuffix(cases, "====\n"), "====\n") {
		text, want, ok := strings.Cut(c, "----\n")
		require.True(t, ok, c)
		name, _, _ := strings.Cut(text, "\n")
		t.Run(name, func(t *testing.T) { check(t, text, want) })
	}
}

func TestParseTrees(t *testing.T) {
	eachCase(t, treeCases, func(t *testing.T, text, want string) {
		file, diags := Parse(source.NewFile("t.rb", []byte(text)))
		assert.Empty(t, diags)
		assert.Equal(t, want, Dump(file))
	})
}

func TestParseTellsEachMistakeOnce(t *testing.T) {
	eachCase(t, errorCases, func(t *testing.T, text, want string) {
		f := source.NewFile("t.rb", []byte(text))
		_, diags := Parse(f)
		assert.Equal(t, want, listing(f, diags))
	})
}

// listing shows diagnostics, one a line, in the order of the text.
func listing(f *source.File, diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Tidy() {
		at := f.Position(int(d.Span.Start))
		fmt.Fprintf(&b, "%d:%d %s %s\n", at.Line, at.Column, d.Code, d.Message)
	}
	return b.String()
}

func TestCodesHaveExamples(t *testing.T) {
	for _, c := range diag.Codes() {
		if !strings.HasPrefix(c.ID, "E01") {
			continue
		}
		_, diags := Parse(source.NewFile("t.rb", []byte(c.Example)))
		var ids []string
		for _, d := range diags {
			ids = append(ids, d.Code)
		}
		assert.Equal(t, []string{c.ID}, ids, c.Example)
	}
}

func TestCertainMistakesCarryAFix(t *testing.T) {
	_, diags := Parse(source.NewFile("t.rb", []byte("x = { a: 1\n  b: 2 }\n")))
	require.Len(t, diags, 1)
	require.Len(t, diags[0].Fixes, 1)
	edit := diags[0].Fixes[0].Edits[0]
	assert.Equal(t, ",", edit.Text)
	assert.EqualValues(t, 10, edit.Span.Start)
}

func TestMissingEndNamesTheOpenerByIndentation(t *testing.T) {
	text := "template :a do\n  list.each do |x|\n    y x\nend\n"
	_, diags := Parse(source.NewFile("t.rb", []byte(text)))
	require.Len(t, diags, 1)
	assert.EqualValues(t, strings.Index(text, "do |x|"), diags[0].Span.Start)
	assert.NotEmpty(t, diags[0].Labels)
	assert.NotEmpty(t, diags[0].Help)
}

func TestFrozenStringLiteralsAreAskedForInTheFirstComments(t *testing.T) {
	for text, want := range map[string]bool{
		"# frozen_string_literal: true\nx = 1\n":              true,
		"# a comment\n# Frozen-String-Literal: True\nx = 1\n": true,
		"# frozen_string_literal: false\nx = 1\n":             false,
		"x = 1\n# frozen_string_literal: true\n":              false,
		"x = 1\n":                                             false,
	} {
		file, _ := Parse(source.NewFile("t.rb", []byte(text)))
		assert.Equal(t, want, file.Frozen, text)
	}
}
