package value

import (
	"iter"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Hash is an ordered hash: a shape and a value for each of its keys.
//
// A deleted entry of a large hash, or of one that is being iterated, leaves a
// gap (nil in Keys and slots) until the next access by place closes the gaps:
// so many deletions cost no more than the entries, and an iteration does not
// lose its place. Only [Hash.All] is safe while an iteration runs.
type Hash struct {
	shape *Shape
	slots []Value
	rare  *rare // what few hashes have; nil without

	Iterating int32 // how many iterations run: adding a key then raises
	Frozen    bool
	own       bool // shape belongs to this hash alone and may be changed
}

// A rare is what few hashes have: gaps, and what they give for a key that they
// do not have.
type rare struct {
	gaps  int   // how many slots are nil
	head  int   // the slots before it are gaps
	value Value // Hash.new(x): nil means Nil
	block *Proc // Hash.new { |h, k| … }
}

// uncommon is what few hashes have, for writing.
func (h *Hash) uncommon() *rare {
	if h.rare == nil {
		h.rare = &rare{}
	}
	return h.rare
}

// Default is what the hash gives for a key that it does not have: a value, or
// what a block makes. Both are nil when that is nil.
func (h *Hash) Default() (Value, *Proc) {
	if h.rare == nil {
		return nil, nil
	}
	return h.rare.value, h.rare.block
}

// SetDefault sets both defaults, of which one is nil.
func (h *Hash) SetDefault(v Value, block *Proc) {
	if v != nil || block != nil || h.rare != nil {
		r := h.uncommon()
		r.value, r.block = v, block
	}
}

func (h *Hash) gaps() int {
	if h.rare == nil {
		return 0
	}
	return h.rare.gaps
}

// NewHash is an empty hash made at a place.
func NewHash(where source.Span) *Hash {
	return &Hash{shape: &Shape{Where: where}, own: true}
}

// HashOf is a hash of a shape, one slot for each key. It owns slots.
func HashOf(shape *Shape, slots []Value) *Hash { return &Hash{shape: shape, slots: slots} }

// Shape is the shape; whoever keeps it must call Share first.
func (h *Hash) Shape() *Shape {
	h.tidy()
	return h.shape
}

// Share makes the shape one that nobody changes any more, so that stages may
// remember it.
func (h *Hash) Share() *Shape {
	h.close()
	h.own = false
	return h.shape
}

// Len is the number of entries.
func (h *Hash) Len() int { return len(h.slots) - h.gaps() }

// All are the entries in order, values as the template's own. It may run while
// entries are set and deleted.
func (h *Hash) All() iter.Seq2[Value, Value] {
	return func(yield func(k, v Value) bool) {
		for i := 0; i < len(h.slots); i++ {
			if h.slots[i] == nil {
				continue
			}
			if v := h.own1(i); !yield(h.shape.Keys[i], v) {
				return
			}
		}
	}
}

// KeyAt is the key of entry i.
func (h *Hash) KeyAt(i int) Value {
	h.tidy()
	return h.shape.Keys[i]
}

// At is the value of entry i as the template's own: a constant subtree is
// copied into the slot first.
func (h *Hash) At(i int) Value {
	h.tidy()
	return h.own1(i)
}

func (h *Hash) own1(i int) Value {
	if c, ok := h.slots[i].(Const); ok {
		h.slots[i] = c.thaw()
	}
	return h.slots[i]
}

// Peek is the value of entry i for reading only.
func (h *Hash) Peek(i int) Value {
	h.tidy()
	return Peek(h.slots[i])
}

// Slots are the values as they are stored, for reading only.
func (h *Hash) Slots() []Value {
	h.tidy()
	return h.slots
}

// Get is the value of a key as the template's own; it knows no defaults.
func (h *Hash) Get(key Value) (Value, bool) {
	i := h.shape.Find(key)
	if i < 0 {
		return Nil, false
	}
	return h.own1(i), true
}

// Member is the value under a text, be the key a Symbol or a String, for reading
// only; Nil without.
func (h *Hash) Member(name string) Value {
	if i := h.Shape().FindText(name); i >= 0 {
		return h.Peek(i)
	}
	return Nil
}

// Has reports whether the hash has a key.
func (h *Hash) Has(key Value) bool { return h.shape.Find(key) >= 0 }

// Set stores a value. A new key goes to the end; an unfrozen String key is
// copied and frozen. The places are where key and value were written; without
// any, a key that is there keeps its own.
func (h *Hash) Set(key, v Value, at Place) {
	if i := h.shape.Find(key); i >= 0 {
		h.slots[i] = v
		h.moved(i, at)
		return
	}
	if s, ok := key.(*String); ok && !s.Frozen {
		key = s.Dup()
		key.(*String).Frozen = true
	}
	h.unshare()
	h.shape.add(key, at)
	h.slots = append(h.slots, v)
}

// Delete removes a key and gives what it held.
func (h *Hash) Delete(key Value) (Value, bool) {
	i := h.shape.Find(key)
	if i < 0 {
		return Nil, false
	}
	v := h.own1(i)
	h.remove(i)
	return v, true
}

// Shift removes the first entry and gives it; ok is false when there is none.
func (h *Hash) Shift() (key, v Value, ok bool) {
	head := 0
	if h.rare != nil {
		head = h.rare.head
	}
	for head < len(h.slots) && h.slots[head] == nil {
		head++
	}
	if head > 0 {
		h.rare.head = head
	}
	if head == len(h.slots) {
		return Nil, Nil, false
	}
	key, v = h.shape.Keys[head], h.own1(head)
	h.remove(head)
	return key, v, true
}

// Clear removes all entries.
func (h *Hash) Clear() {
	h.shape, h.own = &Shape{Where: h.shape.Where}, true
	h.slots = nil
	h.noGaps()
}

// Replace makes h hold the entries of other; defaults stay.
func (h *Hash) Replace(other *Hash) {
	c := other.Dup()
	h.shape, h.slots, h.own = c.shape, c.slots, c.own
	h.noGaps()
}

func (h *Hash) noGaps() {
	if h.rare != nil {
		h.rare.gaps, h.rare.head = 0, 0
	}
}

// Dup is an unfrozen shallow copy with the same defaults.
func (h *Hash) Dup() *Hash {
	d := &Hash{shape: h.shape, own: h.own, slots: append([]Value(nil), h.slots...)}
	if h.own {
		d.shape = h.shape.clone()
	}
	if h.rare != nil {
		copied := *h.rare
		d.rare = &copied
	}
	d.close()
	return d
}

// moved makes the place of entry i the one where its new value was written.
func (h *Hash) moved(i int, at Place) {
	switch {
	case at == (Place{}) || at == h.shape.Place(i):
	case h.own:
		h.shape.place(i, at)
	default:
		h.shape = h.shape.moved(i, at)
	}
}

func (h *Hash) unshare() {
	if !h.own {
		h.shape, h.own = h.shape.clone(), true
	}
}

func (h *Hash) remove(i int) {
	h.unshare()
	if len(h.slots) <= few && h.Iterating == 0 {
		h.shape.remove(i)
		h.slots = append(h.slots[:i], h.slots[i+1:]...)
		return
	}
	h.shape.forget(i)
	h.slots[i] = nil
	if h.uncommon().gaps++; h.rare.gaps > len(h.slots)/2 {
		h.tidy()
	}
}

// tidy closes the gaps unless an iteration stands in them.
func (h *Hash) tidy() {
	if h.rare != nil && h.rare.gaps > 0 && h.Iterating == 0 {
		h.close()
	}
}

func (h *Hash) close() {
	if h.gaps() == 0 {
		return
	}
	live := 0
	for i, v := range h.slots {
		if v != nil {
			h.slots[live] = v
			h.shape.move(live, i)
			live++
		}
	}
	clear(h.slots[live:])
	h.slots = h.slots[:live]
	h.shape.cut(live)
	h.noGaps()
}

// PlaceOf is where the entry of a key was written; zero without.
func (h *Hash) PlaceOf(key Value) Place {
	if i := h.shape.Find(key); i >= 0 {
		return h.shape.Place(i)
	}
	return Place{}
}
