package lower

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func chunkOf(t testing.TB, text string) *Chunk {
	tree, diags := dsl.Parse(source.NewFile("t.rb", []byte(text)))
	require.Empty(t, diags)
	table, _ := scope.Bind(tree, nil)
	chunk, diags := File(tree, table)
	require.Empty(t, diags)
	return chunk
}

func TestListingShowsLocalsCallsAndPlaces(t *testing.T) {
	got := chunkOf(t, "x = 1\nputs(x + 2)\n").Listing()
	assert.Equal(t, strings.TrimLeft(`
      local K = ...
      local J
      local x_1
   1  x_1 = 1
      do
   2    local t2
   2    t2, J = call:puts(op:+2(x_1))
   2    if J then
   2      return t2, J
   2    end
      end
`, "\n"), chunkOf(t, "x = 1\nputs(x + 2)\n").Listing(), "%s", got)
}

func TestLiteralWithoutCodeIsOneSlot(t *testing.T) {
	chunk := chunkOf(t, `aws_x(:n, { a: [1, { b: "c" }], d: nil })`)
	require.Len(t, chunk.Slots, 1)
	call := chunk.Slots[0].(*Call)
	assert.Equal(t, PlanConst, call.Args[1].Kind)
	assert.Zero(t, call.Args[1].Leaves)
}

func TestLiteralSharesItsConstantBranches(t *testing.T) {
	chunk := chunkOf(t, "y = 1\nx = { a: [1, { b: 2 }], c: { d: y } }\n")
	var plan *Plan
	for _, s := range chunk.Slots {
		if m, ok := s.(*Make); ok {
			plan = m.Plan
		}
	}
	require.NotNil(t, plan)
	assert.Equal(t, 1, plan.Leaves)
	assert.Equal(t, PlanConst, plan.Elems[0].Kind)
	assert.Equal(t, PlanHash, plan.Elems[1].Kind)
	assert.NotNil(t, plan.Shape)
}

// Every Lua line is an index into the table of places.
func TestEveryLineIsAPlace(t *testing.T) {
	chunk := chunkOf(t, everything)
	n := 0
	each(chunk.Stmts, func(p ast.PositionHolder) {
		n++
		assert.Less(t, p.Line(), len(chunk.Spans))
		assert.GreaterOrEqual(t, p.Line(), 0)
	})
	assert.Greater(t, n, 100)
	assert.True(t, chunk.Place(len(chunk.Spans)).IsZero())
	assert.True(t, chunk.Place(-1).IsZero())
}

func TestEverythingCompiles(t *testing.T) {
	for _, text := range []string{everything, strings.Repeat(everything, 30)} {
		_, err := lua.Compile(chunkOf(t, text).Stmts, "t")
		require.NoError(t, err)
		assert.NotEmpty(t, chunkOf(t, text).Listing())
	}
}

func TestFrameHoldsWhatClosuresShareAndChange(t *testing.T) {
	for _, row := range []struct {
		text  string
		frame bool
	}{
		{"x = 1\nf = -> { x }\n", false},
		{"x = 1\nf = -> { x }\nx = 2\n", true},
		{"x = 1\nf = -> { x = 2 }\n", true},
		{"while true\nx = 1\nf = -> { x }\nend\n", true},
		{"begin\nx = 1\nrescue\nend\n", true},
		{"3.times { |i| x = i\n f = -> { x } }\n", false},
		{"f = -> { f }\n", true},
	} {
		got := strings.Contains(chunkOf(t, row.text).Listing(), "local F")
		assert.Equal(t, row.frame, got, "%s", row.text)
	}
}

// everything has each kind of node.
const everything = `
module M
  LIMIT = 3
  def self.f(x) = x + LIMIT
end
class E < StandardError
  def initialize(n) = super("n #{n}")
end
def m(a, b = a, *c, d, k:, o: 1, **r, &blk)
  yield a, b if block_given?
  return [a, *c], d, k, o, r, blk
rescue E, *[ArgumentError] => e
  raise
else
  1
ensure
  puts "x"
end
def fw(...) = m(...)
i, (j, *q), z = 1, [2, 3], nil
i += 1; q ||= []; z &&= 2; h = { "a" => 1, b: i, **{}, "c": :"d#{i}" }
h[:k] ||= h[:b] += 1
while i < 5 do i += 1; next if i == 3; break i if i > 4 end
begin; i -= 1; end until i < 0
for u, v in [[1, 2]] do puts u + v end
3.times { |t| puts t }
(1..i).each do |t| break t end
l = ->(x, y = 2) { next x if y; x * y }
p l.(1), lambda { |x| x }.call(2), h&.size, !i, -i, +1.5, ~2, (i and z), defined?(zz), 1..2, (i..), /a#{i}/i =~ "b", $~, $1
case i when 1, *q then 2 when String then 3 else 4 end
case [1, { a: 2 }]
in [Integer => n, { a: }] if a > 1 then n
in [*, 5, *] | nil then 6
in { k: ^i, **rest } then rest
else 7
end
h => { b: w }
ok = (h in { b: Integer })
x = i > 1 ? "a#{h[:b]}" : %w[a b]
i.zero? || raise("no") rescue 5
[1].map(&:to_s).each_with_index { |e2, (f2, *g2), k2 = 3| e2 }
A1 = M::LIMIT; self; __method__
aws_t(:n, { a: role.arn }) do
  tags do Name "x" end
end
unless i then 1 else 2 end
`

func each(stmts []ast.Stmt, f func(ast.PositionHolder)) {
	for _, s := range stmts {
		f(s)
		switch s := s.(type) {
		case *ast.DoBlockStmt:
			each(s.Stmts, f)
		case *ast.IfStmt:
			each(s.Then, f)
			each(s.Else, f)
		case *ast.WhileStmt:
			each(s.Stmts, f)
		case *ast.NumberForStmt:
			each(s.Stmts, f)
		case *ast.LocalAssignStmt:
			eachExpr(s.Exprs, f)
		case *ast.AssignStmt:
			eachExpr(s.Rhs, f)
		case *ast.FuncCallStmt:
			eachExpr([]ast.Expr{s.Expr}, f)
		case *ast.ReturnStmt:
			eachExpr(s.Exprs, f)
		}
	}
}

func eachExpr(list []ast.Expr, f func(ast.PositionHolder)) {
	for _, e := range list {
		f(e)
		switch e := e.(type) {
		case *ast.FuncCallExpr:
			eachExpr(append([]ast.Expr{e.Func}, e.Args...), f)
		case *ast.FunctionExpr:
			each(e.Stmts, f)
		}
	}
}
