package dsl

import (
	"sort"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// The parser: recursive descent, one token of lookahead. It knows which names
// are locals, since Ruby's grammar needs that; see names.go. This file has
// the doors, statements and control flow.

// Limits of the source text. Passes that recurse rely on them.
const (
	maxHeight = 10_000 // of the whole tree, chains such as 1 + 1 + … included
	maxErrors = 50     // then the parser gives up
	maxStmts  = 150_000
	maxBodies = 20_000 // blocks, lambdas and methods, each of which the VM holds as a function
	maxLost   = 10     // literals without end: each is looked for to the end of the file
)

// How deep brackets, blocks and operators may stand inside each other in a
// source: without a limit of one's own, and at most.
const (
	DefaultNesting = 2_500
	MaxNesting     = maxHeight
)

// Lex is the tokens of a file. It never fails.
func Lex(f *source.File) []Token {
	file, _ := Parse(f)
	return file.Tokens
}

// Parse reads a file. The tree is complete even when errors are reported: a
// BadExpr stands where the text made no sense.
func Parse(f *source.File) (*File, diag.List) { return ParseNested(f, DefaultNesting) }

// ParseNested is Parse with a limit of nesting, at most MaxNesting.
func ParseNested(f *source.File, nesting int) (*File, diag.List) {
	p := &parser{file: f, nesting: nesting, names: names{locals: map[string]int{}}}
	p.lx = newLexer(f, &p.diags)
	file := &File{Source: f, At: At{f.Span(f.From, f.To)}}
	file.Body = p.program()
	file.Tokens = p.lx.finish()
	file.Frozen = frozenStrings(f, file.Tokens)
	file.MaxDepth = p.checkHeight(file)
	p.checkGroups(file)
	return file, once(p.diags)
}

// once leaves out what was told twice because text was read twice.
func once(list diag.List) diag.List {
	type key struct {
		code string
		at   source.Span
	}
	seen := make(map[key]bool, len(list))
	var out diag.List
	for _, d := range list {
		if k := (key{d.Code, d.Span}); !seen[k] {
			seen[k] = true
			out = append(out, d)
		}
	}
	return out
}

type parser struct {
	file  *source.File
	lx    *lexer
	tok   lexeme // the one looked at
	prev  lexeme // the one before it
	diags diag.List
	quiet int // while text is skipped

	nesting int // how deep the source may be nested
	context
	names
	opens      []opened
	wanted     [lastKeyword + 1]int // how many open constructs wait for a closer
	forgiven   [lastKeyword + 1]int // closers whose openers were given up
	suspect    opened               // the construct that a badly indented `end` closed
	ended      bool                 // something unclosed was told at the end of the file
	halted     bool                 // a limit was met: nothing more is read
	statements int
	bodies     int // of blocks, lambdas and methods
	lost       int // literals without end, each of which was looked for to the end of the file
	lastString stringNote
	resumed    bool     // the last statement was given up, so anything may follow
	grouped    bool     // parentheses around a list of targets were read
	misread    bool     // a literal went on too far, so openers may be missing
	bound      []string // names of the pattern that is being read
}

// The context is what a construct changes for the text inside it. It is
// copied in and out, so that giving up a statement restores it.
type context struct {
	depth    int
	noDo     bool // `do` belongs to a loop or to a command call further out
	noPipe   bool // `|` ends block parameters
	noIn     bool // `in` belongs to case or for
	inDef    bool
	inLambda bool
	inBlock  bool // break and next leave a block
	inLoop   bool
	inRescue bool
	inClass  bool
	asked    bool // inside defined?, which runs nothing
}

// An opened construct waits for its closer.
type opened struct {
	closer Kind
	at     lexeme
}

// mode says how much of a statement an expression may be.
type mode uint8

const (
	operand mode = iota // no command call
	command             // a command call may stand here
	whole               // a statement: also a, b = c
)

// A bailout gives up a statement. It travels by panic from the place of a
// mistake to the statement around it.
type bailout struct{}

func (p *parser) program() (body []Node) {
	p.tok = p.lx.next()
	p.attempt(func() {
		p.eachStmt(nil, func(n Node) { body = append(body, n) })
	})
	return body
}

// halt gives up the whole file: all that follows is behind its end. It is
// called when a limit was told.
func (p *parser) halt() {
	p.lx.pos, p.lx.resume = len(p.lx.data), 0
	p.tok = p.lx.emit(EOF, p.lx.pos)
	p.quiet++
	p.ended, p.halted = true, true
	panic(bailout{})
}

// finish puts the tokens in the order of the text and gives each its trivia.
func (lx *lexer) finish() []Token {
	if lx.unordered {
		sort.SliceStable(lx.tokens, func(i, j int) bool { return lx.tokens[i].Start < lx.tokens[j].Start })
	}
	end := int32(lx.file.From)
	for i := range lx.tokens {
		lx.tokens[i].Lead = end
		end = lx.tokens[i].End
	}
	return lx.tokens
}

// frozenStrings looks for the magic comment before the first token.
func frozenStrings(f *source.File, tokens []Token) bool {
	for _, line := range strings.Split(tokens[0].Trivia(f), "\n") {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
		key, value, _ := strings.Cut(strings.Trim(text, " \t-*"), ":")
		key = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(key)), "-", "_")
		if ok && key == "frozen_string_literal" {
			return strings.EqualFold(strings.TrimSpace(value), "true")
		}
	}
	return false
}

