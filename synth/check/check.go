// Package check tells what the provider or AWS would refuse, and what deploys
// and is surely not meant.
//
// What enters is a resolved graph and a [Set] of rules; what leaves are
// findings: diagnostics, each with the edits of the repair that its rule's page
// offers. There are three sources of findings: the provider schema (block.go),
// the limits of single attributes on the pages of types (limit.go), and the
// rule pages, whose constraints are HCL expressions compiled to closures over
// the graph's values (rule.go, compile.go).
package check

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/iam"
	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// Options are those of one Check.
type Options struct {
	Target  string  // terraform, cloudformation, …: rules for another target are not told
	Repairs Repairs // which repairs are offered
	Partial bool    // resources are missing from the graph: what depends on which ones there are is not told
}

// A Finding is one diagnostic, and the edits that mend what it is about; none
// when nothing is offered. A finding with edits is at most a warning.
type Finding struct {
	Diag  *diag.Diagnostic
	Edits []resolve.Edit
}

// Check checks a graph. The findings are in the order of the resources.
//
// A repair that reads what another one of the same round writes is not offered
// yet, and its finding not told: both are found again in the next round.
func Check(rg *resolve.Graph, set *Set, o Options) []Finding {
	c := &checker{g: rg, set: set, o: o, views: map[*resolve.View]*viewFacts{}, prefixes: map[string]*prefix.Prefix{}}
	c.providers()
	for _, r := range rg.Resources {
		if r.Type != nil {
			c.resource(r)
		}
	}
	return c.found
}

// A checker is the state of one Check.
type checker struct {
	g     *resolve.Graph
	set   *Set
	o     Options
	found []Finding

	pending []pending // of the current resource
	views   map[*resolve.View]*viewFacts

	nodes    map[*resolve.Resource]*node
	names    map[string]map[string]*resolve.Resource
	used     map[value.Address]bool
	prefixes map[string]*prefix.Prefix
	frame    frame // reused for each constraint
	spare    spares

	iam     *iam.Reader // nil until asked
	lacking *resolve.Resource
	lacks   []*iam.Lack // of lacking

	models    map[*resolve.View][]*model // what was found out, by the shape of the resource
	tracing   *model                     // being recorded
	task      *task                      // under way
	differing []*task                    // those that read what differs from the model
	pairs     []pair                     // of the two values being compared
	pass      int                        // counts the resources checked by models
}

// A pending is a finding of the current resource whose repair may have to wait.
type pending struct {
	diag  *diag.Diagnostic
	offer *offer // nil without
}

func (c *checker) resource(r *resolve.Resource) {
	n := c.tree(r, c.spare.next())
	if c.o.Partial || !c.again(n) {
		c.spare.keep()
		c.record(n)
	}
	c.spare.used = 0
	c.flush()
}

// tree makes a node a resource as a tree of blocks.
func (c *checker) tree(r *resolve.Resource, n *node) *node {
	n.c, n.res, n.schema, n.hash = c, r, r.Type.Block, r.Attrs
	n.key, n.where = firstSpan(r.NameAt, r.TypeAt, r.Where), r.Where
	n.view = c.g.View(n.hash, n.schema)
	return n
}

// node is the tree of another resource, kept for whoever asks next.
func (c *checker) node(r *resolve.Resource) *node {
	n, ok := c.nodes[r]
	if !ok {
		n = c.tree(r, &node{})
		if c.nodes == nil {
			c.nodes = map[*resolve.Resource]*node{}
		}
		c.nodes[r] = n
	}
	return n
}

// below are the blocks that an entry of the view stands for; none for an
// attribute.
func (n *node) below(i int) []*node {
	e := &n.view.Entries[i]
	if e.Nested == nil {
		return nil
	}
	if len(n.kids) == 0 {
		n.kids = slices.Grow(n.kids, len(n.view.Entries))[:len(n.view.Entries)]
	}
	if kids := n.kids[i]; len(kids) == 0 {
		switch v := value.Peek(n.hash.Slots()[e.Slot]).(type) {
		case *value.Hash:
			n.kids[i] = append(kids, n.child(e, v, 0, firstSpan(e.Place(n.hash).Key, v.Shape().Where), e.Place(n.hash).Value))
		case *value.Array:
			n.kids[i] = n.several(kids, e, v)
		}
	}
	return n.kids[i]
}

// several adds a node for each block of a list.
func (n *node) several(out []*node, e *resolve.Entry, a *value.Array) []*node {
	for i := range a.Len() {
		if h, ok := a.Peek(i).(*value.Hash); ok {
			at := firstSpan(h.Shape().Where, a.Place(i), e.Place(n.hash).Key)
			key := e.Place(n.hash).Key
			if i > 0 || key.IsZero() || a.Places != nil {
				key = opening(at)
			}
			out = append(out, n.child(e, h, i, key, at))
		}
	}
	return out
}

