package check

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file holds what the expressions of rules compute with: the values of a
// resource read as its schema types them, and its blocks as nodes.

// A val is one value of an expression. null is an absent attribute; unknown is
// a reference, or a text with references in it, which is known only after
// deployment.
type val struct {
	kind kind
	num  float64     // of a number
	str  string      // of a text; the known part of an unknown text
	of   value.Value // what it was read from; nil when computed
	in   any         // []val of a list, *object, *schema.AttrType of a map that was read, *node of a block, bool
}

type kind uint8

const (
	nullKind kind = iota
	unknownKind
	boolKind
	numberKind
	textKind
	listKind
	recordKind // pairs: a map that was read, or an object of an expression
	blockKind
	notYet // a named value that nobody has asked for
)

var (
	nothing   = val{}
	notKnown  = val{kind: unknownKind}
	yes, no   = val{kind: boolKind, in: true}, val{kind: boolKind, in: false}
	emptyList = val{kind: listKind, in: []val(nil)}
)

func truth(b bool) val {
	if b {
		return yes
	}
	return no
}

func textOf(s string) val      { return val{kind: textKind, str: s} }
func numberOf(n float64) val   { return val{kind: numberKind, num: n} }
func listOf(vs []val) val      { return val{kind: listKind, in: vs} }
func nodeVal(n *node) val      { return val{kind: blockKind, in: n} }
func (v val) elems() []val     { l, _ := v.in.([]val); return l }
func (v val) node() *node      { n, _ := v.in.(*node); return n }
func (v val) isTrue() bool     { return v.kind == boolKind && v.in.(bool) }
func (v val) isNull() bool     { return v.kind == nullKind }
func (v val) isUnknown() bool  { return v.kind == unknownKind }
func textList(ss []string) val { return listOf(mapVals(ss, textOf)) }

func mapVals[T any](in []T, f func(T) val) []val {
	out := make([]val, len(in))
	for i, x := range in {
		out[i] = f(x)
	}
	return out
}

// An object is what an expression says of a record, in order. A map of the
// graph has none: its entries are read when they are asked for.
type object struct {
	keys []string
	vals []val
}

// size is the number of pairs of a record, those of a map whose keys are no
// texts among them.
func (v val) size() int {
	if o, ok := v.in.(*object); ok {
		return len(o.keys)
	}
	return v.of.(*value.Hash).Len()
}

// key is a key of a record; false for one that is no text.
func (v val) key(i int) (string, bool) {
	if o, ok := v.in.(*object); ok {
		return o.keys[i], true
	}
	return value.KnownText(v.of.(*value.Hash).KeyAt(i))
}

// at is the value at a key.
func (v val) at(i int) val {
	if o, ok := v.in.(*object); ok {
		return o.vals[i]
	}
	h := v.of.(*value.Hash)
	t, _ := v.in.(*schema.AttrType)
	switch {
	case t != nil && t.Kind == schema.Map:
		t = t.Elem
	case t != nil:
		key, _ := v.key(i)
		t = t.Field(key)
	}
	return read(h.Peek(i), t)
}

// member is the value of a key of a record, null without.
func (v val) member(key string) val {
	for i := range v.size() {
		if k, ok := v.key(i); ok && k == key {
			return v.at(i)
		}
	}
	return nothing
}

// String spells a value for a message: texts without quotes, numbers without
// exponents.
func (v val) String() string {
	switch v.kind {
	case boolKind:
		return strconv.FormatBool(v.isTrue())
	case numberKind:
		return numberText(v.num)
	case textKind:
		return v.str
	case listKind:
		parts := make([]string, len(v.elems()))
		for i, e := range v.elems() {
			parts[i] = e.String()
		}
		return strings.Join(parts, ", ")
	case unknownKind:
		return "(known after deployment)"
	case blockKind:
		return v.node().name
	}
	return ""
}

