package value

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Eql is Ruby's eql?: equal in value and type, as keys of hashes are compared.
func Eql(a, b Value) bool {
	a, b = Peek(a), Peek(b)
	switch x := a.(type) {
	case Symbol, Int, Bool, NilType:
		return a == b
	case Float:
		y, ok := b.(Float)
		return ok && (x == y)
	case *String:
		y, ok := b.(*String)
		return ok && sameString(x, y)
	}
	return a == b || a.Kind() == b.Kind() && KeyOf(a) == KeyOf(b)
}

// Equal is Ruby's == for the kinds of this package: by value, 1 == 1.0.
// A comparison that needs more than MaxDepth levels gives false.
func Equal(a, b Value) bool {
	same, err := Equality{}.Equal(a, b)
	return same && err == nil
}

// An Equality is a way to compare by ==.
type Equality struct {
	// Visit is asked first about each pair that is met; decided means that
	// its answer holds. It may count, and fail. Nil decides nothing.
	Visit func(a, b Value) (same, decided bool, err error)
}

// Equal is a == b. The error is Visit's, or ErrDepth.
func (e Equality) Equal(a, b Value) (bool, error) { return e.equal(a, b, 0) }

func (e Equality) equal(a, b Value, depth int) (bool, error) {
	a, b = Peek(a), Peek(b)
	if depth > MaxDepth {
		return false, ErrDepth
	}
	if e.Visit != nil {
		if same, decided, err := e.Visit(a, b); decided || err != nil {
			return same, err
		}
	}
	switch x := a.(type) {
	case Int, *Big, Float:
		sign, ok := Compare(a, b)
		return ok && sign == 0, nil
	case *String:
		y, ok := b.(*String)
		return ok && sameString(x, y), nil
	case *Array:
		y, ok := b.(*Array)
		if !ok || x.Len() != y.Len() {
			return false, nil
		}
		return e.equalArray(x, y, depth)
	case *Hash:
		y, ok := b.(*Hash)
		if !ok || x.Len() != y.Len() {
			return false, nil
		}
		return e.equalHash(x, y, depth)
	case *Range:
		y, ok := b.(*Range)
		if !ok || x.Exclusive != y.Exclusive {
			return false, nil
		}
		return e.both(x.Low, y.Low, x.High, y.High, depth)
	}
	return equalNamed(a, b), nil
}

// equalNamed compares what stands for something else, and identities.
func equalNamed(a, b Value) bool {
	switch x := a.(type) {
	case *Ref:
		y, ok := b.(*Ref)
		return ok && x.String() == y.String() && sameTemplate(x.Of, y.Of)
	case *Resource:
		y, ok := b.(*Resource)
		return ok && x.Address == y.Address && x.Template == y.Template
	}
	return a == b
}

func sameTemplate(a, b *Resource) bool {
	return a == nil || b == nil || a.Template == b.Template
}

func (e Equality) both(a, b, c, d Value, depth int) (bool, error) {
	if same, err := e.equal(a, b, depth+1); !same || err != nil {
		return false, err
	}
	return e.equal(c, d, depth+1)
}

