package value

import "github.com/firehose-dsl/firehose-dsl/dsl/source"

// An Array is a mutable list. From a literal it remembers where it and its
// elements were written.
type Array struct {
	slots  []Value
	Places *ArrayPlaces // nil when made by code
	Frozen bool
}

// ArrayPlaces are the places of an array literal.
type ArrayPlaces struct {
	Where source.Span
	Elems []source.Span
}

// NewArray is an array that owns slots.
func NewArray(slots []Value) *Array { return &Array{slots: slots} }

func (a *Array) Len() int { return len(a.slots) }

// At is element i as the template's own, 0 ≤ i < Len.
func (a *Array) At(i int) Value {
	if c, ok := a.slots[i].(Const); ok {
		a.slots[i] = c.thaw()
	}
	return a.slots[i]
}

// Peek is element i for reading only.
func (a *Array) Peek(i int) Value { return Peek(a.slots[i]) }

// Slots are the elements as they are stored, for reading only.
func (a *Array) Slots() []Value { return a.slots }

// All are the elements as the template's own. The slice is the array's: copy
// it before keeping it.
func (a *Array) All() []Value {
	for i := range a.slots {
		a.At(i)
	}
	return a.slots
}

// Reset makes the array hold exactly slots, which it then owns.
func (a *Array) Reset(slots []Value) { a.slots = slots }

// Push appends values.
func (a *Array) Push(vs ...Value) { a.slots = append(a.slots, vs...) }

// Set stores element i, 0 ≤ i < Len.
func (a *Array) Set(i int, v Value) { a.slots[i] = v }

// Dup is an unfrozen shallow copy.
func (a *Array) Dup() *Array {
	return &Array{slots: append([]Value(nil), a.slots...), Places: a.Places}
}

// Place is where element i was written, or the whole literal, or nothing.
func (a *Array) Place(i int) source.Span {
	if a.Places == nil {
		return source.Span{}
	}
	if i < len(a.Places.Elems) {
		return a.Places.Elems[i]
	}
	return a.Places.Where
}
