package dsl

import (
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Calls: names, arguments with and without parentheses, blocks, lambdas.

// named is an operand that starts with a name.
func (p *parser) named(m mode) Node {
	t := p.next()
	name, called := p.text(t), p.at(LParen) && !p.tok.space
	if t.Kind == Ident && !called {
		if p.isLocal(name) && !p.localCommand(m) {
			return &LocalExpr{p.from(t), name}
		}
		if !p.startsCommandArg(m) && !p.at(LBrace) && p.implicit(name) {
			return &LocalExpr{p.from(t), name}
		}
	}
	if t.Kind == Const && !called && !p.constCommand(m) {
		return &ConstExpr{At: p.from(t), Name: name}
	}
	c := &CallExpr{Name: name, NameAt: p.spanOf(t)}
	p.callRest(c, t, m)
	return c
}

// localCommand reports whether what follows the name of a local can only be an
// argument, so that the name is that of a method: name "x".
func (p *parser) localCommand(m mode) bool {
	return m != operand && p.startsCommandArg(m) && p.atAny(StrBegin, Int, Float, Ident, Const, KwNil, KwTrue, KwFalse, KwSelf, KwDefined)
}

// constCommand reports whether arguments or a block follow a constant, so that
// it is the name of a method: Integer "3", Parameter do … end.
func (p *parser) constCommand(m mode) bool {
	return p.at(LBrace) || p.at(KwDo) && !p.noDo || m != operand && p.startsCommandArg(m)
}

// startsCommandArg reports whether the token looked at starts an argument of
// the method name before it.
func (p *parser) startsCommandArg(m mode) bool {
	if p.tok.first {
		return false
	}
	blank := isBlank(p.lx.peek(0))
	switch p.tok.Kind {
	case StrBegin:
		return true
	case Label:
		return m != operand
	case Int, Float, Char, Symbol, MatchVar, Foreign, Ident, Const, Lambda, Bang, Tilde,
		KwNil, KwTrue, KwFalse, KwSelf, KwNot, KwDefined, KwDef, KwCase, KwBegin, KwYield, KwSuper, KwLine, KwFile, LParen, LBracket:
		return p.tok.space
	case Minus, Plus, Star, Amp, StarStar, ColonColon:
		return p.tok.space && !blank
	}
	return false
}

// startsOperand reports whether an operand may begin here.
func (p *parser) startsOperand() bool {
	switch p.tok.Kind {
	case StrBegin, Label, Int, Float, Char, Symbol, MatchVar, Foreign, Ident, Const, Lambda, Bang, Tilde, LParen, LBracket, LBrace,
		Minus, Plus, Star, Amp, StarStar, ColonColon, DotDot, DotDotDot, KwNil, KwTrue, KwFalse, KwSelf, KwNot, KwDefined, KwDef, KwCase,
		KwBegin, KwYield, KwSuper, KwLine, KwFile:
		return true
	}
	return false
}

// callRest reads the arguments and the block of a call.
func (p *parser) callRest(c *CallExpr, start lexeme, m mode) {
	switch {
	case p.at(LParen) && !p.tok.space:
		open := p.tok
		c.Args = p.parenArgs()
		c.Open, c.Close = p.spanOf(open), p.spanOf(p.prev)
	case p.startsCommandArg(m):
		p.commandCall(c, m)
	}
	p.takeBlock(c)
	c.At = p.from(start)
	if c.Recv != nil {
		c.At = p.since(c.Recv)
	}
}

// commandCall reads arguments without parentheses.
func (p *parser) commandCall(c *CallExpr, m mode) {
	if m == operand && !p.at(LParen) {
		p.report(diag.NeedsParentheses, c.NameAt, "the arguments of `%s` need parentheses here", clip(c.Name)).
			Labelled("a call without parentheses cannot stand inside an expression").
			Advise("write `%s(…)`", clip(c.Name))
	}
	if m == operand && p.at(LParen) {
		c.Args = p.parenArgs()
		return
	}
	c.Args = p.commandArgs(m)
	if p.at(LBrace) {
		p.braceAfterCommand(c)
	}
}

func (p *parser) takeBlock(c *CallExpr) {
	start := p.tok
	switch {
	case p.at(LBrace):
		c.Block = p.braceBlock(c.Name == "lambda" && c.Recv == nil)
	case p.at(KwDo) && !p.noDo:
		c.Block = p.doBlock(c.Name == "lambda" && c.Recv == nil)
	default:
		return
	}
	if n := len(c.Args); n > 0 {
		if pass, ok := c.Args[n-1].(*BlockPassExpr); ok {
			p.report(diag.UnexpectedToken, p.spanOf(start), "`%s` gets a block and a `&` argument", c.Name).
				Also(pass.Span(), "the other block")
		}
	}
}

// ---- arguments

// An argList collects arguments; trailing pairs become one hash.
type argList struct {
	list []Node
	hash *HashLit
}

func (a *argList) add(n Node) { a.list = append(a.list, n) }

func (a *argList) addPair(pair *Pair) {
	if a.hash == nil {
		a.hash = &HashLit{At: pair.At}
		a.list = append(a.list, a.hash)
	}
	a.hash.Pairs = append(a.hash.Pairs, pair)
	a.hash.Where = a.hash.Where.To(pair.Where)
}

// parenArgs reads ( … ).
func (p *parser) parenArgs() []Node {
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	start := p.next()
	p.open(RParen, start)
	args := p.listArgs(RParen)
	p.close()
	p.context = saved
	return args
}

// listArgs reads arguments or elements up to closer, which is not taken.
func (p *parser) listArgs(closer Kind) []Node {
	a := &argList{}
	p.list(closer, func() {
		m := operand
		if closer == RParen && len(a.list) == 0 {
			m = command
		}
		p.argument(a, m)
	})
	p.checkArgs(a)
	return a.list
}

// commandArgs reads arguments up to the end of the statement.
func (p *parser) commandArgs(m mode) []Node {
	saved := p.context
	p.noDo = true
	a := &argList{}
	p.argument(a, command)
	for p.at(Comma) {
		p.next()
		p.skipNewlines()
		if m == operand && p.atAny(RBrace, RBracket, RParen) {
			break // the comma was that of the list around
		}
		p.argument(a, operand)
	}
	p.context = saved
	p.checkArgs(a)
	return a.list
}

func (p *parser) checkArgs(a *argList) {
	if a.hash != nil {
		p.warnDuplicates(a.hash)
	}
}

func (p *parser) argument(a *argList, m mode) {
	start := p.tok
	switch start.Kind {
	case Star:
		p.next()
		x := p.arg(operand)
		a.add(&SplatExpr{p.from(start), x})
		return
	case Amp:
		a.add(p.blockPass())
		return
	case StarStar, Label:
		a.addPair(p.pair(nil))
		return
	case DotDotDot:
		if p.isLocal("...") {
			p.next()
			a.add(&ForwardExpr{p.from(start)})
			return
		}
	}
	n := p.element(m)
	if _, key := n.(*keyString); key || p.at(Arrow) {
		a.addPair(p.pair(n))
		return
	}
	if a.hash != nil {
		p.report(diag.UnexpectedToken, n.Span(), "positional argument after keyword arguments").
			Also(a.hash.Span(), "these are keywords")
	}
	a.add(n)
}

func (p *parser) blockPass() Node {
	start := p.next()
	n := &BlockPassExpr{}
	if !p.atAny(RParen, Comma, Newline) {
		n.X = p.arg(operand)
	}
	n.At = p.from(start)
	return n
}

// element is an argument or hash key; a "key": is a keyString.
func (p *parser) element(m mode) Node {
	start := p.tok
	if p.at(StrBegin) && p.lx.quote.label {
		n := p.stringLit()
		if _, ok := n.(*keyString); ok {
			return n
		}
		return p.argFrom(n, start)
	}
	return p.arg(m)
}

// ---- what follows an operand

// postfix reads calls, indexes and constants behind an operand.
func (p *parser) postfix(n Node, m mode) Node {
	links := 0
	for {
		switch {
		case p.atAny(Dot, AndDot):
			n = p.methodCall(n, m)
		case p.at(ColonColon) && !(p.tok.space && !isBlank(p.lx.peek(0)) && p.tok.first):
			n = p.scoped(n, m)
		case p.at(LBracket) && !p.tok.first:
			n = p.index(n)
		default:
			return n
		}
		if links++; links > maxHeight {
			p.tooDeep(p.tokSpan(), maxHeight)
			p.halt()
		}
	}
}

func (p *parser) index(recv Node) Node {
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	start := p.next()
	p.open(RBracket, start)
	args := p.listArgs(RBracket)
	p.close()
	p.context = saved
	return &IndexExpr{p.since(recv), recv, args}
}

func (p *parser) methodCall(recv Node, m mode) Node {
	c := &CallExpr{Recv: recv, Safe: p.next().Kind == AndDot}
	t := p.tok
	if t.Kind == LParen {
		c.Name = "call"
		p.callRest(c, t, m)
		return c
	}
	if !p.atAny(Ident, Const, OpName) {
		p.unexpected("expected a method name after `.`")
	}
	p.next()
	c.Name, c.NameAt = p.text(t), p.spanOf(t)
	p.callRest(c, t, m)
	return c
}

// scoped reads ::Name and ::name.
func (p *parser) scoped(recv Node, m mode) Node {
	p.next()
	t := p.tok
	if !p.atAny(Ident, Const, OpName) {
		p.unexpected("expected a name after `::`")
	}
	p.next()
	if t.Kind == Const && !(p.at(LParen) && !p.tok.space) {
		return &ConstExpr{p.since(recv), recv, p.text(t)}
	}
	c := &CallExpr{Recv: recv, Scoped: true, Name: p.text(t), NameAt: p.spanOf(t)}
	p.callRest(c, t, m)
	return c
}

func (p *parser) topConst() Node {
	start := p.next()
	if !p.at(Const) {
		p.unexpected("expected a constant after `::`")
	}
	t := p.next()
	return &ConstExpr{At: p.from(start), Name: p.text(t)}
}

func (p *parser) yield(m mode) Node {
	t := p.next()
	if !p.inDef && !p.asked {
		p.report(diag.MisplacedJump, p.spanOf(t), "`yield` outside of a method")
	}
	n := &YieldExpr{}
	switch {
	case p.at(LParen) && !p.tok.space:
		n.Args = p.parenArgs()
	case p.startsCommandArg(m):
		n.Args = p.commandArgs(m)
	}
	n.At = p.from(t)
	return n
}

func (p *parser) super(m mode) Node {
	t := p.next()
	if !p.inClass {
		p.report(diag.NotInLanguage, p.spanOf(t), "`super` is only available in the methods of an error class").
			Advise("templates have no classes above each other: call the other method by its name")
	}
	n := &SuperExpr{}
	switch {
	case p.at(LParen) && !p.tok.space:
		n.HasArgs, n.Args = true, p.parenArgs()
	case p.startsCommandArg(m):
		n.HasArgs, n.Args = true, p.commandArgs(m)
	}
	n.At = p.from(t)
	return n
}

// ---- blocks

// inBody runs read in the context of a block's or lambda's body.
func (p *parser) inBody(explicit, lambda bool, read func()) blockScope {
	p.many(&p.bodies, maxBodies, "blocks and methods")
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	p.inBlock, p.inLoop, p.inRescue = true, false, false
	p.inLambda = p.inLambda || lambda
	p.pushBlock(explicit)
	read()
	p.context = saved
	return p.popBlock()
}

func (p *parser) braceBlock(lambda bool) *Block {
	start := p.next()
	p.hashInsteadOfBlock(start)
	p.open(RBrace, start)
	b := &Block{Braces: true, Body: &Body{}}
	scope := p.inBody(p.atAny(Pipe, OrOr), lambda, func() {
		b.Params = p.blockParams()
		b.Body.Stmts = p.stmts(RBrace)
	})
	p.hashAsPattern(b.Body.Stmts, start)
	p.close()
	p.finishBlock(b, scope, start)
	return b
}

func (p *parser) doBlock(lambda bool) *Block {
	start := p.next()
	p.open(KwEnd, start)
	p.skipBeforePipe()
	b := &Block{}
	scope := p.inBody(p.atAny(Pipe, OrOr), lambda, func() {
		b.Params = p.blockParams()
		b.Body = p.body(start)
	})
	p.close()
	p.finishBlock(b, scope, start)
	return b
}

func (p *parser) skipBeforePipe() {
	if p.at(Newline) && !p.atSemicolon() {
		p.next()
	}
}

func (p *parser) finishBlock(b *Block, scope blockScope, start lexeme) {
	b.At = p.from(start)
	if b.Body.Where.IsZero() {
		b.Body.At = b.At
	}
	if b.Params == nil {
		b.Params = scope.implicitParams(b.At)
	}
}

// blockParams reads |a, b; c|. It is nil without.
func (p *parser) blockParams() *Params {
	start := p.tok
	if p.got(OrOr) {
		return &Params{At: p.from(start)}
	}
	if !p.got(Pipe) {
		return nil
	}
	saved := p.noPipe
	p.noPipe = true
	ps := p.params(Pipe)
	if p.atSemicolon() {
		p.next()
		p.blockLocals(ps)
	}
	p.skipNewlines()
	p.noPipe = saved
	if !p.at(Pipe) {
		p.unexpected("expected `|` after the block parameters")
	}
	p.next()
	ps.At = p.from(start)
	return ps
}

func (p *parser) blockLocals(ps *Params) {
	taken := map[string]bool{}
	for _, q := range ps.List {
		taken[q.Name] = true
	}
	for {
		start, n := p.tok, &Param{}
		p.paramName(n, taken)
		n.At = p.from(start)
		ps.Locals = append(ps.Locals, n)
		if !p.got(Comma) {
			return
		}
	}
}

func (p *parser) lambda() Node {
	start := p.next()
	n := &LambdaExpr{Body: &Body{}}
	scope := p.inBody(!p.atAny(LBrace, KwDo), true, func() {
		n.Params = p.lambdaParams()
		p.lambdaBody(n)
	})
	n.At = p.from(start)
	n.Body.At = n.At
	if n.Params == nil {
		n.Params = scope.implicitParams(n.At)
	}
	return n
}

func (p *parser) lambdaParams() *Params {
	start := p.tok
	switch {
	case p.atAny(LBrace, KwDo):
		return nil
	case !p.got(LParen):
		return p.params(LBrace, KwDo)
	}
	p.skipNewlines()
	ps := p.params(RParen)
	if p.atSemicolon() {
		p.next()
		p.blockLocals(ps)
	}
	p.skipNewlines()
	p.want(RParen)
	ps.At = p.from(start)
	return ps
}

func (p *parser) lambdaBody(n *LambdaExpr) {
	at := p.tok
	switch {
	case p.at(LBrace):
		p.open(RBrace, at)
		p.next()
		n.Body.Stmts = p.stmts(RBrace)
	case p.at(KwDo):
		p.open(KwEnd, at)
		p.next()
		n.Body = p.body(at)
	default:
		p.unexpected("expected `{` or `do` after the parameters of a lambda")
	}
	p.close()
}
