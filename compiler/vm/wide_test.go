package vm_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// many is n pieces of text, made by a format that gets the number of each,
// with a separator between them.
func many(n int, separator, format string) string {
	pieces := make([]string, n)
	for i := range pieces {
		pieces[i] = strings.ReplaceAll(format, "%d", fmt.Sprint(i))
	}
	return strings.Join(pieces, separator)
}

// Source of any width runs: what the VM has no room for is spilled.
func TestWideSourceRuns(t *testing.T) {
	t.Parallel()
	names, numbers := many(300, ", ", "a%d"), many(300, ", ", "%d")
	for what, row := range map[string][2]string{
		"parameters":       {"def f(" + names + ") = [a0, a299]\np f(" + numbers + ")\n", "[0, 299]"},
		"captured":         {"l = ->(" + names + ") { -> { a0 + a299 } }\np l.(" + numbers + ").call\n", "299"},
		"optional":         {"def f(" + many(300, ", ", "a%d = %d") + ", **o, &b) = [a0, a299, o, b.call]\np(f(7, k: 1) { 2 })\n", "[7, 299, {k: 1}, 2]"},
		"keywords":         {"def f(" + many(300, ", ", "a%d: %d") + ") = [a0, a298, a299]\np f(" + many(150, ", ", "a%d: 'x'") + ")\n", "[\"x\", 298, 299]"},
		"forwarded":        {"def g(*a, **k, &b) = [a.size, k, b.call]\ndef f(" + many(79, ", ", "a%d") + ", ...) = g(...)\np(f(" + many(85, ", ", "%d") + ", k: 1) { 5 })\n", "[6, {k: 1}, 5]"},
		"block":            {"[[" + numbers + ", [1, 2]]].each { |" + names + ", (x, y)| p [a0, a299, y] }\n", "[0, 299, 2]"},
		"targets":          {names + " = " + numbers + "\np a0 + a299\n", "299"},
		"targets of list":  {names + ", *r, z = (1..303).to_a\np [a299, r, z]\n", "[300, [301, 302], 303]"},
		"index targets":    {"h = []\n" + many(300, ", ", "h[%d]") + " = (1..300).to_a\np h.sum\n", "45150"},
		"array pattern":    {"case (1..300).to_a\nin [" + names + "] then p a0 + a299\nend\n", "301"},
		"hash pattern":     {"{" + many(300, ", ", "a%d: %d") + "} => {" + many(300, ", ", "a%d:") + "}\np a299\n", "299"},
		"patterns":         {"def f(x)\ncase x\n" + many(1000, "\n", "in %d then :v%d") + "\nelse :none\nend\nend\np [f(0), f(999), f(-1)]\n", "[:v0, :v999, :none]"},
		"super":            {"class E < StandardError\ndef initialize(" + names + ") = super(a299.to_s)\nend\np E.new(" + numbers + ").message\n", "\"299\""},
		"arguments":        {"x = 1\ndef f(*a) = a.sum\np f(" + many(300, ", ", "x + %d") + ")\n", "45150"},
		"string parts":     {"x = 5\np \"" + many(1000, "", "#{x}-") + "\".size\n", "2000"},
		"locals":           {many(2000, "\n", "a%d = %d") + "\np a0 + a1999\n", "1999"},
		"elements":         {"x = 1\np [" + many(2_000, ", ", "x") + ", " + many(48_000, ", ", "%d") + "].size\n", "50000"},
		"statements":       {"def f\nx = 0\n" + strings.Repeat("x += 1\n", 5000) + "x\nend\np f\n", "5000"},
		"whens":            {"def f(x)\ncase x\n" + many(2000, "\n", "when %d then %d") + "\nend\nend\np [f(0), f(1999), f(-1)]\n", "[0, 1999, nil]"},
		"values of a when": {"x = 1999\np(case x\nwhen " + many(2000, ", ", "%d") + " then 1\nend)\n", "1"},
		"rescues":          {"begin\nraise 'x'\n" + many(300, "\n", "rescue TypeError => e%d\n1") + "\nrescue => e\np e.message\nend\n", "\"x\""},
	} {
		assert.Equal(t, row[1]+"\n", printed(t, row[0]), what)
	}
}
