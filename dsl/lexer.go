package dsl

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// The lexer: bytes to tokens, one at a time, on the parser's demand.
//
// What a slash, a percent sign or a line break means in Ruby depends on what
// stands before it, and on whether a name is a local variable. The lexer
// remembers the former as its state; the parser, which knows the latter,
// sets the state after a name. So there is never more than one token of
// lookahead, and Lex is the parser's own record.

// A state says what may come next.
type state uint8

const (
	stBeg   state = iota // an operand; line breaks mean nothing
	stMid                // an operand, or the end of the statement: after return
	stArg                // after a method name: perhaps a command argument
	stEnd                // after an operand
	stDot                // a method name
	stFname              // a name to define
	stLabel              // after `key:`
)

// A lexeme is the token that the parser looks at, with what it asks of the
// layout around it.
type lexeme struct {
	Token
	space  bool  // a blank or line break stands before it
	first  bool  // it is the first of its line
	indent int32 // blanks at the start of its line
	index  int   // in lexer.tokens
}

type lexer struct {
	file   *source.File
	data   []byte // up to the end of the part
	pos    int
	state  state
	labels bool // name: is a label here
	kwarg  bool // a line break after `key:` ends the statement
	tokens []Token
	diags  *diag.List

	lineStart   int   // of the current line
	indent      int32 // of the current line, once its first token is known
	fresh       bool  // no token yet on this line
	resume      int   // where the next line begins, behind the heredocs opened on this one; 0 when none
	badByteLine int   // line start of the last complaint about bytes: one for each line
	unordered   bool  // heredocs put tokens out of order
	quote       quote // of the last StrBegin
}

func newLexer(f *source.File, diags *diag.List) *lexer {
	lx := &lexer{file: f, data: f.Data[:f.To], pos: f.From, fresh: true, labels: true, lineStart: f.From, badByteLine: -1, diags: diags}
	lx.tokens = make([]Token, 0, (f.To-f.From)/4+8)
	if f.From == 0 && bytes.HasPrefix(lx.data, []byte("\uFEFF")) {
		lx.pos, lx.lineStart = 3, 3
	}
	lx.enterLine()
	return lx
}

// enterLine steps over the indentation of a fence at the start of a line.
func (lx *lexer) enterLine() {
	lx.lineStart, lx.fresh = lx.pos, true
	lx.pos = lx.skipFence(lx.pos)
}

// skipFence is the offset behind the fence's indentation of a line that starts at i.
func (lx *lexer) skipFence(i int) int {
	for n := 0; n < lx.file.Indent && i < len(lx.data) && (lx.data[i] == ' ' || lx.data[i] == '\t'); n++ {
		i++
	}
	return i
}

// nextLine moves behind the line break at pos, and behind the heredocs of its line.
func (lx *lexer) nextLine() {
	lx.pos = lx.afterBreak(lx.pos)
	if lx.resume > 0 {
		lx.pos, lx.resume = lx.resume, 0
	}
	lx.enterLine()
}

// afterBreak is the offset behind the line break at i.
func (lx *lexer) afterBreak(i int) int {
	if i < len(lx.data) && lx.data[i] == '\r' {
		i++
	}
	return min(i+1, len(lx.data))
}

// peek is the byte n places on, 0 behind the end.
func (lx *lexer) peek(n int) byte {
	if lx.pos+n < len(lx.data) {
		return lx.data[lx.pos+n]
	}
	return 0
}

func (lx *lexer) has(s string) bool {
	return bytes.HasPrefix(lx.data[min(lx.pos, len(lx.data)):], []byte(s))
}

// atBreak reports whether a line break stands at i.
func (lx *lexer) atBreak(i int) bool {
	return i < len(lx.data) && (lx.data[i] == '\n' || lx.data[i] == '\r' && i+1 < len(lx.data) && lx.data[i+1] == '\n')
}

