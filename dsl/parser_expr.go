package dsl

import (
	"bytes"
	"math"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Expressions: precedence, operators, assignment, operands.

// arg is an expression that may be an element or an argument.
func (p *parser) arg(m mode) Node {
	return p.ternaryRest(p.rangeExpr(m))
}

// argFrom is arg when its first operand has been read already.
func (p *parser) argFrom(first Node, start lexeme) Node {
	n := p.binaryRest(p.postfix(first, operand), 1, operand)
	return p.ternaryRest(p.rangeRest(n, start))
}

func (p *parser) ternaryRest(n Node) Node {
	if p.at(Question) {
		return p.ternary(n)
	}
	return n
}

func (p *parser) ternary(cond Node) Node {
	saved := p.context
	p.enter()
	p.refuseFlipFlop(cond)
	p.next()
	yes := p.arg(operand)
	p.skipNewlines()
	p.want(Colon)
	no := p.arg(operand)
	p.context = saved
	return &IfExpr{At: p.since(cond), Ternary: true, Cond: cond, Then: []Node{yes}, Else: []Node{no}}
}

func (p *parser) rangeExpr(m mode) Node {
	start := p.tok
	var low Node
	if !p.atAny(DotDot, DotDotDot) {
		low = p.binary(1, m)
	}
	return p.rangeRest(low, start)
}

func (p *parser) rangeRest(low Node, start lexeme) Node {
	if !p.atAny(DotDot, DotDotDot) {
		return low
	}
	exclusive := p.next().Kind == DotDotDot
	n := &RangeLit{Low: low, Exclusive: exclusive}
	if low == nil || p.startsOperand() && !p.tok.first {
		n.High = p.binary(1, operand)
	}
	n.At = p.from(start)
	if p.atAny(DotDot, DotDotDot) {
		p.notAssociative("a range")
	}
	return n
}

func (p *parser) notAssociative(what string) {
	p.bail(p.report(diag.NotAssociative, p.tokSpan(), "`%s` cannot follow %s without parentheses", p.tok.Kind, what))
}

// binding is the precedence of binary operators; 0 for all else.
func binding(k Kind) int {
	switch k {
	case OrOr:
		return 1
	case AndAnd:
		return 2
	case EqEq, EqEqEq, NotEq, Match, NotMatch, Cmp:
		return 3
	case Less, LessEq, Greater, GreaterEq:
		return 4
	case Pipe, Caret:
		return 5
	case Amp:
		return 6
	case Shl, Shr:
		return 7
	case Plus, Minus:
		return 8
	case Star, Slash, Percent:
		return 9
	case StarStar:
		return 10
	}
	return 0
}

const (
	equality = 3
	power    = 10
)

// binary reads operators that bind at least as tightly as least.
func (p *parser) binary(least int, m mode) Node {
	return p.binaryRest(p.unary(m), least, m)
}

func (p *parser) binaryRest(x Node, least int, m mode) Node {
	for {
		op := p.tok
		level := binding(op.Kind)
		if level == 0 || level < least || p.noPipe && op.Kind == Pipe {
			return x
		}
		if op.Kind == Pipe {
			p.refuseLooseParams(x)
		}
		p.next()
		x = p.operation(x, op, level)
		if level == equality && binding(p.tok.Kind) == equality {
			p.notAssociative("another comparison")
		}
	}
}

// refuseLooseParams tells of block parameters behind an iterator without `do`:
// the rest of the line is names up to another bar. The `end` of the block is
// forgiven.
func (p *parser) refuseLooseParams(x Node) {
	c, ok := x.(*CallExpr)
	if !ok || c.Block != nil || !iterates(c.Name) {
		return
	}
	rest := p.lx.data[p.lx.pos:p.lx.lineEnd(p.lx.pos)]
	names, after, closed := bytes.Cut(rest, []byte("|"))
	if !closed || len(bytes.TrimSpace(after)) > 0 || len(bytes.TrimSpace(names)) == 0 {
		return
	}
	for _, c := range names {
		if !isNameByte(c) && !isBlank(c) && !bytes.ContainsRune([]byte(",()*"), rune(c)) {
			return
		}
	}
	p.forgiven[KwEnd]++
	p.bail(p.report(diag.UnexpectedToken, p.tokSpan(), "block parameters without `do`").
		Labelled("`do` is missing before this").
		Advise("write `do |%s|`", clip(string(names))))
}

// iterates reports whether a method hardly ever stands without its block.
func iterates(name string) bool {
	switch name {
	case "map", "flat_map", "filter_map", "select", "reject", "times", "upto", "downto", "step", "group_by", "sort_by", "partition", "reduce", "inject":
		return true
	}
	return strings.HasPrefix(name, "each")
}

func (p *parser) operation(x Node, op lexeme, level int) Node {
	saved := p.context
	p.enter()
	var y Node
	if op.Kind == AndAnd || op.Kind == OrOr {
		p.skipNewlines()
	}
	if level == power {
		y = p.binary(power, operand)
	} else {
		y = p.binary(level+1, operand)
	}
	p.context = saved
	at := p.since(x)
	if op.Kind == AndAnd || op.Kind == OrOr {
		return &LogicalExpr{At: at, Or: op.Kind == OrOr, X: x, Y: y}
	}
	if op.Kind == Match {
		p.declareCaptures(x)
	}
	return &BinaryExpr{At: at, Op: op.Kind.String(), OpAt: p.spanOf(op), X: x, Y: y}
}

// unary reads prefix operators. The sign of a number belongs to it, except
// before **.
func (p *parser) unary(m mode) Node {
	switch p.tok.Kind {
	case Minus:
		return p.minus()
	case Plus, Tilde:
		return p.prefix(map[Kind]string{Plus: "+@", Tilde: "~"}[p.tok.Kind], operand)
	case Bang:
		return p.prefix("!", m)
	}
	return p.primary(m)
}

func (p *parser) prefix(op string, m mode) Node {
	saved := p.context
	p.enter()
	start := p.next()
	if m == whole {
		m = command
	}
	x := p.unary(m)
	p.context = saved
	return &UnaryExpr{At: p.from(start), Op: op, X: x}
}

func (p *parser) minus() Node {
	saved := p.context
	p.enter()
	start := p.next()
	var n Node
	if p.atAny(Int, Float) && !p.tok.space {
		n = p.signedNumber(start)
	} else {
		x := p.binary(power, operand)
		n = &UnaryExpr{At: p.from(start), Op: "-@", X: x}
	}
	p.context = saved
	return n
}

// signedNumber reads -2, -2.abs and, as -(2 ** 3), -2 ** 3.
func (p *parser) signedNumber(start lexeme) Node {
	lit := p.numberLit()
	if p.at(StarStar) {
		x := p.binaryRest(lit, power, operand)
		return &UnaryExpr{At: p.from(start), Op: "-@", X: x}
	}
	return p.postfix(negated(lit, p.from(start)), operand)
}

func negated(lit Node, at At) Node {
	switch n := lit.(type) {
	case *FloatLit:
		return &FloatLit{at, -n.Value}
	case *IntLit:
		if n.Big == nil {
			return &IntLit{At: at, Value: -n.Value}
		}
		b := n.Big.Neg(n.Big)
		if b.IsInt64() {
			return &IntLit{At: at, Value: b.Int64()}
		}
		return &IntLit{At: at, Big: b}
	}
	return lit
}

// numberLit reads a number without sign. A malformed one was told by the lexer.
func (p *parser) numberLit() Node {
	t := p.next()
	text := p.text(t)
	if t.Kind == Float {
		v, _ := parseFloat(text)
		return &FloatLit{p.from(t), v}
	}
	b, ok := parseInt(text)
	switch {
	case !ok || !validNumber(text):
		return &BadExpr{p.from(t)}
	case b.IsInt64():
		return &IntLit{At: p.from(t), Value: b.Int64()}
	}
	return &IntLit{At: p.from(t), Big: b}
}

// defined reads defined?(x), an operand, or defined? x, which takes all that follows.
func (p *parser) defined() Node {
	saved := p.context
	p.enter()
	p.asked = true
	start := p.next()
	var x Node
	if p.at(LParen) && !p.tok.space {
		x = Unwrap(p.paren())
	} else {
		p.skipNewlines()
		x = p.arg(operand)
	}
	p.context = saved
	return &DefinedExpr{p.from(start), x}
}

// ---- operands

// primary is an operand with what follows it: calls, indexes, an assignment.
func (p *parser) primary(m mode) Node {
	saved := p.context
	p.enter()
	start := p.tok
	n := p.postfix(p.simple(m), m)
	p.context = saved
	if p.at(Assign) || p.at(OpAssign) {
		n = p.assignment(n, start, m)
	}
	return n
}

// simple is an operand alone.
func (p *parser) simple(m mode) Node {
	t := p.tok
	switch t.Kind {
	case Int, Float:
		return p.numberLit()
	case StrBegin, Char:
		return p.plainString()
	case Symbol:
		p.next()
		return &SymbolLit{At: p.from(t), Name: p.text(t)[1:]}
	case Ident, Const:
		return p.named(m)
	case LParen:
		return p.paren()
	case LBracket:
		return p.arrayLit()
	case LBrace:
		return p.hashLit()
	case Lambda:
		return p.lambda()
	case ColonColon:
		return p.topConst()
	case MatchVar:
		p.next()
		return &MatchVarExpr{p.from(t), matchIndex(p.text(t))}
	case Bang, Minus, Plus, Tilde:
		return p.unary(operand)
	case DotDot, DotDotDot:
		return p.rangeExpr(operand)
	}
	return p.keyword(m)
}

func matchIndex(text string) int {
	switch text {
	case "$~":
		return -2
	case "$&":
		return 0
	}
	return int(text[1] - '0')
}

// keyword is an operand that starts with a reserved word.
func (p *parser) keyword(m mode) Node {
	t := p.tok
	switch t.Kind {
	case KwNil:
		p.next()
		return &NilLit{p.from(t)}
	case KwTrue, KwFalse:
		p.next()
		return &BoolLit{p.from(t), t.Kind == KwTrue}
	case KwSelf:
		p.next()
		return &SelfExpr{p.from(t)}
	case KwLine:
		p.next()
		return &IntLit{At: p.from(t), Value: int64(p.file.Position(int(t.Start)).Line)}
	case KwIf, KwUnless:
		return p.construct(p.ifExpr)
	case KwWhile, KwUntil:
		return p.construct(p.whileExpr)
	case KwFor:
		return p.construct(p.forExpr)
	case KwCase:
		return p.construct(p.caseExpr)
	case KwBegin:
		return p.construct(p.beginExpr)
	case KwDef:
		return p.def()
	case KwModule:
		return p.module()
	case KwClass:
		return p.class()
	case KwNot:
		return p.not()
	case KwDefined:
		return p.defined()
	case KwYield:
		return p.yield(m)
	case KwSuper:
		return p.super(m)
	case KwBreak, KwNext, KwReturn, KwRedo, KwRetry:
		return p.jump(m)
	}
	return p.refused()
}

// construct reads something that ends with `end`: inside it, outer rules
// about `do`, `|` and `in` do not hold.
func (p *parser) construct(read func() Node) Node {
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	n := read()
	p.context = saved
	return n
}

func (p *parser) paren() Node {
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	start := p.next()
	p.open(RParen, start)
	body := p.stmts(RParen)
	p.close()
	p.context = saved
	if len(body) == 1 {
		if t, ok := body[0].(*Targets); ok {
			t.At, p.grouped = p.from(start), true
			return t
		}
	}
	return &ParenExpr{p.from(start), body}
}

func (p *parser) arrayLit() Node {
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	start := p.next()
	p.open(RBracket, start)
	elems := p.listArgs(RBracket)
	end := p.close()
	p.context = saved
	return &ArrayLit{At: p.from(start), Open: p.spanOf(start), Close: p.spanOf(end), Elems: elems}
}

func (p *parser) hashLit() Node {
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	start := p.next()
	p.open(RBrace, start)
	n := &HashLit{}
	p.list(RBrace, func() { n.Pairs = append(n.Pairs, p.pair(nil)) })
	end := p.close()
	p.context = saved
	n.At, n.Open, n.Close = p.from(start), p.spanOf(start), p.spanOf(end)
	p.warnDuplicates(n)
	return n
}

// list reads elements and commas up to closer, which is not taken.
func (p *parser) list(closer Kind, element func()) {
	p.skipNewlines()
	for !p.at(closer) && !p.at(EOF) {
		if isCloser(p.tok.Kind) {
			p.unclosed(p.opens[len(p.opens)-1])
			p.bail(nil)
		}
		element()
		p.skipNewlines()
		if !p.got(Comma) {
			if p.at(closer) || !p.missingComma(closer) {
				return
			}
		}
		p.skipNewlines()
	}
}

// pair reads an entry of a hash whose key may have been read already.
func (p *parser) pair(key Node) *Pair {
	start := p.tok
	n := &Pair{Key: key}
	switch {
	case key != nil:
	case p.at(StarStar):
		p.next()
		n.Value = p.arg(operand)
		n.At = p.from(start)
		return n
	case p.at(Label):
		return p.labelPair()
	default:
		n.Key = p.element(operand)
	}
	if sym, ok := n.Key.(*keyString); ok {
		return p.stringPair(sym)
	}
	if !p.at(Arrow) {
		p.wantArrow(n.Key)
	}
	p.next()
	p.skipNewlines()
	n.Arrow, n.Value = true, p.arg(operand)
	n.At = p.since(n.Key)
	return n
}

// labelPair reads `key: value` or `key:` alone.
func (p *parser) labelPair() *Pair {
	t := p.next()
	text := p.text(t)
	name := text[:len(text)-1]
	nameAt := p.file.Span(int(t.Start), int(t.End)-1)
	n := &Pair{Key: &SymbolLit{At: At{nameAt}, Name: name}}
	if p.endsShort() {
		n.Short, n.Value, n.At = true, p.shortValue(t, name, nameAt), p.from(t)
		return n
	}
	p.skipNewlines()
	n.Value = p.arg(operand)
	n.At = p.from(t)
	return n
}

func (p *parser) endsShort() bool {
	return p.atAny(Comma, RParen, RBracket, RBrace, EOF, Newline, KwDo, KwAnd, KwOr, KwThen, KwEnd)
}

func (p *parser) shortValue(t lexeme, name string, at source.Span) Node {
	if p.isLocal(name) {
		return &LocalExpr{At{at}, name}
	}
	if _, reserved := keywords[name]; reserved || name[len(name)-1] == '?' || name[len(name)-1] == '!' {
		p.report(diag.UnexpectedToken, p.spanOf(t), "`%s:` needs a value", name)
	}
	if name[0] >= 'A' && name[0] <= 'Z' {
		return &ConstExpr{At: At{at}, Name: name}
	}
	return &CallExpr{At: At{at}, Name: name, NameAt: at}
}

// stringPair reads the value behind "key":.
func (p *parser) stringPair(key *keyString) *Pair {
	p.skipNewlines()
	n := &Pair{Key: key.symbol}
	n.Value = p.arg(operand)
	n.At = p.since(key.symbol)
	return n
}

// ---- assignment

// assignment reads `= value` or `op= value` behind a target. A whole
// statement may have several values.
func (p *parser) assignment(left Node, start lexeme, m mode) Node {
	if t, ok := left.(*Targets); ok {
		return p.multiAssign(t, start)
	}
	saved := p.context
	p.enter()
	op := p.tok
	target := p.target(left)
	p.next()
	p.skipNewlines()
	value := p.rightSide(m, op.Kind == Assign)
	p.context = saved
	at := p.since(left)
	if op.Kind == Assign {
		return &AssignExpr{at, target, value}
	}
	text := p.text(op)
	return &OpAssignExpr{at, target, text[:len(text)-1], value}
}

// rightSide reads the value of an assignment.
func (p *parser) rightSide(m mode, several bool) Node {
	start := p.tok
	if m == whole && several && p.at(Star) {
		return p.valueList(nil, start)
	}
	inner := m
	if m == whole {
		inner = command
	}
	v := p.arg(inner)
	if m == whole && several && p.at(Comma) {
		return p.valueList(v, start)
	}
	if p.at(KwRescue) {
		p.next()
		y := p.arg(inner)
		v = &RescueModExpr{p.since(v), v, y}
	}
	return v
}

// valueList reads the values of a right side without brackets.
func (p *parser) valueList(first Node, start lexeme) Node {
	n := &ArrayLit{}
	if first != nil {
		n.Elems = append(n.Elems, first)
		p.next()
		p.skipNewlines()
	}
	for {
		n.Elems = append(n.Elems, p.splatOrArg())
		if !p.got(Comma) {
			break
		}
		p.skipNewlines()
	}
	n.At = p.from(start)
	return n
}

func (p *parser) splatOrArg() Node {
	if !p.at(Star) {
		return p.arg(operand)
	}
	at := p.next()
	x := p.arg(operand)
	return &SplatExpr{p.from(at), x}
}

// multiAssign reads `= values` behind a list of targets.
func (p *parser) multiAssign(t *Targets, start lexeme) Node {
	p.declareTargets(t)
	p.want(Assign)
	p.skipNewlines()
	v := p.rightSide(whole, true)
	return &MultiAssignExpr{p.from(start), t, v}
}

// targets reads a list of targets; first was read already or is nil.
func (p *parser) targets(first Node) *Targets {
	start := p.tok
	t := &Targets{}
	if first != nil {
		t.Elems = append(t.Elems, first)
		p.next()
	}
	for p.startsTarget() {
		t.Elems = append(t.Elems, p.oneTarget())
		if !p.got(Comma) {
			break
		}
	}
	t.At = p.from(start)
	if first != nil {
		t.At = p.since(first)
	} else {
		p.declareTargets(t)
	}
	return t
}

func (p *parser) startsTarget() bool {
	return p.atAny(Star, LParen, Ident, Const, Foreign, KwSelf, ColonColon)
}

func (p *parser) oneTarget() Node {
	start := p.tok
	switch start.Kind {
	case Star:
		p.next()
		s := &SplatExpr{}
		if p.startsTarget() {
			s.X = p.oneTarget()
		}
		s.At = p.from(start)
		return s
	case LParen:
		p.next()
		p.open(RParen, start)
		t := p.nestedTargets()
		p.close()
		t.At = p.from(start)
		return t
	}
	saved := p.context
	p.enter()
	n := p.postfix(p.simple(operand), operand)
	p.context = saved
	return n
}

func (p *parser) nestedTargets() *Targets {
	saved := p.context
	p.enter()
	t := &Targets{}
	for p.startsTarget() {
		t.Elems = append(t.Elems, p.oneTarget())
		if !p.got(Comma) {
			break
		}
	}
	p.context = saved
	return t
}

// declareTargets makes each element a target, locals from here on.
func (p *parser) declareTargets(t *Targets) {
	for i, e := range t.Elems {
		switch n := e.(type) {
		case *Targets:
			p.declareTargets(n)
		case *SplatExpr:
			if n.X != nil {
				n.X = p.target(n.X)
			}
		default:
			t.Elems[i] = p.target(e)
		}
	}
}

// target makes a node the left side of an assignment. A bare name is a local
// from here on.
func (p *parser) target(n Node) Node {
	switch t := n.(type) {
	case *LocalExpr, *IndexExpr, *BadExpr:
		return n
	case *ConstExpr:
		if p.inDef {
			p.report(diag.BadTarget, n.Span(), "constant `%s` is assigned in a method", t.Name).
				Advise("assign constants outside of `def`, or use a local variable")
		}
		return n
	case *CallExpr:
		if t.Recv == nil && isLocalName(t.Name) && t.Open.IsZero() && len(t.Args) == 0 && t.Block == nil {
			p.declare(t.Name)
			return &LocalExpr{t.At, t.Name}
		}
		if t.Recv != nil && len(t.Args) == 0 && t.Block == nil && t.Open.IsZero() && isAttrName(t.Name) {
			return n
		}
	}
	p.bail(p.report(diag.BadTarget, n.Span(), "`%s` cannot be assigned to", clip(firstLine(n.Span().Text()))))
	return n
}

func isLocalName(s string) bool { return s != "" && isAttrName(s) && (s[0] < 'A' || s[0] > 'Z') }

func isAttrName(s string) bool {
	return s != "" && isNameStart(s[0]) && s[len(s)-1] != '?' && s[len(s)-1] != '!'
}

// refuseFlipFlop tells of a range used as a condition.
func (p *parser) refuseFlipFlop(n Node) {
	switch c := Unwrap(n).(type) {
	case *RangeLit:
		if !isLiteral(c.Low) || !isLiteral(c.High) {
			p.report(diag.NotInLanguage, c.Span(), "a range as condition (flip-flop) is not part of the template language").
				Advise("ask whether a value lies in it: `(a..b).cover?(x)`")
		}
	case *LogicalExpr:
		p.refuseFlipFlop(c.X)
		p.refuseFlipFlop(c.Y)
	case *UnaryExpr:
		if c.Op == "!" {
			p.refuseFlipFlop(c.X)
		}
	}
}

func isLiteral(n Node) bool {
	switch n.(type) {
	case nil, *IntLit, *FloatLit, *StringLit, *NilLit:
		return true
	}
	return false
}

// ---- duplicate keys

// warnDuplicates tells of literal keys that stand twice in a hash.
func (p *parser) warnDuplicates(h *HashLit) {
	seen := make(map[any]*Pair, len(h.Pairs))
	for _, pair := range h.Pairs {
		key := literalKey(pair.Key)
		if key == nil {
			continue
		}
		if first, ok := seen[key]; ok {
			p.report(diag.DuplicateKey, pair.Key.Span(), "key `%s` stands twice in this Hash", clip(firstLine(pair.Key.Span().Text()))).
				Also(first.Key.Span(), "first here; this value is lost")
		}
		seen[key] = pair
	}
}

// literalKey tells literal keys apart; nil for keys that are not literal.
func literalKey(n Node) any {
	type symbol string
	switch k := n.(type) {
	case *SymbolLit:
		if k.Parts == nil {
			return symbol(k.Name)
		}
	case *StringLit:
		if text, ok := plainText(k.Parts); ok {
			return text
		}
	case *IntLit:
		if k.Big == nil {
			return k.Value
		}
	case *FloatLit:
		if !math.IsNaN(k.Value) {
			return k.Value
		}
	case *BoolLit:
		return k.Value
	}
	return nil
}