// ---- tokens

// next takes the token looked at. What follows the name of a local variable
// is an operator, never an argument.
func (p *parser) next() lexeme {
	t := p.tok
	if t.Kind == EOF {
		return t
	}
	if t.Kind == Ident && p.prev.Kind != Dot && p.prev.Kind != AndDot && p.prev.Kind != ColonColon && p.isLocal(p.text(t)) {
		p.lx.state = stEnd
	}
	p.prev = t
	p.tok = p.lx.next()
	return t
}

func (p *parser) at(k Kind) bool { return p.tok.Kind == k }

func (p *parser) atAny(kinds ...Kind) bool {
	for _, k := range kinds {
		if p.tok.Kind == k {
			return true
		}
	}
	return false
}

// got takes a token of kind k if it is there.
func (p *parser) got(k Kind) bool {
	if p.tok.Kind != k {
		return false
	}
	p.next()
	return true
}

// want takes a token of kind k, or gives up the statement.
func (p *parser) want(k Kind) lexeme {
	if p.tok.Kind != k {
		p.unexpected("expected `%s`", k)
	}
	return p.next()
}

func (p *parser) text(t lexeme) string        { return string(p.file.Data[t.Start:t.End]) }
func (p *parser) spanOf(t lexeme) source.Span { return p.file.Span(int(t.Start), int(t.End)) }
func (p *parser) tokSpan() source.Span        { return p.spanOf(p.tok) }

// from is the place from a token to the last one taken.
func (p *parser) from(t lexeme) At {
	return At{p.file.Span(int(t.Start), int(max(p.prev.End, t.End)))}
}

// since is the place from a node to the last token taken.
func (p *parser) since(n Node) At {
	s := n.Span()
	return At{p.file.Span(int(s.Start), int(max(p.prev.End, s.End)))}
}

func (p *parser) skipNewlines() {
	for p.at(Newline) {
		p.next()
	}
}

// enter counts one level of nesting; whoever restores the context leaves it.
// Each operand and each operator that nests counts.
func (p *parser) enter() {
	if p.depth++; p.depth > p.nesting {
		p.tooDeep(p.tokSpan(), p.nesting)
		p.halt()
	}
}

