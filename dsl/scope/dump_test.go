package scope

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func TestDumpShowsScopesVariablesAndFreeNames(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"", "File 1:1\n"},
		{"n = 1\nget = -> { n }\nn = 2\n", `
File 1:1
  n 1:1 shared
  get 2:1
  LambdaExpr 2:7
`},
		{"3.times { |i| [i].each { |x, y| x } }\ndef f(a, *) = a\n", `
File 1:1
  Block 1:9 loop
    i 1:12 param
    Block 1:24
      x 1:27 param
      y 1:30 param unused
  DefExpr 2:1
    a 2:7 param
    * 2:10 param unused
`},
		{"aws_x(:a, { name: key.arn })\n", "File 1:1\nfree key.arn 1:19\n"},
	} {
		tree, diags := dsl.Parse(source.NewFile("t.rb", []byte(row.text)))
		require.Empty(t, diags)
		table, _ := Bind(tree, nil)
		assert.Equal(t, strings.TrimPrefix(row.want, "\n"), table.Dump(), row.text)
	}
}
