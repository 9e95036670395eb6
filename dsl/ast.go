package dsl

import (
	"math/big"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// The tree of a template file. In Ruby everything is an expression, so there
// is one interface, Node; kinds end in Expr or Lit. Every node has a span.
// Parents own their children; a tree is never changed after parsing.

// A Node is any node of the tree.
type Node interface {
	Span() source.Span
}

// At is the span of a node, embedded in each kind.
type At struct{ Where source.Span }

// Span is the place of the whole node.
func (a At) Span() source.Span { return a.Where }

// A File is one parsed file (or fence).
type File struct {
	At
	Source   *source.File
	Tokens   []Token // all of them; with their trivia they are the text
	Body     []Node
	Frozen   bool // # frozen_string_literal: true
	MaxDepth int  // the deepest nesting of nodes, for the passes that recurse
}

// ---- what made no sense

// A BadExpr stands where the text made no sense; a diagnostic says why.
type BadExpr struct{ At }

// ---- literals

type (
	// A NilLit is nil.
	NilLit struct{ At }

	// A BoolLit is true or false.
	BoolLit struct {
		At
		Value bool
	}

	// A SelfExpr is self.
	SelfExpr struct{ At }

	// An IntLit is a whole number; its sign belongs to it.
	IntLit struct {
		At
		Value int64
		Big   *big.Int // set instead of Value when the number needs more than 64 bits
	}

	// A FloatLit is a number with a point or an exponent.
	FloatLit struct {
		At
		Value float64
	}

	// A StringLit is a string in any form: quotes, %q, heredoc; adjacent
	// literals are one.
	StringLit struct {
		At
		Parts   []StringPart // literal text and interpolations in order; none for ""
		Heredoc source.Span  // the body of a heredoc, which lies outside Where
	}

	// A SymbolLit is :name, :"text #{x}" or an element of %i.
	SymbolLit struct {
		At
		Name  string
		Parts []StringPart // set instead of Name when there is an interpolation
	}

	// A RegexpLit is /…/flags or %r{…}flags. Literal parts are Ruby's source
	// text, escapes kept.
	RegexpLit struct {
		At
		Parts []StringPart
		Flags string // of i m x, in the order written
	}

	// An ArrayLit is [a, *b, k: v], %w[…] or %i[…]; also the list of a
	// right side without brackets (x = 1, 2), whose Open is zero.
	ArrayLit struct {
		At
		Open, Close source.Span
		Elems       []Node // a *x is a SplatExpr, trailing pairs are one HashLit without braces
	}

	// A HashLit is a hash literal, or the trailing pairs of a call.
	//
	//	{ name: "raw", **defaults }
	//	^ Open                    ^ Close
	//	  ^^^^^^^^^^^ Pairs[0]
	HashLit struct {
		At
		Open, Close source.Span // zero when the braces are left out: f(a: 1)
		Pairs       []*Pair     // in source order
	}

	// A Pair is one entry of a hash.
	Pair struct {
		At
		Key   Node // SymbolLit for k: and "k":, any expression before =>; nil for **Value
		Value Node // for the short form `x:` a LocalExpr or CallExpr named as the key
		Arrow bool // written with =>
		Short bool // written `x:` alone
	}

	// A RangeLit is a..b, a...b, a.. or ..b.
	RangeLit struct {
		At
		Low, High Node // nil when open
		Exclusive bool // ...
	}
)

// A StringPart is literal text, or an interpolation when Code is not nil.
type StringPart struct {
	Where source.Span
	Text  string // with escapes undone; may hold bytes that are not UTF-8
	Code  []Node // the program in #{…}; empty but not nil for #{}
}

// ---- names and calls

type (
	// A LocalExpr reads a local variable or parameter: a name that is
	// assigned earlier in the text of its scope.
	LocalExpr struct {
		At
		Name string
	}

	// A ConstExpr is Name, Scope::Name or ::Name.
	ConstExpr struct {
		At
		Scope Node // nil for a plain name
		Name  string
	}

	// A MatchVarExpr is $~, $& or $1 to $9: Index -2, 0 and 1 to 9.
	MatchVarExpr struct {
		At
		Index int
	}

	// A CallExpr is a method call. A bare name that is no local is a call
	// without receiver, arguments and parentheses.
	//
	//	stream.tag(:a, k: 1) do |x| … end
	//	       ^^^ NameAt
	//	          ^ Open   ^ Close
	CallExpr struct {
		At
		Recv        Node // nil for a call to self
		Safe        bool // &.
		Scoped      bool // written Recv::name
		Name        string
		NameAt      source.Span // zero for x.(1), which calls `call`
		Open, Close source.Span // the parentheses, zero without
		Args        []Node      // SplatExpr, a HashLit without braces for keywords, BlockPassExpr last; ForwardExpr for ...
		Block       *Block
	}

	// An IndexExpr is recv[args].
	IndexExpr struct {
		At
		Recv Node
		Args []Node
	}

	// A SplatExpr is *x among arguments or elements, or a target *x; X is nil for a bare *.
	SplatExpr struct {
		At
		X Node
	}

	// A BlockPassExpr is &x among arguments.
	BlockPassExpr struct {
		At
		X Node
	}

	// A ForwardExpr is ... among arguments.
	ForwardExpr struct{ At }

	// A SuperExpr is super, super(…): only in initialize of an error class.
	SuperExpr struct {
		At
		HasArgs bool // super() differs from super
		Args    []Node
	}

	// A YieldExpr is yield args.
	YieldExpr struct {
		At
		Args []Node
	}

	// A Block is do … end or { … } behind a call.
	Block struct {
		At
		Braces bool
		Params *Params // nil without; numbered parameters and `it` are made explicit by the parser, see Params.Implicit
		Body   *Body
	}

	// A LambdaExpr is ->(params) { … }.
	LambdaExpr struct {
		At
		Params *Params
		Body   *Body
	}
)

// ---- operators

type (
	// A UnaryExpr is !x, not x (Op "!"), -x (Op "-@"), +x ("+@"), ~x.
	UnaryExpr struct {
		At
		Op string
		X  Node
	}

	// A BinaryExpr is a call of an operator method: + - * / % ** == != < …
	// =~ !~ <=> === << >> & | ^.
	BinaryExpr struct {
		At
		Op   string
		OpAt source.Span
		X, Y Node
	}

	// A LogicalExpr is x && y, x || y (also spelt and, or).
	LogicalExpr struct {
		At
		Or   bool
		X, Y Node
	}

	// A DefinedExpr is defined?(x).
	DefinedExpr struct {
		At
		X Node
	}

	// A ParenExpr is (a; b): its value is the last one's, nil when empty.
	ParenExpr struct {
		At
		Body []Node
	}
)

// ---- assignment

type (
	// An AssignExpr is target = value. The target is a LocalExpr, ConstExpr,
	// IndexExpr, or a CallExpr without arguments (x.attr = v).
	AssignExpr struct {
		At
		Target Node
		Value  Node
	}

	// An OpAssignExpr is target op= value; Op is "+", "||", "&&", ….
	OpAssignExpr struct {
		At
		Target Node
		Op     string
		Value  Node
	}

	// A MultiAssignExpr is a, (b, *c) = value.
	MultiAssignExpr struct {
		At
		Targets *Targets
		Value   Node // an ArrayLit without brackets for several values
	}

	// Targets is the left side of a multiple assignment, or a nested part of one.
	Targets struct {
		At
		Elems []Node // targets, SplatExpr around a target (or nil), nested *Targets
	}
)

// ---- control

type (
	// An IfExpr is if, unless, ?: and the modifiers. elsif is an IfExpr
	// alone in Else.
	IfExpr struct {
		At
		Unless   bool
		Modifier bool // body if cond
		Ternary  bool
		Cond     Node
		Then     []Node
		Else     []Node // nil without else
	}

	// A CaseExpr is case … when.
	CaseExpr struct {
		At
		Subject Node // nil without
		Whens   []*When
		Else    []Node
		HasElse bool
	}

	// A When is one branch of a CaseExpr.
	When struct {
		At
		Conds []Node // SplatExpr for *list
		Body  []Node
	}

	// A CaseInExpr is case … in.
	CaseInExpr struct {
		At
		Subject Node
		Ins     []*In
		Else    []Node
		HasElse bool
	}

	// An In is one branch of a CaseInExpr.
	In struct {
		At
		Pattern Pattern
		Guard   Node // nil without
		Unless  bool // the guard is an unless
		Body    []Node
	}

	// A MatchExpr is value => pattern, or value in pattern (Test).
	MatchExpr struct {
		At
		Value   Node
		Pattern Pattern
		Test    bool
	}

	// A WhileExpr is while, until, and their modifiers.
	WhileExpr struct {
		At
		Until   bool
		DoWhile bool // begin … end while cond: the body runs first
		Cond    Node
		Body    []Node
	}

	// A ForExpr is for a, b in list.
	ForExpr struct {
		At
		Target Node // a target or *Targets
		Iter   Node
		Body   []Node
	}

	// A BeginExpr is begin … end with or without rescue.
	BeginExpr struct {
		At
		Body *Body
	}

	// A RescueModExpr is x rescue y.
	RescueModExpr struct {
		At
		X, Y Node
	}

	// A JumpExpr is break, next, return, redo or retry.
	JumpExpr struct {
		At
		Kind  JumpKind
		Value Node // nil without; an ArrayLit without brackets for several
	}

	// A Body is statements with the rescue parts that may stand in begin,
	// def and do blocks.
	Body struct {
		At
		Stmts     []Node
		Rescues   []*Rescue
		Else      []Node
		HasElse   bool
		Ensure    []Node
		HasEnsure bool
	}

	// A Rescue is rescue A, B => e … .
	Rescue struct {
		At
		Classes []Node // none: StandardError
		Target  Node   // nil without =>
		Body    []Node
	}
)

// JumpKind tells the jumps apart.
type JumpKind uint8

const (
	Break JumpKind = iota
	Next
	Return
	Redo
	Retry
)

func (k JumpKind) String() string {
	return [...]string{"break", "next", "return", "redo", "retry"}[k]
}

// ---- definitions

type (
	// A DefExpr is def name(params) … end, or def name(params) = expr.
	DefExpr struct {
		At
		Self    bool // def self.name
		Name    string
		NameAt  source.Span
		Params  *Params
		Body    *Body
		Endless bool
	}

	// A ModuleExpr is module Name … end.
	ModuleExpr struct {
		At
		Name   string
		NameAt source.Span
		Body   []Node
	}

	// A ClassExpr is class Name < Super … end, which only errors may be.
	ClassExpr struct {
		At
		Name   string
		NameAt source.Span
		Super  Node // nil without
		Body   []Node
	}

	// Params are the parameters of a method, block or lambda.
	Params struct {
		At
		List     []*Param
		Locals   []*Param // after ; in |x; y|
		Trailing bool     // |a, |
		Implicit bool     // _1, _2 or it: nothing of it is written
	}

	// A Param is one parameter.
	Param struct {
		At
		Kind    ParamKind
		Name    string // empty for a bare * or ** or &, and for a destructured one
		NameAt  source.Span
		Default Node     // of OptParam and OptKeyParam
		Nested  *Targets // a destructured one: |(a, b)|
	}
)

// ParamKind tells the kinds of parameters apart.
type ParamKind uint8

const (
	ReqParam     ParamKind = iota // a
	OptParam                      // a = 1
	RestParam                     // *a
	PostParam                     // a after *rest or an optional one
	KeyParam                      // a:
	OptKeyParam                   // a: 1
	KeyRestParam                  // **a
	NoKeyParam                    // **nil
	BlockParam                    // &a
	ForwardParam                  // ...
)

// ---- patterns of case … in

// A Pattern is a node of a pattern.
type Pattern interface{ Node }

type (
	// A ValuePat matches by ===: a literal, range, constant.
	ValuePat struct {
		At
		Value Node
	}

	// A PinPat is ^x or ^(expr).
	PinPat struct {
		At
		Value Node
	}

	// A BindPat is a name alone; `_` binds too.
	BindPat struct {
		At
		Name string
	}

	// An AsPat is pattern => name.
	AsPat struct {
		At
		Pattern Pattern
		Name    string
		NameAt  source.Span
	}

	// An AltPat is a | b.
	AltPat struct {
		At
		Alts []Pattern
	}

	// An ArrayPat is [a, *rest, b], also without brackets, and Const[…],
	// Const(…). A find pattern [*, x, *] has two SplatPats.
	ArrayPat struct {
		At
		Const Node // nil without
		Elems []Pattern
	}

	// A SplatPat is *name or * in an ArrayPat.
	SplatPat struct {
		At
		Name string
	}

	// A HashPat is {k: pattern, **rest}, also without braces, and Const(k:).
	HashPat struct {
		At
		Const   Node
		Pairs   []*PatPair
		Rest    string // name of **rest, empty without
		HasRest bool
		NilRest bool // **nil
	}

	// A PatPair is one entry of a HashPat.
	PatPair struct {
		At
		Key     string
		Pattern Pattern // nil for `k:` alone, which binds k
	}
)
