package iam

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Ten thousand streams of one loop, each with a role of its own, differ in the
// resources that they name. A stream whose roles lack nothing is a model: a
// later one that says the same of other resources, with roles whose policies say
// the same of those, lacks nothing either.

// models are the streams known to lack nothing, a few of different structure.
type models struct {
	streams  []*model
	read     map[string]bool // members of a stream that permissions of roles read; nil until asked
	followed map[string]bool // members of what it refers to
	off      bool            // what is needed depends on more than these
	pairs    []pair          // used again for each comparison
}

// A model is one of them, and what it refers to.
type model struct {
	stream *resolve.Resource
	refers []*referred
}

// A referred is a resource that a model refers to.
type referred struct {
	of       *value.Resource
	res      *resolve.Resource
	policies *attached // of a role, nil without
	matters  bool      // its members are read
}

const modelsAtMost = 8

// complete notes a stream whose roles lack nothing.
func (r *Reader) complete(stream *resolve.Resource) {
	if len(r.models.streams) < modelsAtMost {
		r.models.streams = append(r.models.streams, &model{stream: stream})
	}
}

// referred is what the model refers to, looked for once.
func (m *model) referred(r *Reader, of *value.Resource) *referred {
	for _, x := range m.refers {
		if x.of == of {
			return x
		}
	}
	x := &referred{of: of, res: r.g.Of(of)}
	if of.Address.Type == roleType {
		x.policies = r.attachedTo(x.res)
	}
	for name := range r.models.followed {
		x.matters = x.matters || x.res != nil && x.res.Type != nil && x.res.Type.Block.Has(name)
	}
	m.refers = append(m.refers, x)
	return x
}

// likeComplete tells whether a stream is like one whose roles lack nothing.
func (r *Reader) likeComplete(stream *resolve.Resource) bool {
	if r.models.read == nil {
		r.models.prepare(r)
	}
	if r.models.off {
		return false
	}
	for _, m := range r.models.streams {
		s := sameness{r: r, model: m, pairs: r.models.pairs[:0]}
		same := s.resources(m.stream, stream) && s.rest()
		r.models.pairs = s.pairs
		if same {
			return true
		}
	}
	return false
}

// prepare gathers the names of the members that permissions of roles read.
func (m *models) prepare(r *Reader) {
	m.read = map[string]bool{"role_arn": true, "parameters": true, "parameter_name": true, "parameter_value": true}
	m.followed = map[string]bool{"target_key_id": true, "cluster_name": true} // see text.go: key, topic
	for _, p := range r.all {
		if p.To != "role" || p.Advisory {
			continue
		}
		for _, on := range p.On {
			m.names(on)
		}
		for _, text := range p.Resources {
			m.names(text)
		}
		for _, c := range p.When {
			m.names(c.Attr)
			m.off = m.off || m.throughOthers(r, c)
		}
	}
}

// names notes each word of a text, those after an @ as members of another
// resource; words that are no members do no harm.
func (m *models) names(text string) {
	member := func(c rune) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return !member(c) && c != '.' && c != '@' && c != '/' }) {
		own, through, _ := strings.Cut(part, "@")
		for name := range strings.SplitSeq(own, ".") {
			m.read[name] = true
		}
		for name := range strings.SplitSeq(through, ".") {
			m.followed[name] = true
		}
	}
}

// throughOthers tells whether a condition finds resources that refer to what
// the stream refers to, and there are such; or asks for accounts, and there are
// several providers.
func (m *models) throughOthers(r *Reader, c schema.Condition) bool {
	if c.Attr == "other_account" {
		return len(r.g.Providers) > 1
	}
	_, through, follow := strings.Cut(c.Attr, "@")
	typ, _, other := strings.Cut(through, "/")
	return follow && other && len(r.g.OfType(typ)) > 0
}

// A sameness compares a stream with a model. Resources stand for each other one
// by one.
type sameness struct {
	r     *Reader
	model *model
	pairs []pair
}

// A pair are a resource that the model refers to, and the one in its place.
type pair struct{ model, other *value.Resource }

// resources compares what is read of two resources.
func (s *sameness) resources(a, b *resolve.Resource) bool {
	if a == nil || b == nil || a.Type != b.Type || a.Meta != b.Meta {
		return a == b
	}
	if isStream(a) {
		return s.hashes(a.Attrs, b.Attrs, s.r.models.read)
	}
	return s.hashes(a.Attrs, b.Attrs, s.r.models.followed)
}

// rest compares what is referred to, and the policies of roles.
func (s *sameness) rest() bool {
	for i := 0; i < len(s.pairs); i++ {
		a, b := s.model.referred(s.r, s.pairs[i].model), s.r.g.Of(s.pairs[i].other)
		if a.of.Address.Type == roleType && !s.policies(a.policies, s.r.attachedTo(b)) {
			return false
		}
		if a.matters && !s.resources(a.res, b) {
			return false
		}
	}
	return true
}

func (s *sameness) policies(a, b *attached) bool {
	if a == nil || b == nil || len(a.sources) != len(b.sources) || b.unknown {
		return false
	}
	for i := range a.sources {
		if !s.values(a.sources[i].v, b.sources[i].v, nil) {
			return false
		}
	}
	return true
}

// hashes compares two hashes: all of them, or some members.
func (s *sameness) hashes(a, b *value.Hash, some map[string]bool) bool {
	if a == b {
		return true
	}
	if a.Share() != b.Share() {
		return false
	}
	x, y := a.Slots(), b.Slots()
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		name, _ := value.KnownText(a.KeyAt(i))
		if (some == nil || some[name]) && !s.values(x[i], y[i], some) {
			return false
		}
	}
	return true
}

func (s *sameness) values(a, b value.Value, some map[string]bool) bool {
	a, b = value.Peek(a), value.Peek(b)
	if a == b {
		return true
	}
	switch a := a.(type) {
	case *value.Hash:
		b, ok := b.(*value.Hash)
		return ok && s.hashes(a, b, some)
	case *value.Array:
		b, ok := b.(*value.Array)
		if !ok || a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !s.values(a.Peek(i), b.Peek(i), some) {
				return false
			}
		}
		return true
	case *value.Ref:
		b, ok := b.(*value.Ref)
		return ok && s.refs(a, b)
	case *value.String:
		b, ok := b.(*value.String)
		return ok && value.SameText(a, b, func(a, b value.Value) bool { return s.values(a, b, nil) })
	}
	return false
}

// refs pairs the resources of two references; of inputs only the same is the
// same.
func (s *sameness) refs(a, b *value.Ref) bool {
	if len(a.Path) != len(b.Path) {
		return false
	}
	for i := range a.Path {
		if a.Path[i] != b.Path[i] {
			return false
		}
	}
	if a.Of == nil || b.Of == nil {
		return a.Of == b.Of && keyOf(a) == keyOf(b)
	}
	for _, p := range s.pairs {
		x, y := sameThing(p.model, a.Of), sameThing(p.other, b.Of)
		if x || y {
			return x && y
		}
	}
	if x, y := &a.Of.Address, &b.Of.Address; x.Type != y.Type || x.Data != y.Data {
		return false
	}
	s.pairs = append(s.pairs, pair{a.Of, b.Of})
	return true
}

func sameThing(a, b *value.Resource) bool { return a == b || a.Address == b.Address }
