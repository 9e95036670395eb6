package dsl

import (
	"bytes"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Mistakes: how they are told, and how the parser goes on, so that one
// mistake is one diagnostic and the next independent one is told too.
//
// A mistake gives up the innermost statement. The rest of that statement is
// skipped: to the end of its line, or of the brackets and constructs that it
// had opened, or to a line that is indented no more than its first.

// report tells of a mistake and goes on.
func (p *parser) report(c *diag.Code, at source.Span, format string, args ...any) *diag.Diagnostic {
	d := c.At(at, format, args...)
	if p.quiet > 0 {
		return d
	}
	p.diags.Add(d)
	if len(p.diags) >= maxErrors && p.diags.Count(diag.Error) >= maxErrors {
		p.halt()
	}
	return d
}

// bail gives up the statement because of a mistake that was told.
func (p *parser) bail(*diag.Diagnostic) { panic(bailout{}) }

// attempt runs read and reports whether it gave up.
func (p *parser) attempt(read func()) (failed bool) {
	scopes := len(p.scopes)
	kwarg := p.lx.kwarg
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(bailout); !ok {
				panic(r)
			}
			failed = true
			p.dropScopes(scopes)
			p.lx.kwarg = kwarg
		}
	}()
	read()
	return false
}

// recovering runs read; when it gives up, the rest of the statement that
// started at start is skipped.
func (p *parser) recovering(start lexeme, read func()) {
	saved, opens := p.context, len(p.opens)
	if !p.attempt(read) {
		return
	}
	p.context = saved
	p.skipStatement(start, opens)
	p.resumed = true
}

// A skipStack holds the closers that skipped text still needs, and how many
// there are of each kind.
type skipStack struct {
	list  []Kind
	count [lastKeyword + 1]int
}

func (s *skipStack) push(k Kind) {
	s.list = append(s.list, k)
	s.count[k]++
}

// pop takes the innermost closer of kind k, and those inside it.
func (s *skipStack) pop(k Kind) {
	for n := len(s.list); n > 0; n = len(s.list) {
		top := s.list[n-1]
		s.list = s.list[:n-1]
		s.count[top]--
		if top == k {
			return
		}
	}
}

func (s *skipStack) top() Kind {
	if len(s.list) == 0 {
		return EOF
	}
	return s.list[len(s.list)-1]
}

// skipStatement moves to where a statement begins that has nothing to do with
// the one given up, whose constructs are those behind opens.
func (p *parser) skipStatement(start lexeme, opens int) {
	stack := &skipStack{}
	for _, o := range p.opens[opens:] {
		stack.push(o.closer)
	}
	p.drop(opens)
	p.quiet++
	first := p.tok.index
	for !p.at(EOF) && !p.statementBegins(start, stack) {
		p.skipToken(stack, start)
	}
	p.quiet--
	if p.tok.index == first && p.tok.index == start.index {
		p.next()
	}
	for _, k := range stack.list {
		p.forgiven[k]++
	}
}

func (p *parser) statementBegins(start lexeme, stack *skipStack) bool {
	k := p.tok.Kind
	switch {
	case p.tok.first && p.tok.index > start.index && p.tok.indent <= start.indent:
		return stack.count[k] == 0 && !(isBranch(k) && stack.count[KwEnd] > 0)
	case len(stack.list) > 0:
		return false
	case k == Newline:
		return true
	}
	return isCloser(k) && p.wanted[k] > 0
}

// isBranch reports whether k starts a part of a construct that ends with `end`.
func isBranch(k Kind) bool {
	switch k {
	case KwElse, KwElsif, KwWhen, KwIn, KwRescue, KwEnsure, KwThen:
		return true
	}
	return false
}

