package check

import (
	"fmt"
	"math"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// Repairs says which repairs may be offered.
type Repairs uint8

// The levels of repairs.
const (
	AllRepairs     Repairs = iota
	CertainRepairs         // those that guess nothing and drop nothing
	NoRepairs
)

// allows tells whether a kind of repair may be offered.
func (r Repairs) allows(k diag.RepairKind) bool {
	return r == AllRepairs || r == CertainRepairs && (k == diag.Derived || k == diag.Promoted)
}

// A repair is one `repair` block of a page: what to change, and how sure that
// is. Paths begin at the block of the rule, or at root or parent.
//
//	repair {
//	  kind = "assumed"
//	  when = …                                   # else it is not offered
//	  set  = { "error_output_prefix" = "errors/" }
//	  append = { "processing_configuration.processors" = { … } }
//	  delete = ["compression_format"]
//	  told = "wrote …"
//	  summary = "replaces an existing stream"    # only of what touches security or replaces
//	}
type repair struct {
	kind          diag.RepairKind
	when          expr // may be nil
	told, summary expr // summary may be nil
	changes       []change
}

type change struct {
	op   resolve.Op
	path string
	to   expr // nil for Delete
}

var repairKinds = map[string]diag.RepairKind{
	"derived": diag.Derived, "assumed": diag.Assumed, "dropped": diag.Dropped, "promoted": diag.Promoted,
}

func (c *constraint) compileRepairs(b *section) []*repair {
	var out []*repair
	for _, in := range b.inside {
		if in.kind == "repair" {
			out = append(out, c.compileRepair(in))
		}
	}
	return out
}

func (c *constraint) compileRepair(b *section) *repair {
	kind, ok := repairKinds[text(b.get("kind"))]
	if !ok {
		c.fail(fmt.Errorf("a repair is derived, assumed, dropped or promoted"))
	}
	r := &repair{kind: kind, when: c.read(b.get("when")), told: c.read(b.get("told")), summary: c.read(b.get("summary"))}
	if r.told == nil {
		c.fail(fmt.Errorf("a repair tells what it did"))
	}
	for _, path := range texts(b.get("delete")) {
		r.changes = append(r.changes, change{op: resolve.Delete, path: path})
	}
	r.changes = append(r.changes, c.changes(resolve.Set, b.get("set"))...)
	r.changes = append(r.changes, c.changes(resolve.Append, b.get("append"))...)
	return r
}

func (c *constraint) changes(op resolve.Op, source string) []change {
	names, sources, err := objectOf(source)
	c.fail(err)
	var out []change
	for i, name := range names {
		out = append(out, change{op, name, c.read(sources[i])})
	}
	return out
}

// An offer is a repair that applies to a finding: its edits, and the paths of
// what its values were read from.
type offer struct {
	repair *repair
	told   string
	edits  []resolve.Edit
	reads  []string
}

// offer is the first repair of the constraint that the level allows and that
// applies; nil without.
func (c *constraint) offer(f *frame, level Repairs, where source.Span) *offer {
	for _, r := range c.repairs {
		if level.allows(r.kind) && (r.when == nil || r.when(f).isTrue()) {
			return r.offer(f, c.rule.id, where)
		}
	}
	return nil
}

func (r *repair) offer(f *frame, rule string, where source.Span) *offer {
	o := &offer{repair: r}
	f.reads = &o.reads
	defer func() { f.reads = nil }()
	for _, ch := range r.changes {
		edit := resolve.Edit{
			Resource: f.self.res.Address, Path: editPath(f.self, ch.path), Op: ch.op,
			Kind: r.kind, Rule: rule, Where: where,
		}
		if ch.to != nil {
			edit.Value = toValue(ch.to(f), where)
		}
		o.edits = append(o.edits, edit)
	}
	o.told = r.told(f).String()
	return o
}

// editPath is a path of a page as steps from the resource.
func editPath(self *node, path string) []resolve.Step {
	from := self
	if rest, ok := strings.CutPrefix(path, "root."); ok {
		from, path = self.root(), rest
	}
	for strings.HasPrefix(path, "parent.") && from.up != nil {
		from, path = from.up, strings.TrimPrefix(path, "parent.")
	}
	steps := from.path()
	for _, name := range strings.Split(path, ".") {
		steps = append(steps, resolve.Step{Name: name})
	}
	return steps
}

// pathText is the path of a member as text, for comparing.
func pathText(block []resolve.Step, name string) string {
	var b strings.Builder
	for _, s := range block {
		fmt.Fprintf(&b, "%s[%d].", s.Name, s.Index)
	}
	return b.String() + name
}

// writes are the paths that an offer changes.
func (o *offer) writes() []string {
	out := make([]string, len(o.edits))
	for i, e := range o.edits {
		last := len(e.Path) - 1
		out[i] = pathText(e.Path[:last], e.Path[last].Name)
	}
	return out
}

// waits tells whether an offer reads what another writes: it is made in the
// next round then.
func (o *offer) waits(other *offer) bool {
	for _, w := range other.writes() {
		for _, r := range o.reads {
			if within(r, w) || within(w, r) {
				return true
			}
		}
	}
	return false
}

// within tells whether a path is another or lies below it.
func within(path, other string) bool {
	return strings.HasPrefix(path, other) && (len(path) == len(other) || path[len(other)] == '.' || path[len(other)] == '[')
}

// toValue is a value of an expression as a value of the graph: what was read
// from there as it stands, the rest made at a place.
func toValue(v val, where source.Span) value.Value {
	if v.of != nil {
		return v.of
	}
	switch v.kind {
	case boolKind:
		return value.Bool(v.isTrue())
	case numberKind:
		if v.num == math.Trunc(v.num) && math.Abs(v.num) < 1<<53 {
			return value.Int(int64(v.num))
		}
		return value.Float(v.num)
	case textKind:
		return value.NewString(v.str)
	case listKind:
		slots := make([]value.Value, len(v.elems()))
		for i, e := range v.elems() {
			slots[i] = toValue(e, where)
		}
		return value.NewArray(slots)
	case recordKind:
		h := value.NewHash(where)
		for i := range v.size() {
			key, ok := v.key(i)
			if member := v.at(i); ok && !member.isNull() {
				h.Set(value.Symbol(key), toValue(member, where), value.Place{Key: where, Value: where})
			}
		}
		return h
	}
	return value.Nil
}
