package dsl

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Names: which bare names are local variables. A name is a local from its
// first assignment in the text of its scope on; blocks see the locals around
// them, methods and modules do not.

// names is the parser's knowledge of locals.
type names struct {
	locals map[string]int // how many open scopes declare the name
	scopes []blockScope   // of the method or file being read, innermost last
}

// A blockScope is a block or lambda being read.
type blockScope struct {
	own      []string // declared in it
	explicit bool     // it has parameters of its own
	numbered int      // the highest of _1 to _9 used
	it       bool     // `it` is used
}

func (p *parser) isLocal(name string) bool { return p.locals[name] > 0 }

// declare makes name a local of the innermost scope.
func (p *parser) declare(name string) {
	if p.isLocal(name) {
		return
	}
	p.declareHere(name)
}

// declareHere makes name a local even if an outer one has the name.
func (p *parser) declareHere(name string) {
	p.locals[name]++
	if n := len(p.scopes); n > 0 {
		p.scopes[n-1].own = append(p.scopes[n-1].own, name)
	}
}

func (p *parser) pushBlock(explicit bool) {
	p.scopes = append(p.scopes, blockScope{explicit: explicit})
}

func (p *parser) popBlock() blockScope {
	s := p.scopes[len(p.scopes)-1]
	p.dropScopes(len(p.scopes) - 1)
	return s
}

func (p *parser) dropScopes(n int) {
	for _, s := range p.scopes[n:] {
		for _, name := range s.own {
			p.locals[name]--
		}
	}
	p.scopes = p.scopes[:n]
}

// fresh runs read in a scope that sees no locals from outside.
func (p *parser) fresh(read func()) {
	saved := p.names
	p.names = names{locals: map[string]int{}}
	defer func() { p.names = saved }()
	read()
}

// implicit is the local that a bare name means in a block without parameters:
// _1 to _9, or it.
func (p *parser) implicit(name string) bool {
	n := len(p.scopes)
	if n == 0 || p.scopes[n-1].explicit {
		return false
	}
	s := &p.scopes[n-1]
	switch {
	case name == "it":
		s.it = true
	case len(name) == 2 && name[0] == '_' && name[1] >= '1' && name[1] <= '9':
		s.numbered = max(s.numbered, int(name[1]-'0'))
	default:
		return false
	}
	return true
}

// implicitParams are the parameters that a block got by using _1 or it.
func (s blockScope) implicitParams(at At) *Params {
	if s.numbered == 0 && !s.it {
		return nil
	}
	p := &Params{At: At{at.Where.Head()}, Implicit: true}
	if s.numbered == 0 {
		p.List = []*Param{{At: p.At, Name: "it"}}
	}
	for i := 1; i <= s.numbered; i++ {
		p.List = append(p.List, &Param{At: p.At, Name: "_" + string(rune('0'+i))})
	}
	return p
}

// declareCaptures makes locals of the named groups of a literal regexp left of =~.
func (p *parser) declareCaptures(x Node) {
	for _, name := range Captures(x) {
		p.declare(name)
	}
}

// Captures are the names of groups that a pattern left of =~ makes locals of:
// (?<year>…). A node that is no literal pattern, or has interpolation, has none.
func Captures(n Node) []string {
	re, ok := n.(*RegexpLit)
	if !ok {
		return nil
	}
	var text strings.Builder
	for _, part := range re.Parts {
		if part.Code != nil {
			return nil
		}
		text.WriteString(part.Text)
	}
	return captures(text.String())
}

func isWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !isNameRune(r) })
}

func captures(pattern string) []string {
	var names []string
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '\\' {
			i++
			continue
		}
		rest, ok := strings.CutPrefix(pattern[i:], "(?<")
		if name, _, closed := strings.Cut(rest, ">"); ok && closed && isLocalName(name) && isWord(name) {
			names = append(names, name)
		}
	}
	return names
}

// ---- parameters

// params reads parameters up to a closer of the form that the caller knows.
func (p *parser) params(ends ...Kind) *Params {
	start := p.tok
	ps := &Params{}
	taken := map[string]bool{}
	for !p.atAny(ends...) && !p.atAny(EOF, Newline) {
		ps.List = append(ps.List, p.param(ps, taken))
		ps.Trailing = false
		p.skipParamBreaks(ends)
		if !p.at(Comma) {
			break
		}
		p.next()
		ps.Trailing = true
		p.skipNewlines()
	}
	ps.At = p.from(start)
	if len(ps.List) == 0 {
		ps.At = At{p.tokSpan().Head()}
	}
	p.checkOrder(ps)
	return ps
}

// skipParamBreaks skips line breaks where parameters stand in brackets.
func (p *parser) skipParamBreaks(ends []Kind) {
	if len(ends) > 0 && (ends[0] == RParen || ends[0] == Pipe) && !p.atSemicolon() {
		p.skipNewlines()
	}
}

func (p *parser) atSemicolon() bool { return p.at(Newline) && p.text(p.tok) == ";" }

