package dsl

import "github.com/firehose-dsl/firehose-dsl/dsl/source"

// The lexical units. Each token begins with its trivia: blanks, comments and
// line breaks that mean nothing. Trivia and texts, in order, are the source.

// A Token is one lexical unit: its trivia is [Lead, Start), its text [Start, End).
type Token struct {
	Kind             Kind
	Lead, Start, End int32 // offsets in the whole file
}

// Text is the text of the token.
func (t Token) Text(f *source.File) string { return string(f.Data[t.Start:t.End]) }

// Trivia is what stands between the token and the one before it.
func (t Token) Trivia(f *source.File) string { return string(f.Data[t.Lead:t.Start]) }

// A Kind is the kind of a token.
type Kind uint8

const (
	EOF     Kind = iota
	Newline      // a line break or ; that ends a statement
	Bad          // bytes that make no token

	Ident     // name, name?, name!
	Const     // Name
	Label     // name:
	Int       // 1_000, 0x1f
	Float     // 1.5e3
	Char      // ?a
	Symbol    // :name, :+
	MatchVar  // $~, $&, $1
	Foreign   // @x, @@x, $x: variables that templates do not have
	StrBegin  // ", ', %q(, <<~ID, :", /, %w[, …
	StrText   // a run of literal text
	StrSep    // blanks between the words of %w
	InterpBeg // #{
	InterpEnd // } of an interpolation
	StrEnd    // the closing delimiter, with flags or the colon of "k":

	LParen
	RParen
	LBracket
	RBracket
	LBrace
	RBrace
	Comma
	Dot
	AndDot     // &.
	ColonColon // ::
	Colon
	Question
	Arrow  // =>
	Lambda // ->
	Assign // =
	OpAssign

	Plus
	Minus
	Star
	StarStar
	Slash
	Percent
	Shl
	Shr
	Amp
	Pipe
	Caret
	Tilde
	Bang
	AndAnd
	OrOr
	EqEq
	EqEqEq
	NotEq
	Match
	NotMatch
	Cmp
	Less
	LessEq
	Greater
	GreaterEq
	DotDot
	DotDotDot
	OpName // an operator as a name: def +, x.+

	firstKeyword
	KwAlias
	KwAnd
	KwBegin
	KwBEGIN
	KwBreak
	KwCase
	KwClass
	KwDef
	KwDefined
	KwDo
	KwElse
	KwElsif
	KwEnd
	KwEND
	KwEnsure
	KwFalse
	KwFor
	KwIf
	KwIn
	KwModule
	KwNext
	KwNil
	KwNot
	KwOr
	KwRedo
	KwRescue
	KwRetry
	KwReturn
	KwSelf
	KwSuper
	KwThen
	KwTrue
	KwUndef
	KwUnless
	KwUntil
	KwWhen
	KwWhile
	KwYield
	KwFile // __FILE__
	KwLine // __LINE__
	lastKeyword
)

// IsKeyword reports whether k is a reserved word.
func (k Kind) IsKeyword() bool { return k > firstKeyword && k < lastKeyword }

var keywords = map[string]Kind{
	"alias": KwAlias, "and": KwAnd, "begin": KwBegin, "BEGIN": KwBEGIN, "break": KwBreak, "case": KwCase,
	"class": KwClass, "def": KwDef, "defined?": KwDefined, "do": KwDo, "else": KwElse, "elsif": KwElsif,
	"end": KwEnd, "END": KwEND, "ensure": KwEnsure, "false": KwFalse, "for": KwFor, "if": KwIf, "in": KwIn,
	"module": KwModule, "next": KwNext, "nil": KwNil, "not": KwNot, "or": KwOr, "redo": KwRedo,
	"rescue": KwRescue, "retry": KwRetry, "return": KwReturn, "self": KwSelf, "super": KwSuper,
	"then": KwThen, "true": KwTrue, "undef": KwUndef, "unless": KwUnless, "until": KwUntil, "when": KwWhen,
	"while": KwWhile, "yield": KwYield, "__FILE__": KwFile, "__LINE__": KwLine,
}

// operators are tried in this order, so longer ones stand before their heads.
var operators = []struct {
	text string
	kind Kind
}{
	{"**=", OpAssign}, {"<<=", OpAssign}, {">>=", OpAssign}, {"&&=", OpAssign}, {"||=", OpAssign},
	{"<=>", Cmp}, {"===", EqEqEq}, {"...", DotDotDot},
	{"+=", OpAssign}, {"-=", OpAssign}, {"*=", OpAssign}, {"/=", OpAssign}, {"%=", OpAssign},
	{"&=", OpAssign}, {"|=", OpAssign}, {"^=", OpAssign},
	{"==", EqEq}, {"=~", Match}, {"=>", Arrow}, {"!=", NotEq}, {"!~", NotMatch}, {"**", StarStar},
	{"<<", Shl}, {">>", Shr}, {"<=", LessEq}, {">=", GreaterEq}, {"&&", AndAnd}, {"||", OrOr},
	{"&.", AndDot}, {"::", ColonColon}, {"..", DotDot}, {"->", Lambda},
	{"(", LParen}, {")", RParen}, {"[", LBracket}, {"]", RBracket}, {"{", LBrace}, {"}", RBrace},
	{",", Comma}, {".", Dot}, {":", Colon}, {"?", Question}, {"=", Assign},
	{"+", Plus}, {"-", Minus}, {"*", Star}, {"/", Slash}, {"%", Percent}, {"&", Amp}, {"|", Pipe},
	{"^", Caret}, {"~", Tilde}, {"!", Bang}, {"<", Less}, {">", Greater},
}

// operatorNames are the operators that name methods, longest first.
var operatorNames = []string{
	"[]=", "[]", "**", "<=>", "===", "==", "=~", "!=", "!~", "<<", ">>", "<=", ">=",
	"+@", "-@", "~@", "!@", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">",
}

// Names for token listings, in the order of the constants up to OpName.
var kindNames = [...]string{
	"EOF", "Newline", "Bad", "Ident", "Const", "Label", "Int", "Float", "Char", "Symbol", "MatchVar", "Foreign",
	"StrBegin", "StrText", "StrSep", "InterpBeg", "InterpEnd", "StrEnd",
	"(", ")", "[", "]", "{", "}", ",", ".", "&.", "::", ":", "?", "=>", "->", "=", "op=",
	"+", "-", "*", "**", "/", "%", "<<", ">>", "&", "|", "^", "~", "!", "&&", "||", "==", "===", "!=", "=~", "!~",
	"<=>", "<", "<=", ">", ">=", "..", "...", "OpName",
}

// String is the spelling of an operator or keyword, else the kind's name.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	for text, kind := range keywords {
		if kind == k {
			return text
		}
	}
	return "?"
}
