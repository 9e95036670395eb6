package synth_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// This file writes the same stream in other ways: what a rule says does not
// depend on how its values came about.

// A way is another way to write a stream. It gets the attributes of the stream,
// a Hash literal, and gives the body of the template.
type way struct {
	name  string
	write func(attrs string) string
}

const call = "aws_kinesis_firehose_delivery_stream(:s, "

var ways = []way{
	{"a local", func(attrs string) string { return "  attrs = " + attrs + "\n  " + call + "attrs)\n" }},
	{"a merge", func(attrs string) string {
		return "  usual = { destination: \"splunk\" }\n  " + call + "usual.merge(" + attrs + "))\n"
	}},
	{"a loop", func(attrs string) string {
		return "  %w[s].each do |name|\n  aws_kinesis_firehose_delivery_stream(name.to_sym, " + attrs + ")\n  end\n"
	}},
	{"a helper", func(attrs string) string {
		return "  def attributes(kind)\n  " + attrs + "\n  end\n  " + call + "attributes(1))\n"
	}},
	{"keys that are texts", func(attrs string) string {
		return "  attrs = " + attrs + "\n  " + call + "attrs.transform_keys(&:to_s))\n"
	}},
	{"an array for each block", func(attrs string) string {
		return "  attrs = " + attrs + "\n  " + call + "attrs.to_h { |key, v| [key, v.is_a?(Hash) && key != :tags ? [v] : v] })\n"
	}},
}

// rewritten is a breach written in another way, without brackets. False when it
// is more than one stream.
func rewritten(b breach, w way) (text, bool) {
	whole := bracketed(string(b.text)).text
	before, attrs, ok := strings.Cut(whole, "  "+call)
	attrs, _, closed := strings.Cut(attrs, ")\nend\n")
	if !ok || !closed || before != "template :t do\n" {
		return "", false
	}
	return text(before + w.write(attrs) + "end\n"), true
}

// The first breach of every other rule yields its code in every way.
func TestARuleSeesThroughLocalsMergesLoopsAndHelpers(t *testing.T) {
	all := breaches()
	for _, w := range ways {
		var sample []breach
		var texts []text
		seen := map[string]bool{}
		for _, b := range all {
			s, ok := rewritten(b, w)
			if ok && !seen[b.rule] && len(seen)%2 == 0 {
				sample, texts = append(sample, b), append(texts, s)
			}
			seen[b.rule] = true
		}
		require.Greater(t, len(sample), 40)
		for i, c := range checkAll("terraform", texts) {
			assert.True(t, c.tells(sample[i].rule), "%s through %s is not told, but\n%s", sample[i].rule, w.name, c.all())
		}
	}
}

// value is what stands in the brackets of a breach, when it is all of a value.
func (b breach) value() (before, value, after string, ok bool) {
	before, rest, _ := strings.Cut(string(b.text), "⟦")
	value, after, ok = strings.Cut(rest, "⟧")
	whole := strings.HasSuffix(before, ": ") && strings.ContainsAny(after[:min(1, len(after))], ",\n }") && !strings.HasPrefix(after, ": ")
	return before, value, after, ok && whole
}

// valueWays are other ways to write a single value: what precedes the
// template's resource, and what stands in its place. Empty for a value that
// cannot be written so.
var valueWays = []struct {
	name  string
	write func(value string) (before, in string)
}{
	{"a local", func(v string) (string, string) { return "  chosen = " + v + "\n", "chosen" }},
	{"a constant of a Hash", func(v string) (string, string) {
		return "  settings = { a: { b: " + v + " } }\n", "settings.dig(:a, :b)"
	}},
	{"a condition", func(v string) (string, string) { return "  chosen = " + v + "\n", "(chosen.nil? ? nil : chosen)" }},
	{"a method with an argument", func(v string) (string, string) {
		return "  def chosen(v, w = nil)\n    w || v\n  end\n", "chosen(" + v + ")"
	}},
	{"a text put together", func(v string) (string, string) {
		if !strings.HasPrefix(v, `"`) {
			return "", ""
		}
		return "  chosen = " + v + "\n", `"#{chosen}"`
	}},
	{"a number in quotes", func(v string) (string, string) {
		if strings.Trim(v, "-.0123456789") != "" {
			return "", ""
		}
		return "", `"` + v + `"`
	}},
}

// Every third breach that is one value yields its code however the value is written.
func TestARuleSeesThroughTheWaysToWriteAValue(t *testing.T) {
	all := breaches()
	for k, w := range valueWays {
		var sample []breach
		var texts []text
		for i := k % 3; i < len(all); i += 3 {
			b := all[i]
			before, value, after, ok := b.value()
			first, written := w.write(value)
			if !ok || written == "" || !strings.HasPrefix(before, "template :t do\n  "+call) {
				continue
			}
			before = "template :t do\n" + first + strings.TrimPrefix(before, "template :t do\n")
			sample, texts = append(sample, b), append(texts, text(before+written+after))
		}
		require.Greater(t, len(sample), 15, w.name)
		for i, c := range checkAll("terraform", texts) {
			assert.True(t, c.tells(sample[i].rule), "%s through %s is not told, but\n%s", sample[i].rule, w.name, c.all())
		}
	}
}