func (p *parser) tooDeep(at source.Span, limit int) {
	if p.quiet > 0 {
		return
	}
	p.diags.Add(diag.TooDeep.At(at, "nested too deeply: the limit is %d levels", limit).
		Advise("give inner parts names of their own, or raise the limit with `--max-nesting`"))
}

// many counts one more part of the file, of which there is a limit.
func (p *parser) many(n *int, limit int, what string) {
	if *n++; *n <= limit {
		return
	}
	if p.quiet == 0 {
		p.diags.Add(diag.LimitReached.At(p.tokSpan(), "more %s in one file than the limit of %d", what, limit).
			Advise("build what is alike in a loop"))
	}
	p.halt()
}

// open notes that a construct waits for its closer.
func (p *parser) open(closer Kind, at lexeme) {
	p.opens = append(p.opens, opened{closer, at})
	p.wanted[closer]++
}

// close takes the closer of the construct opened last. A missing one is told,
// and the construct counts as closed.
func (p *parser) close() lexeme {
	o := p.opens[len(p.opens)-1]
	p.drop(len(p.opens) - 1)
	if p.at(o.closer) {
		p.noteIndent(o)
		return p.next()
	}
	p.unclosed(o)
	return p.prev
}

func (p *parser) drop(n int) {
	for _, o := range p.opens[n:] {
		p.wanted[o.closer]--
	}
	p.opens = p.opens[:n]
}

// ---- statements

// stmts reads statements up to one of the kinds in ends, which is not taken,
// or the closer of a construct further out. The list is not nil.
func (p *parser) stmts(ends ...Kind) []Node {
	list := []Node{}
	p.eachStmt(ends, func(n Node) { list = append(list, n) })
	return list
}

func (p *parser) eachStmt(ends []Kind, add func(Node)) {
	for {
		p.skipNewlines()
		if p.at(EOF) || p.stopsHere(ends) {
			return
		}
		if p.strayCloser() {
			continue
		}
		add(p.statement())
		p.endStatement(ends)
	}
}

func (p *parser) stopsHere(ends []Kind) bool {
	return p.atAny(ends...) || isCloser(p.tok.Kind) && p.wanted[p.tok.Kind] > 0
}

func isCloser(k Kind) bool { return k == KwEnd || k == RParen || k == RBracket || k == RBrace }

// endStatement expects the end of a statement.
func (p *parser) endStatement(ends []Kind) {
	if p.resumed {
		p.resumed = false
		return
	}
	if p.atAny(Newline, EOF) || p.stopsHere(ends) || isCloser(p.tok.Kind) {
		return
	}
	p.recovering(p.prev, func() { p.unexpected("") })
	p.resumed = false
}

// statement reads one statement; a mistake in it ends there.
func (p *parser) statement() (n Node) {
	start := p.tok
	n = &BadExpr{p.from(start)}
	p.recovering(start, func() {
		p.many(&p.statements, maxStmts, "statements")
		n = p.modified()
	})
	if bad, ok := n.(*BadExpr); ok {
		bad.At = p.from(start)
	}
	return n
}

// modified is an expression with its modifiers.
func (p *parser) modified() Node {
	if p.at(Star) {
		return p.manyTargets(nil)
	}
	n := p.expr(whole)
	if p.at(Comma) && isTarget(n) {
		return p.manyTargets(n)
	}
	for {
		switch p.tok.Kind {
		case KwIf, KwUnless:
			unless := p.next().Kind == KwUnless
			cond := p.condition(command)
			n = &IfExpr{At: p.since(n), Unless: unless, Modifier: true, Cond: cond, Then: []Node{n}}
		case KwWhile, KwUntil:
			n = p.loopModifier(n)
		case KwRescue:
			p.next()
			y := p.expr(whole)
			n = &RescueModExpr{p.since(n), n, y}
		default:
			return n
		}
	}
}

