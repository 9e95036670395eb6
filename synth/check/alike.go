package check

import (
	"slices"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// Resources of one loop refer to resources of the same loop: each alarm to its
// own stream. Two such references are alike when they differ in the resource
// alone, and a task comes to the same for both when all it looked at in the one
// resource is the same in the other.

// A look is one entry of a block of another resource that a task read.
type look struct {
	node  *node
	entry int
}

// A pair are the resources that two alike references point to.
type pair struct {
	model, other *value.Resource
	res          *resolve.Resource // of other; nil until asked for
}

// looks notes that the task under way reads an entry of another resource.
func (t *task) looks(n *node, entry int) {
	if l := (look{n, entry}); !slices.Contains(t.elsewhere, l) {
		t.elsewhere = append(t.elsewhere, l)
	}
}

// exactly notes that the task under way depends on which resource a reference
// points to, not only on what is to be seen there.
func (c *checker) exactly() {
	if c.task != nil {
		c.task.exact = true
	}
}

// alike tells whether two values differ at most in the resources that
// references in them point to, and gathers these in c.pairs.
func (c *checker) alike(a, b value.Value) bool {
	if a == b {
		return true
	}
	switch a := value.Peek(a).(type) {
	case *value.Ref:
		b, ok := value.Peek(b).(*value.Ref)
		return ok && c.alikeRefs(a, b)
	case *value.String:
		b, ok := value.Peek(b).(*value.String)
		return ok && value.SameText(a, b, c.alike)
	case *value.Hash:
		b, ok := value.Peek(b).(*value.Hash)
		return ok && sameKeys(a, b) && c.alikeAll(a.Slots(), b.Slots())
	case *value.Array:
		b, ok := value.Peek(b).(*value.Array)
		return ok && c.alikeAll(a.Slots(), b.Slots())
	}
	return value.Peek(a) == value.Peek(b)
}

func (c *checker) alikeAll(a, b []value.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !c.alike(a[i], b[i]) {
			return false
		}
	}
	return true
}

func (c *checker) alikeRefs(a, b *value.Ref) bool {
	if a.Of == nil || b.Of == nil || a.Input != b.Input || !slices.Equal(a.Path, b.Path) {
		return false
	}
	x, y := &a.Of.Address, &b.Of.Address
	if a.Of != b.Of {
		if x.Type != y.Type || x.Data != y.Data {
			return false
		}
		c.pairs = append(c.pairs, pair{model: a.Of, other: b.Of})
	}
	return true
}

// unmoved tells whether a task comes to the same as for the model, though
// references that it reads point to the other resources of c.pairs.
func (c *checker) unmoved(t *task) bool {
	if t.exact {
		return false
	}
	for _, l := range t.elsewhere {
		for i := range c.pairs {
			if p := &c.pairs[i]; p.model.Address == l.node.res.Address && !c.seesSame(l, p) {
				return false
			}
		}
	}
	return true
}

// seesSame tells whether what was looked at in the model's resource is the same
// in the other one of a pair.
func (c *checker) seesSame(l look, p *pair) bool {
	if p.res == nil {
		p.res = c.g.Of(p.other)
	}
	h := hashLike(l.node, p.res)
	if h == nil || c.g.View(h, l.node.schema) != l.node.view {
		return false
	}
	e := &l.node.view.Entries[l.entry]
	a, b := l.node.hash.Slots()[e.Slot], h.Slots()[e.Slot]
	if a == b {
		return true
	}
	if e.Nested != nil {
		return sameBlocks(value.Peek(a), value.Peek(b))
	}
	kept := len(c.pairs)
	same := c.alike(a, b) && len(c.pairs) == kept
	c.pairs = c.pairs[:kept]
	return same
}

// hashLike is the hash in a resource that stands where a block does in its own;
// nil when there is none.
func hashLike(n *node, in *resolve.Resource) *value.Hash {
	if n.up == nil {
		if in == nil || in.Type != n.res.Type {
			return nil
		}
		return in.Attrs
	}
	up := hashLike(n.up, in)
	if up == nil || n.c.g.View(up, n.up.schema) != n.up.view {
		return nil
	}
	switch v := value.Peek(up.Slots()[n.up.view.Entry(n.name).Slot]).(type) {
	case *value.Hash:
		return v
	case *value.Array:
		if n.index < v.Len() {
			h, _ := v.Peek(n.index).(*value.Hash)
			return h
		}
	}
	return nil
}

// sameBlocks tells whether two values stand for as many blocks of the same
// shapes; what is in these is looked at by itself.
func sameBlocks(a, b value.Value) bool {
	switch a := a.(type) {
	case *value.Hash:
		b, ok := b.(*value.Hash)
		return ok && sameKeys(a, b)
	case *value.Array:
		b, ok := b.(*value.Array)
		if !ok || a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !sameBlocks(a.Peek(i), b.Peek(i)) {
				return false
			}
		}
		return true
	}
	return a == b
}
