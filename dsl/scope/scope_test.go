package scope

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func bind(t *testing.T, text string) (*Table, diag.List) {
	tree, diags := dsl.Parse(source.NewFile("t.rb", []byte(text)))
	require.Empty(t, diags, "%s", text)
	return Bind(tree, nil)
}

// shared are the names of the variables that need more than a register.
func shared(table *Table) string {
	var names []string
	for _, s := range scopesOf(table) {
		for _, v := range s.Vars {
			if v.Shared {
				names = append(names, v.Name)
			}
		}
	}
	return strings.Join(names, " ")
}

func scopesOf(table *Table) []*Scope {
	list := []*Scope{table.Root}
	for _, n := range table.File.Body {
		if s := table.Scopes[n]; s != nil {
			list = append(list, s)
		}
	}
	return list
}

func TestSharedVariables(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"x = 1\nx = 2\n", ""},
		{"x = 1\nf = -> { x }\n", ""},
		{"x = 1\nf = -> { x }\nx = 2\n", "x"},
		{"x = 1\nx = 2\nf = -> { x }\n", "x"},
		{"x = 1\n[1].each { |y| x = y }\n", "x"},
		{"f = -> { f }\n", "f"},
		{"while true\nx = 1\nf = -> { x }\nend\n", "x"},
		{"begin\nx = 1\nrescue => e\ny = e\nend\n", "x"},
		{"def m(a, b = 1)\n-> { [a, b] }\nend\n", ""},
		{"def m(a)\na += 1\n-> { a }\nend\n", ""},
		{"n = 0\n3.times { n += 1 }\n", ""},
		{"n = 0\nm.times { n += 1 }\n", "n"},
		{"for i in list do n = i end\n", "i n"},
	} {
		table, _ := bind(t, row.text)
		assert.Equal(t, row.want, shared(table), "%s", row.text)
	}
}

func TestScopesSeeWhatRubySees(t *testing.T) {
	table, _ := bind(t, "x = 1\ndef m\n  x = 2\nend\n[1].each { |y; x| x = y }\nx\n")
	require.Len(t, table.Root.Vars, 1)
	assert.Equal(t, "x", table.Root.Vars[0].Name)
	last := table.File.Body[3].(*dsl.LocalExpr)
	assert.Same(t, table.Root.Vars[0], table.Vars[last])
	block := table.File.Body[2].(*dsl.CallExpr).Block
	assert.Len(t, table.Scopes[block].Vars, 2)
}

func TestFreeNames(t *testing.T) {
	table, diags := bind(t, "def known = 1\nx = role.arn\ny = known.succ\nz = bare\nw = x.arn\n")
	assert.Empty(t, diags)
	require.Len(t, table.Free, 1)
	assert.Equal(t, "role.arn", table.Free[0].Span().Text())
}

func TestWarningsOfFreeNames(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"primary_stream = 1\nx = primary_steam.arn\n", "E0202 `primary_steam` is not defined, so it is an input; `primary_stream` is defined here"},
		{"x = later.arn\nlater = 1\n", "E0201 `later` is an input here, since it is assigned only later"},
		{"bucket_a = 1\nx = bucket_b.arn\n", ""},
		{"stream1 = 1\nx = stream2.arn\n", ""},
		{"raw_bucket = 1\nx = log_bucket.arn\n", ""},
		{"abc = 1\nx = abd.arn\n", ""},
		{"stream = 1\nx = straem.arn\n", "E0202 `straem` is not defined, so it is an input; `stream` is defined here"},
	} {
		_, diags := bind(t, row.text)
		got := ""
		for _, d := range diags {
			got += d.Code + " " + d.Message
			assert.NotEmpty(t, d.Labels)
			assert.Equal(t, diag.Warning, d.Severity)
		}
		assert.Equal(t, row.want, got, "%s", row.text)
	}
}

func TestHomesOfReturns(t *testing.T) {
	table, _ := bind(t, "def a\n[1].each { return 1 }\nend\ndef b\nreturn 1\nend\ndef c\n[1].each { -> { return 1 } }\nend\n")
	for i, want := range []bool{true, false, false} {
		assert.Equal(t, want, table.Scopes[table.File.Body[i]].Home, "%d", i)
	}
}