// manyTargets reads a multiple assignment whose first target has been read;
// inside parentheses it may be a part of one.
func (p *parser) manyTargets(first Node) Node {
	start := p.tok
	comma := p.tok
	t := p.targets(first)
	switch {
	case p.at(Assign) && first != nil:
		return p.multiAssignSince(t)
	case p.at(Assign):
		return p.multiAssign(t, start)
	case p.at(RParen) && first != nil:
		return t
	}
	if first != nil {
		p.tok = comma
	}
	p.unexpected("")
	return nil
}

// checkGroups tells of `(a, b)` in the place of a value: what stands there
// looks like a part of a multiple assignment until its end.
func (p *parser) checkGroups(file *File) {
	if !p.grouped {
		return
	}
	assigned := map[Node]bool{}
	Walk(file, func(n Node) bool {
		switch n := n.(type) {
		case *MultiAssignExpr:
			assigned[n.Targets] = true
		case *ForExpr:
			assigned[n.Target] = true
		case *Param:
			assigned[n.Nested] = true
		case *Targets:
			if !assigned[n] {
				p.report(diag.UnexpectedToken, n.Span(), "parentheses hold one value, and these hold a list").
					Advise("write `[a, b]` for a list of values, or `(a, b) = …` to assign them")
				return false
			}
			for _, e := range n.Elems {
				assigned[e] = true
			}
		}
		return true
	})
}

func (p *parser) multiAssignSince(t *Targets) Node {
	n := p.multiAssign(t, p.prev).(*MultiAssignExpr)
	n.At = p.since(t)
	return n
}

func isTarget(n Node) bool {
	switch t := n.(type) {
	case *LocalExpr, *ConstExpr, *IndexExpr, *Targets, *BadExpr:
		return true
	case *CallExpr:
		return len(t.Args) == 0 && t.Block == nil && t.Open.IsZero()
	}
	return false
}

func (p *parser) loopModifier(n Node) Node {
	until := p.next().Kind == KwUntil
	cond := p.condition(command)
	_, doWhile := n.(*BeginExpr)
	return &WhileExpr{At: p.since(n), Until: until, DoWhile: doWhile, Cond: cond, Body: []Node{n}}
}

// condition is an expression that is asked for its truth.
func (p *parser) condition(m mode) Node {
	n := p.expr(m)
	p.refuseFlipFlop(n)
	return n
}

// expr is operands joined by and, or, not.
func (p *parser) expr(m mode) Node {
	n := p.notExpr(m)
	for p.atAny(KwAnd, KwOr) {
		or := p.next().Kind == KwOr
		p.skipNewlines()
		y := p.notExpr(command)
		n = &LogicalExpr{At: p.since(n), Or: or, X: n, Y: y}
	}
	return n
}

func (p *parser) notExpr(m mode) Node {
	if p.at(KwNot) && p.lx.peek(0) != '(' {
		return p.not()
	}
	n := p.arg(m)
	switch {
	case p.at(Arrow):
		return p.match(n, false)
	case p.at(KwIn) && !p.noIn:
		return p.match(n, true)
	}
	return n
}

// not reads not x, which takes a command call, or not(x), an operand.
func (p *parser) not() Node {
	saved := p.context
	p.enter()
	start := p.next()
	var x Node
	if p.at(LParen) && !p.tok.space {
		x = p.paren()
	} else {
		x = p.notExpr(command)
	}
	p.context = saved
	return &UnaryExpr{At: p.from(start), Op: "!", X: x}
}

// ---- control flow

func (p *parser) thenOrNewline() {
	if !p.atAny(Newline, KwThen, EOF) && !p.resumed {
		p.unexpected("expected `then` or a new line")
	}
	p.skipNewlines()
	p.got(KwThen)
}

// loopCondition reads a condition whose `do` belongs to the loop.
func (p *parser) loopCondition() Node {
	saved := p.context
	p.noDo = true
	cond := p.condition(command)
	p.context = saved
	return cond
}