// lineEnd is the offset of the line break at or after i, or of the end.
func (lx *lexer) lineEnd(i int) int {
	n := bytes.IndexByte(lx.data[i:], '\n')
	if n < 0 {
		return len(lx.data)
	}
	if n > 0 && lx.data[i+n-1] == '\r' {
		n--
	}
	return i + n
}

func (lx *lexer) span(from, to int) source.Span { return lx.file.Span(from, to) }

// complain tells of a mistake in the text. Behind the limit of errors it is silent.
func (lx *lexer) complain(c *diag.Code, from, to int, format string, args ...any) *diag.Diagnostic {
	d := c.At(lx.span(from, to), format, args...)
	if len(*lx.diags) < maxErrors {
		lx.diags.Add(d)
	}
	return d
}

// emit records the token [start, pos).
func (lx *lexer) emit(k Kind, start int) lexeme {
	t := Token{Kind: k, Start: int32(start), End: int32(lx.pos)}
	lx.tokens = append(lx.tokens, t)
	return lexeme{Token: t, indent: lx.indent, index: len(lx.tokens) - 1}
}

// next is the next token of code.
func (lx *lexer) next() lexeme {
	from, broke := lx.pos, lx.fresh
	if nl, ok := lx.skipTrivia(); ok {
		return nl
	}
	start, first := lx.pos, lx.fresh
	if first {
		lx.indent, lx.fresh = int32(start-lx.lineStart), false
	}
	t := lx.emit(lx.scan(), start)
	lx.tokens[t.index].End = int32(lx.pos)
	t.End = int32(lx.pos)
	t.first, t.indent, t.space = first, lx.indent, start > from || broke
	return t
}

// skipTrivia moves to the next token. When it meets a line break that ends a
// statement, that is the token.
func (lx *lexer) skipTrivia() (lexeme, bool) {
	for lx.pos < len(lx.data) {
		switch c := lx.data[lx.pos]; {
		case lx.fresh && lx.pos == lx.skipFence(lx.lineStart) && lx.skipBlock():
		case lx.atBreak(lx.pos):
			if lx.breakEnds() {
				return lx.newline(), true
			}
			lx.nextLine()
		case c == ' ' || c == '\t' || c == '\f' || c == '\v' || c == '\r':
			lx.pos++
		case c == '#':
			lx.skipComment()
		case c == '\\' && lx.atBreak(lx.pos+1):
			lx.pos++
			lx.nextLine()
			lx.fresh = false // the line goes on
		default:
			if !lx.skipBadBytes() {
				return lexeme{}, false
			}
		}
	}
	return lexeme{}, false
}

func (lx *lexer) newline() lexeme {
	start := lx.pos
	lx.pos = lx.afterBreak(lx.pos)
	t := lx.emit(Newline, start)
	lx.pos = start
	lx.nextLine()
	lx.state, lx.labels = stBeg, true
	return t
}

// breakEnds reports whether the line break at pos ends the statement.
func (lx *lexer) breakEnds() bool {
	switch lx.state {
	case stBeg, stDot, stFname:
		return false
	case stLabel:
		return lx.kwarg
	}
	return !lx.chainFollows()
}

// chainFollows reports whether the next line that is not a comment starts
// with .name or &.name. An empty line breaks the chain.
func (lx *lexer) chainFollows() bool {
	i := lx.afterBreak(lx.pos)
	if lx.resume > 0 {
		i = lx.resume
	}
	for {
		i = skipBlanks(lx.data, i)
		switch rest := lx.data[i:]; {
		case len(rest) > 0 && rest[0] == '#':
			i = lx.afterBreak(lx.lineEnd(i))
		case len(rest) > 1 && rest[0] == '.':
			return rest[1] != '.'
		default:
			return len(rest) > 1 && rest[0] == '&' && rest[1] == '.'
		}
	}
}

func skipBlanks(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t' || data[i] == '\f' || data[i] == '\v') {
		i++
	}
	return i
}

