package check

import "strings"

// This file reads rule pages lightly: a run needs a few expressions of each
// page and none of its prose, and parsing 200 whole pages as HCL would take
// longer than everything else a run does. A page keeps to the part of HCL that
// this reader knows (a test parses every page both ways); it begins with what a
// run needs, and `why` begins the prose.

// A section is one block of a page, or the part of it that a run needs.
type section struct {
	kind, label string
	attrs       []attrText
	inside      []*section
}

// An attrText is the source text of one attribute's expression.
type attrText struct{ name, text string }

// prose is the attribute that begins the part of a page that runs do not read.
const prose = "why"

// get is the text of an attribute, empty without.
func (s *section) get(name string) string {
	for _, a := range s.attrs {
		if a.name == name {
			return a.text
		}
	}
	return ""
}

// scanPage reads the blocks of a page up to its prose.
func scanPage(text string) []*section {
	sc := &scanner{text: text}
	top := &section{}
	sc.body(top)
	return top.inside
}

type scanner struct {
	text string
	at   int
	done bool // the prose of the page began
	head int  // where, when it did
}

// headOf is what a run reads of a page.
func headOf(text string) string {
	sc := &scanner{text: text}
	if sc.body(&section{}); sc.done {
		return text[:sc.head]
	}
	return text
}

// body reads attributes and blocks up to the closing brace, or the end.
func (s *scanner) body(into *section) {
	for !s.done {
		s.blank()
		if s.at >= len(s.text) || s.text[s.at] == '}' {
			s.at++
			return
		}
		from := s.at
		name := s.word()
		s.spaces()
		if name == "" || s.at >= len(s.text) {
			s.at++
			continue
		}
		if s.text[s.at] != '=' {
			s.block(into, name)
			continue
		}
		if name == prose && into.kind == "rule" {
			s.done, s.head = true, from
			return
		}
		s.at++
		into.attrs = append(into.attrs, attrText{name, s.expression()})
	}
}

// block reads `"label" {` and what follows.
func (s *scanner) block(into *section, kind string) {
	b := &section{kind: kind}
	if s.text[s.at] == '"' {
		from := s.at
		s.quoted()
		b.label = strings.Trim(s.text[from:s.at], `"`)
		s.spaces()
	}
	if s.at < len(s.text) && s.text[s.at] == '{' {
		s.at++
	}
	into.inside = append(into.inside, b)
	s.body(b)
}

// expression is the text up to the end of the line on which all brackets are
// closed.
func (s *scanner) expression() string {
	from, depth := s.at, 0
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case '"':
			s.quoted()
			continue
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '\n':
			if depth == 0 {
				return strings.TrimSpace(s.text[from:s.at])
			}
		}
		s.at++
	}
	return strings.TrimSpace(s.text[from:])
}

// member steps over the value of a member of an object, up to the comma, line
// end or brace behind it.
func (s *scanner) member() {
	for depth := 0; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '"':
			s.quoted()
			s.at--
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth < 0 {
				return
			}
		case '\n', ',':
			if depth == 0 {
				return
			}
		}
	}
}

// quoted steps over a quoted string with its interpolations; one that is never
// closed goes to the end.
func (s *scanner) quoted() {
	defer func() { s.at = min(s.at, len(s.text)) }()
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '"':
			s.at++
			return
		case '\\':
			s.at++
		case '$', '%':
			if strings.HasPrefix(s.text[s.at+1:], "{") && s.text[s.at-1] != s.text[s.at] {
				s.at += 2
				s.interpolation()
				s.at--
			}
		}
	}
}

// interpolation steps over the inside of ${…} and its closing brace.
func (s *scanner) interpolation() {
	for depth := 1; s.at < len(s.text) && depth > 0; {
		switch s.text[s.at] {
		case '"':
			s.quoted()
			continue
		case '{':
			depth++
		case '}':
			depth--
		}
		s.at++
	}
}

// blank steps over white space and comments.
func (s *scanner) blank() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		case '#':
			for s.at < len(s.text) && s.text[s.at] != '\n' {
				s.at++
			}
		default:
			return
		}
	}
}

func (s *scanner) spaces() {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\t') {
		s.at++
	}
}

func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.text) && wordByte(s.text[s.at]) {
		s.at++
	}
	return s.text[from:s.at]
}

func wordByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// texts are the quoted strings of a string or a list of strings; they hold no
// escapes and no interpolations.
func texts(expr string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(expr, `"`)
		if !ok {
			return out
		}
		word, after, ok := strings.Cut(rest, `"`)
		if !ok {
			return out
		}
		out, expr = append(out, word), after
	}
}

// text is a single quoted string, empty for none.
func text(expr string) string {
	if t := texts(expr); len(t) > 0 {
		return t[0]
	}
	return ""
}
