package value

import (
	"math"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Shape is what all hashes from one place in the source have in common: the
// keys, their order, and where keys and values were written. It is never
// changed once two hashes may share it, so stages remember by pointer what
// they found out about it.
type Shape struct {
	Where source.Span // the literal, or where the hash was made
	Keys  []Value     // Symbol, *String (frozen), Int, …; compared by eql?
	At    []Place     // of each key; shorter than Keys when the rest has no place

	index map[Key]int     // place of each key; nil while there are few keys
	moves map[move]*Shape // the shapes with another place for one entry
}

// A move is another place for an entry.
type move struct {
	entry int
	at    Place
}

// A Place is where one entry was written.
type Place struct{ Key, Value source.Span }

// A Key is what makes two keys of a hash the same (eql?): a comparable
// stand-in for a value.
type Key struct {
	kind Kind
	bits uint64
	text string
	same any // the value itself, where only identity counts
}

// few keys are searched in a row, without an index.
const few = 8

// NewShape makes a shape. Keys must differ by eql?; at may be nil.
func NewShape(where source.Span, keys []Value, at []Place) *Shape {
	return &Shape{Where: where, Keys: keys, At: at}
}

// Len is the number of keys.
func (s *Shape) Len() int { return len(s.Keys) }

// Place is where entry i was written; zero spans when that is not known.
func (s *Shape) Place(i int) Place {
	if i < len(s.At) {
		return s.At[i]
	}
	return Place{}
}

// Find is the place of a key, -1 without. Array, Hash and other compound keys
// are compared by content.
func (s *Shape) Find(key Value) int {
	if len(s.Keys) <= few {
		for i, k := range s.Keys {
			if k != nil && Eql(k, key) {
				return i
			}
		}
		return -1
	}
	if s.index == nil {
		s.reindex()
	}
	if i, ok := s.index[KeyOf(key)]; ok {
		return i
	}
	return -1
}

// FindText is the place of the Symbol or String key with this text, -1 without.
func (s *Shape) FindText(name string) int {
	for i, k := range s.Keys {
		switch k := k.(type) {
		case Symbol:
			if string(k) == name {
				return i
			}
		case *String:
			if k.Text == name && k.Known() {
				return i
			}
		}
	}
	return -1
}

func (s *Shape) reindex() {
	s.index = make(map[Key]int, len(s.Keys))
	for i, k := range s.Keys {
		if k != nil {
			s.index[KeyOf(k)] = i
		}
	}
}

func (s *Shape) add(key Value, at Place) {
	if at != (Place{}) || len(s.At) == len(s.Keys) {
		for len(s.At) < len(s.Keys) {
			s.At = append(s.At, Place{})
		}
		s.At = append(s.At, at)
	}
	s.Keys = append(s.Keys, key)
	if s.index != nil {
		s.index[KeyOf(key)] = len(s.Keys) - 1
	}
}

func (s *Shape) place(i int, at Place) {
	for len(s.At) <= i {
		s.At = append(s.At, Place{})
	}
	s.At[i] = at
}

// moved is the shape with another place for entry i: one shape for all hashes
// of which the same code sets the same entry.
func (s *Shape) moved(i int, at Place) *Shape {
	key := move{i, at}
	if m := s.moves[key]; m != nil {
		return m
	}
	m := s.clone()
	m.place(i, at)
	if s.moves == nil {
		s.moves = map[move]*Shape{}
	}
	s.moves[key] = m
	return m
}

// remove closes the gap at once.
func (s *Shape) remove(i int) {
	s.Keys = append(s.Keys[:i], s.Keys[i+1:]...)
	if i < len(s.At) {
		s.At = append(s.At[:i], s.At[i+1:]...)
	}
	s.index = nil
}

// forget leaves a gap.
func (s *Shape) forget(i int) {
	if s.index != nil {
		delete(s.index, KeyOf(s.Keys[i]))
	}
	s.Keys[i] = nil
}

// move puts key i into the place to, to ≤ i.
func (s *Shape) move(to, i int) {
	s.Keys[to] = s.Keys[i]
	if i < len(s.At) {
		s.At[to] = s.At[i]
	}
}

// cut keeps the first n keys.
func (s *Shape) cut(n int) {
	s.Keys = s.Keys[:n]
	s.At = s.At[:min(n, len(s.At))]
	s.index = nil
}

// clone is a copy that its only owner may change.
func (s *Shape) clone() *Shape {
	return &Shape{Where: s.Where, Keys: append([]Value(nil), s.Keys...), At: append([]Place(nil), s.At...)}
}

// KeyOf is the stand-in of a value as a hash key.
func KeyOf(v Value) Key {
	switch v := Peek(v).(type) {
	case Symbol:
		return Key{kind: KindSymbol, text: string(v)}
	case *String:
		if v.Known() {
			return Key{kind: KindString, text: v.Text}
		}
	case Int:
		return Key{kind: KindInt, bits: uint64(v)}
	case Float:
		return Key{kind: KindFloat, bits: floatBits(v)}
	case Bool:
		if v {
			return Key{kind: KindBool, bits: 1}
		}
		return Key{kind: KindBool}
	case NilType:
		return Key{kind: KindNil}
	case *Big, *Array, *Hash, *Range, *Ref, *Resource, Signer:
	default:
		return Key{kind: v.Kind(), same: v}
	}
	return Key{kind: v.Kind(), text: signature(v)}
}

// floatBits are the same for 0.0 and -0.0.
func floatBits(f Float) uint64 {
	if f == 0 {
		return 0
	}
	return math.Float64bits(float64(f))
}
