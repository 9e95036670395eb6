package prefix

import "strings"

// What is wrong with date patterns, and what is legal and rarely meant.

// timestamp checks the pattern of one expression: its letters (FH225), counts
// and punctuation (FH226), and the traps of dates (FH236 to FH239).
func (p *Prefix) timestamp(e Expr) {
	if _, fault := items(e.Value); fault != nil {
		at := e.ValueAt + fault.at
		p.wrong("FH226", at, at+1, fault.what+" in the date pattern `"+e.Value+"`", "")
		return
	}
	runs := fields(e.Value)
	sound := true
	for _, r := range runs {
		sound = p.field(e, r) && sound
	}
	if sound {
		p.traps(e, runs)
	}
}

// field checks one run of letters.
func (p *Prefix) field(e Expr, r item) bool {
	start := e.ValueAt + r.at
	known, fits := r.legal()
	switch {
	case !known || r.letter == 'V' && r.count == 1:
		p.wrong("FH225", start, start+r.count,
			"`"+string(r.letter)+"` is no letter of date patterns; text stands in quotes, as in `yyyy-MM-dd'T'HH`", "")
	case !fits:
		p.wrong("FH226", start, start+r.count, "`"+r.written()+"` has too many letters or too few for a date pattern", "")
	}
	return known && fits
}

// traps tells fields that are legal and rarely meant.
func (p *Prefix) traps(e Expr, runs []item) {
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
		for _, r := range fields(e.Value) {
			b.WriteByte(r.letter)
		}
	}
	return b.String()
}

func trap(p *Prefix, e Expr, runs []item, i int, all string) (rule, what, meant string) {
	r := runs[i]
	written := r.written()
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
func label(p *Prefix, e Expr, runs []item, i int) string {
	if i > 0 || runs[0].at > 0 {
		return ""
	}
	before := strings.TrimRight(p.Text[:e.Start], "=:_-")
	if i := strings.LastIndexAny(before, "/}>=&"); i >= 0 {
		before = before[i+1:]
	}
	return strings.ToLower(before)
}

func saysMonth(p *Prefix, e Expr, runs []item, i int) bool {
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

func saysMinute(p *Prefix, e Expr, runs []item, i int) bool {
	if l := label(p, e, runs, i); l != "" {
		return strings.HasPrefix(l, "min")
	}
	before := neighbour(p, e, runs, i, -1)
	return before == 'H' || before == 'h' || before == 'k' || before == 'K'
}

func saysSecond(p *Prefix, e Expr, runs []item, i int) bool {
	if l := label(p, e, runs, i); l != "" {
		return strings.HasPrefix(l, "sec")
	}
	return runs[i].count <= 2 && neighbour(p, e, runs, i, -1) == 'm'
}

// neighbour is the letter of the field before (-1) or after (+1), also across
// expressions that only separators part; 0 without.
func neighbour(p *Prefix, e Expr, runs []item, i, step int) byte {
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
		others := fields(other.Value)
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
