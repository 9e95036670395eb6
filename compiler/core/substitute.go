package core

import (
	"strings"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// matchingTable are String's methods that search: for a text or for what a
// Regexp matches.
func matchingTable() []Method {
	return []Method{
		text("=~", 1, 1, "where a Regexp matches, or nil", textMatchIndex),
		text("match", 1, 2, "the match of a Regexp, or nil", textMatch),
		text("match?", 1, 2, "whether a Regexp matches", textMatches),
		text("sub", 1, 2, "with the first match replaced", substituted(false)),
		text("gsub", 1, 2, "with all matches replaced", substituted(true)),
		bang("sub!", 1, 2, substituted(false)),
		bang("gsub!", 1, 2, substituted(true)),
		text("scan", 1, 1, "all matches", textScan),
		text("split", 0, 2, "the parts between separators", textSplit),
		text("index", 1, 2, "where a text or match first stands, or nil", textIndex),
		text("rindex", 1, 2, "where a text or match last stands, or nil", textRindex),
		text("partition", 1, 1, "the text before, the match, and the text after", textPartition),
		text("rpartition", 1, 1, "the text before the last match, the match, and the text after", textRpartition),
	}
}

// pattern is an argument as a Regexp; a String becomes one by its text.
func (c *Context) pattern(v value.Value, method string) (*Regexp, error) {
	switch v := v.(type) {
	case *Regexp:
		return v, nil
	case *value.String:
		s, err := known(v, method)
		if err != nil {
			return nil, err
		}
		return newRegexp(s, 0)
	}
	return nil, firstError(unknown(v, method), TypeError("wrong argument type %s (expected Regexp)", described(v)))
}

func textMatchIndex(c *Context, s string, a value.Args) (value.Value, error) {
	switch p := a.Pos[0].(type) {
	case *Regexp:
		return c.matchIndex(p, s, 0)
	case *value.String, value.Symbol: // a Symbol would match this text in its turn
		return nil, TypeError("type mismatch: String given")
	}
	return value.Nil, nil
}

func textMatch(c *Context, s string, a value.Args) (value.Value, error) {
	re, err := c.pattern(a.Pos[0], "match")
	if err != nil {
		return nil, err
	}
	return c.matchData(re, s, a)
}

func textMatches(c *Context, s string, a value.Args) (value.Value, error) {
	re, err := c.pattern(a.Pos[0], "match?")
	if err != nil {
		return nil, err
	}
	return re.matches(s, a)
}

// A finder gives the matches of a text or Regexp one after the other.
func (c *Context) eachFound(v value.Value, s, method string, visit func(loc []int, re *Regexp) error) error {
	if re, ok := v.(*Regexp); ok {
		return c.eachMatch(re, s, func(loc []int) error { return visit(loc, re) })
	}
	part, err := known(v, method)
	if err != nil {
		if _, ok := err.(*value.Exception); ok {
			return TypeError("wrong argument type %s (expected Regexp)", described(v))
		}
		return err
	}
	for from := 0; from <= len(s); {
		at := strings.Index(s[from:], part)
		if at < 0 {
			return nil
		}
		c.Step(1)
		if err := visit([]int{from + at, from + at + len(part)}, nil); err != nil {
			return err
		}
		from += at + len(part)
		if part == "" {
			_, n := utf8.DecodeRuneInString(s[from:])
			from += max(n, 1)
		}
	}
	return nil
}

// found makes `$~` of a match; a text that was searched for counts as one.
func (c *Context) found(re *Regexp, s string, loc []int) *Match {
	if re == nil {
		re = &Regexp{}
	}
	m := &Match{Regexp: re, Text: s, loc: loc}
	c.setMatch(m)
	return m
}

// substituted replaces the first match or all.
func substituted(all bool) textFunc {
	return func(c *Context, s string, a value.Args) (value.Value, error) {
		if len(a.Pos) == 1 && a.Block == nil {
			if all {
				return newEnumerator(str(s), "gsub", a), nil
			}
			return nil, WrongCount(1, 2, 2)
		}
		t, end, last := c.text(), &stop{}, 0
		var final *Match
		err := c.eachFound(a.Pos[0], s, "sub", func(loc []int, re *Regexp) error {
			t.WriteString(s[last:loc[0]])
			final = c.found(re, s, loc)
			if err := c.writeReplacement(t, final, a); err != nil {
				return err
			}
			if last = loc[1]; !all {
				return end
			}
			return nil
		})
		if err != nil && err != error(end) {
			return nil, err
		}
		c.setMatch(final)
		t.WriteString(s[last:])
		return t.String(), nil
	}
}

// writeReplacement writes what takes the place of a match: by a text with its
// escapes, a Hash, or the block.
func (c *Context) writeReplacement(t *value.Text, m *Match, a value.Args) error {
	if len(a.Pos) == 1 {
		r, err := call(a.Block, m.group(0))
		if err != nil {
			return err
		}
		return c.writeS(t, r)
	}
	if h, ok := a.Pos[1].(*value.Hash); ok {
		r, err := c.Index(h, m.group(0))
		if err != nil {
			return err
		}
		return c.writeS(t, r)
	}
	with, err := toStr(a.Pos[1])
	if err != nil {
		return err
	}
	if !with.Known() {
		t.Append(with)
		return nil
	}
	return m.expand(t, with.Text)
}

// expand writes a replacement with its \1, \0, \k<name> and \\.
func (m *Match) expand(t *value.Text, with string) error {
	for {
		i := strings.IndexByte(with, '\\')
		if i < 0 || i+1 >= len(with) {
			t.WriteString(with)
			return nil
		}
		t.WriteString(with[:i])
		used, err := m.reference(t, with[i:])
		if err != nil {
			return err
		}
		with = with[i+used:]
	}
}

// reference writes what an escape at the start of s stands for and tells its
// length.
func (m *Match) reference(t *value.Text, s string) (int, error) {
	switch c := s[1]; {
	case c >= '0' && c <= '9':
		return 2, t.ToS(m.group(int(c - '0')))
	case c == '&':
		return 2, t.ToS(m.group(0))
	case c == '+':
		return 2, t.ToS(m.lastGroup())
	case c == '`':
		t.WriteString(m.Pre())
		return 2, nil
	case c == '\'':
		t.WriteString(m.Post())
		return 2, nil
	case c == '\\':
		t.WriteString(`\`)
		return 2, nil
	case c == 'k' && strings.HasPrefix(s, `\k<`):
		if end := strings.IndexByte(s, '>'); end > 0 {
			v, err := m.at(str(s[3:end]))
			if err != nil {
				return 0, err
			}
			return end + 1, t.ToS(v)
		}
	}
	t.WriteString(s[:2])
	return 2, nil
}

// captured is what scan and split give for a match: its text, or its groups.
func captured(m *Match) value.Value {
	if m.groups() == 0 {
		return m.group(0)
	}
	return value.NewArray(m.all()[1:])
}

func textScan(c *Context, s string, a value.Args) (value.Value, error) {
	var out []value.Value
	var last *Match
	err := c.eachFound(a.Pos[0], s, "scan", func(loc []int, re *Regexp) error {
		last = c.found(re, s, loc)
		c.elements(len(loc)/2 + 1)
		c.bytes(loc[1] - loc[0])
		if a.Block == nil {
			out = append(out, captured(last))
			return nil
		}
		_, err := call(a.Block, captured(last))
		return err
	})
	c.setMatch(last)
	if a.Block != nil {
		return str(s), err
	}
	return value.NewArray(out), err
}

func textSplit(c *Context, s string, a value.Args) (value.Value, error) {
	limit, err := toIntOr(a, 1, 0)
	if err != nil {
		return nil, err
	}
	cut := pieces{c: c}
	if err := cut.split(s, a, limit); err != nil {
		return nil, err
	}
	parts := cut.list
	for limit == 0 && len(parts) > 0 && parts[len(parts)-1].(*value.String).Text == "" {
		parts = parts[:len(parts)-1]
	}
	out := value.NewArray(parts)
	if a.Block == nil {
		return out, nil
	}
	_, err = arrayEach(c, out, a)
	return str(s), err
}

// split cuts a text at a separator, into no more pieces than a positive limit.
func (p *pieces) split(s string, a value.Args, limit int) error {
	switch {
	case s == "":
		return nil
	case limit == 1:
		p.add(s)
		return nil
	case len(a.Pos) == 0 || a.Pos[0] == value.Value(value.Nil):
		p.splitBlanks(s, limit)
		return nil
	}
	if between, ok := a.Pos[0].(*value.String); ok {
		text, err := known(between, "split")
		switch {
		case err != nil:
		case text == " ":
			p.splitBlanks(s, limit)
		default:
			p.splitText(s, text, limit)
		}
		return err
	}
	re, err := p.c.pattern(a.Pos[0], "split")
	if err != nil {
		return err
	}
	return p.splitBy(s, re, limit)
}

// last reports whether what is left is the last piece of a limited number.
func (p *pieces) last(limit int) bool { return limit > 0 && len(p.list) == limit-1 }

// splitBlanks cuts at runs of blanks; those at the start do not count.
func (p *pieces) splitBlanks(s string, limit int) {
	const blank = " \t\n\v\f\r\x00"
	s = strings.TrimLeft(s, blank)
	for s != "" {
		i := strings.IndexAny(s, blank)
		if i < 0 || p.last(limit) {
			p.add(s)
			return
		}
		p.add(s[:i])
		if s = strings.TrimLeft(s[i:], blank); s == "" {
			p.add("")
		}
	}
}

// splitText cuts at a text, the empty one between characters.
func (p *pieces) splitText(s, between string, limit int) {
	for !p.last(limit) {
		end, next := strings.Index(s, between), len(between)
		if between == "" {
			_, end = utf8.DecodeRuneInString(s)
		}
		if end < 0 || between == "" && s == "" {
			break
		}
		p.add(s[:end])
		s = s[end+next:]
	}
	p.add(s)
}

// splitBy cuts at the matches of a Regexp; its groups join the parts.
func (p *pieces) splitBy(s string, re *Regexp, limit int) error {
	last, cuts, end := 0, 0, &stop{}
	err := p.c.eachMatch(re, s, func(loc []int) error {
		if loc[0] == loc[1] && (loc[0] == last && last == 0 && loc[0] == 0 || loc[0] == len(s) || loc[0] == last) {
			return nil
		}
		if limit > 0 && cuts == limit-1 {
			return end
		}
		cuts++
		p.add(s[last:loc[0]])
		for i := 2; i < len(loc); i += 2 {
			if loc[i] >= 0 {
				p.add(s[loc[i]:loc[i+1]])
			}
		}
		last = loc[1]
		return nil
	})
	if err != nil && err != error(end) {
		return err
	}
	p.add(s[last:])
	return nil
}

// startAt is argument i as a place to search from: bytes, and whether it lies
// in the text.
func startAt(s string, a value.Args, i, otherwise int) (int, bool, error) {
	n, err := toIntOr(a, i, otherwise)
	size := charCount(s)
	if n < 0 {
		n += size
	}
	if err != nil || n < 0 {
		return 0, false, err
	}
	return byteAt(s, min(n, size)), n <= size, nil
}

func textIndex(c *Context, s string, a value.Args) (value.Value, error) {
	from, ok, err := startAt(s, a, 1, 0)
	if err != nil || !ok {
		return value.Nil, err
	}
	if re, ok := a.Pos[0].(*Regexp); ok {
		return c.matchIndex(re, s, from)
	}
	part, err := known(a.Pos[0], "index")
	if err != nil {
		return nil, err
	}
	at := strings.Index(s[from:], part)
	if at < 0 {
		return value.Nil, nil
	}
	return value.Int(charCount(s[:from+at])), nil
}

func textRindex(c *Context, s string, a value.Args) (value.Value, error) {
	n, err := toIntOr(a, 1, charCount(s))
	if err != nil {
		return nil, err
	}
	if n < 0 {
		n += charCount(s)
	}
	if n < 0 {
		return value.Nil, nil
	}
	from := byteAt(s, n)
	loc, re, err := c.lastFound(s, a.Pos[0], from, "rindex")
	if err != nil || loc == nil {
		return value.Nil, err
	}
	if re != nil {
		c.found(re, s, loc)
	}
	return value.Int(charCount(s[:loc[0]])), nil
}

// lastFound is the last match that starts at a byte or before.
func (c *Context) lastFound(s string, v value.Value, from int, method string) ([]int, *Regexp, error) {
	re, ok := v.(*Regexp)
	if !ok {
		part, err := known(v, method)
		if err != nil {
			return nil, nil, err
		}
		at := strings.LastIndex(s[:min(len(s), from+len(part))], part)
		if at < 0 {
			return nil, nil, nil
		}
		return []int{at, at + len(part)}, nil, nil
	}
	for at := from; at >= 0; at-- {
		c.Step(1)
		if at < len(s) && !utf8.RuneStart(s[at]) {
			continue
		}
		if loc := re.at(s, at); loc != nil {
			return loc, re, nil
		}
	}
	return nil, nil, nil
}

func textPartition(c *Context, s string, a value.Args) (value.Value, error) {
	if re, ok := a.Pos[0].(*Regexp); ok {
		m, err := c.match(re, s, 0)
		if err != nil || m == nil {
			return list(str(s), str(""), str("")), err
		}
		return list(str(m.Pre()), m.group(0), str(m.Post())), nil
	}
	between, err := known(a.Pos[0], "partition")
	if err != nil {
		return nil, err
	}
	before, after, ok := strings.Cut(s, between)
	if !ok {
		between = ""
	}
	return list(str(before), str(between), str(after)), nil
}

func textRpartition(c *Context, s string, a value.Args) (value.Value, error) {
	loc, re, err := c.lastFound(s, a.Pos[0], len(s), "rpartition")
	if err != nil {
		return nil, err
	}
	if loc == nil {
		return list(str(""), str(""), str(s)), nil
	}
	if re != nil {
		c.found(re, s, loc)
	}
	return list(str(s[:loc[0]]), str(s[loc[0]:loc[1]]), str(s[loc[1]:])), nil
}
