package emit

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
)

// BracedPrefix is a prefix with each expression !<…> written as !{…}, which is
// as long, so that unknown values keep their places. What is an expression only
// when an unknown value is left out stays as it is.
func BracedPrefix(s *value.String) *value.String {
	if !strings.Contains(s.Text, "!<") {
		return s
	}
	text := []byte(s.Text)
	for _, e := range prefix.Parse(s.Text).Exprs {
		if !spliced(s, e.Start, e.ValueAt) {
			text[e.Start+1], text[e.End-1] = '{', '}'
		}
	}
	return &value.String{Text: string(text), Splices: s.Splices}
}

// spliced reports whether an unknown value stands between two places of a text.
func spliced(s *value.String, start, end int) bool {
	return !s.Known() && slices.ContainsFunc(*s.Splices, func(p value.Splice) bool { return start < p.At && p.At < end })
}