func numberText(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// A node is one block of a resource, or the resource itself, whose up is nil.
type node struct {
	c      *checker
	up     *node
	res    *resolve.Resource
	schema *schema.Block
	name   string      // extended_s3_configuration; empty at the top
	index  int         // which of several blocks of that name
	key    source.Span // of the name
	where  source.Span // of the block as a whole
	hash   *value.Hash
	view   *resolve.View
	kids   [][]*node // of each entry of the view, made when asked for: see below

	spare   bool       // used again for another resource: see spares
	readers [][]reader // of each entry of the view: who read it, while that is recorded
}

// root is the resource that the block belongs to.
func (n *node) root() *node {
	for n.up != nil {
		n = n.up
	}
	return n
}

// path leads from the resource to the block.
func (n *node) path() []resolve.Step {
	if n.up == nil {
		return nil
	}
	return append(n.up.path(), resolve.Step{Name: n.name, Index: n.index})
}

// children are the blocks of a name, in order.
func (n *node) children(name string) []*node {
	i := n.find(name)
	if i < 0 {
		return nil
	}
	n.c.reads(n, i)
	return n.below(i)
}

// find is the index of an entry of the view, -1 without.
func (n *node) find(name string) int {
	es := n.view.Entries
	i := sort.Search(len(es), func(i int) bool { return es[i].Name >= name })
	if i < len(es) && es[i].Name == name {
		return i
	}
	return -1
}

// get is a member: an attribute as the schema types it, the one block of a
// name, or the list of blocks where there may be several. A member that is
// absent is null, and so is a list of blocks of which none is there.
func (n *node) get(name string) val { return n.entry(n.find(name)) }

// entry is the member of an entry of the view, null for -1.
func (n *node) entry(i int) val {
	if i < 0 {
		return nothing
	}
	n.c.reads(n, i)
	e := &n.view.Entries[i]
	slot := value.Peek(n.hash.Slots()[e.Slot])
	switch {
	case e.Attr != nil:
		return read(slot, &e.Attr.Type)
	case e.Nested == nil:
		return read(slot, nil)
	}
	kids := n.below(i)
	if len(kids) == 0 {
		if open(slot) {
			return notKnown
		}
		return nothing
	}
	if e.Nested.Max == 1 || e.Nested.Nesting == schema.NestSingle {
		return nodeVal(kids[0])
	}
	return listOf(mapVals(kids, nodeVal))
}

// open tells whether what stands for a block is a reference.
func open(v value.Value) bool {
	switch v.Kind() {
	case value.KindRef, value.KindRaw, value.KindResource:
		return true
	}
	return false
}

// read is a value of the graph as a type wants it: a text where a number is
// wanted is that number when it is one. The type may be nil.
func read(v value.Value, t *schema.AttrType) val {
	switch v := v.(type) {
	case value.NilType:
		return nothing
	case value.Bool:
		if t != nil && t.Kind == schema.String {
			return val{kind: textKind, str: strconv.FormatBool(bool(v)), of: v}
		}
		return val{kind: boolKind, in: bool(v), of: v}
	case value.Int:
		return readNumber(float64(v), strconv.FormatInt(int64(v), 10), v, t)
	case value.Float:
		return readNumber(float64(v), numberText(float64(v)), v, t)
	case *value.Big:
		f, _ := strconv.ParseFloat(v.String(), 64)
		return readNumber(f, v.String(), v, t)
	case value.Symbol:
		return readText(string(v), v, t)
	case *value.String:
		if !v.Known() {
			return val{kind: unknownKind, str: v.Text, of: v}
		}
		return readText(v.Text, v, t)
	case *value.Array:
		return readList(v, t)
	case *value.Hash:
		return val{kind: recordKind, in: t, of: v}
	}
	return val{kind: unknownKind, of: v}
}

func readNumber(n float64, spelt string, v value.Value, t *schema.AttrType) val {
	if t != nil && t.Kind == schema.String {
		return val{kind: textKind, str: spelt, of: v}
	}
	return val{kind: numberKind, num: n, of: v}
}

func readText(s string, v value.Value, t *schema.AttrType) val {
	if t != nil && t.Kind == schema.Number {
		if n, err := strconv.ParseFloat(s, 64); err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) {
			return val{kind: numberKind, num: n, of: v}
		}
	}
	if t != nil && t.Kind == schema.Bool && (s == "true" || s == "false") {
		return val{kind: boolKind, in: s == "true", of: v}
	}
	return val{kind: textKind, str: s, of: v}
}

func readList(a *value.Array, t *schema.AttrType) val {
	var elem *schema.AttrType
	if t != nil && t.Collection() {
		elem = t.Elem
	}
	vs := make([]val, a.Len())
	for i := range vs {
		vs[i] = read(a.Peek(i), elem)
	}
	return val{kind: listKind, in: vs, of: a}
}

// keyTexts are the keys of a record that are texts, in order.
func (v val) keyTexts() []val {
	out := make([]val, 0, v.size())
	for i := range v.size() {
		if key, ok := v.key(i); ok {
			out = append(out, textOf(key))
		}
	}
	return out
}

// number is the number of a value: also of a text that spells one.
func (v val) number() (float64, bool) {
	switch v.kind {
	case numberKind:
		return v.num, true
	case textKind:
		n, err := strconv.ParseFloat(strings.TrimSpace(v.str), 64)
		return n, err == nil && !math.IsInf(n, 0) && !math.IsNaN(n)
	}
	return 0, false
}

// same compares two values; null and unknown are the caller's business.
func same(a, b val) bool {
	if a.kind == b.kind {
		switch a.kind {
		case boolKind:
			return a.isTrue() == b.isTrue()
		case numberKind:
			return a.num == b.num
		case textKind:
			return a.str == b.str
		case blockKind:
			a.node().c.exactly()
			return a.in == b.in
		case listKind:
			return sameList(a.elems(), b.elems())
		}
		return a.kind == nullKind
	}
	x, okX := a.number()
	y, okY := b.number()
	return okX && okY && x == y
}

func sameList(a, b []val) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !same(a[i], b[i]) {
			return false
		}
	}
	return true
}
