package dsl

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func formatted(t *testing.T, text string) string {
	t.Helper()
	out, diags, err := Format(source.NewFile("t.rb", []byte(text)))
	require.NoError(t, err)
	require.Empty(t, diags)
	return string(out)
}

func TestFormatBlanks(t *testing.T) {
	for _, c := range [][2]string{
		{"a=1", "a = 1"},
		{"f( 1 ,2,:a=>3 , b:4 )", "f(1, 2, :a => 3, b: 4)"},
		{"x={a:1,'b':2}", "x = { a: 1, 'b': 2 }"},
		{"x = { }", "x = {}"},
		{"x = [ 1,2 , ]", "x = [1, 2,]"},
		{"a.map{|x,y|x+y}", "a.map { |x, y| x + y }"},
		{"a.map{|x;y|x}", "a.map { |x; y| x }"},
		{"a.map  do|x|x end", "a.map do |x| x end"},
		{"x = ->( a,b = 2 ){a*b}", "x = ->(a, b = 2) { a * b }"},
		{"x = -> a{a}", "x = -> a { a }"},
		{"f -1", "f -1"},
		{"f - 1", "f - 1"},
		{"f = 2; f -1", "f = 2; f - 1"},
		{"f [1]", "f [1]"},
		{"f[1]", "f[1]"},
		{"f *a, **b, &c", "f *a, **b, &c"},
		{"puts (1)", "puts (1)"},
		{"puts  (1+2)*3", "puts (1 + 2) * 3"},
		{"x ? a : b", "x ? a : b"},
		{"x=1;x ?2:3", "x = 1; x ? 2 : 3"},
		{"x = 1 .. 3", "x = 1..3"},
		{"x = (1 ..)", "x = (1 ..)"},
		{"x = - y", "x = - y"},
		{"x = ! y&&z", "x = !y && z"},
		{"x = a<<b|c", "x = a << b | c"},
		{"a,*b=c", "a, *b = c"},
		{"x||=1", "x ||= 1"},
		{"x=y  if(z)", "x = y if (z)"},
		{"f. (1)", "f. (1)"},
		{"f . call", "f.call"},
		{"A :: B", "A::B"},
		{"f . g&.h", "f.g&.h"},
		{"x = %w[a  b]", "x = %w[a  b]"},
		{`x = "a  #{ b+1 }"`, `x = "a  #{ b+1 }"`},
		{"x = 1   # why", "x = 1  # why"},
		{"def f a,b=1\nend", "def f a, b = 1\nend"},
		{"def f(a)=a+1", "def f(a) = a + 1"},
		{"case [1]\nin [Integer=>_a,*]|nil then 1\nend", "case [1]\nin [Integer => _a, *] | nil then 1\nend"},
	} {
		assert.Equal(t, c[1]+"\n", formatted(t, c[0]), c[0])
	}
}

func TestFormatLayout(t *testing.T) {
	data, err := os.ReadFile("testdata/layouts.txt")
	require.NoError(t, err)
	files := txtar.Parse(data).Files
	require.NotEmpty(t, files)
	for i := 0; i+1 < len(files); i += 2 {
		name := files[i].Name
		assert.Equal(t, string(files[i+1].Data), formatted(t, string(files[i].Data)), name)
		assert.Equal(t, string(files[i+1].Data), formatted(t, string(files[i+1].Data)), name+" again")
	}
}

func TestFormatLines(t *testing.T) {
	for name, c := range map[string][2]string{
		"no text":             {"", ""},
		"no final break":      {"a", "a\n"},
		"breaks of Windows":   {"f(\r\n1)\r\n\r\n\r\ny\r\n", "f(\n  1)\n\ny\n"},
		"byte order mark":     {"\ufeffa\n", "a\n"},
		"empty lines":         {"\n\na\n\n\n\nb\n\n\n", "a\n\nb\n"},
		"comments alone":      {"\n  # a\n\n\n  # b", "# a\n\n# b\n"},
		"blanks behind":       {"a  \n# b \t\n", "a\n# b\n"},
		"tabs":                {"if a\n\tb\nend\n", "if a\n  b\nend\n"},
		"numbered lines":      {"a\n\n\nb = __LINE__\n", "a\n\n\nb = __LINE__\n"},
		"block comment":       {"if a\n=begin\n x\n=end\n  b\nend\n", "if a\n=begin\n x\n=end\n  b\nend\n"},
		"after the end":       {"a=1\n\n\n__END__\n x  \n\n", "a = 1\n\n__END__\n x  \n\n"},
		"a mark for nothing":  {"a \\\n\nb \\\n# c\nd \\\n", "a\nb  # c\nd\n"},
		"continued by a mark": {"x = a \\\n+ b\n", "x = a \\\n  + b\n"},
	} {
		assert.Equal(t, c[1], formatted(t, c[0]), name)
	}
}

