package vm_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/firehose-dsl/firehose-dsl/compiler"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// foreign are words of the machinery that no template has, and no message may.
var foreign = regexp.MustCompile(`goroutine|runtime error|nil pointer|<nil>|%!|LValue|registry overflow|attempt to|userdata`)

// FuzzRun runs whatever it gets with small budgets: it never panics, ends soon,
// tells each thing at a place of the text and in our own words; what was kept
// of it can be shown.
func FuzzRun(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		started := time.Now()
		r := compiler.Compile(compiler.Job{
			Files:  []*source.File{source.NewFile("t.rb", []byte(text))},
			Limits: compiler.Limits{Steps: 20_000, Bytes: 1 << 20, Depth: 200, Resources: 100},
			Keep:   true,
		})
		assert.Less(t, time.Since(started), 5*time.Second+time.Duration(len(text))*10*time.Microsecond)
		for _, d := range r.Diags {
			require.NotEmpty(t, d.Message)
			if !foreign.MatchString(text) {
				assert.NotRegexp(t, foreign, d.Message)
			}
			if !d.Span.IsZero() {
				assert.True(t, 0 <= d.Span.Start && d.Span.Start <= d.Span.End && int(d.Span.End) <= len(text), d.Message)
			}
		}
		for _, s := range r.Files {
			if s.Chunk != nil {
				assert.NotEmpty(t, s.Table.Dump())
				assert.NotEmpty(t, s.Chunk.Listing())
			}
		}
	})
}

// seeds are small programs of all kinds: some of our own, those of the
// compiler's tests, and those of the golden archives.
func seeds(t testing.TB) []string {
	out := []string{
		"aws_x(:a, { b: [1, c.d] })\n", "def f(x) = f(x)\nf(1)\n", "x = [1].map { |a| break a }\n",
		"begin\nraise 'a'\nrescue => e\nretry if (n = n.to_i + 1) < 3\nensure\nputs 1\nend\n",
		"case [1, {a: 2}]\nin [Integer => n, {a:}] then n\nend\n", "catch(:a) { throw :a, 1 }\n",
		"while true do next if 1; break end\n", "S = Struct.new(:a) { def b = a }\nS.new(1).b\n",
		"module M\n  def self.x(*, **k, &b) = k\nend\nM.x(a: 1)\n", "template :t do\n  a, (b, *c) = 1, [2]\nend\n",
	}
	programs, err := os.ReadFile("../testdata/ruby.txt")
	require.NoError(t, err)
	for _, p := range strings.Split(string(programs), "=====\n") {
		text, _, _ := strings.Cut(p, "-----\n")
		out = append(out, text)
	}
	archives, err := filepath.Glob("../../testdata/golden/*/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		require.NoError(t, err)
		if len(a.Files) > 0 && a.Files[0].Name == "main.rb" && len(a.Files[0].Data) < 1500 {
			out = append(out, string(a.Files[0].Data))
		}
	}
	return out
}