// skipBlock steps over =begin … =end and over all that follows __END__, which
// only the start of a line can hold.
func (lx *lexer) skipBlock() bool {
	switch end := lx.lineEnd(lx.pos); {
	case string(lx.data[lx.pos:end]) == "__END__":
		lx.pos, lx.fresh = len(lx.data), false
		return true
	case lx.blockWord("=begin", end):
		lx.skipBlockComment(lx.pos)
		return true
	}
	return false
}

func (lx *lexer) blockWord(word string, end int) bool {
	return lx.has(word) && (lx.pos+len(word) == end || lx.data[lx.pos+len(word)] == ' ' || lx.data[lx.pos+len(word)] == '\t')
}

func (lx *lexer) skipBlockComment(start int) {
	for lx.pos < len(lx.data) {
		end := lx.lineEnd(lx.pos)
		if lx.blockWord("=end", end) {
			lx.pos = end
			return
		}
		lx.pos = lx.skipFence(lx.afterBreak(end))
	}
	lx.fresh = false
	lx.complain(diag.Unterminated, start, start+6, "`=begin` comment is never closed").
		Labelled("this comment has no `=end`").
		Advise("put `=end` at the start of the line after the comment")
}

// skipComment steps over a comment to the end of its line. It may hold any
// bytes but NUL, where Ruby would stop reading.
func (lx *lexer) skipComment() {
	end := lx.lineEnd(lx.pos)
	if i := bytes.IndexByte(lx.data[lx.pos:end], 0); i >= 0 {
		lx.complain(diag.BadCharacter, lx.pos+i, lx.pos+i+1, "NUL character in a comment")
	}
	lx.pos = end
}

// skipBadBytes steps over what is no text: NUL, broken UTF-8, blanks that are
// not ASCII. Each line is told once.
func (lx *lexer) skipBadBytes() bool {
	r, n := utf8.DecodeRune(lx.data[lx.pos:])
	name, bad := badRune(r, n)
	if !bad {
		return false
	}
	if lx.badByteLine != lx.lineStart {
		lx.badByteLine = lx.lineStart
		lx.complain(diag.BadCharacter, lx.pos, lx.pos+n, "%s in the code", name)
	}
	lx.pos += n
	return true
}

// badRune names what can be no part of code.
func badRune(r rune, n int) (string, bool) {
	switch {
	case r == utf8.RuneError && n <= 1:
		return "invalid UTF-8", true
	case r == 0:
		return "NUL character", true
	case r == 0xA0:
		return "no-break space (U+00A0)", true
	case r < ' ' || r == 0x7F:
		return "control character", true
	case r >= 0x80 && !isQuoteLike(r) && !isNameRune(r):
		return "character " + runeName(r), true
	}
	return "", false
}

func runeName(r rune) string {
	const hex = "0123456789ABCDEF"
	code := ""
	for shift := 0; shift < 16 || r>>shift > 0; shift += 4 {
		code = string(hex[r>>shift&15]) + code
	}
	if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
		return "`" + string(r) + "` (U+" + code + ")"
	}
	return "U+" + code
}

func isQuoteLike(r rune) bool {
	switch r {
	case '‘', '’', '‚', '‛', '“', '”', '„', '‟', '«', '»', '‹', '›':
		return true
	}
	return false
}

