package iam

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file finds members by their paths, as the pages of permissions name
// them.

// A block is one block of a resource, or the resource itself, whose up is nil.
type block struct {
	g      *resolve.Graph
	up     *block
	res    *resolve.Resource
	name   string
	schema *schema.Block
	hash   *value.Hash
	view   *resolve.View
	where  source.Span
}

func (r *Reader) top(res *resolve.Resource) *block {
	b := &block{g: r.g, res: res, schema: res.Type.Block, hash: res.Attrs, where: res.NameAt}
	b.view = r.g.View(b.hash, b.schema)
	return b
}

// walk visits a block and all below it, in alphabetical order of their names.
func (b *block) walk(visit func(*block)) {
	visit(b)
	for i := range b.view.Entries {
		for _, kid := range b.below(&b.view.Entries[i]) {
			kid.walk(visit)
		}
	}
}

func (b *block) children(name string) []*block {
	if e := b.view.Entry(name); e != nil {
		return b.below(e)
	}
	return nil
}

func (b *block) below(e *resolve.Entry) []*block {
	if e.Nested == nil {
		return nil
	}
	switch v := b.hash.Peek(e.Slot).(type) {
	case *value.Hash:
		return []*block{b.child(e, v)}
	case *value.Array:
		var out []*block
		for i := range v.Len() {
			if h, ok := v.Peek(i).(*value.Hash); ok {
				out = append(out, b.child(e, h))
			}
		}
		return out
	}
	return nil
}

func (b *block) child(e *resolve.Entry, h *value.Hash) *block {
	return &block{g: b.g, up: b, res: b.res, name: e.Name, schema: e.Nested.Block, hash: h, view: b.g.View(h, e.Nested.Block), where: e.Place(b.hash).Key}
}

func (b *block) path() string { return b.schema.Path }

// A found is what a path leads to: the value of an attribute, or a block; both
// nil when nothing is there.
type found struct {
	v     value.Value
	at    source.Span
	block *block
}

func (f found) there() bool { return f.v != nil || f.block != nil }

// find follows a path from a block; see the head of the pages of permissions.
func (r *Reader) find(b *block, path string) found {
	at := found{block: b}
	for path != "" && at.block != nil {
		var name string
		name, path = cutStep(path)
		member, through, follow := strings.Cut(name, "@")
		at = at.block.step(member)
		if follow {
			at = r.follow(at, through)
		}
	}
	if path != "" {
		return found{}
	}
	return at
}

// cutStep takes the first step of a path: up to a dot. In x@type/y the dot
// after y ends it; in x@y the part after @ is a step of its own.
func cutStep(path string) (step, rest string) {
	i := strings.IndexAny(path, ".@")
	if i >= 0 && path[i] == '@' {
		if slash := strings.IndexByte(path[i:], '/'); slash >= 0 {
			step, rest, _ = strings.Cut(path[i+slash:], ".")
			return path[:i+slash] + step, rest
		}
		return path[:i+1], path[i+1:]
	}
	step, rest, _ = strings.Cut(path, ".")
	return step, rest
}

// step is one member of a block.
func (b *block) step(name string) found {
	switch name {
	case "parent":
		return found{block: b.up}
	case "root":
		for b.up != nil {
			b = b.up
		}
		return found{block: b}
	case "parameter":
		return found{block: b.parameters()}
	}
	e := b.view.Entry(name)
	if e == nil {
		return found{}
	}
	if e.Nested != nil {
		if kids := b.below(e); len(kids) > 0 {
			return found{block: kids[0], at: e.Place(b.hash).Key}
		}
		return found{}
	}
	v := b.hash.Peek(e.Slot)
	if v == value.Value(value.Nil) {
		return found{}
	}
	return found{v: v, at: e.Place(b.hash).Value}
}

// parameters are the parameters of a processor as a block whose members they
// are.
func (b *block) parameters() *block {
	named := value.NewHash(b.where)
	for _, p := range b.children("parameters") {
		name, v := p.step("parameter_name"), p.step("parameter_value")
		if text, known := value.KnownText(value.OrNil(name.v)); known && v.v != nil {
			named.Set(value.Symbol(text), v.v, value.Place{Key: name.at, Value: v.at})
		}
	}
	return &block{g: b.g, up: b, res: b.res, schema: b.schema, hash: named, view: b.g.View(named, &schema.Block{}), where: b.where}
}

// follow goes to the resource that a reference names, or with type/attribute to
// the one of that type whose attribute names the same resource.
func (r *Reader) follow(at found, through string) found {
	ref := emit.RefOf(at.v)
	if ref == nil || ref.Of == nil {
		return found{}
	}
	if through == "" {
		return r.resource(r.g.Of(ref.Of))
	}
	typ, attr, _ := strings.Cut(through, "/")
	for _, res := range r.g.OfType(typ) {
		other := emit.RefOf(r.top(res).step(attr).v)
		if other != nil && other.Of != nil && other.Of.Address == ref.Of.Address {
			return r.resource(res)
		}
	}
	return found{}
}

func (r *Reader) resource(res *resolve.Resource) found {
	if res == nil || res.Type == nil {
		return found{}
	}
	return found{block: r.top(res)}
}
