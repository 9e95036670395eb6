// Package scope finds out what every name of a template file refers to. A
// parsed file goes in; out comes a [Table]: the variable of each place that
// reads or sets one, the scope of each construct that opens one, and the free
// names, which become inputs.
//
// Whether a bare word is a variable or a call is the parser's business, since
// Ruby's grammar needs it. Which variable it is, and whether closures share it,
// is found here.
package scope

import (
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Names is what the floors above know about names.
type Names interface {
	// HasFunction reports whether a bare word is a function of the language
	// or of its library: puts, template, aws_kinesis_stream.
	HasFunction(name string) bool
}

// A Table is what is known about the names of one file. Its maps are for
// look-ups only.
type Table struct {
	File   *dsl.File
	Root   *Scope
	Scopes map[dsl.Node]*Scope // of File, Block, LambdaExpr, DefExpr, ModuleExpr, ClassExpr

	// Vars has the variable of each LocalExpr, Param, BindPat, AsPat,
	// SplatPat with a name, HashPat with a rest, and PatPair that binds.
	Vars map[dsl.Node]*Var

	// Captured has the variables that the named groups of a literal pattern
	// set: /(?<zone>…)/ =~ text.
	Captured map[*dsl.BinaryExpr][]*Var

	Free []*dsl.CallExpr // free_name.attr, in source order
}

// A Scope is the region of a set of variables.
type Scope struct {
	Node   dsl.Node
	Outer  *Scope // whose variables are seen too; nil for a file, def, module or class
	Vars   []*Var // in the order of their first place
	Loop   bool   // a block that runs inside its function as a plain loop, see IsLoop
	Lambda bool   // the block of lambda { … }
	Weight int    // nodes of the function that starts here, those of plain loops in it included
	Depth  int    // how deep they nest

	Home bool // a def or lambda that a block in it returns from

	names map[string]*Var
	fn    *unit
	loops int // open loops around it in its function
}

// A Var is a local variable or a parameter.
type Var struct {
	Name  string
	Where source.Span // its first place
	Scope *Scope
	Param bool
	Used  bool // something reads or sets it

	// Shared says that several functions see it and that it may change after
	// one of them came to be: a register will not do.
	Shared bool

	sets, lastSet     int  // how often it is set; when, for the last time
	awaySet           bool // set in another function than its own, or in a loop
	firstAway, isAway int  // when another function first saw it; whether one did
}

// Lookup is the variable of a name as s sees it, nil without.
func (s *Scope) Lookup(name string) *Var {
	for ; s != nil; s = s.Outer {
		if v := s.names[name]; v != nil {
			return v
		}
	}
	return nil
}

// Names of what `def f(...)` and bare splats hide their values under.
const (
	HiddenRest  = "*"
	HiddenKeys  = "**"
	HiddenBlock = "&"
)

// IsLoop reports whether a call with a block is a plain counted loop, whose
// block runs as a part of the function around it: n.times { … } and
// (a..b).each { … } with at most one plain parameter.
func IsLoop(c *dsl.CallExpr) bool {
	if c.Block == nil || len(c.Args) > 0 || c.Safe || c.Recv == nil || !plainLoopBlock(c.Block) {
		return false
	}
	switch recv := dsl.Unwrap(c.Recv).(type) {
	case *dsl.IntLit, *dsl.LocalExpr, *dsl.BinaryExpr:
		return c.Name == "times"
	case *dsl.CallExpr:
		return c.Name == "times" && (recv.Name == "size" || recv.Name == "length" || recv.Name == "count" || recv.Name == "to_i")
	case *dsl.RangeLit:
		return c.Name == "each"
	}
	return false
}

// IsLambda reports whether a call is `lambda { … }`, which is the same as -> { … }.
func IsLambda(c *dsl.CallExpr) bool {
	return c.Recv == nil && c.Name == "lambda" && len(c.Args) == 0 && c.Block != nil
}

func plainLoopBlock(b *dsl.Block) bool {
	if len(b.Body.Rescues) > 0 || b.Body.HasEnsure || b.Body.HasElse {
		return false
	}
	p := b.Params
	if p == nil {
		return true
	}
	return !p.Trailing && len(p.List) <= 1 && (len(p.List) == 0 || p.List[0].Kind == dsl.ReqParam && p.List[0].Nested == nil)
}
