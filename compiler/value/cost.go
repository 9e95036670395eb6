package value

// What values take of the memory that a template may make, in units of 16
// bytes: about what the Go heap holds for them, what is copied as they grow
// included.
const (
	textCost    = 2  // 16 bytes of a text that grows
	ElementCost = 2  // an element of an Array
	ObjectCost  = 6  // an Array, Hash or Enumerator besides what is in it
	ProcCost    = 16 // a Proc with what it holds on to
	entryCost   = 4  // an entry of a small Hash: its key, its value and their places
	IndexedCost = 12 // one of a large Hash, or of a Set, which have an index besides
)

// CostOf is what storing under a key takes: nothing when the key is there, all
// entries anew when the hash shares its keys with others.
func (h *Hash) CostOf(key Value) int {
	switch n := h.Len() + 1; {
	case h.Has(key):
		return 0
	case h.own:
		return entriesCost(n) / n
	default:
		return entriesCost(n)
	}
}

// CostWithout is what it takes to delete a key: nothing, but when the hash
// shares its keys with others.
func (h *Hash) CostWithout(key Value) int {
	if h.own || !h.Has(key) {
		return 0
	}
	return entriesCost(h.Len())
}

// entriesCost is what n entries take with their keys.
func entriesCost(n int) int {
	if n > few {
		return n * IndexedCost
	}
	return n * entryCost
}
