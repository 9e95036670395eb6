package prefix

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseFindsExpressionsWithTheirPlaces(t *testing.T) {
	text := "raw/source=!{partitionKeyFromQuery:source}/!<timestamp:yyyy>/a!b{c}"
	p := Parse(text)
	assert.Empty(t, p.Wrong)
	require.Len(t, p.Exprs, 2)
	assert.Equal(t, "!{partitionKeyFromQuery:source}", text[p.Exprs[0].Start:p.Exprs[0].End])
	assert.Equal(t, "source", text[p.Exprs[0].ValueAt:p.Exprs[0].End-1])
	assert.Equal(t, "!<timestamp:yyyy>", text[p.Exprs[1].Start:p.Exprs[1].End])
	assert.Equal(t, []string{"source"}, p.Values(FromQuery))
	assert.True(t, p.Uses(FromCode, Timestamp))
	assert.False(t, p.Uses(Firehose))
}

func TestParseTellsWhatIsWrongAndWhere(t *testing.T) {
	for _, c := range []struct{ text, rule, at, nearest string }{
		{"a/!{timestamp:yyyy", "FH222", "!{", ""},
		{"a/!{timestamp}/", "FH222", "!{timestamp}", ""},
		{"a/!{timestamp:}/", "FH222", "!{timestamp:}", ""},
		{"a/!{a{b:c}}", "FH222", "!{", ""},
		{"a/!{date:yyyy}/", "FH223", "date", ""},
		{"a/!{Timestamp:yyyy}/", "FH223", "Timestamp", "timestamp"},
		{"a/!{firehose:random}/", "FH224", "random", ""},
		{"a/!{firehose:error-type}/", "FH224", "error-type", ""},
		{"a/!{timestamp:yyyy-MM-ddTHH}/", "FH225", "T", ""},
		{"a/!{timestamp:year}/", "FH225", "r", ""},
		{"a/!{timestamp:ddd}/", "FH226", "ddd", ""},
		{"a/!{timestamp:yyyy'}/", "FH226", "'", ""},
		{"a/!{timestamp:[yyyy}/", "FH226", "[", ""},
		{"a/!{timestamp:YYYY/MM/dd}/", "FH236", "YYYY", "yyyy"},
		{"a/!{timestamp:YYYY}/!{timestamp:MM}/", "FH236", "YYYY", "yyyy"},
		{"a/!{timestamp:yyyy/MM/DD}/", "FH237", "DD", "dd"},
		{"a/!{timestamp:yyyy/MM/dd/hh}/", "FH238", "hh", "HH"},
		{"a/!{timestamp:yyyy/mm/dd}/", "FH239", "mm", "MM"},
		{"a/month=!{timestamp:mm}/", "FH239", "mm", "MM"},
		{"a/!{timestamp:yyyy}/!{timestamp:mm}/!{timestamp:dd}/", "FH239", "mm", "MM"},
		{"a/minute=!{timestamp:MM}/", "FH239", "MM", "mm"},
		{"a/!{timestamp:HHmmSS}/", "FH239", "SS", "ss"},
	} {
		p := Parse(c.text)
		if assert.NotEmpty(t, p.Wrong, c.text) {
			w := p.Wrong[0]
			assert.Equal(t, c.rule, w.Rule, c.text)
			assert.Equal(t, c.at, c.text[w.Start:w.End], c.text)
			assert.Equal(t, c.nearest, w.Nearest, c.text)
		}
	}
}

func TestParseAcceptsWhatTheServiceAccepts(t *testing.T) {
	for _, text := range []string{
		"", "a/", "a!", "a/{x}/", "!<b>", "!<date:x>/", "!{timestamp:yyyy/MM/dd/HH}/", "app/!{timestamp:yyyy'T'HH}/",
		"d=!{timestamp:DDD}/", "week=!{timestamp:YYYY-'w'ww}/", "!{timestamp:hh-a}/", "h=!{timestamp:HH}/m=!{timestamp:mm}/",
		"year=!{timestamp:yyyy}/minute=!{timestamp:mm}/", "!{firehose:random-string}/!{firehose:error-output-type}/",
		"!{timestamp:VV}/", "!{timestamp:ppH}/", "!{timestamp:''''yyyy}/",
	} {
		assert.Empty(t, Parse(text).Wrong, text)
	}
}

func TestMinLength(t *testing.T) {
	for text, want := range map[string]int{
		"abc/": 4, "!{timestamp:yyyy/MM/dd/HH}/": 14, "!{firehose:random-string}": 11, "e/!{firehose:error-output-type}/": 16,
		"!{partitionKeyFromQuery:k}/": 2, "!{timestamp:'year='yyyy}": 9, strings.Repeat("é", 3): 3,
	} {
		assert.Equal(t, want, Parse(text).MinLength(), text)
	}
}

// Whatever the text: parts cover it in order, what the sample does not know stays
// as written, and problems lie within.
func FuzzPrefix(f *testing.F) {
	for _, text := range []string{
		"raw/!{timestamp:yyyy'T'HH}/!<firehose:random-string>!{x", "!{timestamp:ppH[mm]''#}", "!<partitionKeyFromQuery:a>!{firehose:error-output-type}",
		"!{timestamp:é'\xff}\x00!", "!{timestamp:" + strings.Repeat("Y", 40) + "}", "!{timestamp:YYYY/mm/DD/hh:MM:SS zzzz VV OOOO}",
	} {
		f.Add(text)
	}
	now := clock(f, "2026-03-29T00:59:59.5Z", "Europe/Berlin")
	f.Fuzz(func(t *testing.T, text string) {
		p := Parse(text)
		for _, w := range p.Wrong {
			assert.LessOrEqual(t, 0, w.Start)
			assert.LessOrEqual(t, w.Start, w.End)
			assert.LessOrEqual(t, w.End, len(text))
		}
		at, written := 0, ""
		for _, part := range p.Evaluate(Sample{Clock: now}) {
			require.Equal(t, at, part.Start)
			at = part.End
			written += text[part.Start:part.End]
			if !part.Known {
				assert.Equal(t, text[part.Start:part.End], part.Text)
			}
		}
		assert.Equal(t, text, written)
		p.MinLength()
	})
}
