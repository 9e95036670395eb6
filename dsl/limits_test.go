package dsl

import (
	"strings"
	"testing"
	"time"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/stretchr/testify/assert"
)

func parseText(text string) (*File, []string) {
	file, diags := Parse(source.NewFile("t.rb", []byte(text)))
	var told []string
	for _, d := range diags {
		told = append(told, d.Code+" "+d.Message)
	}
	return file, told
}

// What is nested too deeply is told with the word limit; it exhausts no
// stack and takes no long time.
func TestParseRefusesWhatIsNestedTooDeeply(t *testing.T) {
	const size = 300_000
	for _, unit := range []string{
		"[", "{a: ", "(", "\"#{", "if true\n", "true ? 1 : ", "!", "-", "f ", "x = ", "->{", "[1].each do\n", "not ", "f(", "a[", "x.y ",
		"while x\n", "begin\n", "case 1\nwhen 1\n", "def f\n", "module A\n", "->(a = ", "f {|a = ", "2 ** ", "defined? ", "(a, ",
		"/#{", ":\"#{", "%W[#{", "a += ", "for a in [1] do\n", "..", "class A < B\n",
	} {
		t.Run(unit, func(t *testing.T) {
			start := time.Now()
			_, told := parseText(strings.Repeat(unit, size/len(unit)))
			assert.Equal(t, []string{"E0116 nested too deeply: the limit is 2500 levels"}, told)
			assert.Less(t, time.Since(start), 5*time.Second)
		})
	}
}

func TestParseAcceptsAThousandLevels(t *testing.T) {
	const n = 1_000
	for _, c := range []struct{ open, inner, end string }{
		{"[", "", "]"}, {"{a: ", "1", "}"}, {"(", "1", ")"}, {"\"#{", "1", "}\""}, {"if true\n", "1\n", "end\n"}, {"f(", "1", ")"},
		{"->{", "1", "}"}, {"[1].each do\n", "1\n", "end\n"}, {"true ? 1 : ", "1", ""}, {"f ", "1", ""}, {"!", "a", ""}, {"-(", "a", ")"},
		{"begin\n", "1\n", "end\n"}, {"a[", "1", "]"}, {"module A\n", "", "end\n"}, {"f { |x| ", "1", "}"},
	} {
		file, told := parseText(strings.Repeat(c.open, n) + c.inner + strings.Repeat(c.end, n))
		assert.Empty(t, told, c.open)
		assert.Greater(t, file.MaxDepth, 900, c.open)
	}
}

func TestParseAcceptsAnyWidth(t *testing.T) {
	for name, text := range map[string]string{
		"elements": "x = [" + strings.Repeat("1, ", 100_000) + "]",
		"pairs":    "x = {" + strings.Repeat("**a, ", 50_000) + "}",
		"whens":    "case x\n" + strings.Repeat("when 1 then 2\n", 20_000) + "end",
		"string":   "x = \"" + strings.Repeat("a", 300_000) + "\"",
		"adjacent": "x = " + strings.Repeat("\"a\" ", 50_000),
		"heredoc":  "x = <<~A\n" + strings.Repeat("  a\n", 50_000) + "A\n",
		"newlines": strings.Repeat("\n", 1_000_000),
		"locals":   strings.Repeat("v = 1\n", 50_000),
		"sum":      "x = 1" + strings.Repeat(" + 1", 9_000),
		"chain":    "x" + strings.Repeat(".a", 9_000),
		"elsif":    "if a\n" + strings.Repeat("elsif b\n", 5_000) + "end",
	} {
		start := time.Now()
		_, told := parseText(text)
		assert.Empty(t, told, name)
		assert.Less(t, time.Since(start), 5*time.Second, name)
	}
}

func TestParseRefusesTreesThatAreTooHigh(t *testing.T) {
	for name, text := range map[string]string{
		"sum":    "x = 1" + strings.Repeat(" + 1", 100_000),
		"chain":  "x" + strings.Repeat(".a", 100_000),
		"index":  "x" + strings.Repeat("[0]", 100_000),
		"and":    "x" + strings.Repeat(" and x", 100_000),
		"if":     "x" + strings.Repeat(" if x", 100_000),
		"nested": strings.Repeat("(", 100) + "1" + strings.Repeat(strings.Repeat(" + 1", 1_000)+")", 100),
		"elsif":  "if a\n" + strings.Repeat("elsif b\n", 50_000) + "end",
	} {
		file, told := parseText(text)
		assert.Len(t, told, 1, name)
		assert.Contains(t, strings.Join(told, ""), "limit", name)
		assert.LessOrEqual(t, file.MaxDepth, maxHeight, name)
	}
}

func TestParseTellsALineBehindAMillionOthers(t *testing.T) {
	f := source.NewFile("t.rb", []byte(strings.Repeat("\n", 1_000_000)+"x = )\n"))
	_, diags := Parse(f)
	assert.Equal(t, "1000001:5 E0101 unexpected `)`\n", listing(f, diags))
}

func TestParseTellsFewMistakesOfGarbage(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":   strings.Repeat("(]", 50_000),
		"closers":    strings.Repeat("}\n", 50_000),
		"numbers":    strings.Repeat("09\n", 50_000),
		"bytes":      strings.Repeat("\x80\x00\n", 50_000),
		"quotes":     strings.Repeat("“\n", 50_000),
		"openers":    strings.Repeat("%( '\n", 10_000),
		"heredocs":   strings.Repeat("x <<A\n", 10_000) + strings.Repeat("<<B\n", 10_000),
		"unclosed":   "x = [1, 2\n" + strings.Repeat("y = { a: 1 }\n", 300),
		"interpolat": strings.Repeat("\"#{\n", 10_000),
	} {
		start := time.Now()
		_, told := parseText(text)
		assert.NotEmpty(t, told, name)
		assert.LessOrEqual(t, len(told), maxErrors, name)
		assert.Less(t, time.Since(start), 5*time.Second, name)
	}
	_, told := parseText("template :t do\n  x = [1, 2\n" + strings.Repeat("  y = { a: 1 }\n", 300) + "end\n")
	assert.Equal(t, []string{"E0106 `[` is never closed"}, told)
}

func TestParseRefusesEndlessNumbersAndNulInComments(t *testing.T) {
	for text, want := range map[string]string{
		"x = " + strings.Repeat("9", 2_000_000): "E0103 `" + strings.Repeat("9", 60) + "…` has more digits than the limit of 310,000",
		"x = 1 # a\x00b\n":                      "E0102 NUL character in a comment",
		"# \x00":                                "E0102 NUL character in a comment",
	} {
		_, told := parseText(text)
		assert.Equal(t, []string{want}, told)
	}
}

func TestParseRefusesMoreCodeThanTheVMHolds(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("puts\n", 200_000):            "E0306 more statements in one file than the limit of 150000",
		strings.Repeat("-> { }\n", 30_000):           "E0306 more blocks and methods in one file than the limit of 20000",
		strings.Repeat("a.each { |x| x }\n", 30_000): "E0306 more blocks and methods in one file than the limit of 20000",
		strings.Repeat("f do\nend\n", 30_000):        "E0306 more blocks and methods in one file than the limit of 20000",
		strings.Repeat("def f = 1\n", 30_000):        "E0306 more blocks and methods in one file than the limit of 20000",
	} {
		_, told := parseText(text)
		assert.Equal(t, []string{want}, told)
	}
}
