package prefix

import "strings"

// Date patterns: the value of !{timestamp:…} is a pattern of Java's
// DateTimeFormatter. The letters and counts are those of JDK 17, whose set of
// refused letters is the service's (probed with CreateDeliveryStream,
// September 2026; the counts were not probed).

// counts tells how often a letter may stand in a row: each a range.
var counts = map[byte][][2]int{
	'y': {{1, 10}, {19, 19}}, 'u': {{1, 10}, {19, 19}}, 'Y': {{1, 10}, {19, 20}},
	'G': {{1, 5}}, 'Q': {{1, 5}}, 'q': {{1, 5}}, 'M': {{1, 5}}, 'L': {{1, 5}},
	'w': {{1, 2}}, 'W': {{1, 1}}, 'D': {{1, 3}}, 'd': {{1, 2}}, 'F': {{1, 1}}, 'g': {{1, 19}},
	'E': {{1, 5}}, 'e': {{1, 5}}, 'c': {{1, 1}, {3, 5}}, 'a': {{1, 1}}, 'B': {{1, 1}, {4, 5}},
	'H': {{1, 2}}, 'k': {{1, 2}}, 'h': {{1, 2}}, 'K': {{1, 2}}, 'm': {{1, 2}}, 's': {{1, 2}},
	'S': {{1, 9}}, 'n': {{1, 19}}, 'A': {{1, 19}}, 'N': {{1, 19}},
	'V': {{2, 2}}, 'v': {{1, 1}, {4, 4}}, 'z': {{1, 4}}, 'O': {{1, 1}, {4, 4}},
	'X': {{1, 5}}, 'x': {{1, 5}}, 'Z': {{1, 5}},
}

// A run is a letter repeated, a field of the pattern; quoted text is none.
type run struct {
	letter    byte
	at, count int // at: bytes into the pattern
}

