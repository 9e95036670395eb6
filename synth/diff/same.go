package diff

import (
	"slices"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// This file finds what is equal as it stands, which most of two documents is,
// without making anything.

// same reports whether two values are equal but for the order of keys, and for
// the names of resources that moved. What it calls different may still mean
// the same.
func (c *comparison) same(a, b value.Value) bool {
	switch x := value.Peek(a).(type) {
	case *value.String:
		y, ok := value.Peek(b).(*value.String)
		return ok && c.sameText(x, y)
	case *value.Ref:
		y, ok := value.Peek(b).(*value.Ref)
		return ok && c.sameRef(x, y)
	case *value.Raw:
		y, ok := value.Peek(b).(*value.Raw)
		return ok && c.same(value.OrNil(x.Terraform), value.OrNil(y.Terraform)) && c.same(value.OrNil(x.CloudFormation), value.OrNil(y.CloudFormation))
	case *value.Array:
		y, ok := value.Peek(b).(*value.Array)
		return ok && slices.EqualFunc(x.Slots(), y.Slots(), c.same)
	case *value.Hash:
		y, ok := value.Peek(b).(*value.Hash)
		return ok && c.sameHash(x, y)
	case *value.Big:
		y, ok := value.Peek(b).(*value.Big)
		return ok && x.Cmp(&y.Int) == 0
	default:
		return x == value.Peek(b)
	}
}

func (c *comparison) sameHash(a, b *value.Hash) bool {
	if a.Len() != b.Len() {
		return false
	}
	as, bs := a.Shape(), b.Shape()
	for i, v := range a.Slots() {
		j := i
		if as.Keys[i] != bs.Keys[i] {
			if j = bs.Find(as.Keys[i]); j < 0 {
				return false
			}
		}
		if !c.same(v, b.Slots()[j]) {
			return false
		}
	}
	return true
}

func (c *comparison) sameText(a, b *value.String) bool {
	if a.Text != b.Text || a.Known() != b.Known() {
		return false
	}
	return a.Known() || slices.EqualFunc(*a.Splices, *b.Splices, func(x, y value.Splice) bool {
		return x.At == y.At && c.same(x.Value, y.Value)
	})
}

func (c *comparison) sameRef(a, b *value.Ref) bool {
	if (a.Of == nil) != (b.Of == nil) || (a.Input == nil) != (b.Input == nil) || !slices.Equal(a.Path, b.Path) {
		return false
	}
	if a.Of != nil && c.now(a.Of.Address) != b.Of.Address {
		return false
	}
	return a.Input == nil || a.Input.Name == b.Input.Name && a.Input.Neutral == b.Input.Neutral
}

// now is the address that an old one has become.
func (c *comparison) now(a value.Address) value.Address {
	if to, ok := c.moved[a]; ok {
		return to
	}
	return a
}
