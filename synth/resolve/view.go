package resolve

import (
	"sort"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A View is how the hashes with the same keys read against one block of the
// schema, wherever they were written. Checks and emitters walk a block along
// its View and take values and places from the hash by slot.
type View struct {
	Block   *schema.Block
	Entries []Entry // in alphabetical order of their names; doubles in source order
}

// An Entry is one key of a View. Attr and Nested are both nil for a name that
// the block does not have.
type Entry struct {
	Name   string
	Slot   int
	Attr   *schema.Attribute
	Nested *schema.NestedBlock
}

// Place is where the entry was written in a hash that the View is of.
func (e *Entry) Place(h *value.Hash) value.Place { return h.Shape().Place(e.Slot) }

// A reading is a View of a shape, and those against other blocks: few have any.
type reading struct {
	view   *View
	others []*View
}

type namesKey struct {
	names string
	block *schema.Block
}

// View is the reading of a hash against a block, remembered by shape. Shapes
// with the same keys share one.
func (g *Graph) View(h *value.Hash, b *schema.Block) *View {
	shape := h.Share()
	seen := g.views[shape]
	if seen.view != nil && seen.view.Block == b {
		return seen.view
	}
	for _, v := range seen.others {
		if v.Block == b {
			return v
		}
	}
	v := g.viewByName(shape, b)
	if seen.view == nil {
		seen.view = v
	} else {
		seen.others = append(seen.others, v)
	}
	g.views[shape] = seen
	return v
}

// viewByName is the View that all shapes with the same keys share.
func (g *Graph) viewByName(shape *value.Shape, b *schema.Block) *View {
	if g.views == nil {
		g.views, g.viewsByName = map[*value.Shape]reading{}, map[namesKey]*View{}
	}
	names := namesKey{namesOf(shape), b}
	v, ok := g.viewsByName[names]
	if !ok {
		v = newView(shape, b)
		g.viewsByName[names] = v
	}
	return v
}

// namesOf is a text that two shapes have in common when their keys name the
// same in the same order.
func namesOf(s *value.Shape) string {
	var b strings.Builder
	for _, key := range s.Keys {
		if name, ok := keyText(key); ok {
			b.WriteString(strconv.Itoa(len(name)) + ":" + name)
			continue
		}
		b.WriteByte('-')
	}
	return b.String()
}

// Entry is the entry of a name, nil without.
func (v *View) Entry(name string) *Entry {
	i := sort.Search(len(v.Entries), func(i int) bool { return v.Entries[i].Name >= name })
	if i < len(v.Entries) && v.Entries[i].Name == name {
		return &v.Entries[i]
	}
	return nil
}

func newView(shape *value.Shape, b *schema.Block) *View {
	v := &View{Block: b}
	for i, key := range shape.Keys {
		name, ok := keyText(key)
		if !ok {
			continue
		}
		v.Entries = append(v.Entries, Entry{name, i, b.Attr(name), b.Nested(name)})
	}
	sort.SliceStable(v.Entries, func(i, j int) bool { return v.Entries[i].Name < v.Entries[j].Name })
	return v
}

// keyText is the name that a key stands for, its to_s; false for a key that has
// none.
func keyText(key value.Value) (string, bool) {
	switch key.(type) {
	case value.Symbol, *value.String:
		return value.KnownText(key)
	case *value.Array, *value.Hash:
		return "", false
	}
	var t value.Text
	if t.ToS(key) != nil {
		return "", false
	}
	return t.String().Text, true
}