func (p *parser) param(ps *Params, taken map[string]bool) *Param {
	start := p.tok
	n := &Param{}
	switch {
	case p.got(Star):
		n.Kind = RestParam
	case p.got(StarStar):
		n.Kind = KeyRestParam
		if p.got(KwNil) {
			n.Kind = NoKeyParam
			n.At = p.from(start)
			return n
		}
	case p.got(Amp):
		n.Kind = BlockParam
	case p.got(DotDotDot):
		n.Kind = ForwardParam
		p.declareHere("...")
		n.At = p.from(start)
		return n
	case p.at(LParen):
		n.Nested = p.paramTargets(taken)
		n.Kind = afterOptional(ps)
		n.At = p.from(start)
		return n
	case p.at(Label):
		return p.keyParam(taken)
	default:
		n.Kind = afterOptional(ps)
		p.paramName(n, taken)
		if p.got(Assign) {
			n.Kind, n.Default = OptParam, p.paramDefault()
		}
		n.At = p.from(start)
		return n
	}
	if !p.atAny(Comma, RParen, Pipe, Newline) {
		p.paramName(n, taken)
	}
	n.At = p.from(start)
	return n
}

// afterOptional is the kind of a required parameter at this place.
func afterOptional(ps *Params) ParamKind {
	for _, q := range ps.List {
		if q.Kind == OptParam || q.Kind == RestParam {
			return PostParam
		}
	}
	return ReqParam
}

func (p *parser) keyParam(taken map[string]bool) *Param {
	t := p.next()
	text := p.text(t)
	n := &Param{Kind: KeyParam, Name: text[:len(text)-1], NameAt: p.file.Span(int(t.Start), int(t.End)-1)}
	p.takeName(n, taken)
	if !p.atAny(Comma, RParen, Pipe, Newline, EOF, KwDo, LBrace) {
		n.Kind, n.Default = OptKeyParam, p.paramDefault()
	}
	n.At = p.from(t)
	return n
}

func (p *parser) paramDefault() Node {
	p.skipNewlines()
	return p.arg(operand)
}

// paramName reads the name of a parameter.
func (p *parser) paramName(n *Param, taken map[string]bool) {
	t := p.tok
	n.Name, n.NameAt = p.text(t), p.spanOf(t)
	switch {
	case t.Kind == Ident && isLocalName(n.Name):
		p.lx.state = stEnd
		p.next()
		p.takeName(n, taken)
	case t.Kind.IsKeyword():
		p.report(diag.BadParameter, n.NameAt, "`%s` is a reserved word and cannot be a parameter", n.Name).
			Advise("choose another name, such as `%s_`", n.Name)
		p.next()
	case t.Kind == Const || t.Kind == Foreign || t.Kind == Ident:
		p.report(diag.BadParameter, n.NameAt, "`%s` cannot be a parameter", n.Name).
			Advise("parameters have the names of local variables: they start with a lower-case letter or `_`")
		p.next()
	default:
		p.unexpected("expected a parameter")
	}
}

func (p *parser) takeName(n *Param, taken map[string]bool) {
	if taken[n.Name] && n.Name[0] != '_' {
		p.report(diag.BadParameter, n.NameAt, "parameter `%s` stands twice", n.Name)
	}
	taken[n.Name] = true
	p.declareHere(n.Name)
}

// paramTargets reads a destructured parameter: (a, (b, *c)).
func (p *parser) paramTargets(taken map[string]bool) *Targets {
	saved := p.context
	p.enter()
	start := p.next()
	t := &Targets{}
	for !p.atAny(RParen, EOF) {
		t.Elems = append(t.Elems, p.paramTarget(taken))
		if !p.got(Comma) {
			break
		}
	}
	p.want(RParen)
	p.context = saved
	t.At = p.from(start)
	return t
}

func (p *parser) paramTarget(taken map[string]bool) Node {
	start := p.tok
	switch {
	case p.at(LParen):
		return p.paramTargets(taken)
	case p.got(Star):
		s := &SplatExpr{}
		if p.at(Ident) {
			s.X = p.paramTarget(taken)
		}
		s.At = p.from(start)
		return s
	}
	n := &Param{}
	p.paramName(n, taken)
	return &LocalExpr{p.from(start), n.Name}
}

// checkOrder tells of the first parameter that may not stand where it does.
func (p *parser) checkOrder(ps *Params) {
	rank := map[ParamKind]int{ReqParam: 0, OptParam: 1, RestParam: 2, PostParam: 3, KeyParam: 4, OptKeyParam: 4,
		KeyRestParam: 5, NoKeyParam: 5, BlockParam: 6, ForwardParam: 6}
	last := -1
	for _, q := range ps.List {
		r := rank[q.Kind]
		if r < last || r == last && (r == 2 || r >= 5) {
			p.report(diag.BadParameter, q.Span(), "`%s` cannot stand behind the parameters before it", clip(firstLine(q.Span().Text()))).
				Advise("the order is: required, optional, `*rest`, required, keywords, `**options`, `&block`")
			return
		}
		last = r
	}
}
