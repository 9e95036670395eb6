package schema

import (
	"encoding/binary"
	"sort"
)

// The other half of load.go: writing the form that it reads.

// A Dump is a catalogue before it is packed: what the generator hands over.
type Dump struct {
	Resources, Sources []*Type // in order of name
	Provider           *Block
	Gone               []Removed // types that are gone; data sources with "data." before the name
}

// Pack writes a catalogue in the form of catalog.bin. The same dump gives the
// same bytes.
func Pack(d *Dump) []byte {
	w := newWriter()
	w.gather(d)
	provider := w.block(d.Provider)
	resources, sources := w.types(d.Resources), w.types(d.Sources)
	var gone []byte
	for _, g := range d.Gone {
		gone = le(gone, w.id(g.Name), w.id(g.Last))
	}
	return w.assemble(provider, len(d.Resources), resources, len(d.Sources), sources, len(d.Gone), gone)
}

// A writer is the state of one Pack.
type writer struct {
	names   []string
	ids     map[string]int
	blocks  []byte
	offsets []int
	known   map[string]int // encoded block -> its number
	removed []byte         // place 0 means none, so it begins with a byte of nothing
}

func newWriter() *writer {
	return &writer{ids: map[string]int{"": 0}, known: map[string]int{}, removed: []byte{0}}
}

func le(out []byte, words ...int) []byte {
	for _, w := range words {
		out = binary.LittleEndian.AppendUint32(out, uint32(w))
	}
	return out
}

// gather numbers all strings, in order.
func (w *writer) gather(d *Dump) {
	for _, types := range [][]*Type{d.Resources, d.Sources} {
		for _, t := range types {
			w.ids[t.Name] = 0
			w.gatherBlock(t.Block)
		}
	}
	w.gatherBlock(d.Provider)
	w.gatherRemoved(d.Gone, "")
	for name := range w.ids {
		w.names = append(w.names, name)
	}
	sort.Strings(w.names)
	for i, name := range w.names {
		w.ids[name] = i
	}
}

func (w *writer) gatherBlock(b *Block) {
	for _, a := range b.Attrs {
		w.ids[a.Name] = 0
		w.gatherType(a.Type)
	}
	for _, n := range b.Blocks {
		w.ids[n.Name] = 0
		w.gatherBlock(n.Block)
	}
	w.gatherRemoved(b.Removed, b.Path)
}

func (w *writer) gatherType(t AttrType) {
	if t.Elem != nil {
		w.gatherType(*t.Elem)
	}
	for _, f := range t.Fields {
		w.ids[f.Name] = 0
		w.gatherType(f.Type)
	}
}

func (w *writer) gatherRemoved(list []Removed, path string) {
	for _, r := range list {
		w.ids[join(path, r.Name)], w.ids[r.Last], w.ids[r.New] = 0, 0, 0
	}
}

func (w *writer) id(name string) int { return w.ids[name] }

func (w *writer) types(list []*Type) []byte {
	var out []byte
	for _, t := range list {
		flags := flag(t.Deprecated, flagDeprecated) | flag(t.New, flagNew)
		out = le(out, w.id(t.Name), w.block(t.Block), w.removedOf(t.Block), flags)
	}
	return out
}

func flag(on bool, bit int) int {
	if on {
		return bit
	}
	return 0
}

// block stores a block with all inside it and returns its number.
func (w *writer) block(b *Block) int {
	out := binary.AppendUvarint(nil, uint64(len(b.Attrs)))
	for _, a := range b.Attrs {
		out = binary.AppendUvarint(out, uint64(w.id(a.Name)))
		out = append(out, byte(flag(a.Required, flagRequired)|flag(a.Optional, flagOptional)|
			flag(a.Computed, flagComputed)|flag(a.Sensitive, flagSensitive)|flag(a.Deprecated, flagDeprecated)|
			flag(a.WriteOnly, flagWriteOnly)|flag(a.New, flagNew)))
		out = w.typ(out, a.Type)
	}
	out = binary.AppendUvarint(out, uint64(len(b.Blocks)))
	for _, n := range b.Blocks {
		out = binary.AppendUvarint(out, uint64(w.id(n.Name)))
		out = append(out, byte(n.Nesting), byte(flag(n.Deprecated, flagDeprecated)|flag(n.New, flagNew)))
		for _, v := range []int{n.Min, n.Max, w.block(n.Block)} {
			out = binary.AppendUvarint(out, uint64(v))
		}
	}
	return w.store(string(out))
}

func (w *writer) store(encoded string) int {
	if id, ok := w.known[encoded]; ok {
		return id
	}
	id := len(w.offsets)
	w.known[encoded] = id
	w.offsets = append(w.offsets, len(w.blocks))
	w.blocks = append(w.blocks, encoded...)
	return id
}

func (w *writer) typ(out []byte, t AttrType) []byte {
	out = append(out, byte(t.Kind))
	switch t.Kind {
	case List, Set, Map:
		return w.typ(out, *t.Elem)
	case Object, Tuple:
		out = binary.AppendUvarint(out, uint64(len(t.Fields)))
		for _, f := range t.Fields {
			out = binary.AppendUvarint(out, uint64(w.id(f.Name)))
			out = w.typ(out, f.Type)
		}
	}
	return out
}

// removedOf stores the removed members of a type; 0 when there are none.
func (w *writer) removedOf(top *Block) int {
	var body []byte
	n := 0
	var walk func(*Block)
	walk = func(b *Block) {
		for _, r := range b.Removed {
			n++
			for _, text := range []string{join(b.Path, r.Name), r.Last, r.New} {
				body = binary.AppendUvarint(body, uint64(w.id(text)))
			}
		}
		for _, nested := range b.Blocks {
			walk(nested.Block)
		}
	}
	walk(top)
	if n == 0 {
		return 0
	}
	at := len(w.removed)
	w.removed = append(binary.AppendUvarint(w.removed, uint64(n)), body...)
	return at
}

// assemble puts the parts behind one another and the head before them.
func (w *writer) assemble(provider, nRes int, resources []byte, nSrc int, sources []byte, nGone int, gone []byte) []byte {
	var stringTable, stringBytes []byte
	for _, name := range w.names {
		stringTable = le(stringTable, len(stringBytes))
		stringBytes = append(stringBytes, name...)
	}
	stringTable = le(stringTable, len(stringBytes))

	var head [headWords]int
	var body []byte
	place := func(word int, part []byte) {
		head[word] = 4*(1+headWords) + len(body)
		body = append(body, part...)
	}
	place(headStringTable, stringTable)
	place(headStringBytes, stringBytes)
	place(headBlockTable, le(nil, w.offsets...))
	place(headBlockBytes, w.blocks)
	place(headResourceTable, resources)
	place(headSourceTable, sources)
	place(headRemoved, w.removed)
	place(headGoneTable, gone)
	head[headStrings], head[headProvider] = len(w.names), provider
	head[headResources], head[headSources], head[headGone] = nRes, nSrc, nGone
	return append(le([]byte(magic), head[:]...), body...)
}
