package value

import (
	"math/big"
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
	return a.Kind() == b.Kind() && (a == b || signature(a) == signature(b))
}

// Equal is Ruby's == for the kinds of this package: by value, 1 == 1.0.
// A comparison that needs more than 1,000 levels gives false.
func Equal(a, b Value) bool { return equal(a, b, 0) }

func equal(a, b Value, depth int) bool {
	a, b = Peek(a), Peek(b)
	if depth > 1000 {
		return false
	}
	switch x := a.(type) {
	case Int, *Big, Float:
		c, ok := Compare(a, b)
		return ok && c == 0
	case *String:
		y, ok := b.(*String)
		return ok && sameString(x, y)
	case *Array:
		y, ok := b.(*Array)
		if !ok || x.Len() != y.Len() {
			return false
		}
		for i := range x.slots {
			if !equal(x.slots[i], y.slots[i], depth+1) {
				return false
			}
		}
		return true
	case *Hash:
		y, ok := b.(*Hash)
		return ok && equalHash(x, y, depth)
	case *Range:
		y, ok := b.(*Range)
		return ok && x.Exclusive == y.Exclusive && equal(x.Low, y.Low, depth+1) && equal(x.High, y.High, depth+1)
	case *Ref:
		y, ok := b.(*Ref)
		return ok && x.String() == y.String()
	case *Resource:
		y, ok := b.(*Resource)
		return ok && x.Address == y.Address && x.Template == y.Template
	}
	return a == b
}

func equalHash(x, y *Hash, depth int) bool {
	if x.Len() != y.Len() {
		return false
	}
	for i, v := range x.slots {
		j := y.shape.Find(x.KeyAt(i))
		if j < 0 || !equal(v, y.slots[j], depth+1) {
			return false
		}
	}
	return true
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

// signature is a text that is the same for values that are eql?.
func signature(v Value) string {
	var b strings.Builder
	sign(&b, v, 0)
	return b.String()
}

// A Signer is a value of another package that says itself when it is eql? to
// another of its kind.
type Signer interface{ Signature() string }

func sign(b *strings.Builder, v Value, depth int) {
	v = Peek(v)
	b.WriteByte('A' + byte(v.Kind()))
	if depth > 1000 {
		return
	}
	switch v := v.(type) {
	case Symbol:
		b.WriteString(strconv.Quote(string(v)))
	case *String:
		b.WriteString(strconv.Quote(v.Text))
		if !v.Known() {
			for _, s := range *v.Splices {
				b.WriteString(strconv.Itoa(s.At))
				sign(b, s.Value, depth+1)
			}
		}
	case Int:
		b.WriteString(strconv.FormatInt(int64(v), 10))
	case *Big:
		b.WriteString(v.String())
	case Float:
		b.WriteString(strconv.FormatFloat(float64(v), 'g', -1, 64))
	case Bool:
		b.WriteString(strconv.FormatBool(bool(v)))
	case *Array:
		for _, e := range v.slots {
			sign(b, e, depth+1)
		}
		b.WriteByte(';')
	case *Hash:
		signHash(b, v, depth)
	case *Range:
		sign(b, v.Low, depth+1)
		sign(b, v.High, depth+1)
		b.WriteString(strconv.FormatBool(v.Exclusive))
	case *Ref:
		b.WriteString(v.String())
	case *Resource:
		b.WriteString(v.Template + "/" + v.Address.String())
	case Signer:
		b.WriteString(v.Signature())
	}
}

// signHash writes the entries sorted: the order of a hash's keys does not count.
func signHash(b *strings.Builder, h *Hash, depth int) {
	entries := make([]string, h.Len())
	for i := range entries {
		var e strings.Builder
		sign(&e, h.KeyAt(i), depth+1)
		sign(&e, h.slots[i], depth+1)
		entries[i] = e.String()
	}
	sort.Strings(entries)
	for _, e := range entries {
		b.WriteString(e)
	}
	b.WriteByte(';')
}