func (n *node) child(e *resolve.Entry, h *value.Hash, i int, key, where source.Span) *node {
	var made *node
	if n.spare {
		made = n.c.spare.next()
	} else {
		made = &node{}
	}
	made.c, made.up, made.res, made.schema, made.name, made.index = n.c, n, n.res, e.Nested.Block, e.Name, i
	made.key, made.where, made.hash, made.view = firstSpan(key, n.key), where, h, n.c.g.View(h, e.Nested.Block)
	return made
}

// opening is the first character of a span: the brace of a hash.
func opening(s source.Span) source.Span {
	if s.End > s.Start+1 {
		s.End = s.Start + 1
	}
	return s
}

func firstSpan(spans ...source.Span) source.Span {
	for _, s := range spans {
		if !s.IsZero() {
			return s
		}
	}
	return source.Span{}
}

// block checks one block: its schema, the limits of its attributes, its rules.
func (c *checker) block(n *node) {
	rs := c.rulesOf(n)
	c.run(&task{node: n, rules: rs, entry: wholeBlock})
	for i := range n.view.Entries {
		c.run(&task{node: n, rules: rs, entry: i})
	}
	for _, con := range rs.list {
		if t := con.rule.target; t == "" || t == c.o.Target {
			c.run(&task{node: n, rules: rs, rule: con})
		}
	}
}

// rulesOf are the rules for a block. Those of a resource type say nothing of the
// data source of the same name.
func (c *checker) rulesOf(n *node) *ruleset {
	if n.res.Address.Data {
		return noRules
	}
	return c.set.at(n.res.Type, n.schema.Path)
}

var noRules = &ruleset{}

// constraint evaluates one constraint for one block.
func (c *checker) constraint(n *node, con *constraint) {
	if con.prepare(); con.err != nil {
		panic(con.err)
	}
	f := con.frame(c, n)
	if con.when != nil && !con.when(f).isTrue() {
		return
	}
	if verdict := con.require(f); verdict.isTrue() || verdict.isUnknown() {
		return
	}
	c.tell(n, con, f)
}

func (con *constraint) frame(c *checker, n *node) *frame {
	f := &c.frame
	*f = frame{c: c, self: n, con: con, memo: f.memo[:0], vars: f.vars[:0], args: f.args[:0]}
	for range con.lets {
		f.memo = append(f.memo, val{kind: notYet})
	}
	return f
}

// tell makes a finding of a constraint that is not met.
func (c *checker) tell(n *node, con *constraint, f *frame) {
	if con.prepareTelling(); con.err != nil {
		panic(con.err)
	}
	span := c.place(n, con, f)
	d := diag.New(con.rule.id, con.severity, span, con.message(f).String()).About(n.res.Address.String())
	d.Path = n.pathAt(span)
	if con.tag != nil {
		d.Label = con.tag(f).String()
	}
	for i := 0; i+1 < len(con.also); i += 2 {
		if at := memberSpan(n, con.also[i]); at != span {
			d.Also(at, "%s", con.also[i+1])
		}
	}
	if con.beside != nil {
		if at := con.beside(f).elems(); len(at) == 2 && at[0].node() != nil {
			d.Also(at[0].node().key, "%s", at[1].String())
		}
	}
	if con.help != nil {
		d.Advise("%s", con.help(f).String())
	}
	o := con.offer(f, c.o.Repairs, span)
	switch {
	case o != nil:
		c.mend(d, o, f)
	case con.help == nil && c.o.Repairs != AllRepairs:
		con.wouldMend(d, f)
	}
	c.pending = append(c.pending, pending{d, o})
}

// mend makes a diagnostic one about a repair.
func (c *checker) mend(d *diag.Diagnostic, o *offer, f *frame) {
	d.Repair = o.repair.kind
	d.Severity = min(d.Severity, diag.Warning)
	d.Message += "; repaired (" + o.repair.kind.String() + "): " + o.told
	if o.repair.summary != nil {
		d.Summary = o.repair.summary(f).String()
	}
}

// wouldMend advises what a repair that is switched off does.
func (con *constraint) wouldMend(d *diag.Diagnostic, f *frame) {
	if o := con.offer(f, AllRepairs, d.Span); o != nil {
		d.Advise("repairs would mend this (%s): %s", o.repair.kind, o.told)
	}
}

// place is where a finding is told: what `where` names, else the first member
// of `at` that is there, else the key of the block. `focus` narrows it to a
// part of a text.
func (c *checker) place(n *node, con *constraint, f *frame) source.Span {
	span := con.span(n, f)
	if span.IsZero() {
		return n.key
	}
	if con.focus != nil {
		return narrow(span, con.focus(f))
	}
	return span
}

