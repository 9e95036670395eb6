package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file finds which resource of the one graph is which of the other: by
// address, and what is left over by type and attributes, since a resource that
// was renamed is the same one.

// enough is the part of its attributes that a renamed resource must keep.
const enough = 0.75

// tooMany is how many pairs of one type are held against each other at most.
// Beyond it only resources with equal attributes are known again.
const tooMany = 10_000

// match fills the pairs and the moves.
func (c *comparison) match() {
	c.moved = map[value.Address]value.Address{}
	var gone, came []*resolve.Resource
	for _, r := range c.old.Resources {
		if other := c.new.Find(r.Address); other != nil {
			c.pairs = append(c.pairs, pair{r, other})
		} else {
			gone = append(gone, r)
		}
	}
	for _, r := range c.new.Resources {
		if c.old.Find(r.Address) == nil {
			came = append(came, r)
		}
	}
	m := &matcher{c: c, gone: gone, came: came}
	m.run()
	for _, r := range m.gone {
		c.pairs = append(c.pairs, pair{old: r})
	}
	for _, r := range m.came {
		c.pairs = append(c.pairs, pair{new: r})
	}
}

// A matcher pairs what is left over.
type matcher struct {
	c          *comparison
	gone, came []*resolve.Resource
	builder    builder
	nodes      map[*resolve.Resource]*node
}

func (m *matcher) run() {
	if len(m.gone) == 0 || len(m.came) == 0 {
		return
	}
	left := map[value.Address]bool{}
	for _, r := range slices.Concat(m.gone, m.came) {
		left[r.Address] = true
	}
	m.builder = builder{loose: func(a value.Address) bool { return left[a] }}
	m.nodes = map[*resolve.Resource]*node{}
	byAddress := func(a, b *resolve.Resource) int {
		return cmp.Or(strings.Compare(a.Address.Type, b.Address.Type), strings.Compare(a.Address.Name, b.Address.Name))
	}
	slices.SortFunc(m.gone, byAddress)
	slices.SortFunc(m.came, byAddress)
	m.equal()
	m.alike()
}

func (m *matcher) node(r *resolve.Resource) *node {
	n := m.nodes[r]
	if n == nil {
		n = m.builder.resource(r)
		m.nodes[r] = n
	}
	return n
}

// equal pairs resources whose attributes are equal, in order of their names.
func (m *matcher) equal() {
	type key struct {
		typ  string
		data bool
		sum  string
	}
	keyOf := func(r *resolve.Resource) key { return key{r.Address.Type, r.Address.Data, m.node(r).sum()} }
	bySum := map[key][]*resolve.Resource{}
	for _, r := range m.came {
		bySum[keyOf(r)] = append(bySum[keyOf(r)], r)
	}
	for _, r := range slices.Clone(m.gone) {
		if found := bySum[keyOf(r)]; len(found) > 0 && len(m.node(r).below) > 0 {
			bySum[keyOf(r)] = found[1:]
			m.pair(r, found[0])
		}
	}
}

func (m *matcher) pair(old, new *resolve.Resource) {
	m.c.pairs = append(m.c.pairs, pair{old, new})
	m.c.moved[old.Address] = new.Address
	m.gone = slices.DeleteFunc(m.gone, func(r *resolve.Resource) bool { return r == old })
	m.came = slices.DeleteFunc(m.came, func(r *resolve.Resource) bool { return r == new })
}

// A candidate is a pair that may be one resource.
type candidate struct {
	old, new *resolve.Resource
	score    float64
}

// alike pairs resources of one type that have most attributes in common, those
// with most in common first.
func (m *matcher) alike() {
	var all []candidate
	for _, old := range m.gone {
		for _, new := range m.came {
			if old.Address.Type != new.Address.Type || old.Address.Data != new.Address.Data {
				continue
			}
			if len(m.gone)*len(m.came) > tooMany {
				return
			}
			if score := likeness(m.node(old), m.node(new)); score >= enough {
				all = append(all, candidate{old, new, score})
			}
		}
	}
	slices.SortFunc(all, compareCandidates)
	taken := map[*resolve.Resource]bool{}
	for _, p := range all {
		if !taken[p.old] && !taken[p.new] {
			taken[p.old], taken[p.new] = true, true
			m.pair(p.old, p.new)
		}
	}
}

// compareCandidates orders by likeness, and then by addresses without regard
// to which is the old one.
func compareCandidates(a, b candidate) int {
	low := func(c candidate) string { return min(c.old.Address.String(), c.new.Address.String()) }
	high := func(c candidate) string { return max(c.old.Address.String(), c.new.Address.String()) }
	return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(low(a), low(b)), strings.Compare(high(a), high(b)))
}

// likeness is the part of the leaves that two nodes have in common, from 0 to 1.
func likeness(a, b *node) float64 {
	count := map[string]int{}
	total := 0
	leaves("", a, func(path string) { count[path]++; total++ })
	both := 0
	others := 0
	leaves("", b, func(path string) {
		others++
		if count[path]--; count[path] >= 0 {
			both++
		}
	})
	if both == 0 {
		return 0
	}
	return float64(both) / float64(max(total, others))
}

// leaves calls f with path and key of each leaf.
func leaves(path string, n *node, f func(string)) {
	if n.kind == leaf {
		f(path + "=" + n.key)
		return
	}
	for i, m := range n.below {
		below := path + "[]"
		if n.kind == object {
			below = path + "." + n.names[i]
		}
		leaves(below, m, f)
	}
}
