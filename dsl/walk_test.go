package dsl

import (
	_ "embed"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

//go:embed ast.go
var treeSource string

// nodeKinds are the names of the types of ast.go that embed At.
func nodeKinds(t *testing.T) []string {
	file, err := goparser.ParseFile(token.NewFileSet(), "ast.go", treeSource, 0)
	require.NoError(t, err)
	var kinds []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok && len(s.Fields.List) > 0 && len(s.Fields.List[0].Names) == 0 {
			kinds = append(kinds, spec.Name.Name)
		}
		return true
	})
	return kinds
}

func TestWalkAndDumpMeetEveryKindOfNode(t *testing.T) {
	walked, dumped := map[string]bool{}, map[string]bool{"File": true}
	for _, cases := range []string{treeCases, errorCases} {
		eachCase(t, cases, func(_ *testing.T, text, _ string) {
			file, _ := Parse(source.NewFile("t.rb", []byte(text)))
			Walk(file, func(n Node) bool {
				walked[reflect.TypeOf(n).Elem().Name()] = true
				return true
			})
			for _, line := range strings.Split(Dump(file), "\n") {
				name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
				dumped[name] = true
			}
		})
	}
	kinds := nodeKinds(t)
	require.Greater(t, len(kinds), 50)
	for _, kind := range kinds {
		assert.True(t, walked[kind], "%s is not walked", kind)
		assert.True(t, dumped[kind], "%s is not dumped", kind)
	}
}

func TestWalkLeavesOutWhatVisitRefuses(t *testing.T) {
	file, _ := Parse(source.NewFile("t.rb", []byte("f(1) { 2 }; 3")))
	var ints []int64
	Walk(file, func(n Node) bool {
		if i, ok := n.(*IntLit); ok {
			ints = append(ints, i.Value)
		}
		_, block := n.(*Block)
		return !block
	})
	assert.Equal(t, []int64{1, 3}, ints)
}

func TestNodesLieInsideTheirParents(t *testing.T) {
	eachCase(t, treeCases, func(t *testing.T, text, _ string) {
		file, _ := Parse(source.NewFile("t.rb", []byte(text)))
		Walk(file, func(n Node) bool {
			for _, child := range Children(n) {
				inside := child.Span().Start >= n.Span().Start && child.Span().End <= n.Span().End
				if !inside && !liesElsewhere(n) {
					t.Errorf("%T %q is not inside %T %q", child, child.Span().Text(), n, n.Span().Text())
				}
			}
			return true
		})
	})
}

// liesElsewhere reports whether the text of n's children may stand outside
// of it: the body of a heredoc is one.
func liesElsewhere(n Node) bool {
	s, ok := n.(*StringLit)
	return ok && !s.Heredoc.IsZero()
}
