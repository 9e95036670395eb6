package dsl

import (
	"slices"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Patterns: case … in, value => pattern, value in pattern.

func (p *parser) caseIn(start lexeme, subject Node) Node {
	n := &CaseInExpr{Subject: subject}
	for p.at(KwIn) {
		n.Ins = append(n.Ins, p.inBranch())
	}
	if p.got(KwElse) {
		n.HasElse, n.Else = true, p.stmts(KwEnd)
	}
	p.close()
	n.At = p.from(start)
	return n
}

func (p *parser) inBranch() *In {
	p.lx.kwarg = true
	at := p.next()
	in := &In{Pattern: p.topPattern()}
	p.lx.kwarg = false
	if p.atAny(KwIf, KwUnless) {
		in.Unless = p.next().Kind == KwUnless
		in.Guard = p.expr(command)
	}
	p.thenOrNewline()
	in.Body = p.stmts(KwIn, KwElse, KwEnd)
	in.At = p.from(at)
	return in
}

// match reads value => pattern and value in pattern.
func (p *parser) match(value Node, test bool) Node {
	saved := p.lx.kwarg
	p.lx.kwarg = true
	p.lx.labels = true
	p.next()
	pat := p.topPattern()
	p.lx.kwarg = saved
	return &MatchExpr{p.since(value), value, pat, test}
}

// topPattern is a whole pattern: the names in it are its own.
func (p *parser) topPattern() Pattern {
	around := p.bound
	p.bound = nil
	n := p.openPattern()
	p.bound = around
	return n
}

// openPattern is a pattern that may be a list or pairs without brackets.
func (p *parser) openPattern() Pattern {
	start := p.tok
	if p.startsPatPair() {
		h := &HashPat{}
		p.patPairs(h)
		h.At = p.from(start)
		return h
	}
	first := p.patternElem()
	_, splat := first.(*SplatPat)
	if !p.at(Comma) && !splat {
		return first
	}
	list := &ArrayPat{Elems: []Pattern{first}}
	for p.got(Comma) {
		if p.atAny(Newline, KwThen, KwIf, KwUnless) {
			list.Elems = append(list.Elems, &SplatPat{At: p.from(p.prev)})
			break
		}
		list.Elems = append(list.Elems, p.patternElem())
	}
	list.At = p.from(start)
	return list
}

func (p *parser) startsPatPair() bool {
	return p.at(Label) || p.at(StarStar) || p.at(StrBegin) && p.lx.quote.label && p.labelAhead()
}

// labelAhead reports whether the simple string that was just opened is a "key":.
func (p *parser) labelAhead() bool {
	q := p.lx.quote
	for i := p.lx.pos; i < len(p.lx.data) && !p.lx.atBreak(i); i++ {
		switch p.lx.data[i] {
		case '\\':
			i++
		case q.close:
			return i+1 < len(p.lx.data) && p.lx.data[i+1] == ':' && (i+2 >= len(p.lx.data) || p.lx.data[i+2] != ':')
		}
	}
	return false
}

func (p *parser) patternElem() Pattern {
	if !p.at(Star) {
		return p.pattern()
	}
	start := p.next()
	s := &SplatPat{}
	if p.at(Ident) {
		s.Name = p.bind()
	}
	s.At = p.from(start)
	return s
}

// bind takes a name, which is a local from here on.
func (p *parser) bind() string {
	t := p.tok
	name := p.text(t)
	if t.Kind != Ident || !isLocalName(name) {
		p.unexpected("expected a name")
	}
	p.bindName(name, p.tokSpan())
	p.next()
	return name
}

// bindName makes a name of the pattern a local. Only names that begin with _
// may come twice.
func (p *parser) bindName(name string, where source.Span) {
	if name[0] != '_' && slices.Contains(p.bound, name) {
		p.report(diag.UnexpectedToken, where, "variable `%s` stands twice in one pattern", name).
			Advise("to ask for the same value again write `^%s`", name)
	}
	p.bound = append(p.bound, name)
	p.declare(name)
}

// refuseBound tells of the first name bound since there were n of them, and
// forgets them: alternatives cannot bind, since only one of them matches.
func (p *parser) refuseBound(n int, start lexeme) bool {
	names := p.bound[n:]
	p.bound = p.bound[:n]
	i := slices.IndexFunc(names, func(name string) bool { return name[0] != '_' })
	if i < 0 {
		return false
	}
	p.report(diag.UnexpectedToken, p.from(start).Where, "variable `%s` in an alternative of a pattern", names[i]).
		Advise("only one alternative matches: write a branch for each, or name the whole: `(a | b) => name`")
	return true
}

// pattern is alternatives with their names.
func (p *parser) pattern() Pattern {
	saved := p.context
	p.enter()
	start, bound := p.tok, len(p.bound)
	n := p.primaryPattern()
	if p.at(Pipe) {
		alt := &AltPat{Alts: []Pattern{n}}
		told := p.refuseBound(bound, start)
		for p.got(Pipe) {
			alt.Alts = append(alt.Alts, p.primaryPattern())
			told = told || p.refuseBound(bound, start)
		}
		alt.At = p.from(start)
		n = alt
	}
	for p.got(Arrow) {
		at := p.tok
		name := p.bind()
		n = &AsPat{p.from(start), n, name, p.spanOf(at)}
	}
	p.context = saved
	return n
}

func (p *parser) primaryPattern() Pattern {
	start := p.tok
	switch start.Kind {
	case LBracket:
		n := &ArrayPat{}
		p.patBrackets(RBracket, func() { n.Elems = append(n.Elems, p.patternElem()) })
		n.At = p.from(start)
		return n
	case LBrace:
		return p.hashPattern()
	case LParen:
		p.open(RParen, start)
		p.next()
		p.skipNewlines()
		n := p.pattern()
		p.skipNewlines()
		p.close()
		return n
	case Caret:
		return p.pin()
	case Ident:
		name := p.bind()
		if p.atAny(LParen) && !p.tok.space {
			p.unexpected("a pattern calls no methods")
		}
		return &BindPat{p.from(start), name}
	case Const, ColonColon:
		return p.constPattern()
	}
	return p.valuePattern()
}

func (p *parser) pin() Pattern {
	start := p.next()
	n := &PinPat{}
	switch {
	case p.at(LParen):
		n.Value = Unwrap(p.paren())
	case p.at(Ident) && p.isLocal(p.text(p.tok)):
		t := p.next()
		n.Value = &LocalExpr{p.from(t), p.text(t)}
	default:
		p.bail(p.report(diag.UnexpectedToken, p.tokSpan(), "`^` needs a local variable or parentheses"))
	}
	n.At = p.from(start)
	return n
}

// patBrackets reads elements in brackets, both included.
func (p *parser) patBrackets(closer Kind, element func()) {
	kwarg := p.lx.kwarg
	p.lx.kwarg = false
	p.open(closer, p.tok)
	p.next()
	p.skipNewlines()
	for !p.at(closer) && !p.at(EOF) {
		element()
		p.skipNewlines()
		if !p.got(Comma) {
			break
		}
		p.skipNewlines()
	}
	p.lx.kwarg = kwarg
	p.close()
}

func (p *parser) hashPattern() Pattern {
	start := p.tok
	n := &HashPat{}
	p.patBrackets(RBrace, func() { p.patPair(n) })
	n.At = p.from(start)
	return n
}

// patPairs reads pairs without braces.
func (p *parser) patPairs(h *HashPat) {
	for {
		p.patPair(h)
		if !p.got(Comma) {
			return
		}
		if p.atAny(Newline, KwThen) {
			return
		}
	}
}

func (p *parser) patPair(h *HashPat) {
	start := p.tok
	switch {
	case p.got(StarStar):
		h.HasRest = true
		switch {
		case p.got(KwNil):
			h.NilRest = true
		case p.at(Ident):
			h.Rest = p.bind()
		}
		return
	case p.at(StrBegin):
		p.stringPatPair(h)
		return
	case !p.at(Label):
		p.unexpected("expected a key such as `name:`")
	}
	p.next()
	text := p.text(start)
	pair := &PatPair{Key: text[:len(text)-1]}
	p.refuseKeyTwice(h, pair.Key, start)
	p.patValue(pair)
	pair.At = p.from(start)
	h.Pairs = append(h.Pairs, pair)
}

func (p *parser) stringPatPair(h *HashPat) {
	start := p.tok
	k, ok := p.stringLit().(*keyString)
	if !ok || k.symbol.Parts != nil {
		p.bail(p.report(diag.UnexpectedToken, p.from(start).Where, "expected a key such as `name:` in a Hash pattern"))
	}
	pair := &PatPair{Key: k.symbol.Name}
	p.refuseKeyTwice(h, pair.Key, start)
	p.patValue(pair)
	pair.At = p.from(start)
	h.Pairs = append(h.Pairs, pair)
}

// refuseKeyTwice tells of a key that the pattern has already.
func (p *parser) refuseKeyTwice(h *HashPat, key string, at lexeme) {
	if slices.ContainsFunc(h.Pairs, func(q *PatPair) bool { return q.Key == key }) {
		p.report(diag.UnexpectedToken, p.spanOf(at), "key `%s` stands twice in one pattern", key)
	}
}

// patValue reads the pattern of a key, or binds the key's name.
func (p *parser) patValue(pair *PatPair) {
	if !p.atAny(Comma, RBrace, RParen, RBracket, Newline, KwThen, KwIf, KwUnless, KwAnd, KwOr, EOF) {
		pair.Pattern = p.pattern()
		return
	}
	if !isLocalName(pair.Key) {
		p.bail(p.report(diag.UnexpectedToken, p.spanOf(p.prev), "key `%s` needs a pattern, since it is no name of a local variable", pair.Key))
	}
	p.bindName(pair.Key, p.spanOf(p.prev))
}

// constPattern reads Const, Const(…), Const[…] and ranges of constants.
func (p *parser) constPattern() Pattern {
	start := p.tok
	c := p.patConst()
	closer := RParen
	switch {
	case p.at(LParen) && !p.tok.space:
	case p.at(LBracket) && !p.tok.space:
		closer = RBracket
	default:
		return p.patRange(c, start)
	}
	list, hash := &ArrayPat{Const: c}, &HashPat{Const: c}
	p.patBrackets(closer, func() {
		if p.startsPatPair() {
			p.patPair(hash)
		} else {
			list.Elems = append(list.Elems, p.patternElem())
		}
	})
	if len(hash.Pairs) > 0 || hash.HasRest {
		hash.At = p.from(start)
		return hash
	}
	list.At = p.from(start)
	return list
}

func (p *parser) patConst() Node {
	start := p.tok
	n := &ConstExpr{}
	if p.got(ColonColon) {
		start = p.tok
	}
	n.Name = p.text(p.want(Const))
	n.At = p.from(start)
	for p.at(ColonColon) {
		p.next()
		name := p.text(p.want(Const))
		n = &ConstExpr{p.from(start), n, name}
	}
	return n
}

// valuePattern reads a literal or a range of literals.
func (p *parser) valuePattern() Pattern {
	start := p.tok
	if p.atAny(DotDot, DotDotDot) {
		return p.patRange(nil, start)
	}
	return p.patRange(p.patLiteral(), start)
}

func (p *parser) patRange(low Node, start lexeme) Pattern {
	if !p.atAny(DotDot, DotDotDot) {
		return &ValuePat{p.from(start), low}
	}
	r := &RangeLit{Low: low, Exclusive: p.next().Kind == DotDotDot}
	switch {
	case p.at(Const):
		r.High = p.patConst()
	case p.atAny(Int, Float, Minus, StrBegin, Char, Symbol):
		r.High = p.patLiteral()
	case low == nil:
		p.unexpected("expected the end of the range")
	}
	r.At = p.from(start)
	return &ValuePat{r.At, r}
}

func (p *parser) patLiteral() Node {
	start := p.tok
	switch start.Kind {
	case Int, Float:
		return p.numberLit()
	case Minus:
		p.next()
		if !p.atAny(Int, Float) {
			p.unexpected("expected a number")
		}
		n := p.numberLit()
		return negated(n, p.from(start))
	case StrBegin, Char:
		return p.plainString()
	case Symbol, KwNil, KwTrue, KwFalse, KwSelf, KwLine, Lambda:
		return p.simple(operand)
	}
	p.unexpected("expected a pattern")
	return nil
}
