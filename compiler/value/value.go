// Package value holds the values that a running template computes with. They
// are Ruby's: ordered hashes, exact integers apart from floats, mutable
// strings, symbols; and besides them references, which are known only after
// deployment. Nothing here knows the VM.
//
// # Where a value was written
//
// A literal hash or array in the source has one [Shape]: its keys, their order
// and the spans of keys and values. Each hash that it makes is that shape and
// its own values, so places cost nothing per value. A hash whose keys change
// gets a shape of its own.
//
// # Constant subtrees
//
// A part of a literal that holds no code is built once, when the chunk is
// made, and shared by all the hashes the literal makes, as a [Const] in their
// slots. Whoever lets a template see a slot goes through [Array.At] or
// [Hash.At], which put a fresh copy in its place first: Ruby may change what
// it sees. Later stages read a Const as it stands, with [Peek].
package value

import "math/big"

// A Value is a Ruby value: Nil, Bool, Int, *Big, Float, *String, Symbol,
// *Array, *Hash, *Range, *Ref, *Raw, *Resource, *Proc, *Method, *Class,
// *Exception, or one of the kinds of package core. In slots of arrays and hashes also a Const. Never a Go nil.
type Value interface {
	Kind() Kind
}

// A Kind is the built-in class of a value, the row of its method table.
type Kind uint8

const (
	KindNil Kind = iota
	KindBool
	KindInt // Int and *Big: Ruby's Integer
	KindFloat
	KindString
	KindSymbol
	KindArray
	KindHash
	KindRange
	KindProc
	KindMethod
	KindRef      // an attribute of a resource, data source or input: unknown text
	KindResource // a resource itself, which has attributes
	KindClass
	KindModule
	KindException
	KindRegexp
	KindMatch
	KindEnumerator
	KindLazy    // a lazy Enumerator
	KindYielder // what the block of Enumerator.new gets
	KindSet
	KindStruct
	KindMain  // self outside of modules and classes
	KindRaw   // text written as it stands for each target
	KindConst // only in slots
	kinds
)

// KindCount is the number of kinds, for tables indexed by Kind.
const KindCount = int(kinds)

type (
	// NilType is the type of Nil.
	NilType struct{}
	// Bool is true or false.
	Bool bool
	// Int is an Integer of at most 64 bits.
	Int int64
	// Float is a double.
	Float float64
	// Symbol is a Symbol; its text is UTF-8.
	Symbol string

	// Big is an Integer that does not fit in 64 bits. It is never changed.
	Big struct{ big.Int }

	// A Range is a..b. It is never changed.
	Range struct {
		Low, High Value // Nil when open
		Exclusive bool
	}

	// A Const is a constant subtree in a slot: a *String, *Array or *Hash
	// that other slots share. It is never changed.
	Const struct{ Of Value }
)

// Nil is nil.
var Nil = NilType{}

func (NilType) Kind() Kind { return KindNil }
func (Bool) Kind() Kind    { return KindBool }
func (Int) Kind() Kind     { return KindInt }
func (*Big) Kind() Kind    { return KindInt }
func (Float) Kind() Kind   { return KindFloat }
func (Symbol) Kind() Kind  { return KindSymbol }
func (*String) Kind() Kind { return KindString }
func (*Array) Kind() Kind  { return KindArray }
func (*Hash) Kind() Kind   { return KindHash }
func (*Range) Kind() Kind  { return KindRange }
func (Const) Kind() Kind   { return KindConst }

// Truthy is Ruby's truth: everything but nil and false.
func Truthy(v Value) bool {
	return v != Value(Nil) && v != Value(Bool(false))
}

// OrNil is v, and Nil for a Go nil, which stands for what is not there.
func OrNil(v Value) Value {
	if v == nil {
		return Nil
	}
	return v
}

// Peek is what a slot holds, without making it the template's own: for reading
// only.
func Peek(slot Value) Value {
	if c, ok := slot.(Const); ok {
		return c.Of
	}
	return slot
}

// thaw is a fresh copy of a constant subtree, one level deep: its own constant
// children stay shared.
func (c Const) thaw() Value {
	switch v := c.Of.(type) {
	case *String:
		return v.Dup()
	case *Array:
		return v.Dup()
	case *Hash:
		return v.Dup()
	}
	return c.Of
}