// A fence keeps its indentation.
func TestFormatFence(t *testing.T) {
	text := "- x\n  ```ruby\n  if a\n      b=1\n\n  x = <<~A\n    text\n  A\n  end\n  ```\n"
	from, to := strings.Index(text, "  if"), strings.LastIndex(text, "  ```")
	out, diags, err := Format(source.NewFile("t.md", []byte(text)).Part(from, to, "t", 2))
	require.NoError(t, err)
	assert.Empty(t, diags)
	assert.Equal(t, "  if a\n    b = 1\n\n    x = <<~A\n    text\n  A\n  end\n", string(out))
}

func TestFormatLeavesMistakes(t *testing.T) {
	out, diags, err := Format(source.NewFile("t.rb", []byte("f( 1")))
	require.NoError(t, err)
	assert.True(t, diags.HasErrors())
	assert.Equal(t, "f( 1", string(out))
}

func FuzzFormat(f *testing.F) {
	for _, text := range templates(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		out, diags, err := Format(source.NewFile("t.rb", text))
		require.NoError(t, err)
		if diags.HasErrors() {
			return
		}
		again, _, err := Format(source.NewFile("t.rb", out))
		require.NoError(t, err)
		require.Equal(t, string(out), string(again))
	})
}

// Every template of the repository keeps its tree in canonical layout, which
// has no other layout.
func TestFormatKeepsEveryTemplate(t *testing.T) {
	n := 0
	for name, text := range templates(t) {
		f := source.NewFile(name, text)
		if _, diags := Parse(f); diags.HasErrors() {
			continue
		}
		out, _, err := Format(f)
		if assert.NoError(t, err, name) {
			n++
			again, _, err := Format(source.NewFile(name, out))
			assert.NoError(t, err, name)
			assert.Equal(t, string(out), string(again), name)
		}
	}
	assert.Greater(t, n, 100)
}

// templates are the templates of the golden tests, by name.
func templates(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir("../testdata", func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		switch filepath.Ext(path) {
		case ".rb":
			out[path] = data
		case ".txtar":
			for _, f := range txtar.Parse(data).Files {
				if strings.HasSuffix(f.Name, ".rb") {
					out[path+"/"+f.Name] = f.Data
				}
			}
		}
		return err
	})
	require.NoError(t, err)
	return out
}

// Whatever blanks and breaks stand between the tokens of a template, as long
// as it can be parsed it has a canonical layout.
func TestFormatOfAnyBlanks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parsed := 0
	all := templates(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := all[name]
		for range 12 {
			f := source.NewFile(name, otherBlanks(text, random))
			out, diags, err := Format(f)
			if diags.HasErrors() {
				continue
			}
			parsed++
			require.NoError(t, err, "%s", f.Data)
			again, _, err := Format(source.NewFile(name, out))
			require.NoError(t, err, "%s", out)
			require.Equal(t, string(out), string(again), "%s", f.Data)
		}
	}
	assert.Greater(t, parsed, 1000)
}

// otherBlanks is text with other blanks between some of its tokens.
func otherBlanks(text []byte, random *rand.Rand) []byte {
	choices := []string{"", "", " ", "  ", "\n", " # c\n", "\n\n\n# c\n\n\n", " \\\n"}
	var out []byte
	f := source.NewFile("t.rb", text)
	for _, token := range Lex(f) {
		trivia := token.Trivia(f)
		switch token.Kind {
		case StrText, StrSep, InterpBeg, InterpEnd, StrEnd:
		default:
			if random.IntN(12) == 0 && !strings.Contains(trivia, "#") {
				trivia = choices[random.IntN(len(choices))]
			}
		}
		out = append(append(out, trivia...), token.Text(f)...)
	}
	return out
}
