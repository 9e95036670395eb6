package normalize

import (
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A respelling is what becomes of one hash.
type respelling struct {
	h      *value.Hash
	names  map[int]string // new names of slots
	gone   map[int]bool   // slots that go elsewhere, or that another replaces
	values map[int]value.Value
	moves  []move
	text   strings.Builder // what becomes of the shape, as text
}

// A move takes a member into a nested block.
type move struct {
	slot int
	to   string
}

// respell makes the changes of a plan that hold for this hash.
func (n *Normalizer) respell(h *value.Hash, p *plan) *value.Hash {
	if !slices.ContainsFunc(p.rows, func(r row) bool { return r.applies(h) }) {
		return h
	}
	s := &respelling{h: h, names: map[int]string{}, gone: map[int]bool{}, values: map[int]value.Value{}}
	for _, r := range p.rows {
		for _, l := range r.legacies {
			if applies(l, h, r.slot) {
				n.row(s, r.slot, l)
			}
		}
	}
	out := value.HashOf(n.shape(s), s.slots())
	for _, m := range s.moves {
		out = n.move(out, h, m)
	}
	return out
}

// applies reports whether any legacy spelling of the key stands in a hash.
func (r row) applies(h *value.Hash) bool {
	return slices.ContainsFunc(r.legacies, func(l *schema.Legacy) bool { return applies(l, h, r.slot) })
}

// applies reports whether a slot of a hash holds a legacy spelling.
func applies(l *schema.Legacy, h *value.Hash, slot int) bool {
	switch l.Kind {
	case schema.LegacyWord:
		if text, ok := value.KnownText(h.Peek(slot)); !ok || text != l.Old {
			return false
		}
	case schema.LegacyBlocks:
		if pairs, ok := h.Peek(slot).(*value.Hash); !ok || isBlock(pairs, l) {
			return false
		}
	}
	return holds(l.When, h)
}

// holds reports whether a neighbour has the word that a condition asks for.
func holds(c *schema.Condition, h *value.Hash) bool {
	if c == nil {
		return true
	}
	text, ok := value.KnownText(h.Member(c.Attr))
	return ok && text == c.Word
}

// row makes the change of one legacy spelling that applies.
func (n *Normalizer) row(s *respelling, slot int, l *schema.Legacy) {
	switch l.Kind {
	case schema.LegacyName:
		n.name(s, slot, l)
	case schema.LegacyWord:
		s.values[slot] = value.NewString(l.New)
		n.told.word(l, s.h.Shape().Place(slot), n.at)
	case schema.LegacyBlocks:
		s.values[slot] = n.blocks(s.h.Peek(slot).(*value.Hash), l)
	}
}

// name gives a member its new name, or notes that it moves.
func (n *Normalizer) name(s *respelling, slot int, l *schema.Legacy) {
	place := s.h.Shape().Place(slot)
	n.told.name(l, place, n.at)
	if strings.Contains(l.To, ".") {
		s.drop(slot)
		s.moves = append(s.moves, move{slot, l.To})
		return
	}
	other := s.h.Shape().FindText(l.To)
	switch {
	case other < 0:
	case s.h.Slots()[other] == value.Value(value.Nil):
		s.drop(other)
	default:
		n.collide("`"+l.Name+"` is the old name of `"+l.To+"`", place.Key, s.h.Shape().Place(other).Key)
		s.drop(slot)
		return
	}
	s.names[slot] = l.To
	s.text.WriteString(strconv.Itoa(slot) + "=" + l.To + ";")
}

func (s *respelling) drop(slot int) {
	s.gone[slot] = true
	s.text.WriteString(strconv.Itoa(slot) + "-;")
}

// collide tells that what a legacy spelling comes to is given already.
func (n *Normalizer) collide(what string, at, other source.Span) {
	if at.IsZero() {
		at = n.at.Where
	}
	n.diags.Add(diag.LegacyCollision.At(at, "%s, and both are given", what).
		Also(other, "the other is here").
		Advise("keep one of them").
		About(n.at.Address.String()))
}

// shape is the respelt shape, made once for all hashes of the old one.
func (n *Normalizer) shape(s *respelling) *value.Shape {
	old := s.h.Share()
	if s.text.Len() == 0 {
		return old
	}
	key := shapeKey{old, s.text.String()}
	if made := n.shapes[key]; made != nil {
		return made
	}
	var keys []value.Value
	var at []value.Place
	for i, k := range old.Keys {
		if s.gone[i] {
			continue
		}
		if name, ok := s.names[i]; ok {
			k = renamed(k, name)
		}
		keys, at = append(keys, k), append(at, old.Place(i))
	}
	n.shapes[key] = value.NewShape(old.Where, keys, at)
	return n.shapes[key]
}

// slots are the values for the respelt shape; those of the hash itself when
// only names changed.
func (s *respelling) slots() []value.Value {
	old := s.h.Slots()
	if len(s.gone) == 0 && len(s.values) == 0 {
		return old
	}
	slots := make([]value.Value, 0, len(old))
	for i, v := range old {
		if s.gone[i] {
			continue
		}
		if changed, ok := s.values[i]; ok {
			v = changed
		}
		slots = append(slots, v)
	}
	return slots
}

// move puts a member of the old hash into a nested block of the new one.
func (n *Normalizer) move(h, old *value.Hash, m move) *value.Hash {
	into, name := cutLast(m.to)
	return n.put(h, strings.Split(into, "."), name, old.Slots()[m.slot], old.Shape().Place(m.slot))
}

// put stores a value in the block at a path below a hash. The block is made
// when it is not there; what it holds already is a contradiction.
func (n *Normalizer) put(h *value.Hash, path []string, name string, v value.Value, at value.Place) *value.Hash {
	if len(path) == 0 {
		if i := h.Shape().FindText(name); i >= 0 && h.Slots()[i] != value.Value(value.Nil) {
			n.collide("`"+name+"` now stands inside another block", at.Key, h.Shape().Place(i).Key)
			return h
		}
		return n.with(h, name, v, at)
	}
	i := h.Shape().FindText(path[0])
	var inside *value.Hash
	if i >= 0 {
		inside = onlyBlock(h.Peek(i))
	}
	if inside == nil {
		inside = value.NewHash(at.Key)
	}
	return n.with(h, path[0], n.put(inside, path[1:], name, v, at), at)
}

// onlyBlock is the one block that a value stands for, nil for any other.
func onlyBlock(v value.Value) *value.Hash {
	if a, ok := v.(*value.Array); ok && a.Len() == 1 {
		v = a.Peek(0)
	}
	h, _ := v.(*value.Hash)
	return h
}

// with is a hash with a member set; a new one stands at the end.
func (n *Normalizer) with(h *value.Hash, name string, v value.Value, at value.Place) *value.Hash {
	slots := append(make([]value.Value, 0, h.Len()+1), h.Slots()...)
	if i := h.Shape().FindText(name); i >= 0 {
		slots[i] = v
		return value.HashOf(h.Share(), slots)
	}
	old := h.Share()
	key := shapeKey{old, "+" + name}
	made := n.shapes[key]
	if made == nil {
		places := make([]value.Place, old.Len(), old.Len()+1)
		for i := range places {
			places[i] = old.Place(i)
		}
		keys := append(append(make([]value.Value, 0, old.Len()+1), old.Keys...), value.Symbol(name))
		made = value.NewShape(old.Where, keys, append(places, at))
		n.shapes[key] = made
	}
	return value.HashOf(made, append(slots, v))
}

// isBlock reports whether a hash is one of the repeated blocks already: it has
// the attribute of the key and nothing but the two.
func isBlock(h *value.Hash, l *schema.Legacy) bool {
	for _, k := range h.Shape().Keys {
		if name, _ := value.KnownText(k); name != l.Key && name != l.Value {
			return false
		}
	}
	return h.Shape().FindText(l.Key) >= 0
}

// blocks is a hash as repeated blocks, one for each pair, in source order.
func (n *Normalizer) blocks(h *value.Hash, l *schema.Legacy) value.Value {
	shapes := n.pairShapes(h.Share(), l)
	slots := make([]value.Value, 0, h.Len())
	for i := range h.Len() {
		v := h.Slots()[i]
		if name, ok := value.KnownText(h.KeyAt(i)); ok && v != value.Value(value.Nil) {
			slots = append(slots, value.HashOf(shapes[i], []value.Value{value.NewString(name), v}))
		}
	}
	return value.NewArray(slots)
}

// pairShapes are the shapes of the blocks that the pairs of a shape become:
// each remembers where its key and its value were written.
func (n *Normalizer) pairShapes(shape *value.Shape, l *schema.Legacy) []*value.Shape {
	if made := n.pairs[shape]; made != nil {
		return made
	}
	made := make([]*value.Shape, shape.Len())
	for i := range made {
		at := shape.Place(i)
		made[i] = value.NewShape(at.Key.To(at.Value),
			[]value.Value{value.Symbol(l.Key), value.Symbol(l.Value)},
			[]value.Place{{Key: at.Key, Value: at.Key}, {Key: at.Key, Value: at.Value}})
	}
	n.pairs[shape] = made
	return made
}