// fields cuts a pattern into its fields. A fault of its quotes or brackets, or
// a reserved character, is given back with its place.
func fields(pattern string) (runs []run, fault string, at int) {
	depth, opened := 0, 0
	for i := 0; i < len(pattern); {
		c := pattern[i]
		switch {
		case c == '\'':
			end := strings.IndexByte(pattern[i+1:], '\'')
			if end < 0 {
				return runs, "a quote is never closed", i
			}
			i += end + 2
			continue
		case c == '[':
			depth, opened = depth+1, i
		case c == ']':
			if depth--; depth < 0 {
				return runs, "`]` closes nothing", i
			}
		case c == '#', c == '{':
			return runs, "`" + string(c) + "` is reserved", i
		case letter(c):
			n := 1
			for i+n < len(pattern) && pattern[i+n] == c {
				n++
			}
			runs = append(runs, run{c, i, n})
			i += n
			continue
		}
		i++
	}
	if depth > 0 {
		return runs, "`[` is never closed", opened
	}
	return runs, "", 0
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// timestamp checks the pattern of one expression: its letters (FH225), counts
// and punctuation (FH226), and the traps of dates (FH236 to FH239).
func (p *Prefix) timestamp(e Expr) {
	runs, fault, at := fields(e.Value)
	if fault != "" {
		p.wrong("FH226", e.ValueAt+at, e.ValueAt+at+1, fault+" in the date pattern `"+e.Value+"`", "")
		return
	}
	sound := true
	for i, r := range runs {
		sound = p.field(e, runs, i, r) && sound
	}
	if sound {
		p.traps(e, runs)
	}
}

// field checks one run of letters. A pad (p) is sound before another field.
func (p *Prefix) field(e Expr, runs []run, i int, r run) bool {
	start := e.ValueAt + r.at
	if r.letter == 'p' && i+1 < len(runs) && runs[i+1].at == r.at+r.count {
		return true
	}
	legal, ok := counts[r.letter]
	if !ok || r.letter == 'V' && r.count == 1 {
		p.wrong("FH225", start, start+r.count,
			"`"+string(r.letter)+"` is no letter of date patterns; text stands in quotes, as in `yyyy-MM-dd'T'HH`", "")
		return false
	}
	for _, c := range legal {
		if r.count >= c[0] && r.count <= c[1] {
			return true
		}
	}
	p.wrong("FH226", start, start+r.count, "`"+strings.Repeat(string(r.letter), r.count)+"` has too many letters or too few for a date pattern", "")
	return false
}

// traps tells fields that are legal and rarely meant.
func (p *Prefix) traps(e Expr, runs []run) {
	all := p.letters()
	for i, r := range runs {
		rule, what, meant := trap(p, e, runs, i, all)
		if rule != "" {
			start := e.ValueAt + r.at
			p.wrong(rule, start, start+r.count, what, meant)
		}
	}
}

// letters are the field letters of all timestamp expressions of the prefix.
func (p *Prefix) letters() string {
	var b strings.Builder
	for _, e := range p.Exprs {
		if e.Namespace != Timestamp {
			continue
		}
		runs, _, _ := fields(e.Value)
		for _, r := range runs {
			b.WriteByte(r.letter)
		}
	}
	return b.String()
}

func trap(p *Prefix, e Expr, runs []run, i int, all string) (rule, what, meant string) {
	r := runs[i]
	written := strings.Repeat(string(r.letter), r.count)
	lower, upper := strings.ToLower(written), strings.ToUpper(written)
	switch {
	case r.letter == 'Y' && strings.ContainsAny(all, "MLd"):
		return "FH236", "`" + written + "` is the week-based year: 29 December 2025 gives 2026", lower
	case r.letter == 'D' && (r.count < 3 || strings.ContainsAny(all, "MLd")):
		return "FH237", "`" + written + "` is the day of the year", "dd"
	case (r.letter == 'h' || r.letter == 'K') && !strings.Contains(all, "a"):
		return "FH238", "`" + written + "` is the hour of a clock of 12 hours, without am or pm", strings.Repeat("H", r.count)
	case r.letter == 'm' && saysMonth(p, e, runs, i):
		return "FH239", "`" + written + "` is minutes", upper
	case r.letter == 'M' && saysMinute(p, e, runs, i):
		return "FH239", "`" + written + "` is the month", lower
	case r.letter == 'S' && saysSecond(p, e, runs, i):
		return "FH239", "`" + written + "` is a fraction of a second", lower
	}
	return "", "", ""
}

// label is the word before the expression: month in month=!{timestamp:mm}.
// Only the first field of an expression has one.
func label(p *Prefix, e Expr, runs []run, i int) string {
	if i > 0 || runs[0].at > 0 {
		return ""
	}
	before := strings.TrimRight(p.Text[:e.Start], "=:_-")
	if i := strings.LastIndexAny(before, "/}>=&"); i >= 0 {
		before = before[i+1:]
	}
	return strings.ToLower(before)
}

func saysMonth(p *Prefix, e Expr, runs []run, i int) bool {
	switch l := label(p, e, runs, i); {
	case strings.HasPrefix(l, "mon") || l == "mo":
		return true
	case l != "":
		return false
	}
	if before := neighbour(p, e, runs, i, -1); before == 'y' || before == 'u' || before == 'Y' {
		return true
	}
	after := neighbour(p, e, runs, i, +1)
	return after == 'd' || after == 'y' && neighbour(p, e, runs, i, -1) == 'd'
}

func saysMinute(p *Prefix, e Expr, runs []run, i int) bool {
	if l := label(p, e, runs, i); l != "" {
		return strings.HasPrefix(l, "min")
	}
	before := neighbour(p, e, runs, i, -1)
	return before == 'H' || before == 'h' || before == 'k' || before == 'K'
}

func saysSecond(p *Prefix, e Expr, runs []run, i int) bool {
	if l := label(p, e, runs, i); l != "" {
		return strings.HasPrefix(l, "sec")
	}
	return runs[i].count <= 2 && neighbour(p, e, runs, i, -1) == 'm'
}

// neighbour is the letter of the field before (-1) or after (+1), also across
// expressions that only separators part; 0 without.
func neighbour(p *Prefix, e Expr, runs []run, i, step int) byte {
	if j := i + step; j >= 0 && j < len(runs) {
		return runs[j].letter
	}
	for _, other := range p.Exprs {
		between := ""
		switch {
		case other.Namespace != Timestamp:
			continue
		case step < 0 && other.End <= e.Start:
			between = p.Text[other.End:e.Start]
		case step > 0 && other.Start >= e.End:
			between = p.Text[e.End:other.Start]
		default:
			continue
		}
		if strings.Trim(between, "/-_:. ") != "" {
			continue
		}
		others, _, _ := fields(other.Value)
		if len(others) == 0 {
			continue
		}
		if step < 0 {
			return others[len(others)-1].letter
		}
		return others[0].letter
	}
	return 0
}

// minFormatted is the least number of characters that a pattern gives.
func minFormatted(pattern string) int {
	n, quoted := 0, false
	for i := 0; i < len(pattern); {
		c := pattern[i]
		switch {
		case c == '\'' && i+1 < len(pattern) && pattern[i+1] == '\'':
			n, i = n+1, i+2
			continue
		case c == '\'':
			quoted = !quoted
		case !quoted && letter(c):
			count := 1
			for i+count < len(pattern) && pattern[i+count] == c {
				count++
			}
			n, i = n+minField(c, count), i+count
			continue
		case quoted || c != '[' && c != ']':
			n++
		}
		i++
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
	case 'a', 'Q', 'q':
		return min(2, count+1)
	}
	return 1
}