func (p *parser) ifExpr() Node {
	start := p.next()
	p.open(KwEnd, start)
	root := &IfExpr{Unless: start.Kind == KwUnless, Cond: p.blockCondition()}
	p.thenOrNewline()
	root.Then = p.stmts(KwElsif, KwElse, KwEnd)
	chain := []*IfExpr{root}
	for p.at(KwElsif) && !root.Unless {
		at := p.next()
		part := &IfExpr{At: p.from(at), Cond: p.blockCondition()}
		p.thenOrNewline()
		part.Then = p.stmts(KwElsif, KwElse, KwEnd)
		chain[len(chain)-1].Else = []Node{part}
		chain = append(chain, part)
	}
	if p.got(KwElse) {
		chain[len(chain)-1].Else = p.stmts(KwEnd)
	}
	p.close()
	for _, part := range chain[1:] {
		part.At = p.since(part)
	}
	root.At = p.from(start)
	return root
}

// blockCondition is a condition that stands at the head of a construct.
func (p *parser) blockCondition() Node {
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	cond := p.condition(command)
	p.context = saved
	return cond
}

func (p *parser) whileExpr() Node {
	start := p.next()
	p.open(KwEnd, start)
	n := &WhileExpr{Until: start.Kind == KwUntil, Cond: p.loopCondition()}
	n.Body = p.loopBody()
	n.At = p.from(start)
	return n
}

// loopBody reads what follows the head of a loop, up to its end.
func (p *parser) loopBody() []Node {
	if !p.atAny(Newline, KwDo, EOF) {
		p.unexpected("expected `do` or a new line")
	}
	p.skipNewlines()
	p.got(KwDo)
	saved := p.context
	p.inLoop, p.noDo = true, false
	body := p.stmts(KwEnd)
	p.context = saved
	p.close()
	return body
}

func (p *parser) forExpr() Node {
	start := p.next()
	p.open(KwEnd, start)
	n := &ForExpr{Target: p.forTarget()}
	p.want(KwIn)
	n.Iter = p.loopCondition()
	n.Body = p.loopBody()
	n.At = p.from(start)
	return n
}

func (p *parser) forTarget() Node {
	saved := p.context
	p.noIn = true
	t := p.targets(nil)
	p.context = saved
	if len(t.Elems) == 1 && !p.prevIs(Comma) {
		if _, splat := t.Elems[0].(*SplatExpr); !splat {
			return t.Elems[0]
		}
	}
	return t
}

func (p *parser) prevIs(k Kind) bool { return p.prev.Kind == k }

func (p *parser) caseExpr() Node {
	start := p.next()
	p.open(KwEnd, start)
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, true
	var subject Node
	if !p.at(Newline) && !p.at(KwWhen) {
		subject = p.expr(command)
	}
	p.noIn = false
	if p.at(KwIn) {
		p.report(diag.UnexpectedToken, p.spanOf(p.tok), "`in` right after the value of `case`").
			Advise("begin a line before `in`: Ruby takes `value in pattern` for one expression")
	}
	p.skipNewlines()
	var n Node
	switch {
	case p.at(KwIn):
		n = p.caseIn(start, subject)
	case p.at(KwWhen):
		n = p.caseWhen(start, subject)
	default:
		p.unexpected("expected `when` or `in`")
	}
	p.context = saved
	return n
}

func (p *parser) caseWhen(start lexeme, subject Node) Node {
	n := &CaseExpr{Subject: subject}
	for p.at(KwWhen) {
		at := p.next()
		w := &When{Conds: p.whenConds()}
		p.thenOrNewline()
		w.Body = p.stmts(KwWhen, KwElse, KwEnd)
		w.At = p.from(at)
		n.Whens = append(n.Whens, w)
	}
	if p.got(KwElse) {
		n.HasElse, n.Else = true, p.stmts(KwEnd)
	}
	p.close()
	n.At = p.from(start)
	return n
}