func (e Equality) equalArray(x, y *Array, depth int) (bool, error) {
	if x == y {
		return true, nil
	}
	for i := 0; i < len(x.slots) && i < len(y.slots); i++ {
		if same, err := e.equal(x.slots[i], y.slots[i], depth+1); !same || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (e Equality) equalHash(x, y *Hash, depth int) (bool, error) {
	if x == y {
		return true, nil
	}
	for i, v := range x.slots {
		if v == nil {
			continue
		}
		j := y.shape.Find(x.shape.Keys[i])
		if j < 0 {
			return false, nil
		}
		if same, err := e.equal(v, y.slots[j], depth+1); !same || err != nil {
			return false, err
		}
	}
	return true, nil
}

func sameString(x, y *String) bool {
	if x.Text != y.Text || x.Known() != y.Known() {
		return false
	}
	if x.Known() {
		return true
	}
	if len(*x.Splices) != len(*y.Splices) {
		return false
	}
	for i, s := range *x.Splices {
		t := (*y.Splices)[i]
		if s.At != t.At || !Equal(s.Value, t.Value) {
			return false
		}
	}
	return true
}

// Compare orders two numbers exactly; ok is false when one is no number or
// NaN.
func Compare(a, b Value) (sign int, ok bool) {
	switch x := a.(type) {
	case Int:
		if y, is := b.(Int); is {
			return cmp(x, y), true
		}
	case Float:
		if y, is := b.(Float); is {
			return cmp(x, y), x == x && y == y
		}
	}
	if a.Kind() == KindInt && b.Kind() == KindInt {
		return BigOf(a).Cmp(BigOf(b)), true
	}
	x, okX := ratOf(a)
	y, okY := ratOf(b)
	if !okX || !okY {
		return compareInfinite(a, b)
	}
	return x.Cmp(y), true
}

func cmp[T Int | Float](x, y T) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// compareInfinite orders numbers of which one is an infinite Float.
func compareInfinite(a, b Value) (int, bool) {
	isNumber := func(v Value) bool { return v.Kind() == KindInt || v.Kind() == KindFloat }
	if !isNumber(a) || !isNumber(b) {
		return 0, false
	}
	if f, ok := a.(Float); ok {
		return cmp(f, 0), f == f
	}
	f := b.(Float)
	return -cmp(f, 0), f == f
}

func ratOf(v Value) (*big.Rat, bool) {
	switch v := v.(type) {
	case Int:
		return new(big.Rat).SetInt64(int64(v)), true
	case *Big:
		return new(big.Rat).SetInt(&v.Int), true
	case Float:
		r := new(big.Rat).SetFloat64(float64(v))
		return r, r != nil
	}
	return nil, false
}

// A Signer is a value of another package that says itself when it is eql? to
// another of its kind: sign writes the signature of a part of it.
type Signer interface {
	Signature(write func(string), sign func(Value))
}

// signature is a text that is the same for values that are eql?. What is
// inside an inner array or hash goes in as a digest, which is made once for
// each: so a value that holds the same array many times stays cheap.
func signature(v Value) string {
	s := signer{inner: map[Value]string{}}
	s.compound(v)
	return s.b.String()
}

type signer struct {
	b     strings.Builder
	inner map[Value]string
	depth int
}

func (s *signer) sign(v Value) {
	v = Peek(v)
	switch v.(type) {
	case *Array, *Hash:
		s.b.WriteString(s.digest(v))
	default:
		s.compound(v)
	}
}

// digest is what stands for an inner array or hash. One that holds itself ends
// in the mark that it is being made.
func (s *signer) digest(v Value) string {
	if d, ok := s.inner[v]; ok {
		return d
	}
	s.inner[v] = "@"
	if s.depth > MaxDepth {
		return "@"
	}
	part := signer{inner: s.inner, depth: s.depth + 1}
	part.compound(v)
	sum := sha256.Sum256([]byte(part.b.String()))
	s.inner[v] = "#" + string(sum[:])
	return s.inner[v]
}

func (s *signer) compound(v Value) {
	v = Peek(v)
	s.b.WriteByte('A' + byte(v.Kind()))
	switch v := v.(type) {
	case *Array:
		for _, e := range v.slots {
			s.sign(e)
		}
		s.b.WriteByte(';')
	case *Hash:
		s.hash(v)
	case *Range:
		s.sign(v.Low)
		s.sign(v.High)
		s.b.WriteString(strconv.FormatBool(v.Exclusive))
	case *String:
		s.text(v)
	case Signer:
		v.Signature(func(t string) { s.b.WriteString(strconv.Quote(t)) }, s.sign)
	default:
		s.b.WriteString(plainSignature(v))
	}
}

func (s *signer) text(v *String) {
	s.b.WriteString(strconv.Quote(v.Text))
	if v.Splices == nil {
		return
	}
	for _, p := range *v.Splices {
		s.b.WriteString(strconv.Itoa(p.At))
		s.sign(p.Value)
	}
}

func plainSignature(v Value) string {
	switch v := v.(type) {
	case Symbol:
		return strconv.Quote(string(v))
	case Int:
		return strconv.FormatInt(int64(v), 10) + ";"
	case *Big:
		return v.String() + ";"
	case Float:
		return strconv.FormatUint(floatBits(v), 16) + ";"
	case Bool:
		return strconv.FormatBool(bool(v))
	case NilType:
		return ";"
	case *Ref:
		if v.Of != nil {
			return v.Of.Template + "/" + v.String() + ";"
		}
		return v.String() + ";"
	case *Resource:
		return v.Template + "/" + v.Address.String() + ";"
	}
	return fmt.Sprintf("%p;", v)
}

// hash writes the entries sorted: the order of a hash's keys does not count.
func (s *signer) hash(h *Hash) {
	var entries []string
	for i, v := range h.slots {
		if v == nil {
			continue
		}
		e := signer{inner: s.inner, depth: s.depth}
		e.sign(h.shape.Keys[i])
		e.sign(v)
		entries = append(entries, e.b.String())
	}
	sort.Strings(entries)
	for _, e := range entries {
		s.b.WriteString(e)
	}
	s.b.WriteByte(';')
}

// SameText reports whether two texts have the same known parts and, at the same
// places, unknown values that same says to be alike.
func SameText(a, b *String, same func(a, b Value) bool) bool {
	if a.Text != b.Text || a.Known() != b.Known() {
		return false
	}
	if a.Known() {
		return true
	}
	return slices.EqualFunc(*a.Splices, *b.Splices, func(x, y Splice) bool { return x.At == y.At && same(x.Value, y.Value) })
}
