package dsl

import (
	"bytes"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Literals with an inside: strings, symbols in quotes, regexps, word lists
// and heredocs. The opener is one token; the parser then asks for the inside
// part by part and reads the code of interpolations itself.

type quoteKind uint8

const (
	quoteString quoteKind = iota
	quoteSymbol
	quoteRegexp
	quoteWords
	quoteSymbols
	quoteCommand
	quoteHeredoc
)

// A quote is a literal whose opener has been read.
type quote struct {
	kind        quoteKind
	open, close byte // delimiters; open is 0 when they do not nest
	depth       int  // of nested delimiters
	interp      bool // #{…} and all escapes
	label       bool // "k": may be a key here
	isLabel     bool // it was one
	opener      lexeme
	resume      int // the lexer's, when the literal began

	id       string // of a heredoc
	indented bool   // <<- and <<~
	squiggly bool
}

// startsString reads the opener of a literal and keeps it in lx.quote.
func (lx *lexer) startsString() bool {
	q := quote{label: lx.labels && lx.state != stDot && lx.state != stEnd, resume: lx.resume}
	switch c := lx.peek(0); {
	case c == '"' || c == '\'' || c == '`':
		q.close, q.interp = c, c != '\''
		if c == '`' {
			q.kind = quoteCommand
		}
		lx.pos++
	case c == ':' && (lx.peek(1) == '"' || lx.peek(1) == '\'') && lx.state != stEnd:
		q.kind, q.close, q.interp, q.label = quoteSymbol, lx.peek(1), lx.peek(1) == '"', false
		lx.pos += 2
	case c == '/' && lx.prefixed(1) && (lx.operandExpected() || lx.peek(1) != '='):
		q.kind, q.close, q.interp, q.label = quoteRegexp, '/', true, false
		lx.pos++
	case c == '%' && lx.prefixed(1) && (lx.operandExpected() || lx.peek(1) != '='):
		return lx.percentLiteral(q)
	case c == '<' && lx.has("<<"):
		return lx.heredocOpener(q)
	default:
		return false
	}
	lx.quote = q
	return true
}

var percentKinds = map[byte]quote{
	'q': {kind: quoteString}, 'Q': {kind: quoteString, interp: true},
	'w': {kind: quoteWords}, 'W': {kind: quoteWords, interp: true},
	'i': {kind: quoteSymbols}, 'I': {kind: quoteSymbols, interp: true},
	's': {kind: quoteSymbol}, 'r': {kind: quoteRegexp, interp: true}, 'x': {kind: quoteCommand, interp: true},
}

var closers = map[byte]byte{'(': ')', '[': ']', '{': '}', '<': '>'}

func (lx *lexer) percentLiteral(q quote) bool {
	n, made := 1, quote{kind: quoteString, interp: true}
	if k, ok := percentKinds[lx.peek(1)]; ok {
		n, made = 2, k
	}
	d := lx.peek(n)
	if isNameByte(d) || d >= 0x80 || d < ' ' || d == ' ' && lx.state != stBeg || d == ' ' && n == 2 {
		return false
	}
	made.close, made.resume = d, q.resume
	if c, ok := closers[d]; ok {
		made.open, made.close = d, c
	}
	lx.pos += n + 1
	lx.quote = made
	return true
}

// heredocOpener reads <<ID, <<-ID, <<~ID, with or without quotes round ID.
func (lx *lexer) heredocOpener(q quote) bool {
	if !lx.operandExpected() && !(lx.state == stArg && lx.spaceBefore()) {
		return false
	}
	n := 2
	q.squiggly = lx.peek(n) == '~'
	q.indented = q.squiggly || lx.peek(n) == '-'
	if q.indented {
		n++
	}
	q.kind, q.interp, q.label = quoteHeredoc, lx.peek(n) != '\'', false
	size := 0
	if c := lx.peek(n); c == '"' || c == '\'' || c == '`' {
		n++
		size = bytes.IndexByte(lx.data[lx.pos+n:lx.lineEnd(lx.pos)], c)
		q.id, size = string(lx.data[lx.pos+n:lx.pos+n+max(size, 0)]), size+1
	} else {
		for isNameByte(lx.peek(n + size)) {
			size++
		}
		q.id = string(lx.data[lx.pos+n : lx.pos+n+size])
		if size > 0 && isDigit(q.id[0]) {
			return false
		}
	}
	if size <= 0 {
		return false
	}
	if lx.peek(n-1) == '`' {
		lx.complain(diag.NotInLanguage, lx.pos, lx.pos+n+size, "a command in backticks is not part of the template language").
			Advise("a template describes resources and runs no programs")
	}
	lx.pos += n + size
	lx.quote = q
	return true
}

// part is the next token of the inside of q. It is EOF, and no token, when
// the text ends first.
func (lx *lexer) part(q *quote) lexeme {
	lx.fresh = false
	start := lx.pos
	if q.kind == quoteHeredoc {
		return lx.heredocPart(q)
	}
	if (q.kind == quoteWords || q.kind == quoteSymbols) && lx.separator() {
		t := lx.emit(StrSep, start)
		if lx.data[lx.pos-1] == '\n' {
			lx.behindBreak()
		}
		return t
	}
	for lx.pos < len(lx.data) {
		c := lx.data[lx.pos]
		switch {
		case lx.endsText(q, c) && lx.pos > start:
			return lx.emit(StrText, start)
		case c == q.close && q.depth == 0:
			return lx.closeQuote(q)
		case q.interp && lx.has("#{"):
			lx.pos += 2
			return lx.emit(InterpBeg, start)
		}
		if lx.textByte(q, c) {
			return lx.cutAtBreak(start)
		}
	}
	lx.pos = start
	return lexeme{}
}

// separator steps over the blanks between words, up to where a heredoc or the
// indentation of a fence interrupts them.
func (lx *lexer) separator() bool {
	start := lx.pos
	for lx.pos < len(lx.data) && lx.data[lx.pos] != 0 && isBlank(lx.data[lx.pos]) {
		lx.pos++
		if lx.data[lx.pos-1] == '\n' && lx.mustCut() {
			break
		}
	}
	return lx.pos > start
}

// endsText reports whether c ends a run of literal text.
func (lx *lexer) endsText(q *quote, c byte) bool {
	words := q.kind == quoteWords || q.kind == quoteSymbols
	return c == q.close && q.depth == 0 || c == '#' && q.interp && lx.peek(1) == '{' || words && isBlank(c)
}

// textByte steps over one byte of text, or an escaped one, and reports
// whether the text must be cut there, behind a line break.
func (lx *lexer) textByte(q *quote, c byte) bool {
	if c == '\\' && lx.pos+1 < len(lx.data) {
		lx.pos++
		if c = lx.data[lx.pos]; c == '\r' && lx.atBreak(lx.pos) {
			lx.pos, c = lx.pos+1, '\n'
		}
		lx.pos++
		return c == '\n' && lx.mustCut()
	}
	lx.foreignInterpolation(q, c)
	switch {
	case c == q.open && q.open != 0:
		q.depth++
	case c == q.close:
		q.depth--
	}
	lx.pos++
	return c == '\n' && lx.mustCut()
}

func (lx *lexer) mustCut() bool { return lx.resume > 0 || lx.file.Indent > 0 }

// cutAtBreak ends a run of text behind a line break, where heredocs or the
// indentation of a fence interrupt it.
func (lx *lexer) cutAtBreak(start int) lexeme {
	t := lx.emit(StrText, start)
	lx.behindBreak()
	return t
}

// behindBreak moves from behind a line break in a literal to where its text goes on.
func (lx *lexer) behindBreak() {
	if lx.resume > 0 {
		lx.pos, lx.resume = lx.resume, 0
	}
	lx.pos = lx.skipFence(lx.pos)
}

// foreignInterpolation refuses #@x and #$x.
func (lx *lexer) foreignInterpolation(q *quote, c byte) {
	next := lx.peek(1)
	if c != '#' || !q.interp || next != '@' && next != '$' || !isNameStart(lx.peek(2)) && lx.peek(2) != '@' {
		return
	}
	lx.complain(diag.NotInLanguage, lx.pos, lx.pos+2, "`#%c…` in a string is not part of the template language", next).
		Advise("use a local variable: `#{x}`; for the text itself write `\\#%c`", next)
}

// closeQuote reads the closing delimiter with what belongs to it: the flags of
// a regexp, the colon of a key.
func (lx *lexer) closeQuote(q *quote) lexeme {
	start := lx.pos
	lx.pos++
	lx.state, lx.labels = stEnd, false
	switch {
	case q.kind == quoteRegexp:
		for isNameByte(lx.peek(0)) && lx.peek(0) < 0x80 {
			lx.pos++
		}
	case q.label && q.kind == quoteString && lx.peek(0) == ':' && lx.peek(1) != ':':
		lx.pos++
		q.isLabel = true
		lx.state, lx.labels = stLabel, true
	}
	return lx.emit(StrEnd, start)
}

// heredocPart is the next part of a heredoc's body: a line or the rest of one.
func (lx *lexer) heredocPart(q *quote) lexeme {
	start := lx.pos
	if lx.lineStart == start || lx.skipFence(lx.lineStart) == start {
		if end, ok := lx.heredocEnd(q); ok {
			lx.pos = end
			t := lx.emit(StrEnd, start)
			lx.pos = lx.afterBreak(end)
			return t
		}
	}
	for lx.pos < len(lx.data) {
		c := lx.data[lx.pos]
		if c == '#' && q.interp && lx.peek(1) == '{' {
			if lx.pos > start {
				return lx.emit(StrText, start)
			}
			lx.pos += 2
			return lx.emit(InterpBeg, start)
		}
		if lx.heredocByte(q, c) {
			return lx.heredocLine(start)
		}
	}
	if lx.pos > start {
		return lx.emit(StrText, start)
	}
	return lexeme{}
}

// heredocByte steps over a byte of a body and reports whether the line ends there.
func (lx *lexer) heredocByte(q *quote, c byte) bool {
	lx.foreignInterpolation(q, c)
	if c == '\\' && q.interp && lx.pos+1 < len(lx.data) && !lx.atBreak(lx.pos+1) {
		lx.pos++
	}
	lx.pos++
	return c == '\n'
}

func (lx *lexer) heredocLine(start int) lexeme {
	t := lx.emit(StrText, start)
	if lx.resume > 0 {
		lx.pos, lx.resume = lx.resume, 0
	}
	lx.enterLine()
	lx.fresh = false
	return t
}

// heredocEnd reports whether the line at pos ends q, and where the line ends.
func (lx *lexer) heredocEnd(q *quote) (int, bool) {
	i, end := lx.pos, lx.lineEnd(lx.pos)
	if q.indented {
		i = min(skipBlanks(lx.data, i), end)
	}
	return end, string(lx.data[i:end]) == q.id
}

// ---- escapes

// escapeLength is the length of the escape sequence at the start of s, which
// starts with a backslash.
func escapeLength(s []byte) int {
	if len(s) < 2 {
		return len(s)
	}
	switch c := s[1]; {
	case c == 'x':
		return 2 + countWhile(s[2:], 2, isHex)
	case c == 'u' && len(s) > 2 && s[2] == '{':
		if n := bytes.IndexByte(s, '}'); n >= 0 {
			return n + 1
		}
		return len(s)
	case c == 'u':
		return 2 + countWhile(s[2:], 4, isHex)
	case c >= '0' && c <= '7':
		return 1 + countWhile(s[1:], 3, func(c byte) bool { return c >= '0' && c <= '7' })
	case c == '\r' && len(s) > 2 && s[2] == '\n':
		return 3
	}
	_, n := utf8.DecodeRune(s[1:])
	return 1 + n
}

func countWhile(s []byte, limit int, is func(byte) bool) int {
	n := 0
	for n < limit && n < len(s) && is(s[n]) {
		n++
	}
	return n
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

var simpleEscapes = map[byte]byte{
	'n': '\n', 't': '\t', 's': ' ', 'r': '\r', 'a': '\a', 'b': '\b', 'e': 27, 'f': '\f', 'v': '\v',
}

// unescape is the value of the text [from, to) of q.
func (lx *lexer) unescape(q *quote, from, to int) string {
	raw := lx.data[from:to]
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return string(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		switch {
		case raw[i] == '\r' && i+1 < len(raw) && raw[i+1] == '\n':
			i++
		case raw[i] != '\\':
			out = append(out, raw[i])
			i++
		default:
			n := escapeLength(raw[i:])
			out = append(out, lx.escape(q, raw[i:i+n], from+i)...)
			i += n
		}
	}
	return string(out)
}

// escape is the value of one escape sequence, which stands at offset at.
func (lx *lexer) escape(q *quote, s []byte, at int) []byte {
	switch {
	case q.kind == quoteRegexp:
		return s
	case len(s) < 2:
		return s
	case q.kind == quoteHeredoc && !q.interp:
		return bytes.ReplaceAll(s, []byte("\r\n"), []byte("\n"))
	case (q.kind == quoteWords || q.kind == quoteSymbols) && isBlank(s[1]):
		return s[1:]
	case !q.interp && (s[1] == '\\' || s[1] == q.close || q.open != 0 && s[1] == q.open):
		return s[1:]
	case !q.interp:
		return bytes.ReplaceAll(s, []byte("\r\n"), []byte("\n"))
	}
	return lx.fullEscape(s, at)
}

// fullEscape is the value of an escape sequence of double quotes.
func (lx *lexer) fullEscape(s []byte, at int) []byte {
	c := s[1]
	if v, ok := simpleEscapes[c]; ok {
		return []byte{v}
	}
	switch {
	case c == '\n' || c == '\r' && len(s) == 3:
		return nil
	case c >= '0' && c <= '7':
		return []byte{byte(digitsValue(s[1:], 8))}
	case c == 'x' && len(s) == 2:
		lx.badEscape(s, at, "`\\x` needs one or two hexadecimal digits")
	case c == 'x':
		return []byte{byte(digitsValue(s[2:], 16))}
	case c == 'u' && len(s) > 2 && s[2] == '{':
		return lx.codePoints(s, at)
	case c == 'u' && len(s) != 6:
		lx.badEscape(s, at, "`\\u` needs four hexadecimal digits; write `\\u{…}` for another number of them")
	case c == 'u':
		return lx.codePoint(s, s[2:], at)
	case c == 'c' || c == 'C' || c == 'M':
		lx.complain(diag.NotInLanguage, at, at+len(s), "the control escape `\\%c` is not part of the template language", c).
			Advise("write the character as `\\xNN`")
	default:
		return s[1:]
	}
	return nil
}

func digitsValue(s []byte, base int) int {
	v := 0
	for _, c := range s {
		switch {
		case isDigit(c):
			v = v*base + int(c-'0')
		default:
			v = v*base + int(c|0x20-'a') + 10
		}
		v = min(v, 1<<24)
	}
	return v
}

// codePoints is the value of \u{N… N…}.
func (lx *lexer) codePoints(s []byte, at int) []byte {
	words := bytes.Fields(bytes.TrimSuffix(s[3:], []byte("}")))
	if s[len(s)-1] != '}' || len(words) == 0 {
		lx.badEscape(s, at, "`\\u{…}` needs hexadecimal digits and a closing brace")
		return nil
	}
	var out []byte
	for _, w := range words {
		if countWhile(w, len(w), isHex) < len(w) {
			lx.badEscape(s, at, "`\\u{…}` holds hexadecimal digits and blanks only")
			return nil
		}
		out = append(out, lx.codePoint(s, w, at)...)
	}
	return out
}

func (lx *lexer) codePoint(s, digits []byte, at int) []byte {
	v := digitsValue(digits, 16)
	if !utf8.ValidRune(rune(v)) {
		lx.badEscape(s, at, "there is no such character in Unicode")
		return nil
	}
	return utf8.AppendRune(nil, rune(v))
}

func (lx *lexer) badEscape(s []byte, at int, advice string) {
	lx.complain(diag.BadEscape, at, at+len(s), "`%s` is not an escape sequence", clip(string(s))).Advise("%s", advice)
}

// checkText tells of the first byte of a literal's text that may not be there.
func (lx *lexer) checkText(from, to int) {
	raw := lx.data[from:to]
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		lx.complain(diag.BadCharacter, from+i, from+i+1, "NUL character in a literal").Advise("write `\\0`")
		return
	}
	if utf8.Valid(raw) {
		return
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n <= 1 {
			lx.complain(diag.BadCharacter, from+i, from+i+1, "invalid UTF-8 in a literal").
				Advise("save the file as UTF-8, or write the byte as `\\x%02X`", raw[i])
			return
		}
		i += n
	}
}

// clip shortens text that is quoted in a message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
