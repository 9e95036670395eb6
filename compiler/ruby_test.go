package compiler

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// testdata/ruby.txt holds programs with what Ruby 3.1 prints for them (with
// the newer form of Hash#inspect), separated by lines of signs.
func TestProgramsMeanWhatRubySays(t *testing.T) {
	for _, p := range rubyPrograms(t) {
		r := compileText(p.text)
		assert.Empty(t, errorsOf(r), "%s", p.text)
		assert.Equal(t, p.output, r.Output, "%s", p.text)
	}
}

// The same programs mean the same when they are so large that lowering cuts
// them into parts.
func TestLargeProgramsMeanTheSame(t *testing.T) {
	padding := strings.Repeat("__pad = [__LINE__, 1].size\n", 120)
	for _, p := range rubyPrograms(t) {
		r := compileText(padding + p.text)
		assert.Empty(t, errorsOf(r), "%s", p.text)
		assert.Equal(t, p.output, r.Output, "%s", p.text)
	}
}

type rubyProgram struct{ text, output string }

func rubyPrograms(t testing.TB) []rubyProgram {
	data, err := os.ReadFile("testdata/ruby.txt")
	require.NoError(t, err)
	var list []rubyProgram
	for _, s := range strings.Split(string(data), "=====\n") {
		text, output, ok := strings.Cut(s, "-----\n")
		require.True(t, ok, "%s", s)
		list = append(list, rubyProgram{text, output})
	}
	return list
}

func errorsOf(r *Result) []string {
	var messages []string
	for _, d := range r.Diags {
		messages = append(messages, d.Code+" "+d.Message)
	}
	return messages
}

// And they mean the same inside of whatever may stand around them.
func TestProgramsMeanTheSameInsideOthers(t *testing.T) {
	for _, around := range []struct{ before, after string }{
		{"[0].each do |__x|\n", "end\n"},
		{"1.times do |__x|\n", "end\n"},
		{"begin\n", "ensure\n__y = 1\nend\n"},
		{"begin\n", "rescue IOError\nend\n"},
		{"if true\n", "end\n"},
		{"template :t do\n", "end\n"},
		{"while true\n", "break\nend\n"},
		{"-> do\n", "end.call\n"},
		{"case 1\nwhen 1\n", "end\n"},
	} {
		for _, p := range rubyPrograms(t) {
			r := compileText(around.before + p.text + around.after)
			assert.Empty(t, errorsOf(r), "%s%s", around.before, p.text)
			assert.Equal(t, p.output, r.Output, "%s%s", around.before, p.text)
		}
	}
}