func isNameStart(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
func isDigit(c byte) bool    { return c >= '0' && c <= '9' }
func isNameByte(c byte) bool { return isNameStart(c) || isDigit(c) }
func isBlank(c byte) bool    { return c == 0 || c == ' ' || c >= '\t' && c <= '\r' }

func isNameRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// scan reads one token at pos and sets the state behind it.
func (lx *lexer) scan() Kind {
	lx.labels = lx.labels || lx.state == stEnd
	if lx.pos >= len(lx.data) {
		return EOF
	}
	switch c := lx.data[lx.pos]; {
	case lx.state == stDot && c == '(':
		return lx.operator()
	case lx.state == stFname || lx.state == stDot:
		if k, ok := lx.methodName(); ok {
			return k
		}
	}
	switch c := lx.data[lx.pos]; {
	case c == ';':
		lx.pos++
		lx.state, lx.labels = stBeg, true
		return Newline
	case isDigit(c):
		return lx.number()
	case isNameStart(c):
		return lx.name()
	case c == '@' || c == '$':
		return lx.variable()
	case lx.startsString():
		return StrBegin
	case c == '?' && lx.charLiteral():
		return Char
	case c == ':' && lx.symbol():
		lx.state, lx.labels = stEnd, false
		return Symbol
	}
	return lx.operator()
}

// operandExpected reports whether an operand begins here.
func (lx *lexer) operandExpected() bool {
	return lx.state == stBeg || lx.state == stMid || lx.state == stLabel
}

// prefixed reports whether a sign of n bytes starts an operand: always where one
// is expected; behind a method name when a blank stands before and none after.
func (lx *lexer) prefixed(n int) bool {
	if lx.operandExpected() {
		return true
	}
	return lx.state == stArg && lx.spaceBefore() && !isBlank(lx.peek(n))
}

func (lx *lexer) spaceBefore() bool { return lx.pos > 0 && isBlank(lx.data[lx.pos-1]) }

// methodName reads a name after a point or def: words of any kind, operators.
func (lx *lexer) methodName() (Kind, bool) {
	if isNameStart(lx.peek(0)) {
		return lx.plainName(), true
	}
	for _, op := range operatorNames {
		if lx.has(op) {
			lx.pos += len(op)
			lx.state, lx.labels = stArg, true
			return OpName, true
		}
	}
	return Bad, false
}

func (lx *lexer) plainName() Kind {
	defining := lx.state == stFname
	start := lx.pos
	lx.word()
	lx.state, lx.labels = stArg, true
	if defining && string(lx.data[start:lx.pos]) == "self" && lx.peek(0) == '.' {
		lx.state = stEnd
		return KwSelf
	}
	if r, _ := utf8.DecodeRune(lx.data[start:]); unicode.IsUpper(r) {
		return Const
	}
	return Ident
}

// word steps over a name with its ? or !.
func (lx *lexer) word() {
	for lx.pos < len(lx.data) {
		r, n := utf8.DecodeRune(lx.data[lx.pos:])
		if !isNameRune(r) {
			break
		}
		lx.pos += n
	}
	if c := lx.peek(0); (c == '?' || c == '!') && (lx.peek(1) != '=' || lx.peek(2) == '=' || lx.peek(2) == '~' || lx.peek(2) == '>') {
		if lx.peek(1) != '=' || c != '!' {
			lx.pos++
		}
	}
}

// name reads a word of code: keyword, label, constant or identifier.
func (lx *lexer) name() Kind {
	if r, n := utf8.DecodeRune(lx.data[lx.pos:]); isQuoteLike(r) {
		return lx.quoteLike(r, n)
	}
	start := lx.pos
	lx.word()
	text := string(lx.data[start:lx.pos])
	if lx.labels && lx.peek(0) == ':' && lx.peek(1) != ':' {
		lx.pos++
		lx.state, lx.labels = stLabel, true
		return Label
	}
	if k, ok := keywords[text]; ok {
		lx.afterKeyword(k)
		return k
	}
	lx.state, lx.labels = stArg, true
	if r, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(r) {
		return Const
	}
	return Ident
}

func (lx *lexer) afterKeyword(k Kind) {
	lx.labels = false
	switch k {
	case KwDef, KwAlias, KwUndef:
		lx.state = stFname
	case KwReturn, KwBreak, KwNext, KwRescue:
		lx.state = stMid
	case KwNot, KwDefined, KwSuper, KwYield:
		lx.state, lx.labels = stArg, true
	case KwClass, KwEnd, KwSelf, KwNil, KwTrue, KwFalse, KwRedo, KwRetry, KwFile, KwLine, KwBEGIN, KwEND:
		lx.state = stEnd
	default:
		lx.state, lx.labels = stBeg, k == KwIn || k == KwDo || k == KwThen || k == KwElse || k == KwBegin
	}
}

// quoteLike reads a string in typographic quotes as far as it can be guessed.
func (lx *lexer) quoteLike(r rune, n int) Kind {
	start := lx.pos
	lx.complain(diag.BadCharacter, start, start+n, "typographic quote %s in the code", runeName(r)).
		Labelled("not a quote of the language").
		Advise("write `\"` or `'`")
	lx.pos += n
	for lx.pos < len(lx.data) && !lx.atBreak(lx.pos) {
		q, m := utf8.DecodeRune(lx.data[lx.pos:])
		lx.pos += m
		if isQuoteLike(q) {
			break
		}
	}
	lx.badByteLine = lx.lineStart
	lx.state, lx.labels = stEnd, false
	return Bad
}

// variable reads @x, @@x, $x and the match variables.
func (lx *lexer) variable() Kind {
	start := lx.pos
	for lx.pos++; lx.peek(0) == '@'; lx.pos++ {
	}
	braces := bytes.IndexByte(lx.data[lx.pos:lx.lineEnd(lx.pos)], '}')
	switch {
	case lx.data[start] == '$' && lx.peek(0) == '{' && braces > 0:
		lx.pos += braces + 1
	case lx.data[start] == '$' && !isNameByte(lx.peek(0)) && !isBlank(lx.peek(0)):
		lx.pos++
	default:
		for isNameByte(lx.peek(0)) {
			lx.pos++
		}
	}
	lx.state, lx.labels = stEnd, false
	switch text := string(lx.data[start:lx.pos]); {
	case text == "$~" || text == "$&" || len(text) == 2 && text[1] >= '1' && text[1] <= '9':
		return MatchVar
	}
	return Foreign
}

// charLiteral reads ?a where an operand may begin.
func (lx *lexer) charLiteral() bool {
	if !lx.prefixed(1) || isBlank(lx.peek(1)) || lx.peek(1) == '\\' && lx.atBreak(lx.pos+2) {
		return false
	}
	start := lx.pos
	_, n := utf8.DecodeRune(lx.data[lx.pos+1:])
	if isNameByte(lx.peek(1)) && isNameByte(lx.peek(1+n)) {
		return false
	}
	lx.pos += 1 + n
	if lx.data[start+1] == '\\' {
		lx.pos = start + 1 + escapeLength(lx.data[start+1:])
	}
	lx.state, lx.labels = stEnd, false
	return true
}

// symbol reads :name and :+; :"…" is a string's.
func (lx *lexer) symbol() bool {
	c := lx.peek(1)
	if c == ':' || isBlank(c) || c == '#' || lx.state == stEnd || lx.state == stArg && !lx.spaceBefore() {
		return false
	}
	start := lx.pos
	lx.pos++
	switch {
	case c == '@' || c == '$':
		lx.variable()
		return true
	case isNameStart(c):
		lx.word()
		if n := lx.peek(1); lx.peek(0) == '=' && n != '=' && n != '~' && n != '>' {
			lx.pos++
		}
		return true
	}
	for _, op := range operatorNames {
		if lx.has(op) {
			lx.pos += len(op)
			return true
		}
	}
	lx.pos = start
	return false
}

// operator reads punctuation.
func (lx *lexer) operator() Kind {
	for _, op := range operators {
		if lx.has(op.text) {
			lx.pos += len(op.text)
			lx.afterOperator(op.kind)
			return op.kind
		}
	}
	_, n := utf8.DecodeRune(lx.data[lx.pos:])
	lx.pos += n
	lx.state, lx.labels = stBeg, false
	return Bad
}

func (lx *lexer) afterOperator(k Kind) {
	lx.labels = false
	switch k {
	case RParen, RBracket, RBrace:
		lx.state = stEnd
	case Dot, AndDot, ColonColon:
		lx.state = stDot
	case Lambda:
		lx.state = stEnd
	case LParen, LBracket, LBrace, Comma, Pipe, Arrow, OrOr:
		lx.state, lx.labels = stBeg, true
	default:
		lx.state = stBeg
	}
}