func (p *parser) whenConds() []Node {
	var conds []Node
	for {
		if p.at(Star) {
			at := p.next()
			x := p.arg(operand)
			conds = append(conds, &SplatExpr{p.from(at), x})
		} else {
			conds = append(conds, p.arg(operand))
		}
		if !p.got(Comma) {
			return conds
		}
		p.skipNewlines()
	}
}

func (p *parser) beginExpr() Node {
	start := p.next()
	p.open(KwEnd, start)
	saved := p.context
	p.noDo, p.noPipe, p.noIn = false, false, false
	body := p.body(start)
	p.context = saved
	p.close()
	return &BeginExpr{p.from(start), body}
}

// body reads statements with their rescue parts, up to `end`, which is not taken.
func (p *parser) body(start lexeme) *Body {
	b := &Body{Stmts: p.stmts(KwRescue, KwElse, KwEnsure, KwEnd)}
	for p.at(KwRescue) {
		b.Rescues = append(b.Rescues, p.rescue())
	}
	if p.at(KwElse) {
		at := p.next()
		if len(b.Rescues) == 0 {
			p.report(diag.UnexpectedEnd, p.spanOf(at), "`else` without `rescue`")
		}
		b.HasElse, b.Else = true, p.stmts(KwEnsure, KwEnd)
	}
	if p.got(KwEnsure) {
		b.HasEnsure, b.Ensure = true, p.stmts(KwEnd)
	}
	b.At = p.from(start)
	return b
}

func (p *parser) rescue() *Rescue {
	start := p.next()
	r := &Rescue{}
	for !p.atAny(Newline, KwThen, Arrow, EOF) {
		if p.at(Star) {
			at := p.next()
			x := p.arg(operand)
			r.Classes = append(r.Classes, &SplatExpr{p.from(at), x})
		} else {
			r.Classes = append(r.Classes, p.arg(operand))
		}
		if !p.got(Comma) {
			break
		}
		p.skipNewlines()
	}
	if p.got(Arrow) {
		r.Target = p.target(p.primary(operand))
	}
	p.thenOrNewline()
	saved := p.context
	p.inRescue = true
	r.Body = p.stmts(KwRescue, KwElse, KwEnsure, KwEnd)
	p.context = saved
	r.At = p.from(start)
	return r
}

var jumpKinds = map[Kind]JumpKind{KwBreak: Break, KwNext: Next, KwReturn: Return, KwRedo: Redo, KwRetry: Retry}

func (p *parser) jump(m mode) Node {
	at := p.next()
	n := &JumpExpr{Kind: jumpKinds[at.Kind]}
	p.checkJump(at, n.Kind)
	if n.Kind != Redo && n.Kind != Retry && m != operand && p.startsOperand() {
		n.Value = p.jumpValue()
	}
	n.At = p.from(at)
	return n
}

func (p *parser) jumpValue() Node {
	start := p.tok
	args := p.commandArgs(command)
	if len(args) == 1 {
		if _, splat := args[0].(*SplatExpr); !splat {
			return args[0]
		}
	}
	return &ArrayLit{At: p.from(start), Elems: args}
}

func (p *parser) checkJump(at lexeme, k JumpKind) {
	span := p.spanOf(at)
	switch {
	case k == Redo:
		p.report(diag.NotInLanguage, span, "`redo` is not part of the template language").Advise("use a loop")
	case k == Retry && !p.inRescue:
		p.report(diag.MisplacedJump, span, "`retry` outside of `rescue`").Advise("`retry` runs a `begin` part again, from its `rescue` part")
	case k == Return && !p.inDef && !p.inLambda:
		p.report(diag.MisplacedJump, span, "`return` outside of a method").Advise("to end a block early write `next`")
	case (k == Break || k == Next) && !p.inLoop && !p.inBlock:
		p.report(diag.MisplacedJump, span, "`%s` outside of a loop or block", k)
	}
}
