package dsl

// What the printer has to know of single tokens: which open and close, and
// between which a blank stands.

// A layoutKind is what a token does to the layout.
type layoutKind uint8

const (
	plain       layoutKind = iota
	opensList              // ( [ and the { of a hash: commas part elements
	opensBlock             // { and do of a block, begin
	opensHeader            // if, def, …: a header up to the end of its line comes first
	closesAny              // ) ] } end
	openingPipe            // | before block parameters
	closingPipe            // | behind them
	infix                  // a binary operator
	tight                  // an operator without blanks around it
)

// layoutFacts are the kinds of tokens that only the tree tells, by offset.
type layoutFacts map[int32]layoutKind

func factsOf(file *File) layoutFacts {
	facts := layoutFacts{}
	ranges := map[int32]int32{}
	Walk(file, func(n Node) bool {
		facts.add(n, ranges)
		return true
	})
	facts.addBehind(file.Tokens, ranges)
	return facts
}

// add notes what n tells. What has no place of its own is looked for later:
// ranges tells where the text before the points of a range ends, and where
// its upper end begins; -1 for the { of a lambda.
func (facts layoutFacts) add(n Node, ranges map[int32]int32) {
	start := n.Span().Start
	switch n := n.(type) {
	case *BinaryExpr:
		facts[n.OpAt.Start] = infix
	case *IfExpr:
		if !n.Modifier && !n.Ternary {
			facts[start] = opensHeader
		}
	case *WhileExpr:
		facts[start] = opensHeader
	case *DefExpr:
		if n.Endless {
			facts[start] = tight
		}
		for at := n.NameAt.Start; at < n.NameAt.End; at++ {
			facts[at] = tight
		}
	case *Block:
		facts[start] = opensBlock
		facts.pipes(n.Params)
	case *LambdaExpr:
		ranges[max(start+2, lambdaHead(n))] = -1
	case *RangeLit:
		if n.Low != nil && n.High != nil {
			ranges[n.Low.Span().End] = n.High.Span().Start
		}
	}
}

// pipes notes both ends of the parameters of a block.
func (facts layoutFacts) pipes(params *Params) {
	if params != nil && !params.Implicit {
		facts[params.Where.Start] = openingPipe
		facts[params.Where.End-1] = closingPipe
	}
}

// lambdaHead is where the written parameters of a lambda end.
func lambdaHead(n *LambdaExpr) int32 {
	if n.Params == nil || n.Params.Implicit {
		return 0
	}
	return n.Params.Where.End
}

// addBehind finds the points of ranges and the braces of lambdas.
func (facts layoutFacts) addBehind(tokens []Token, ranges map[int32]int32) {
	end := int32(-1)
	for i, t := range tokens {
		high, ok := ranges[end]
		switch {
		case ok && t.Kind == LBrace && high < 0:
			facts[t.Start] = opensBlock
		case ok && (t.Kind == DotDot || t.Kind == DotDotDot) && i+1 < len(tokens) && tokens[i+1].Start == high:
			facts[t.Start] = tight
		}
		end = t.End
	}
}

// kind is what t does to the layout.
func (facts layoutFacts) kind(t Token) layoutKind {
	known := facts[t.Start]
	switch t.Kind {
	case LParen, LBracket:
		return opensList
	case LBrace:
		if known == opensBlock {
			return opensBlock
		}
		return opensList
	case RParen, RBracket, RBrace, KwEnd:
		return closesAny
	case KwBegin, KwDo, KwBEGIN, KwEND:
		return opensBlock
	case KwClass, KwModule, KwCase, KwFor:
		return opensHeader
	case KwDef:
		if known == tight {
			return plain
		}
		return opensHeader
	case KwIf, KwUnless, KwWhile, KwUntil:
		if known == opensHeader {
			return known
		}
		return plain
	case Pipe:
		if known == openingPipe || known == closingPipe {
			return known
		}
		return infix
	}
	return facts.operator(t, known)
}

// operator is the kind of an operator.
func (facts layoutFacts) operator(t Token, known layoutKind) layoutKind {
	switch t.Kind {
	case Assign, OpAssign:
		if known == tight {
			return tight
		}
		return infix
	case Arrow, AndAnd, OrOr, Question, Colon, EqEq, EqEqEq, NotEq, Match, NotMatch, Cmp,
		Less, LessEq, Greater, GreaterEq, Shl, Shr, Slash, Percent:
		return infix
	case Plus, Minus, Star, StarStar, Amp, Caret:
		if known == infix {
			return infix
		}
	case DotDot, DotDotDot:
		if known == tight {
			return tight
		}
	}
	return plain
}

func (facts layoutFacts) closes(t Token) bool { return facts.kind(t) == closesAny }

// gap reports whether a blank stands between two tokens of a line. Where a
// blank may mean something, it is the author's.
func (p *printer) gap(a, b Token) bool {
	written := a.End < b.Start
	ka, kb := p.facts.kind(a), p.facts.kind(b)
	switch {
	case a.Kind == LParen || a.Kind == LBracket || b.Kind == RParen || b.Kind == RBracket:
		return false
	case a.Kind == LBrace && b.Kind == RBrace:
		return false
	case a.Kind == LBrace || b.Kind == RBrace:
		return true
	case b.Kind == Comma || b.Kind == Newline || kb == closingPipe || ka == openingPipe:
		return false
	case a.Kind == Comma || a.Kind == Newline || ka == closingPipe || kb == openingPipe:
		return true
	case (a.Kind == Dot || a.Kind == AndDot) && b.Kind == LParen:
		return written
	case a.Kind == Dot || a.Kind == AndDot || a.Kind == ColonColon || b.Kind == Dot || b.Kind == AndDot:
		return false
	case b.Kind == ColonColon:
		return written && !isBlank(p.file.Source.Data[b.End]) // f ::A, and A :: B
	case ka == tight || kb == tight:
		return written && b.Kind != DotDot && b.Kind != DotDotDot && a.Kind != DotDot && a.Kind != DotDotDot
	case ka == infix || kb == infix || p.isKey(a):
		return true
	}
	return p.wordGap(a, b, written)
}

// isKey reports whether a is `key:` or the end of `"key":`.
func (p *printer) isKey(a Token) bool {
	switch a.Kind {
	case Label:
		return true
	case StrEnd:
		s := a.Text(p.file.Source)
		return s == `":` || s == `':`
	}
	return false
}

// wordGap is gap for words, brackets and signs before operands.
func (p *printer) wordGap(a, b Token, written bool) bool {
	switch {
	case a.Kind == Star || a.Kind == StarStar || a.Kind == Amp || a.Kind == Caret || a.Kind == Bang || a.Kind == Tilde:
		return false
	case a.Kind == Plus || a.Kind == Minus:
		return written
	case a.Kind == Lambda:
		return b.Kind != LParen
	case b.Kind == LBrace || b.Kind == KwDo:
		return true
	case isControl(a.Kind) || isControl(b.Kind):
		return true
	}
	return written
}

// isControl reports whether a blank always stands around k.
func isControl(k Kind) bool {
	switch k {
	case KwIf, KwUnless, KwWhile, KwUntil, KwCase, KwWhen, KwIn, KwElsif, KwElse, KwThen, KwDo, KwAnd, KwOr, KwFor,
		KwRescue, KwEnsure:
		return true
	}
	return false
}
