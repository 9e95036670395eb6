package dsl

import (
	"bytes"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Literals with an inside, put together from the lexer's parts.

// A keyString is `"key":`, which only the reader of a pair may meet.
type keyString struct {
	At
	symbol *SymbolLit
}

// plainString is a literal where no `"key":` may stand.
func (p *parser) plainString() Node {
	n := p.stringLit()
	if k, ok := n.(*keyString); ok {
		p.bail(p.report(diag.UnexpectedToken, k.Span(), "`%s` is a key of a Hash, but no Hash is open here", clip(firstLine(k.Span().Text()))))
	}
	return n
}

// stringLit reads a literal; adjacent strings are one.
func (p *parser) stringLit() Node {
	start := p.tok
	n := p.oneLiteral()
	s, ok := n.(*StringLit)
	if !ok || !p.stringFollows() {
		return n
	}
	var parts partList
	parts.add(s.Parts...)
	for p.stringFollows() {
		more, isString := p.oneLiteral().(*StringLit)
		if !isString {
			p.bail(p.report(diag.UnexpectedToken, p.spanOf(p.prev), "unexpected key after a string"))
		}
		parts.add(more.Parts...)
	}
	s.Parts, s.At = parts.done(), p.from(start)
	return s
}

// stringFollows reports whether a string stands right behind another one.
func (p *parser) stringFollows() bool {
	return !p.tok.first && (p.at(Char) || p.at(StrBegin) && p.lx.quote.kind == quoteString)
}

// A partList puts parts together; text right after text becomes one part.
type partList struct {
	list  []StringPart
	text  []byte      // of the last part, while it may grow
	where source.Span // of text; zero when there is none
}

func (l *partList) add(parts ...StringPart) {
	for _, part := range parts {
		if part.Code == nil {
			l.text = append(l.text, part.Text...)
			l.where = l.where.To(part.Where)
			continue
		}
		l.flush()
		l.list = append(l.list, part)
	}
}

func (l *partList) flush() {
	if !l.where.IsZero() {
		l.list = append(l.list, StringPart{Where: l.where, Text: string(l.text)})
	}
	l.text, l.where = l.text[:0], source.Span{}
}

// done is the list, which is used no more.
func (l *partList) done() []StringPart {
	l.flush()
	return l.list
}

func (p *parser) oneLiteral() Node {
	start := p.tok
	if start.Kind == Char {
		return p.charLit()
	}
	q := p.lx.quote
	q.opener = start
	if q.kind == quoteHeredoc {
		return p.heredoc(&q)
	}
	return p.literalInside(&q)
}

func (p *parser) charLit() Node {
	t := p.next()
	q := &quote{interp: true}
	text := p.lx.unescape(q, int(t.Start)+1, int(t.End))
	p.lx.checkText(int(t.Start), int(t.End))
	return &StringLit{At: p.from(t), Parts: []StringPart{{Where: p.spanOf(t), Text: text}}}
}

// An inside is what has been read of a literal in delimiters.
type inside struct {
	parts partList
	words [][]StringPart // of a word list, finished ones
	open  bool           // a word has begun
}

func (in *inside) add(part StringPart) {
	in.parts.add(part)
	in.open = true
}

func (in *inside) endWord() {
	if in.open {
		in.words = append(in.words, in.parts.done())
	}
	in.parts, in.open = partList{}, false
}

// literalInside reads the parts of a literal in delimiters and makes its node.
func (p *parser) literalInside(q *quote) Node {
	in := &inside{}
	for {
		switch t := p.lx.part(q); t.Kind {
		case EOF:
			return p.makeLiteral(q, in, p.unterminated(q))
		case StrEnd:
			return p.makeLiteral(q, in, t)
		case StrSep:
			in.endWord()
		case StrText:
			in.add(p.textPart(q, t))
		case InterpBeg:
			part, ok := p.interpolation(q, t)
			in.add(part)
			if !ok {
				return p.makeLiteral(q, in, p.cutLiteral(q))
			}
		}
	}
}

func (p *parser) textPart(q *quote, t lexeme) StringPart {
	p.lx.checkText(int(t.Start), int(t.End))
	return StringPart{Where: p.spanOf(t), Text: p.lx.unescape(q, int(t.Start), int(t.End))}
}

// makeLiteral makes the node and looks at the next token.
func (p *parser) makeLiteral(q *quote, in *inside, end lexeme) Node {
	p.prev = end
	p.tok = p.lx.next()
	at := At{p.file.Span(int(q.opener.Start), int(end.End))}
	p.rememberString(q, end)
	if q.kind == quoteWords || q.kind == quoteSymbols {
		in.endWord()
		return wordArray(at, q, in.words, p.spanOf(q.opener), p.spanOf(end))
	}
	parts := in.parts.done()
	switch q.kind {
	case quoteSymbol:
		return symbolOf(at, parts)
	case quoteRegexp:
		return p.regexp(at, parts, end)
	case quoteCommand:
		p.report(diag.NotInLanguage, at.Where, "a command in backticks or `%%x` is not part of the template language").
			Advise("a template describes resources and runs no programs")
		return &BadExpr{at}
	}
	if q.isLabel {
		at.Where.End--
		return &keyString{at, symbolOf(at, parts)}
	}
	return &StringLit{At: at, Parts: parts}
}

func symbolOf(at At, parts []StringPart) *SymbolLit {
	if text, ok := plainText(parts); ok {
		return &SymbolLit{At: at, Name: text}
	}
	return &SymbolLit{At: at, Parts: parts}
}

// plainText is the text of parts without interpolation.
func plainText(parts []StringPart) (string, bool) {
	switch {
	case len(parts) == 0:
		return "", true
	case len(parts) == 1 && parts[0].Code == nil:
		return parts[0].Text, true
	}
	return "", false
}

func (p *parser) regexp(at At, parts []StringPart, end lexeme) Node {
	flags := ""
	if end.End > end.Start {
		flags = p.text(end)[1:]
	}
	if bad := strings.Trim(flags, "imxou"); bad != "" {
		p.report(diag.UnexpectedToken, p.spanOf(end), "`%s` is no option of a regular expression", clip(bad)).Advise("the options are `i`, `m` and `x`")
	}
	flags = strings.Map(func(r rune) rune {
		if strings.ContainsRune("imx", r) {
			return r
		}
		return -1
	}, flags)
	return &RegexpLit{At: at, Parts: parts, Flags: flags}
}

func wordArray(at At, q *quote, words [][]StringPart, open, end source.Span) Node {
	n := &ArrayLit{At: at, Open: open, Close: end}
	for _, parts := range words {
		where := At{parts[0].Where.To(parts[len(parts)-1].Where)}
		if q.kind == quoteSymbols {
			n.Elems = append(n.Elems, symbolOf(where, parts))
		} else {
			n.Elems = append(n.Elems, &StringLit{At: where, Parts: parts})
		}
	}
	return n
}

// ---- interpolation

// interpolation reads the code of #{…}. It reports false when the code makes
// no sense up to the end of the line.
func (p *parser) interpolation(q *quote, begin lexeme) (part StringPart, ok bool) {
	outer, opens := p.context, len(p.opens)
	resume := p.lx.resume
	p.noDo, p.noPipe, p.noIn = false, false, false
	part.Code = []Node{}
	p.lx.state, p.lx.labels = stBeg, false
	failed := p.attempt(func() {
		p.prev = begin
		p.tok = p.lx.next()
		p.open(RBrace, begin)
		part.Code = p.interpolated(begin)
	})
	p.context = outer
	p.drop(opens)
	if failed {
		ok = p.resumeText(begin, resume)
	} else {
		p.lx.tokens[p.tok.index].Kind, ok = InterpEnd, true
	}
	part.Where = p.file.Span(int(begin.Start), p.lx.pos)
	return part, ok
}

// interpolated reads statements up to the brace, which stays the token looked at.
func (p *parser) interpolated(begin lexeme) []Node {
	code := []Node{}
	for {
		p.skipNewlines()
		if p.at(RBrace) {
			return code
		}
		if p.at(EOF) {
			p.unclosedInterpolation(begin)
		}
		code = append(code, p.modified())
		if p.at(StrBegin) || p.at(EOF) || p.tok.first || p.cutAfter(begin) {
			p.unclosedInterpolation(begin)
		}
		if !p.atAny(Newline, RBrace) {
			p.unexpected("expected `}`")
		}
	}
}

// cutAfter reports whether a literal behind begin was told to have no end: it
// is the quote that closes the literal around.
func (p *parser) cutAfter(begin lexeme) bool {
	n := len(p.diags)
	return n > 0 && p.diags[n-1].Code == diag.Unterminated.ID && p.diags[n-1].Span.Start >= begin.End
}

func (p *parser) unclosedInterpolation(begin lexeme) {
	if p.cutAfter(begin) {
		p.diags = p.diags[:len(p.diags)-1]
	}
	p.bail(p.report(diag.Unclosed, p.spanOf(begin), "`#{` is never closed").Labelled("no `}` follows"))
}

// resumeText goes on with the text of a literal behind code that made no
// sense: after the next brace of that line.
func (p *parser) resumeText(begin lexeme, resume int) bool {
	lx := p.lx
	if p.halted {
		return false
	}
	lx.tokens = lx.tokens[:begin.index+1]
	lx.pos, lx.resume = int(begin.End), resume
	lx.lineStart = p.file.Whole().LineStart(p.file.Position(lx.pos).Line)
	end := lx.lineEnd(lx.pos)
	if n := bytes.IndexByte(lx.data[lx.pos:end], '}'); n >= 0 {
		lx.pos += n + 1
		lx.emit(InterpEnd, lx.pos-1)
		return true
	}
	lx.pos = end
	return false
}

// cutLiteral ends a literal at the end of a line.
func (p *parser) cutLiteral(q *quote) lexeme {
	p.lx.state, p.lx.labels = stEnd, false
	return p.lx.emit(StrEnd, p.lx.pos)
}

// unterminated tells that a literal has no end, and goes on behind the line of
// its opener, as if it ended there.
func (p *parser) unterminated(q *quote) lexeme {
	lx := p.lx
	if p.halted {
		return p.cutLiteral(q)
	}
	p.loseLiteral()
	p.misread = true
	name := q.name()
	p.report(diag.Unterminated, p.spanOf(q.opener), "%s is never closed", name).
		Labelled("opened here").
		Also(p.file.Span(len(lx.data), len(lx.data)), "the file ends here").
		Advise("add `%c`", q.close)
	lx.tokens = lx.tokens[:q.opener.index+1]
	lx.pos, lx.resume = lx.lineEnd(int(q.opener.End)), q.resume
	return p.cutLiteral(q)
}

// loseLiteral counts literals without end; the parser gives up after a few.
func (p *parser) loseLiteral() {
	if p.lost++; p.lost > maxLost {
		p.halt()
	}
}

func (q *quote) name() string {
	return [...]string{"string", "symbol", "regular expression", "word list", "symbol list", "command", "heredoc"}[q.kind]
}

// ---- heredocs

// A bodyPart is a part of a heredoc before its margin is removed.
type bodyPart struct {
	from, to  int // of the text
	lineStart bool
	interp    *StringPart
}

// heredoc reads the body of a heredoc, which starts on the next line, and goes
// on behind the opener.
func (p *parser) heredoc(q *quote) Node {
	lx := p.lx
	lx.unordered = true
	back := *lx
	start := lx.resume
	if start == 0 {
		start = lx.afterBreak(lx.lineEnd(lx.pos))
	}
	lx.pos, lx.resume = start, 0
	lx.enterLine()
	parts, end := p.heredocBody(q)
	back.tokens, back.badByteLine, back.resume = lx.tokens, lx.badByteLine, max(lx.pos, start)
	*lx = back
	lx.state, lx.labels = stEnd, false
	n := &StringLit{At: At{p.spanOf(q.opener)}, Parts: p.dedent(q, parts)}
	n.Heredoc = p.file.Span(start, max(start, int(end)))
	p.prev = q.opener
	p.tok = lx.next()
	return n
}

func (p *parser) heredocBody(q *quote) (parts []bodyPart, end int32) {
	for {
		atStart := p.lx.pos == p.lx.skipFence(p.lx.lineStart)
		t := p.lx.part(q)
		switch t.Kind {
		case EOF:
			p.unterminatedHeredoc(q)
			return parts, int32(len(p.lx.data))
		case StrEnd:
			return parts, t.Start
		case StrText:
			p.lx.checkText(int(t.Start), int(t.End))
			parts = append(parts, bodyPart{from: int(t.Start), to: int(t.End), lineStart: atStart})
		case InterpBeg:
			part, _ := p.interpolation(q, t)
			parts = append(parts, bodyPart{from: int(t.Start), to: int(t.Start), lineStart: atStart, interp: &part})
		}
	}
}

func (p *parser) unterminatedHeredoc(q *quote) {
	p.loseLiteral()
	if p.ended {
		return
	}
	p.report(diag.Unterminated, p.spanOf(q.opener), "heredoc is never closed: no line is `%s`", clip(q.id)).
		Labelled("opened here").
		Also(p.file.Span(len(p.lx.data), len(p.lx.data)), "the file ends here")
	p.ended = true
}

// dedent makes string parts of a body; <<~ removes the margin.
func (p *parser) dedent(q *quote, body []bodyPart) []StringPart {
	margin := 0
	if q.squiggly {
		margin = p.margin(body)
	}
	var parts partList
	for _, b := range body {
		if b.interp != nil {
			parts.add(*b.interp)
			continue
		}
		from := b.from
		if b.lineStart && q.squiggly {
			from += marginBytes(p.lx.data[b.from:b.to], margin)
		}
		parts.add(StringPart{Where: p.file.Span(b.from, b.to), Text: p.heredocText(q, from, b.to)})
	}
	return parts.done()
}

func (p *parser) heredocText(q *quote, from, to int) string {
	if q.interp {
		return p.lx.unescape(q, from, to)
	}
	return strings.ReplaceAll(string(p.lx.data[from:to]), "\r\n", "\n")
}

// margin is the least indentation, in columns, of the lines that are not blank.
func (p *parser) margin(body []bodyPart) int {
	least := -1
	for i, b := range body {
		if !b.lineStart {
			continue
		}
		width, blank := indentation(p.lx.data[b.from:b.to])
		if b.interp != nil {
			width, blank = 0, false
		} else if blank && b.to > b.from && p.lx.data[b.to-1] != '\n' && i+1 < len(body) {
			blank = false
		}
		if !blank && (least < 0 || width < least) {
			least = width
		}
	}
	return max(least, 0)
}

// indentation is the width of the blanks a line starts with, and whether it
// holds nothing else. A tab goes on to the next multiple of 8.
func indentation(line []byte) (width int, blank bool) {
	for _, c := range line {
		switch c {
		case ' ':
			width++
		case '\t':
			width = (width/8 + 1) * 8
		case '\r', '\n':
		default:
			return width, false
		}
	}
	return width, true
}

// marginBytes is how many bytes at the start of a line make up its margin.
func marginBytes(line []byte, margin int) int {
	width := 0
	for i, c := range line {
		next := width + 1
		if c == '\t' {
			next = (width/8 + 1) * 8
		}
		if c != ' ' && c != '\t' || next > margin {
			return i
		}
		width = next
	}
	return len(line)
}
