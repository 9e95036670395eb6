package check

import (
	"slices"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// Ten thousand resources from one loop have the same shapes and differ in a
// few values. The first of them is a model: while it is checked, each task (a
// rule for one block, the check of one value) is noted with the values that it
// reads. Of each later one only those tasks are done again that read a value
// in which it differs from the model, that found something, or that look
// beyond the values of the resource. A reference to another resource with the
// same in it is no difference (alike.go). Resources of other structure are models
// of their own, a few for each shape.

// spares are the nodes of a resource that is checked by a model, which nobody
// keeps: they are used again for the next resource.
type spares struct {
	nodes []*node
	used  int
}

func (s *spares) next() *node {
	if s.used == len(s.nodes) {
		s.nodes = append(s.nodes, &node{})
	}
	n := s.nodes[s.used]
	s.used++
	for i := range n.kids {
		n.kids[i] = n.kids[i][:0]
	}
	*n = node{spare: true, kids: n.kids[:0]}
	return n
}

// keep leaves the nodes used so far to whom has them.
func (s *spares) keep() {
	for _, n := range s.nodes[:s.used] {
		n.spare = false
	}
	s.nodes, s.used = nil, 0
}

// A task is one piece of checking: of a rule for a block, of one entry of a
// block (its type and limits), or of a block as a whole (its shape).
type task struct {
	node  *node
	rules *ruleset
	rule  *constraint // nil for a check of the schema
	entry int         // of the view, or wholeBlock

	around    bool   // looks beyond the values of its resource
	exact     bool   // depends on which resource a reference points to
	elsewhere []look // what it read of other resources

	pass int // the resource that it was last done for
}

const wholeBlock = -1

// A model is a resource that was checked with its tasks noted.
type model struct {
	top    *node
	always []*task // to be done for every resource
}

// modelsAtMost bounds the models of one shape of resource.
const modelsAtMost = 8

// record checks a resource, and makes it a model.
func (c *checker) record(n *node) {
	m := &model{top: n}
	c.tracing = m
	n.walk(c.block)
	c.tracing, c.task = nil, nil
	if len(c.models[n.view]) < modelsAtMost {
		if c.models == nil {
			c.models = map[*resolve.View][]*model{}
		}
		c.models[n.view] = append(c.models[n.view], m)
	}
}

// run does a task; while a model is recorded, the task is noted there.
func (c *checker) run(t *task) {
	before := len(c.pending)
	c.task = t
	c.do(t, t.node)
	c.task = nil
	if c.o.Partial && t.around {
		c.pending = c.pending[:before]
	}
	if c.tracing != nil && (t.around || len(c.pending) > before) {
		c.tracing.always = append(c.tracing.always, t)
	}
}

// do does a task for a block, which is the task's own or its like in another
// resource.
func (c *checker) do(t *task, n *node) {
	switch {
	case t.rule != nil:
		c.constraint(n, t.rule)
	case t.entry == wholeBlock:
		c.shape(n, t.rules)
	default:
		c.reads(n, t.entry)
		c.value(n, t.entry, t.rules)
	}
}

// A reader is a task that read an entry of its resource.
type reader struct {
	task *task
	keys bool // no more than the keys of a map
}

// reads notes that the task under way reads an entry of a block.
func (c *checker) reads(n *node, entry int) { c.note(n, entry, false) }

// readsKeys notes that the task under way reads the keys of a map alone.
func (c *checker) readsKeys(n *node, entry int) { c.note(n, entry, true) }

func (c *checker) note(n *node, entry int, keys bool) {
	t := c.task
	if t == nil || c.tracing == nil {
		return
	}
	if n.res != t.node.res {
		t.looks(n, entry)
		return
	}
	if n.readers == nil {
		n.readers = make([][]reader, len(n.view.Entries))
	}
	rs := n.readers[entry]
	if last := len(rs) - 1; last >= 0 && rs[last].task == t {
		rs[last].keys = rs[last].keys && keys
		return
	}
	n.readers[entry] = append(rs, reader{t, keys})
}

// looksAround notes that what the task under way finds depends on more than
// the values of its resource.
func (c *checker) looksAround() {
	if c.task != nil {
		c.task.around = true
	}
}

// again checks a resource by a model; false when it is like none.
func (c *checker) again(n *node) bool {
	for _, m := range c.models[n.view] {
		c.differing = c.differing[:0]
		if c.compare(m.top, n) {
			c.byModel(m, n)
			return true
		}
	}
	return false
}

func (c *checker) byModel(m *model, n *node) {
	c.pass++
	for _, t := range m.always {
		c.redo(t, n)
	}
	for _, t := range c.differing {
		c.redo(t, n)
	}
}

// redo does a task for a resource, once.
func (c *checker) redo(t *task, n *node) {
	if t.pass == c.pass {
		return
	}
	t.pass = c.pass
	c.do(t, n.like(t.node))
}

// like is the block of n's resource that stands where other does in its own.
func (n *node) like(other *node) *node {
	if other.up == nil {
		return n
	}
	for _, kid := range n.like(other.up).children(other.name) {
		if kid.index == other.index {
			return kid
		}
	}
	panic("check: a resource has not the structure of its model")
}

// compare gathers the tasks that read entries in which a block differs from
// the model's; false when the two are not of one structure.
func (c *checker) compare(m, n *node) bool {
	if m.view != n.view {
		return false
	}
	if m.hash == n.hash {
		return true
	}
	ms, ns := m.hash.Slots(), n.hash.Slots()
	for i := range m.view.Entries {
		e := &m.view.Entries[i]
		if a, b := ms[e.Slot], ns[e.Slot]; a != b && !c.differ(m, n, i, a, b) {
			return false
		}
	}
	return true
}

// differ is compare for one entry with two values. What is absent in one of
// the two is another structure.
func (c *checker) differ(m, n *node, i int, a, b value.Value) bool {
	if (a == value.Value(value.Nil)) != (b == value.Value(value.Nil)) {
		return false
	}
	if m.view.Entries[i].Nested == nil {
		c.concern(m, i, a, b)
		return true
	}
	x, y := m.below(i), n.below(i)
	if len(x) != len(y) || value.Peek(a).Kind() != value.Peek(b).Kind() || len(x) == 0 {
		return false
	}
	for k := range x {
		if x[k].index != y[k].index || !c.compare(x[k], y[k]) {
			return false
		}
	}
	return true
}

// concern gathers the readers of an entry that has two values, but for those
// that cannot tell these apart.
func (c *checker) concern(m *node, i int, a, b value.Value) {
	if m.readers == nil || len(m.readers[i]) == 0 {
		return
	}
	c.pairs = c.pairs[:0]
	alike, keys := c.alike(a, b), sameMaps(value.Peek(a), value.Peek(b))
	for _, r := range m.readers[i] {
		if !(alike && c.unmoved(r.task) || keys && r.keys) {
			c.differing = append(c.differing, r.task)
		}
	}
}

// sameMaps tells whether two values are maps with the same keys.
func sameMaps(a, b value.Value) bool {
	x, ok := a.(*value.Hash)
	y, also := b.(*value.Hash)
	return ok && also && sameKeys(x, y)
}

// sameKeys tells whether two hashes have the same keys in the same order.
func sameKeys(a, b *value.Hash) bool {
	x, y := a.Share(), b.Share()
	return x == y || slices.EqualFunc(x.Keys, y.Keys, value.Eql)
}
