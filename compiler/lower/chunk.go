// Package lower turns the tree of a template file into a chunk for the VM: a
// tree of Lua, the places that its lines stand for, and the slots that it
// works with.
//
// # How a chunk works
//
// The chunk is called with one table, K, which the VM fills from
// [Chunk.Slots]: K[i] is a constant, or a Go function that does what slot i
// says. All that Ruby does with values happens in those functions; Lua itself
// does control flow, keeps locals, and tests truth (nil, true and false are
// Lua's own; every other value is a userdata).
//
// # Values and jumps
//
// A function gives its value, and a second result when it was left by a jump:
// [JumpReturn] for a part that leaves the function around it, [JumpBreak] for a
// block that leaves the call it was given to, a number from [JumpLoop] up for a
// loop around it, or a userdata, the home of a method that a block in it
// returns from. Whoever calls something that may give a jump hands it on.
//
// # Locals
//
// A local lives in a register. One that several functions share and that still
// changes lives in a table of its scope, the frame, since the VM parts the two
// after an error; see scope.Var. A function that is too large for the VM (see
// limits.go) keeps all its locals in frames and is cut into parts.
package lower

import (
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Chunk is a lowered file.
type Chunk struct {
	File  *source.File
	Stmts []ast.Stmt
	Spans []source.Span // what each Lua line stands for; Spans[0] is no place
	Slots []Slot        // K[1] is Slots[0]
	Defs  []string      // names that the file defines as methods, in order
}

// Place is the place of a Lua line; no place for one outside the table.
func (c *Chunk) Place(line int) source.Span {
	if line < 0 || line >= len(c.Spans) {
		return source.Span{}
	}
	return c.Spans[line]
}

// Second results of functions.
const (
	JumpReturn = 1 // the function around this part returns the value
	JumpBreak  = 2 // the call that got this block gives the value
	JumpLoop   = 8 // and above: a loop around this part is left, or goes on
)

// A Slot is one entry of K. The comments tell what its function takes and
// gives; "leaves" are the values of the dynamic parts of its plans, in order.
type Slot interface{ isSlot() }

type (
	// A Const is a value.
	Const struct{ Value value.Value }

	// A Missing is the marker of an argument that was not given.
	Missing struct{}

	// A Make builds a literal: (leaves…) → value.
	Make struct {
		Plan   *Plan
		Symbol bool // the text becomes a Symbol
	}

	// A Call is a method call: ([self], [recv], [body], leaves…, [block])
	// → value, jump. Splats and keywords are in the plans.
	Call struct {
		Name    string
		At      source.Span // the whole call
		NameAt  source.Span
		Recv    bool   // a receiver is among the arguments
		OnMain  bool   // a word that is written self.name
		Self    bool   // self is passed first: the call stands in a method of a class
		Body    bool   // the body of a resource block is passed
		Command bool   // a statement without parentheses, in a resource block
		Bare    bool   // a word alone
		Free    string // the receiver is this bare word, which may be a free name; it is not passed
		Safe    bool   // with Free: written word&.name
		Args    []*Plan
		Keys    *Plan // braceless pairs; nil without
		Block   *Fn   // a literal block; its function is passed last
		Pass    bool  // a &block is passed last
		Lexical *Lexical
	}

	// An Op is a binary operator or an index: (x, y) → value. Y is the right
	// side when it is a constant, which is then not passed.
	Op struct {
		Name string
		At   source.Span
		X, Y source.Span
		Arg  value.Value // nil when passed
	}

	// An IndexSet is recv[args] = v: (recv, leaves…, v) → v.
	IndexSet struct {
		At    source.Span
		Args  []*Plan
		Place value.Place
	}

	// An AttrSet is recv.name = v: (recv, v) → v.
	AttrSet struct {
		Name string
		At   source.Span
	}

	// A GetConst reads a constant: ([scope]) → value.
	GetConst struct {
		Name    string
		At      source.Span
		Scoped  bool // the scope is passed
		Lexical *Lexical
		Quiet   bool // nil, not an error, when it is not there
	}

	// A SetConst assigns a constant: (v) → v.
	SetConst struct {
		Name    string
		At      source.Span
		Lexical *Lexical
	}

	// A Match reads $~, $& or $1: () → value. Index as in dsl.MatchVarExpr.
	Match struct{ Index int }

	// A NamedMatch sets the named groups of the last match: () → values….
	NamedMatch struct{ Names []string }

	// A MakeRange builds low..high: (low, high) → range.
	MakeRange struct {
		At        source.Span
		Exclusive bool
	}

	// A Regexp is a literal pattern: (leaves…) → regexp.
	Regexp struct {
		At    source.Span
		Text  *Plan
		Flags string
	}

	// A CaseEq is pattern === v: (pattern, v) → bool. With Splat the pattern
	// is a list, of which any may match.
	CaseEq struct {
		At    source.Span
		Splat bool
		Why   bool // a failure is noted for NoMatch; likewise in the slots below
	}

	// A Spread takes a value apart for a multiple assignment or a
	// destructured parameter: (v) → Pre values, the rest as an array when
	// HasRest, Post values.
	Spread struct {
		At        source.Span
		Pre, Post int
		HasRest   bool
	}

	// A Pack gives what another slot gives in one table, when that is much.
	Pack struct{ Of Slot }

	// An ArrayMatch takes a value apart as an array pattern: (v) → false, or
	// true and what Spread gives.
	ArrayMatch struct {
		At        source.Span
		Pre, Post int
		HasRest   bool
		Why       bool
	}

	// A FindMatch takes N values at a place of an array: (v, place) → false,
	// or true, the values before, N values, the values after.
	FindMatch struct {
		At  source.Span
		N   int
		Why bool
	}

	// A HashMatch takes a value apart as a hash pattern: (v) → false, or true
	// and the values of the keys, then the rest when HasRest.
	HashMatch struct {
		At      source.Span
		Keys    []string
		HasRest bool
		NilRest bool // no other key may be there
		Exact   bool // {}: only an empty one matches
		Why     bool
	}

	// A NoGuard notes that the guard of a pattern does not hold.
	NoGuard struct{}

	// A NoMatch raises NoMatchingPatternError: (v). With Why it says what the
	// only pattern wanted.
	NoMatch struct {
		At  source.Span
		Why bool
	}

	// A Frame makes a table for N locals: () → table.
	Frame struct{ N int }

	// A Home makes the home of a method that blocks in it return from.
	Home struct{ At source.Span }

	// A Try calls a function: (f) → value, jump, error.
	Try struct{}

	// A Rescues tells whether an error is one of the classes, StandardError
	// when none are passed: (error, class…) → bool. With Splat the last class
	// is a list.
	Rescues struct {
		At    source.Span
		Splat []bool
	}

	// A Caught notes the error that is being rescued: (error) → the one before.
	Caught struct{}

	// A Reraise raises an error again: (error).
	Reraise struct{}

	// A Lambda makes a lambda: (f) → proc.
	Lambda struct{ Fn *Fn }

	// A Def defines a method: ([self], f) → its name.
	Def struct {
		Fn      *Fn
		OnSelf  bool
		Lexical *Lexical
		InClass bool // in the block of Struct.new, or in a class
	}

	// A Module opens a module and runs its body: (f).
	Module struct {
		Name    string
		At      source.Span
		Lexical *Lexical
	}

	// A Class makes an error class and runs its body: (super, f).
	Class struct {
		Name     string
		At       source.Span
		HasSuper bool
		Lexical  *Lexical
	}

	// A Super calls the method of the class above: (self, leaves…).
	Super struct {
		At      source.Span
		Name    string   // of the method it stands in
		Lexical *Lexical // the class
		Args    []*Plan
		Keys    *Plan
	}

	// A Yield calls the block of the method: (block, leaves…) → value, jump.
	Yield struct {
		At   source.Span
		Args []*Plan
		Keys *Plan
	}

	// A BlockGiven is block_given?: (block) → bool.
	BlockGiven struct{}

	// A Self is the self of a place outside methods of classes: () → value.
	Self struct{ Lexical *Lexical }

	// A Defined is defined?(name): ([recv]) → text or nil.
	Defined struct {
		Name    string
		Recv    bool
		Lexical *Lexical
	}

	// A Bound makes sure that the ends of a counted loop are Integers:
	// (low, high) → low, high as numbers of Lua, and nil; or an array of the
	// elements as the third result. Times: (n) only.
	Bound struct {
		At        source.Span
		Exclusive bool
	}

	// A Number is a number of Lua as an Integer: (n) → value.
	Number struct{}

	// An Element is element n of an array: (array, n) → value, n counts from 1
	// and nil ends it.
	Element struct{}

	// A Gather starts a list of leaves: () → list; a Put adds to it: (list,
	// leaves…); a slot called with a list alone takes its leaves from it.
	Gather struct{}
	Put    struct{}
)

func (Const) isSlot()       {}
func (Missing) isSlot()     {}
func (*Make) isSlot()       {}
func (*Call) isSlot()       {}
func (*Op) isSlot()         {}
func (*IndexSet) isSlot()   {}
func (*AttrSet) isSlot()    {}
func (*GetConst) isSlot()   {}
func (*SetConst) isSlot()   {}
func (*Match) isSlot()      {}
func (*NamedMatch) isSlot() {}
func (*MakeRange) isSlot()  {}
func (*Regexp) isSlot()     {}
func (*CaseEq) isSlot()     {}
func (*Spread) isSlot()     {}
func (Pack) isSlot()        {}
func (*ArrayMatch) isSlot() {}
func (*FindMatch) isSlot()  {}
func (*HashMatch) isSlot()  {}
func (NoGuard) isSlot()     {}
func (*NoMatch) isSlot()    {}
func (*Frame) isSlot()      {}
func (*Home) isSlot()       {}
func (Try) isSlot()         {}
func (*Rescues) isSlot()    {}
func (Caught) isSlot()      {}
func (Reraise) isSlot()     {}
func (*Lambda) isSlot()     {}
func (*Def) isSlot()        {}
func (*Module) isSlot()     {}
func (*Class) isSlot()      {}
func (*Super) isSlot()      {}
func (*Yield) isSlot()      {}
func (BlockGiven) isSlot()  {}
func (*Self) isSlot()       {}
func (*Defined) isSlot()    {}
func (*Bound) isSlot()      {}
func (Number) isSlot()      {}
func (Element) isSlot()     {}
func (Gather) isSlot()      {}
func (Put) isSlot()         {}

// A Lexical is the nesting of modules and classes around a place.
type Lexical struct {
	Outer *Lexical // nil at the top of a file
	Name  string   // full: A::B; empty at the top
	Class bool     // of a class, whose methods have a self of their own
}

// A Fn describes a block, lambda or method: how arguments meet parameters.
// The parameters of the Lua function are, in this order: self when Self, the
// block when Method, the body when Body, then one for each entry of Params
// that is not Skip; when Packed one table with all of these.
type Fn struct {
	Name    string // of a method
	Where   source.Span
	NameAt  source.Span
	Params  []Param
	Method  bool // def
	Lambda  bool
	Self    bool // a method of a class
	Body    bool // the block of a resource call
	Packed  bool // the parameters come in one table, since there are many
	Plain   int  // number of parameters when all are required and there is nothing else, else -1
	Spreads bool // a block that takes one Array argument apart
	Braces  bool // a block in braces
}

// A Param is one parameter of a Fn.
type Param struct {
	Kind dsl.ParamKind
	Name string // of keywords: the key
	Skip bool   // bound to nothing: the bare * and ** nobody uses
}

// A Plan says how a literal is built from constants and leaves.
type Plan struct {
	Kind  PlanKind
	Where source.Span
	Const value.Value // of PlanConst
	Slot  value.Value // of PlanConst: the constant as the slot of an array or hash holds it
	Elems []*Plan     // of PlanArray: elements; PlanHash: values, splats among them; PlanText: parts

	// Of PlanHash. Shape has the keys when all are constant and differ; else
	// Keys has them, nil before a ** value.
	Shape *value.Shape
	Keys  []*Plan
	At    []value.Place
	Lost  []bool // of Keys, the pairs that a later one replaces; nil when none

	// Of PlanHash with a Shape, and of PlanArray without splats: the elements
	// that are sound constants, and the indexes of all others.
	Slots []value.Value
	Live  []int

	Places *value.ArrayPlaces // of PlanArray without splats
	Splats bool               // PlanArray and PlanHash: there are splats among the elements
	Leaves int                // leaves in all
}

// PlanKind tells the plans apart.
type PlanKind uint8

const (
	PlanLeaf  PlanKind = iota // the next leaf
	PlanConst                 // a constant: shared when it cannot change, else copied
	PlanText                  // text with leaves in it
	PlanArray
	PlanHash
	PlanSplat // the next leaf, spread: *x in an array or among arguments, **x in a hash
)