// skipToken steps over a token, or a whole literal, and keeps count of what is open.
func (p *parser) skipToken(stack *skipStack, start lexeme) {
	k := p.tok.Kind
	switch {
	case k == StrBegin:
		p.oneLiteral()
		return
	case isCloser(k):
		if stack.top() == k || stack.count[k] > 0 && p.tok.first && p.tok.indent <= start.indent {
			stack.pop(k)
		}
	case closerOf(k) != EOF && (k == LParen || k == LBracket || k == LBrace || p.opensHere(k)):
		stack.push(closerOf(k))
	}
	p.next()
}

func closerOf(k Kind) Kind {
	switch k {
	case LParen:
		return RParen
	case LBracket:
		return RBracket
	case LBrace:
		return RBrace
	case KwDo, KwDef, KwBegin, KwCase, KwClass, KwModule, KwIf, KwUnless, KwWhile, KwUntil, KwFor:
		return KwEnd
	}
	return EOF
}

// opensHere reports whether a reserved word opens a construct, as far as the
// token before it tells: a modifier does not.
func (p *parser) opensHere(k Kind) bool {
	switch k {
	case KwIf, KwUnless, KwWhile, KwUntil, KwFor:
		switch p.prev.Kind {
		case Newline, Assign, OpAssign, LParen, LBrace, LBracket, Comma, KwThen, KwDo, KwElse, KwBegin, Arrow, Pipe:
			return true
		}
		return p.tok.first
	}
	return true
}

// ---- what went wrong

// unexpected tells of the token looked at and gives up the statement.
func (p *parser) unexpected(expected string, args ...any) {
	p.bail(p.tellUnexpected(expected, args...))
}

func (p *parser) tellUnexpected(expected string, args ...any) *diag.Diagnostic {
	switch {
	case p.at(EOF) && len(p.opens) > 0:
		p.unclosed(p.opens[len(p.opens)-1])
		return nil
	case p.at(Bad) && isQuoteLike([]rune(p.text(p.tok))[0]):
		return nil
	case p.afterLongString():
		p.misread = true
		return p.report(diag.Unterminated, p.spanOf(p.lastString.opener), "%s is probably not closed: text follows its end on a later line", p.lastString.name).
			Labelled("opened here").
			Also(p.tokSpan(), "this follows the end of the literal")
	case p.at(Label):
		return p.report(diag.UnexpectedToken, p.tokSpan(), "`%s` is a key of a Hash, but no Hash is open here", clip(p.text(p.tok))).
			Advise("put `{` and `}` around the pairs, or a method name before them")
	case p.afterQuoteError():
		return nil
	}
	d := p.report(diag.UnexpectedToken, p.tokSpan(), "unexpected %s", p.describe(p.tok))
	if expected != "" {
		d.Labelled(expected, args...)
	}
	return d
}

// afterQuoteError reports whether the statement holds typographic quotes,
// which were told and explain all that follows.
func (p *parser) afterQuoteError() bool {
	return p.prev.Kind == Bad && p.prev.End > p.prev.Start && isQuoteLike([]rune(p.text(p.prev))[0])
}

// describe names a token in a message.
func (p *parser) describe(t lexeme) string {
	switch t.Kind {
	case EOF:
		return "end of the file"
	case Newline:
		if p.text(t) != ";" {
			return "end of the line"
		}
	case StrBegin:
		return "string"
	}
	return "`" + clip(p.text(t)) + "`"
}

// A stringNote remembers the last string, for the mistakes that a missing
// quote leads to.
type stringNote struct {
	opener lexeme
	end    int32
	long   bool // it spans lines
	name   string
}

func (p *parser) rememberString(q *quote, end lexeme) {
	text := p.file.Data[q.opener.Start:end.End]
	p.lastString = stringNote{q.opener, end.End, bytes.IndexByte(text, '\n') >= 0, q.name()}
}

func (p *parser) afterLongString() bool {
	return p.lastString.long && p.prev.End == p.lastString.end && !p.at(Newline) && !p.at(EOF)
}

// ---- closers

