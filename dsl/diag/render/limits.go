package render

// What no message may do to a terminal or a log: be endless, or hold
// characters that move the cursor or turn the direction of the text.

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

const (
	maxDiagnostics = 100
	maxBytes       = 1_000_000 // of all diagnostics together
	maxText        = 2_000     // bytes of one message, label or advice
	maxLabels      = 8
	maxRemarks     = 8
)

// pick is the diagnostics that are shown: all, or the most severe of them in
// the order of the list.
func pick(ds diag.List) diag.List {
	if len(ds) <= maxDiagnostics {
		return ds
	}
	order := make([]int, len(ds))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return ds[order[i]].Severity > ds[order[j]].Severity })
	order = order[:maxDiagnostics]
	sort.Ints(order)
	out := make(diag.List, len(order))
	for i, n := range order {
		out[i] = ds[n]
	}
	return out
}

func head[T any](s []T, n int) []T { return s[:min(len(s), n)] }

// clip is a text without control characters, cut when it is too long.
func clip(s string) string { return escape(shorten(s)) }

// shorten cuts a text that is too long.
func shorten(s string) string {
	if len(s) <= maxText {
		return s
	}
	cut := maxText
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// escape writes control characters, invisible marks of direction and bytes
// that are no UTF-8 as backslash sequences.
func escape(s string) string { return escapeTabs(s, `\t`) }

func escapeTabs(s, tab string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == '\t':
			b.WriteString(tab)
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case hidden(r):
			b.WriteString(codePoint(r))
		default:
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// plain reports whether a text is printable ASCII: nothing to escape.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// hidden reports whether a character steers the terminal or the text around it.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

func codePoint(r rune) string {
	switch {
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\u{%x}`, r)
}

// Plain is a text of several lines without anything that steers a terminal.
// Line breaks and tabs stay.
func Plain(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = escapeTabs(line, "\t")
	}
	return strings.Join(lines, "\n")
}
