package dsl

import (
	"strings"
	"testing"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/stretchr/testify/assert"
)

// samples are programs of every corner of the grammar; they also seed the fuzzers.
var samples = []string{
	"", "\n\n", "x = 1\n", "# only a comment", "\uFEFFx = 1\n",
	"aws_sns_topic(:t, { name: \"t\", tags: { a: 1, 'b': 2, \"c\" => 3, **d } })\n",
	"foo(<<~A.strip, <<B)\n  a #{<<~C} b\n    c\n  C\n  d\nA\nb\nB\nx\n",
	"\"a#{b { |c| \"d\" }}e\" 'f' \"#{}\"\n",
	"%w[a b] + %W[a#{1}b c] + %i[x y] + %q(a(b)c) + %Q{#{1}}\n",
	"f -1; x = 5; x -1; x /2; f /a/; f [1]; f *a; f ? b : c; f ?a\n",
	"a\n  # comment\n  .b\n  &.c(1)\n",
	"=begin\nany\n=end\nx = 1\n__END__\n)(\n",
	"case x\nin {k:, v: Integer => z} | [1, *] then z\nin ..3 if z\n 1\nelse 2\nend\n",
	"def f(a, b = 1, *c, d, k:, o: 1, **r, &blk) = a rescue 2\ndef g(...) h(...) end\n",
	"begin\n a\nrescue A, *B => e\n retry\nelse\n c\nensure\n d\nend while x\n",
	"[1].map { _1 + _2 }.each do |(a, *b), c = 1; d| it end\n",
	"a, (b, *c), d = *e, 1\nx.y ||= z[1] += 2\n",
	"->(a, b = 1; c) { a }.(1)\n",
	"x = \"a\\u{41 42}\\x41\\101\\n\" /[a]\\/#{1}/mix\n",
	"x = “a”\n@y = `ls`\n", "x = \"abc\n", "x = <<A\nabc", "[1, {a: (", "end end }", "\"#{\"#{", "x = \x80\x00\r\n\t1\r\n",
	"x ? y : z\nx ? 1:2\nx ? \"a\": b\n", "f a: 1 do end.b\n", "puts {a: 1}\n", "resource \"a\" \"b\" {\n}\n",
}

func concatenated(f *source.File, tokens []Token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t.Trivia(f))
		b.WriteString(t.Text(f))
	}
	return b.String()
}

func TestTokensConcatenateToTheSource(t *testing.T) {
	for _, text := range samples {
		f := source.NewFile("t.rb", []byte(text))
		assert.Equal(t, text, concatenated(f, Lex(f)))
	}
}

func TestTokensOfAPartConcatenateToThePart(t *testing.T) {
	for _, text := range samples {
		before, after := "# Title\n  ```ruby\n", "  ```\n)("
		fenced := "  " + strings.ReplaceAll(text, "\n", "\n  ")
		whole := source.NewFile("t.md", []byte(before+fenced+after))
		part := whole.Part(len(before), len(before)+len(fenced), "t", 2)
		assert.Equal(t, fenced, concatenated(part, Lex(part)))
	}
}

func TestIndentationOfAFenceIsTrivia(t *testing.T) {
	text := "  x = <<~A\n    a\n      b\n  A\n  y = <<B\n  c\n   d\n  B\n  z = \"e\n  f\"\n  =begin\n  =end\n"
	f := source.NewFile("t.md", []byte(text)).Part(0, len(text), "t", 2)
	file, diags := Parse(f)
	assert.Empty(t, diags)
	assert.Equal(t, []string{"a\n  b\n", "c\n d\n", "e\nf"}, stringValues(file))
}

// stringValues are the texts of all strings without interpolation.
func stringValues(f *File) []string {
	var texts []string
	Walk(f, func(n Node) bool {
		if s, ok := n.(*StringLit); ok {
			if text, plain := plainText(s.Parts); plain {
				texts = append(texts, text)
			}
		}
		return true
	})
	return texts
}

func TestStringValues(t *testing.T) {
	for text, want := range map[string]string{
		`"a\n\t\s\\\"\#{x}\q"`:           "a\n\t \\\"#{x}q",
		`'a\n\'\\'`:                      `a\n'\`,
		`"\u0041\u{42 43}\x44\105\e\0"`:  "ABCDE\x1b\x00",
		`"\xC3\xA9"`:                     "é",
		"\"a\\\nb\"":                     "ab",
		"\"a\r\nb\"":                     "a\nb",
		`%q(a(b)\)c)`:                    "a(b))c",
		`%(a "b")`:                       `a "b"`,
		`?a`:                             "a",
		`?\n`:                            "\n",
		`"a" 'b' "c"`:                    "abc",
		"<<A\n a\\tb\n  A\nA\n":          " a\tb\n  A\n",
		"<<-A\n a\n  A\n":                " a\n",
		"<<~A\n  a\n\n    b\n   \n  A\n": "a\n\n  b\n \n",
		"<<~A\n\ta\n        b\n  A\n":    "a\nb\n",
		"<<~A\n  a\\\n  b\n  A\n":        "ab\n",
		"<<~A\n  \\ta\n    b\n  A\n":     "\ta\n  b\n",
		"<<~'A'\n  \\t#{x}\n  A\n":       "\\t#{x}\n",
		"<<~\"A B\"\r\n  a\r\n  A B\r\n": "a\n",
		"x.f(<<~A, 1).g\n  a\n  A\n":     "a\n",
		"\"#{1}\"; \"x\"":                "x",
	} {
		f := source.NewFile("t.rb", []byte(text))
		file, diags := Parse(f)
		assert.Empty(t, diags, text)
		assert.Equal(t, []string{want}, stringValues(file), text)
	}
}

func TestNumberValues(t *testing.T) {
	for text, want := range map[string]string{
		"1_000": "IntLit 1000 1:1\n", "0x1F": "IntLit 31 1:1\n", "0b101": "IntLit 5 1:1\n", "0o17": "IntLit 15 1:1\n",
		"017": "IntLit 15 1:1\n", "0d9": "IntLit 9 1:1\n", "-5": "IntLit -5 1:1\n", "-9223372036854775808": "IntLit -9223372036854775808 1:1\n",
		"18446744073709551616": "IntLit 18446744073709551616 1:1\n", "1.5e-3": "FloatLit 0.0015 1:1\n", "1e3": "FloatLit 1000 1:1\n",
	} {
		file, diags := Parse(source.NewFile("t.rb", []byte(text)))
		assert.Empty(t, diags, text)
		assert.Equal(t, want, Dump(file), text)
	}
}

func FuzzLex(f *testing.F) {
	for i, s := range samples {
		f.Add(s, i%3)
	}
	f.Fuzz(func(t *testing.T, text string, indent int) {
		data := []byte("# x\n" + text + "\n)")
		part := source.NewFile("t.md", data).Part(4, 4+len(text), "t", indent&3)
		assert.Equal(t, text, concatenated(part, Lex(part)))
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		src := source.NewFile("t.rb", []byte(text))
		file, diags := Parse(src)
		assert.Equal(t, text, concatenated(src, file.Tokens))
		Walk(file, func(n Node) bool {
			s := n.Span()
			if s.Start < 0 || s.End < s.Start || int(s.End) > len(text) || s.File == nil {
				t.Errorf("%T has the span [%d, %d) of %d bytes", n, s.Start, s.End, len(text))
			}
			if _, bad := n.(*BadExpr); bad && !diags.HasErrors() {
				t.Errorf("a BadExpr without a diagnostic")
			}
			return true
		})
	})
}
