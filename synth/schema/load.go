package schema

import "sort"

// The form of catalog.bin, written by stdlib/internal/gen. Integers of the
// head and of tables are 32 bits, little end first; those inside blocks are
// unsigned varints (u). A name is an index into the strings.
//
//	head     magic, then headWords integers, named below
//	strings  offsets (one more than there are strings), the bytes; in order
//	blocks   offsets, then each: u n, n × attribute, u n, n × nested block
//	           attribute  u name, flags, type
//	           nested     u name, nesting, flags, u min, u max, u block
//	           type       kind; then an element type, or u n, n × (u name, type)
//	types    name, block, place of its removed members or 0, flags
//	removed  u n, n × (u path, u last version, u new name)
//	gone     name, last version
//
// Equal blocks are stored once, so a block knows neither its path nor its owner.
const magic = "FHC1"

// Integers of the head.
const (
	headStrings = iota // how many
	headStringTable
	headStringBytes
	headBlockTable
	headBlockBytes
	headResources // how many
	headResourceTable
	headSources // how many
	headSourceTable
	headRemoved
	headGone // how many
	headGoneTable
	headProvider // its block
	headWords
)

// flags of attributes, nested blocks (deprecated, new) and types (the same).
const (
	flagRequired = 1 << iota
	flagOptional
	flagComputed
	flagSensitive
	flagDeprecated
	flagWriteOnly
	flagNew
)

// A table is a run of records of types.
type table struct{ n, at int }

const (
	typeRecord = 16 // bytes
	goneRecord = 8
)

// A reader reads catalog.bin where it lies.
type reader struct {
	data      string
	head      [headWords]int
	resources table
	sources   table
	provider  int
}

func newReader(data string) *reader {
	if len(data) < 4*(1+headWords) || data[:4] != magic {
		panic("schema: the catalogue is not in the form " + magic + "; run the generator")
	}
	r := &reader{data: data}
	for i := range r.head {
		r.head[i] = r.word(4 * (1 + i))
	}
	r.resources = table{r.head[headResources], r.head[headResourceTable]}
	r.sources = table{r.head[headSources], r.head[headSourceTable]}
	r.provider = r.head[headProvider]
	return r
}

func (r *reader) word(at int) int {
	d := r.data[at : at+4]
	return int(uint32(d[0]) | uint32(d[1])<<8 | uint32(d[2])<<16 | uint32(d[3])<<24)
}

func (r *reader) str(i int) string {
	from, to := r.word(r.head[headStringTable]+4*i), r.word(r.head[headStringTable]+4*i+4)
	return r.data[r.head[headStringBytes]+from : r.head[headStringBytes]+to]
}

func (r *reader) name(t table, i int) string { return r.str(r.word(t.at + i*typeRecord)) }

func (r *reader) lookup(t table, name string) (int, bool) {
	i := sort.Search(t.n, func(i int) bool { return r.name(t, i) >= name })
	return i, i < t.n && r.name(t, i) == name
}

func (r *reader) gone(name string) (string, bool) {
	at, n := r.head[headGoneTable], r.head[headGone]
	i := sort.Search(n, func(i int) bool { return r.str(r.word(at+i*goneRecord)) >= name })
	if i == n || r.str(r.word(at+i*goneRecord)) != name {
		return "", false
	}
	return r.str(r.word(at + i*goneRecord + 4)), true
}

// typ decodes the type of one record.
func (r *reader) typ(t table, i int) *Type {
	at := t.at + i*typeRecord
	flags := r.word(at + 12)
	made := &Type{
		Name:       r.name(t, i),
		Block:      r.block(r.word(at+4), ""),
		Deprecated: flags&flagDeprecated != 0,
		New:        flags&flagNew != 0,
	}
	if removed := r.word(at + 8); removed != 0 {
		r.addRemoved(made.Block, removed)
	}
	return made
}

func (r *reader) block(id int, path string) *Block {
	c := cursor{r, r.head[headBlockBytes] + r.word(r.head[headBlockTable]+4*id)}
	b := &Block{Path: path}
	attrs := make([]Attribute, c.uint())
	b.Attrs = make([]*Attribute, len(attrs))
	for i := range attrs {
		c.attribute(&attrs[i], path)
		b.Attrs[i] = &attrs[i]
	}
	nested := make([]NestedBlock, c.uint())
	b.Blocks = make([]*NestedBlock, len(nested))
	for i := range nested {
		c.nested(&nested[i], path)
		b.Blocks[i] = &nested[i]
	}
	return b
}

// addRemoved hands removed members to the blocks that had them.
func (r *reader) addRemoved(top *Block, at int) {
	c := cursor{r, r.head[headRemoved] + at}
	for range c.uint() {
		path, version, newName := c.str(), c.str(), c.str()
		owner, name := top, path
		if len(path) > len(last(path)) {
			name = last(path)
			_, nested := top.Find(path[:len(path)-len(name)-1])
			if nested == nil {
				continue
			}
			owner = nested.Block
		}
		owner.Removed = append(owner.Removed, Removed{name, version, newName})
	}
}

// A cursor reads on from a place.
type cursor struct {
	r  *reader
	at int
}

func (c *cursor) byte() byte {
	c.at++
	return c.r.data[c.at-1]
}

func (c *cursor) uint() int {
	n, shift := 0, 0
	for {
		b := c.byte()
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
		shift += 7
	}
}

func (c *cursor) str() string { return c.r.str(c.uint()) }

func (c *cursor) attribute(a *Attribute, path string) {
	a.Name = c.str()
	a.Path = join(path, a.Name)
	flags := c.byte()
	a.Type = c.typ()
	a.Required = flags&flagRequired != 0
	a.Optional = flags&flagOptional != 0
	a.Computed = flags&flagComputed != 0
	a.Sensitive = flags&flagSensitive != 0
	a.Deprecated = flags&flagDeprecated != 0
	a.WriteOnly = flags&flagWriteOnly != 0
	a.New = flags&flagNew != 0
	a.Secret = a.Sensitive
}

func (c *cursor) nested(n *NestedBlock, path string) {
	n.Name = c.str()
	n.Path = join(path, n.Name)
	n.Nesting = Nesting(c.byte())
	flags := c.byte()
	n.Deprecated = flags&flagDeprecated != 0
	n.New = flags&flagNew != 0
	n.Min, n.Max = c.uint(), c.uint()
	n.Block = c.r.block(c.uint(), n.Path)
}

func (c *cursor) typ() AttrType {
	t := AttrType{Kind: Kind(c.byte())}
	switch t.Kind {
	case List, Set, Map:
		elem := c.typ()
		t.Elem = &elem
	case Object, Tuple:
		t.Fields = make([]Field, c.uint())
		for i := range t.Fields {
			t.Fields[i] = Field{c.str(), c.typ()}
		}
	}
	return t
}