// strayCloser tells of a closer or branch that belongs to nothing, and steps over it.
func (p *parser) strayCloser() bool {
	t := p.tok
	switch {
	case isCloser(t.Kind):
		if p.forgiven[t.Kind] > 0 {
			p.forgiven[t.Kind]--
			p.next()
			p.got(Comma)
			return true
		}
		if p.wrongCloser() {
			return true
		}
		p.tellStray(t, "close")
	case isBranch(t.Kind):
		p.tellStray(t, "belong to")
	default:
		return false
	}
	p.skipStatement(t, len(p.opens))
	return true
}

// tellStray is silent when the opener may be inside of a literal that was told.
func (p *parser) tellStray(t lexeme, verb string) {
	if !p.misread {
		p.report(diag.UnexpectedEnd, p.spanOf(t), "unexpected `%s`: nothing is open here that it could %s", p.text(t), verb)
	}
}

// wrongCloser tells of a closer that stands, by its indentation, where the
// innermost construct needs another one. It counts as that.
func (p *parser) wrongCloser() bool {
	if len(p.opens) == 0 {
		return false
	}
	o := p.opens[len(p.opens)-1]
	if !p.tok.first || p.tok.indent != o.at.indent {
		return false
	}
	p.report(diag.UnexpectedEnd, p.tokSpan(), "`%s` cannot close `%s`", p.text(p.tok), p.text(o.at)).
		Labelled("expected `%s`", o.closer).
		Also(p.spanOf(o.at), "opened here")
	p.tok.Kind = o.closer
	return true
}

// noteIndent remembers the first construct whose `end` stands further left
// than it: when an `end` is missing, it is probably that construct's.
func (p *parser) noteIndent(o opened) {
	if o.closer == KwEnd && p.tok.first && p.tok.indent < o.at.indent && p.suspect.closer == EOF {
		p.suspect = o
	}
}

// unclosed tells that a construct has no closer. At the end of the file that
// is told once, of the construct whose closer is probably missing.
func (p *parser) unclosed(o opened) {
	if p.ended {
		return
	}
	if p.at(EOF) {
		p.ended = true
		if o.closer == KwEnd && p.suspect.closer != EOF {
			o = p.suspect
		}
	}
	closer := o.closer.String()
	d := p.report(diag.Unclosed, p.spanOf(o.at), "`%s` is never closed", p.text(o.at)).
		Labelled("this needs `%s`", closer)
	if p.at(EOF) {
		d.Also(p.tokSpan(), "the file ends here")
	} else {
		d.Also(p.tokSpan(), "expected `%s` before this", closer)
	}
	if o == p.suspect {
		d.Advise("the next `%s` stands further left than `%s`, so it seems to belong to something else", closer, p.text(o.at))
	}
}

// missingComma decides what a list that does not go on with a comma means:
// a comma left out, which is told and counts as written, or a bracket left open.
func (p *parser) missingComma(closer Kind) bool {
	o := p.opens[len(p.opens)-1]
	switch {
	case p.at(EOF):
		return false
	case p.afterLongString():
		p.unexpected("")
	case p.tok.first && p.tok.indent <= o.at.indent:
		p.unclosed(o)
		p.bail(nil)
	case isCloser(p.tok.Kind):
		p.unclosed(o)
		p.bail(nil)
	case !p.startsElement(closer):
		p.unexpected("expected `,` or `%s`", closer)
	}
	if p.cutOnLine() {
		return true
	}
	p.report(diag.MissingComma, p.spanOf(p.lastText()).Tail(), "expected `,` before %s", p.describe(p.tok)).
		Labelled("a comma is missing here").
		Also(p.spanOf(o.at), "in the list opened here").
		Fix("add the comma", diag.Edit{Span: p.spanOf(p.lastText()).Tail(), Text: ","})
	return true
}

// lastText is the last token taken that is no line break.
func (p *parser) lastText() lexeme {
	if p.prev.Kind != Newline {
		return p.prev
	}
	for i := p.prev.index; i >= 0; i-- {
		if t := p.lx.tokens[i]; t.Kind != Newline {
			return lexeme{Token: t, index: i}
		}
	}
	return p.prev
}

