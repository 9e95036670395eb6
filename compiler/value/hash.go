package value

import "github.com/firehose-dsl/firehose-dsl/dsl/source"

// A Hash is an ordered hash: a shape and a value for each of its keys.
type Hash struct {
	shape *Shape
	slots []Value
	own   bool // shape belongs to this hash alone and may be changed

	Frozen    bool
	Iterating int   // how many iterations run: adding a key then raises
	Default   Value // Hash.new(x): nil means Nil
	Block     *Proc // Hash.new { |h, k| … }
}

// NewHash is an empty hash made at a place.
func NewHash(where source.Span) *Hash {
	return &Hash{shape: &Shape{Where: where}, own: true}
}

// HashOf is a hash of a shape, one slot for each key. It owns slots.
func HashOf(shape *Shape, slots []Value) *Hash { return &Hash{shape: shape, slots: slots} }

// Shape is the shape; whoever keeps it must call Share first.
func (h *Hash) Shape() *Shape { return h.shape }

// Share makes the shape one that nobody changes any more, so that stages may
// remember it.
func (h *Hash) Share() *Shape {
	h.own = false
	return h.shape
}

// Len is the number of entries.
func (h *Hash) Len() int { return len(h.slots) }

// KeyAt is the key of entry i.
func (h *Hash) KeyAt(i int) Value { return h.shape.Keys[i] }

// At is the value of entry i as the template's own: a constant subtree is
// copied into the slot first.
func (h *Hash) At(i int) Value {
	if c, ok := h.slots[i].(Const); ok {
		h.slots[i] = c.thaw()
	}
	return h.slots[i]
}

// Peek is the value of entry i for reading only.
func (h *Hash) Peek(i int) Value { return Peek(h.slots[i]) }

// Slots are the values as they are stored, for reading only.
func (h *Hash) Slots() []Value { return h.slots }

// Get is the value of a key as the template's own; it knows no defaults.
func (h *Hash) Get(key Value) (Value, bool) {
	i := h.shape.Find(key)
	if i < 0 {
		return Nil, false
	}
	return h.At(i), true
}

// Set stores a value. A new key goes to the end; an unfrozen String key is
// copied and frozen. The places are where key and value were written.
func (h *Hash) Set(key, v Value, at Place) {
	if i := h.shape.Find(key); i >= 0 {
		h.slots[i] = v
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
	v := h.At(i)
	h.unshare()
	h.shape.remove(i)
	h.slots = append(h.slots[:i], h.slots[i+1:]...)
	return v, true
}

// Replace makes h hold the entries of other; defaults stay.
func (h *Hash) Replace(other *Hash) {
	c := other.Dup()
	h.shape, h.slots, h.own = c.shape, c.slots, c.own
}

// Dup is an unfrozen shallow copy with the same defaults.
func (h *Hash) Dup() *Hash {
	shape := h.shape
	if h.own {
		shape = shape.clone()
	}
	return &Hash{shape: shape, slots: append([]Value(nil), h.slots...), own: h.own, Default: h.Default, Block: h.Block}
}

func (h *Hash) unshare() {
	if !h.own {
		h.shape, h.own = h.shape.clone(), true
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

func (s *Shape) remove(i int) {
	s.Keys = append(s.Keys[:i], s.Keys[i+1:]...)
	if i < len(s.At) {
		s.At = append(s.At[:i], s.At[i+1:]...)
	}
	s.index = nil
}
