package prefix

import (
	"strings"
	"unicode/utf8"
)

// The syntax of date patterns: the value of !{timestamp:…} is a pattern of
// Java's DateTimeFormatter. The letters and counts are those of JDK 17, whose set
// of refused letters is the service's (probed with CreateDeliveryStream,
// September 2026; the counts were not probed).

// anyCount is more than any pattern holds.
const anyCount = 1 << 30

// counts tells how often a letter may stand in a row: each a range.
var counts = map[byte][][2]int{
	'y': {{1, 10}, {19, 19}}, 'u': {{1, 10}, {19, 19}}, 'Y': {{1, 10}, {19, anyCount}},
	'G': {{1, 5}}, 'Q': {{1, 5}}, 'q': {{1, 5}}, 'M': {{1, 5}}, 'L': {{1, 5}},
	'w': {{1, 2}}, 'W': {{1, 1}}, 'D': {{1, 3}}, 'd': {{1, 2}}, 'F': {{1, 1}}, 'g': {{1, 19}},
	'E': {{1, 5}}, 'e': {{1, 5}}, 'c': {{1, 1}, {3, 5}}, 'a': {{1, 1}}, 'B': {{1, 1}, {4, 5}},
	'H': {{1, 2}}, 'k': {{1, 2}}, 'h': {{1, 2}}, 'K': {{1, 2}}, 'm': {{1, 2}}, 's': {{1, 2}},
	'S': {{1, 9}}, 'n': {{1, 19}}, 'A': {{1, 19}}, 'N': {{1, 19}},
	'V': {{2, 2}}, 'v': {{1, 1}, {4, 4}}, 'z': {{1, 4}}, 'O': {{1, 1}, {4, 4}},
	'X': {{1, 5}}, 'x': {{1, 5}}, 'Z': {{1, 5}},
}

// An item is a part of a pattern: a letter repeated, which is a field, or text.
type item struct {
	letter byte   // 0 for text
	count  int    // of the letter
	pad    int    // width that a p run before the field gives it, 0 without
	text   string // of a text, without its quotes
	at     int    // of the letter run or the text: bytes into the pattern
}

// legal tells whether a field's letter exists and may stand that often.
func (it item) legal() (letter, count bool) {
	ranges, ok := counts[it.letter]
	for _, c := range ranges {
		count = count || it.count >= c[0] && it.count <= c[1]
	}
	return ok, count
}

// written is the letter run of a field.
func (it item) written() string { return strings.Repeat(string(it.letter), it.count) }

// A patternFault is what is wrong with the quotes, brackets or reserved
// characters of a pattern, at a byte of it. Java does not mind a bracket that
// is never closed; lenient marks that.
type patternFault struct {
	what    string
	at      int
	lenient bool
}

// items cuts a pattern into its items, up to the first fault. A bracket is an
// empty text: every field that brackets make optional is there.
func items(pattern string) ([]item, *patternFault) {
	out, fault := cut(pattern)
	if fault == nil || fault.lenient {
		if at := paddedBeforeNumber(out); at >= 0 {
			return out, &patternFault{what: "a padded number stands directly before another number", at: at}
		}
	}
	return out, fault
}

func cut(pattern string) ([]item, *patternFault) {
	var out []item
	var open []int // places of brackets
	for i := 0; i < len(pattern); {
		c := pattern[i]
		switch {
		case c == '\'':
			text, n := quoted(pattern[i:])
			if n == 0 {
				return out, &patternFault{what: "a quote is never closed", at: i}
			}
			out = append(out, item{text: text, at: i})
			i += n
			continue
		case c == '[':
			open = append(open, i)
			out = append(out, item{at: i})
		case c == ']' && len(open) == 0:
			return out, &patternFault{what: "`]` closes nothing", at: i}
		case c == ']':
			open = open[:len(open)-1]
			out = append(out, item{at: i})
		case c == '#', c == '{', c == '}':
			return out, &patternFault{what: "`" + string(c) + "` is reserved", at: i}
		case letter(c):
			it, n := field(pattern, i)
			out = append(out, it)
			i += n
			continue
		default:
			_, n := utf8.DecodeRuneInString(pattern[i:])
			out = append(out, item{text: pattern[i : i+n], at: i})
			i += n
			continue
		}
		i++
	}
	if len(open) > 0 {
		return out, &patternFault{what: "`[` is never closed", at: open[len(open)-1], lenient: true}
	}
	return out, nil
}

// quoted reads the quoted text that a pattern begins with, and how many bytes
// it takes, 0 when it does not end. Two quotes are one, within and alone.
func quoted(pattern string) (text string, n int) {
	for i := 1; i < len(pattern); i++ {
		switch {
		case pattern[i] != '\'':
		case i+1 < len(pattern) && pattern[i+1] == '\'':
			i++
		case i == 1:
			return "'", 2
		default:
			return strings.ReplaceAll(pattern[1:i], "''", "'"), i + 1
		}
	}
	return "", 0
}

// field reads the letter run at a place, and how many bytes it takes. A run of p
// belongs to the field directly after it, and is one by itself without.
func field(pattern string, at int) (item, int) {
	n := runLength(pattern, at)
	if pattern[at] != 'p' || at+n == len(pattern) || !letter(pattern[at+n]) {
		return item{letter: pattern[at], count: n, at: at}, n
	}
	padded := item{letter: pattern[at+n], count: runLength(pattern, at+n), pad: n, at: at + n}
	return padded, n + padded.count
}

// paddedBeforeNumber is the place of a number that Java cannot join to a padded
// one directly before it, -1 without. One with a pad of its own is not joined.
func paddedBeforeNumber(all []item) int {
	for i, it := range all[min(1, len(all)):] {
		if before := all[i]; before.pad > 0 && before.number() && it.pad == 0 && it.number() {
			return it.at
		}
	}
	return -1
}

// number tells whether a field is a number, and no name or offset.
func (it item) number() bool {
	switch it.letter {
	case 'Q', 'q', 'M', 'L', 'e', 'c':
		return it.count < 3
	}
	return it.letter != 0 && strings.IndexByte("yuYwWDdFgHkhKmsSnAN", it.letter) >= 0
}

func runLength(pattern string, at int) int {
	n := 1
	for at+n < len(pattern) && pattern[at+n] == pattern[at] {
		n++
	}
	return n
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// fields are the items that are fields.
func fields(pattern string) []item {
	all, _ := items(pattern)
	out := all[:0]
	for _, it := range all {
		if it.letter != 0 {
			out = append(out, it)
		}
	}
	return out
}

// minFormatted is the least number of characters that a pattern gives.
func minFormatted(pattern string) int {
	n := 0
	all, _ := items(pattern)
	for _, it := range all {
		if it.letter == 0 {
			n += len([]rune(it.text))
			continue
		}
		n += max(it.pad, minField(it.letter, it.count))
	}
	return n
}

func minField(letter byte, count int) int {
	switch letter {
	case 'y', 'u', 'Y':
		if count == 2 {
			return 2
		}
		return max(4, count)
	case 'M', 'L', 'E', 'e', 'c':
		if count < 3 {
			return count
		}
		return 3 - 2*(count/5)
	case 'd', 'H', 'h', 'k', 'K', 'm', 's', 'S', 'w', 'n', 'A', 'N', 'D':
		return count
	case 'a':
		return 2
	case 'Q', 'q':
		return []int{1, 2, 2, 11, 1}[min(count, 5)-1]
	}
	return 1
}