func (p *parser) startsElement(closer Kind) bool {
	if closer == RBrace {
		return p.atAny(Label, StrBegin, Symbol, StarStar, Const, Int, Ident)
	}
	return p.startsOperand()
}

// cutOnLine reports whether a literal without end was told on the line of the
// last token, which explains what is missing there.
func (p *parser) cutOnLine() bool {
	n := len(p.diags)
	if n == 0 || p.diags[n-1].Code != diag.Unterminated.ID {
		return false
	}
	start, end := p.diags[n-1].Span.Start, p.lastText().End
	return start <= end && !bytes.Contains(p.lx.data[start:end], []byte("\n"))
}

// wantArrow tells that a key of a hash has no value.
func (p *parser) wantArrow(key Node) {
	if n := len(p.diags); n > 0 && p.diags[n-1].Code == diag.NeedsParentheses.ID && p.diags[n-1].Span.Start == key.Span().Start {
		p.bail(nil) // a command, which was told
	}
	if p.at(Assign) {
		p.unexpected("expected `=>` or `:`; a Hash has `key: value`")
	}
	if p.tok.first || p.at(Newline) {
		p.bail(p.report(diag.UnexpectedToken, key.Span(), "`%s` is no entry of a Hash", clip(firstLine(key.Span().Text()))).
			Labelled("expected `key: value`"))
	}
	p.unexpected("expected `=>`")
}

func firstLine(s string) string {
	line, _, cut := strings.Cut(s, "\n")
	if cut {
		return line + "…"
	}
	return line
}

// ---- braces after a method name

var terraformWords = map[string]bool{"resource": true, "data": true, "variable": true, "provider": true, "output": true, "module": true}

// braceAfterCommand tells of `{` behind an argument without parentheses.
func (p *parser) braceAfterCommand(c *CallExpr) {
	if _, text := c.Args[0].(*StringLit); text && c.Recv == nil && terraformWords[c.Name] {
		p.notRuby(c.NameAt, c.Name)
	}
	p.bail(p.report(diag.NeedsParentheses, p.tokSpan(), "unexpected `{` after an argument without parentheses").
		Labelled("Ruby takes this for a block").
		Also(c.NameAt, "the arguments of this call").
		Advise("write parentheses: `%s(…, { … })`", clip(c.Name)))
}

func (p *parser) notRuby(at source.Span, word string) {
	p.bail(p.report(diag.NotRuby, at, "`%s \"…\" {` is Terraform's own language, not Ruby", word).
		Advise("write `aws_sns_topic(:name, { key: value })`, or `resource :aws_sns_topic, :name do … end`"))
}

func (p *parser) terraformModule(start lexeme) {
	if p.at(StrBegin) {
		p.notRuby(p.spanOf(start), "module")
	}
}

// hashInsteadOfBlock tells of `puts {a: 1}`.
func (p *parser) hashInsteadOfBlock(start lexeme) {
	if p.at(Label) {
		p.open(RBrace, start)
		p.bail(p.needsParentheses(start))
	}
}

// hashAsPattern tells of `puts {"a" => 1}`, which Ruby reads as a block with a pattern.
func (p *parser) hashAsPattern(body []Node, start lexeme) {
	if len(body) == 0 {
		return
	}
	m, ok := body[0].(*MatchExpr)
	if !ok || m.Test {
		return
	}
	switch m.Value.(type) {
	case *StringLit, *SymbolLit, *IntLit:
		p.needsParentheses(start)
	}
}

func (p *parser) needsParentheses(start lexeme) *diag.Diagnostic {
	return p.report(diag.NeedsParentheses, p.spanOf(start), "`{` after a method name is a block, not a Hash").
		Labelled("Ruby takes this for a block").
		Advise("write parentheses around the Hash: `(…, { … })`")
}