func (con *constraint) span(n *node, f *frame) source.Span {
	if con.where != nil {
		switch v := con.where(f); v.kind {
		case blockKind:
			for _, member := range con.at {
				if span := memberSpan(v.node(), member); !span.IsZero() {
					return span
				}
			}
			return v.node().key
		case textKind:
			if span := memberSpan(n, v.str); !span.IsZero() {
				return span
			}
		}
	}
	for _, member := range con.at {
		if span := memberSpan(n, member); !span.IsZero() {
			return span
		}
	}
	return source.Span{}
}

// memberSpan is the place of a member, by its path from the block: of an
// attribute its value, of a nested block its key. Zero when it is not there.
func memberSpan(n *node, path string) source.Span {
	switch name, rest, deeper := strings.Cut(path, "."); {
	case path == "self":
		return n.key
	case name == "root" && deeper:
		return memberSpan(n.root(), rest)
	case name == "parent" && n.up != nil && deeper:
		return memberSpan(n.up, rest)
	case deeper && n.view.Entry(name) != nil && n.view.Entry(name).Attr != nil:
		return keySpan(n, n.view.Entry(name), rest)
	case deeper:
		for _, kid := range n.children(name) {
			if span := memberSpan(kid, rest); !span.IsZero() {
				return span
			}
		}
		return source.Span{}
	default:
		return ownSpan(n, name)
	}
}

// keySpan is the place of the value at a key of a map, or at an index of a list:
// tags.owner, subnet_ids.1.
func keySpan(n *node, e *resolve.Entry, key string) source.Span {
	v := n.hash.Peek(e.Slot)
	if a, ok := v.(*value.Array); ok {
		i, _ := strconv.Atoi(key)
		return firstSpan(a.Place(i), e.Place(n.hash).Value)
	}
	h, ok := v.(*value.Hash)
	if !ok {
		return source.Span{}
	}
	i := h.Shape().FindText(key)
	if i < 0 {
		return source.Span{}
	}
	at := h.Shape().Place(i)
	return firstSpan(at.Value, at.Key, e.Place(n.hash).Value)
}

func ownSpan(n *node, name string) source.Span {
	e := n.view.Entry(name)
	if e == nil || n.hash.Peek(e.Slot) == value.Value(value.Nil) {
		return source.Span{}
	}
	if e.Attr == nil {
		return firstSpan(e.Place(n.hash).Key, n.key)
	}
	return firstSpan(e.Place(n.hash).Value, e.Place(n.hash).Key, n.key)
}

// narrow is the place of a part of the text that a span holds, when it stands
// there once and as it is. A part may be a record { text, nth, of }: the nth,
// from 0, of so many like it.
func narrow(span source.Span, part val) source.Span {
	text, nth, of := part.String(), 0, 1
	if part.kind == recordKind {
		text, nth, of = part.member("text").str, int(part.member("nth").num), int(part.member("of").num)
	}
	written := span.Text()
	if text == "" || strings.Count(written, text) != of {
		return span
	}
	for range nth {
		cut := strings.Index(written, text) + len(text)
		span.Start, written = span.Start+int32(cut), written[cut:]
	}
	span.Start += int32(strings.Index(written, text))
	span.End = span.Start + int32(len(text))
	return span
}

// flush keeps the findings of a resource, but for those whose repair waits for
// another's.
func (c *checker) flush() {
	if len(c.pending) == 0 {
		return
	}
	sort.SliceStable(c.pending, func(i, j int) bool { return c.pending[i].diag.Code < c.pending[j].diag.Code })
	waiting := make([]bool, len(c.pending))
	for i, p := range c.pending {
		for j, other := range c.pending {
			if i == j || p.offer == nil || other.offer == nil || waiting[j] {
				continue
			}
			waiting[i] = waiting[i] || p.offer.waits(other.offer)
		}
	}
	for i, p := range c.pending {
		if waiting[i] {
			continue
		}
		found := Finding{Diag: p.diag}
		if p.offer != nil {
			found.Edits = p.offer.edits
		}
		c.found = append(c.found, found)
	}
	c.pending = c.pending[:0]
}

// prefix takes a prefix apart, once for each text.
func (c *checker) prefix(text string) *prefix.Prefix {
	p, ok := c.prefixes[text]
	if !ok {
		p = prefix.Parse(text)
		c.prefixes[text] = p
	}
	return p
}

// providers checks the settings of the providers against their schema.
func (c *checker) providers() {
	for _, p := range c.g.Providers {
		if p.Name != "aws" {
			continue
		}
		made := &graph.Resource{Resource: value.Resource{Where: p.Where}}
		res := &resolve.Resource{Resource: made, Type: &schema.Type{Name: "provider"}, Attrs: p.Values, Meta: &resolve.Meta{}}
		n := &node{c: c, res: res, schema: c.g.Catalog.Provider(), key: p.Where, where: p.Where, hash: p.Values}
		n.view = c.g.View(n.hash, n.schema)
		n.walk(func(b *node) {
			c.shape(b, noRules)
			for i := range b.view.Entries {
				c.value(b, i, noRules)
			}
		})
		c.flush()
	}
}
