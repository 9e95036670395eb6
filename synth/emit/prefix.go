package emit

import (
	"regexp"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

var angled = regexp.MustCompile(`!<([A-Za-z]+:[^<>{}]*)>`)

// BracedPrefix is a prefix expression with !<…> written as !{…}.
func BracedPrefix(s *value.String) *value.String {
	if !strings.Contains(s.Text, "!<") || !s.Known() && !evenly(s) {
		return s
	}
	return &value.String{Text: angled.ReplaceAllString(s.Text, "!{$1}"), Splices: s.Splices}
}

// evenly reports whether no unknown value stands inside a !<…> of the text, so
// that its offsets stay right: both forms are equally long.
func evenly(s *value.String) bool {
	for _, at := range angled.FindAllStringIndex(s.Text, -1) {
		for _, p := range *s.Splices {
			if at[0] < p.At && p.At < at[1] {
				return false
			}
		}
	}
	return true
}
