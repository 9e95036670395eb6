package resolve

import (
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Apply makes the changes that repairs offer, and resolves what comes of them.
// Of two edits of one place the first is made; the other waits for the next
// round, in which it may no longer be offered. Neither rg nor its values are
// changed.
func Apply(rg *Graph, edits []Edit) (*Graph, diag.List) { return Extend(rg, nil, edits) }

// Extend is Apply for a graph to which resources are added first.
func Extend(rg *Graph, added []*graph.Resource, edits []Edit) (*Graph, diag.List) {
	a := &applier{
		changed:  map[value.Address]*graph.Resource{},
		done:     map[string]bool{},
		shapes:   map[shapeKey]*value.Shape{},
		promoted: map[string]bool{},
	}
	for name := range rg.promoted {
		a.promoted[name] = true
	}
	g := a.copy(rg.From)
	g.Resources = append(g.Resources, added...)
	for _, e := range edits {
		a.edit(e)
	}
	return resolve(g, rg.Catalog, a.promoted)
}

// Edited is what edits make of the attributes of their resource. The
// attributes themselves are not changed.
func Edited(attrs *value.Hash, edits []Edit) *value.Hash {
	a := &applier{done: map[string]bool{}, shapes: map[shapeKey]*value.Shape{}}
	for _, e := range edits {
		if !a.taken(e) {
			attrs = a.hash(attrs, e.Path, e)
		}
	}
	return attrs
}

type applier struct {
	changed  map[value.Address]*graph.Resource // every resource, to be changed in its copy
	done     map[string]bool                   // places that an edit has changed
	shapes   map[shapeKey]*value.Shape         // what became of a shape: one change for all that share it
	promoted map[string]bool
}

// A shapeKey is a shape and the member that it gained or lost.
type shapeKey struct {
	shape  *value.Shape
	name   string
	remove bool
	at     value.Place
}

// copy is a copy of a graph whose resources may be changed.
func (a *applier) copy(g *graph.Graph) *graph.Graph {
	out := *g
	out.Resources = make([]*graph.Resource, len(g.Resources))
	all := make([]graph.Resource, len(g.Resources))
	for i, r := range g.Resources {
		all[i] = *r
		out.Resources[i] = &all[i]
		a.changed[r.Address] = &all[i]
	}
	return &out
}

func (a *applier) edit(e Edit) {
	r := a.changed[e.Resource]
	if r == nil || len(e.Path) == 0 || a.taken(e) {
		return
	}
	r.Attrs = a.hash(r.Attrs, e.Path, e)
	a.promote(e.Value, 0)
}

// taken reports whether an edit at the same place, above it or below it was
// made before, and notes this one. Appends to one list do not meet.
func (a *applier) taken(e Edit) bool {
	key := e.Resource.String()
	for _, s := range e.Path {
		if key += "\x00" + s.Name + "\x00" + strconv.Itoa(s.Index); a.done[key] {
			return true
		}
	}
	if e.Op == Append {
		key += "\x00" + e.Rule
	}
	if a.done[key] || a.done[key+"\x00below"] && e.Op != Append {
		return true
	}
	a.done[key] = true
	for i := strings.LastIndexByte(key, 0); i > 0; i = strings.LastIndexByte(key[:i], 0) {
		a.done[key[:i]+"\x00below"] = true
	}
	return false
}

// promote notes the inputs in a value that an edit brings.
func (a *applier) promote(v value.Value, depth int) {
	if v == nil || depth > 100 {
		return
	}
	switch v := value.Peek(v).(type) {
	case *value.Ref:
		if v.Input != nil && !v.Input.Neutral && v.Input.Free == "" && !v.Input.Declared {
			a.promoted[v.Input.Name] = true
		}
	case *value.String:
		if v.Splices != nil {
			for _, s := range *v.Splices {
				a.promote(s.Value, depth+1)
			}
		}
	case *value.Array:
		for _, s := range v.Slots() {
			a.promote(s, depth+1)
		}
	case *value.Hash:
		for _, s := range v.Slots() {
			a.promote(s, depth+1)
		}
	}
}

// hash is a hash with the edit made below it.
func (a *applier) hash(h *value.Hash, path []Step, e Edit) *value.Hash {
	step := path[0]
	i := h.Shape().FindText(step.Name)
	var old value.Value
	if i >= 0 {
		old = h.Peek(i)
	}
	if old == value.Value(value.Nil) {
		old = nil
	}
	v := a.member(old, path, e)
	switch {
	case v == nil && i < 0:
		return h
	case v == nil:
		return a.without(h, i)
	case i < 0:
		return a.with(h, step.Name, v, e)
	}
	slots := append([]value.Value(nil), h.Slots()...)
	slots[i] = v
	return value.HashOf(h.Share(), slots)
}

// member is what becomes of a member; nil: it is left out. Old is nil when the
// hash has none.
func (a *applier) member(old value.Value, path []Step, e Edit) value.Value {
	switch {
	case len(path) > 1:
		return a.below(old, path, e)
	case e.Op == Append:
		return appended(old, e.Value)
	}
	list, several := old.(*value.Array)
	if !several || !blocks(list) {
		if e.Op == Delete {
			return nil
		}
		return e.Value
	}
	return a.element(list, path[0].Index, func(value.Value) value.Value {
		if e.Op == Delete {
			return nil
		}
		return e.Value
	})
}

// below makes the edit inside a block, which is made when it is missing and
// something is set in it.
func (a *applier) below(old value.Value, path []Step, e Edit) value.Value {
	inside := func(v value.Value) value.Value {
		h, ok := v.(*value.Hash)
		if !ok {
			if e.Op == Delete {
				return v
			}
			h = value.NewHash(e.Where)
		}
		return a.hash(h, path[1:], e)
	}
	if list, several := old.(*value.Array); several {
		return a.element(list, path[0].Index, inside)
	}
	return inside(old)
}

// element is an array with one element changed, or left out when f gives nil.
func (a *applier) element(list *value.Array, i int, f func(value.Value) value.Value) value.Value {
	slots := append([]value.Value(nil), list.Slots()...)
	if i >= len(slots) {
		if v := f(nil); v != nil {
			slots = append(slots, v)
		}
	} else if v := f(value.Peek(slots[i])); v != nil {
		slots[i] = v
	} else {
		return rebuilt(list, append(slots[:i], slots[i+1:]...), i)
	}
	return rebuilt(list, slots, -1)
}

// rebuilt is an array of other slots with the places of the old one, but for
// element gone when that is not -1.
func rebuilt(old *value.Array, slots []value.Value, gone int) *value.Array {
	made := value.NewArray(slots)
	made.Places = old.Places
	if gone >= 0 && old.Places != nil && gone < len(old.Places.Elems) {
		places := *old.Places
		places.Elems = append(append(places.Elems[:0:0], old.Places.Elems[:gone]...), old.Places.Elems[gone+1:]...)
		made.Places = &places
	}
	return made
}

// blocks reports whether an array is a list of blocks and no plain value.
func blocks(list *value.Array) bool {
	for _, s := range list.Slots() {
		if _, ok := value.Peek(s).(*value.Hash); !ok {
			return false
		}
	}
	return list.Len() > 0
}

// appended is one more block after those there are.
func appended(old, v value.Value) value.Value {
	switch old := old.(type) {
	case nil:
		return v
	case *value.Array:
		return rebuilt(old, append(append([]value.Value(nil), old.Slots()...), v), -1)
	}
	return value.NewArray([]value.Value{old, v})
}

// with is a hash with one more member at the end.
func (a *applier) with(h *value.Hash, name string, v value.Value, e Edit) *value.Hash {
	place := value.Place{Key: e.Where, Value: e.Where}
	shape := h.Share()
	key := shapeKey{shape, name, false, place}
	grown := a.shapes[key]
	if grown == nil {
		keys := append(append([]value.Value(nil), shape.Keys...), value.Symbol(name))
		at := make([]value.Place, len(keys))
		for i := range shape.Keys {
			at[i] = shape.Place(i)
		}
		at[len(shape.Keys)] = place
		grown = value.NewShape(shape.Where, keys, at)
		a.shapes[key] = grown
	}
	return value.HashOf(grown, append(append(make([]value.Value, 0, h.Len()+1), h.Slots()...), v))
}

// without is a hash without entry i.
func (a *applier) without(h *value.Hash, i int) *value.Hash {
	shape := h.Share()
	name, _ := keyText(shape.Keys[i])
	key := shapeKey{shape: shape, name: name, remove: true}
	keep := make([]int, 0, h.Len())
	slots := make([]value.Value, 0, h.Len())
	for j, s := range h.Slots() {
		if j != i {
			keep = append(keep, j)
			slots = append(slots, s)
		}
	}
	if a.shapes[key] == nil {
		a.shapes[key] = pick(shape, keep)
	}
	return value.HashOf(a.shapes[key], slots)
}
