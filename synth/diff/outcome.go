package diff

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file says what a change comes to when it is deployed, by the facts on
// the pages of the types.

// An Outcome is what deploying a change does to the resource.
type Outcome string

// The outcomes. A change comes to the gravest of those of its attributes.
const (
	InPlace  Outcome = "in place"
	Unknown  Outcome = "unknown"  // the type has no page that says so
	Refused  Outcome = "refused"  // the service does not make this change
	Replaced Outcome = "replaced" // a new resource is made, and the old one deleted
)

var gravity = map[Outcome]int{InPlace: 1, Unknown: 2, Refused: 3, Replaced: 4}

// buffers are the types that hold data which a replaced resource loses.
var buffers = map[string]string{
	"aws_kinesis_firehose_delivery_stream": "a stream that is replaced loses what it has buffered and not yet delivered",
	"aws_kinesis_stream":                   "a stream that is replaced loses the records that are not yet read",
}

// facts are those of one type on one target.
type facts struct {
	known    bool
	replaces []string
	refusals []schema.Refusal
	defaults []schema.Default
}

func (c *comparison) factsOf(t *schema.Type) *facts {
	if t == nil {
		return &facts{}
	}
	f := c.facts[t]
	if f != nil {
		return f
	}
	f = &facts{}
	if t.Page != nil {
		f.defaults, f.known, f.replaces = t.Page.Defaults, true, t.Page.Replaces
	}
	if c.CloudFormation {
		f.known, f.replaces = false, nil
		if to := c.new.Catalog.CloudFormation(t); to != nil {
			f.known, f.replaces, f.refusals = true, to.Replaces, to.Refusals
		}
	}
	if c.facts == nil {
		c.facts = map[*schema.Type]*facts{}
	}
	c.facts[t] = f
	return f
}

// judge gives each attribute of a change its outcome, and the change the
// gravest.
func (c *comparison) judge(change *Change, r *resolve.Resource) {
	f := c.factsOf(r.Type)
	change.Outcome = InPlace
	for i := range change.Attrs {
		a := &change.Attrs[i]
		if a.Outcome == "" {
			a.Outcome, a.Why = f.outcome(a)
		}
		if gravity[a.Outcome] > gravity[change.Outcome] {
			change.Outcome = a.Outcome
		}
	}
	if change.Kind == Moved {
		c.judgeMove(change)
	}
	if change.Outcome == Replaced {
		change.Warning = buffers[r.Address.Type]
	}
}

// judgeMove: Terraform is told by a moved block that a resource has another
// name; CloudFormation knows a resource by its name alone.
func (c *comparison) judgeMove(change *Change) {
	if c.CloudFormation {
		change.Outcome = Replaced
		change.Hint = "CloudFormation replaces a resource whose logical id changes; keep the name, or import the resource"
		return
	}
	change.Hint = "moved { from = " + change.From + ", to = " + change.Address + " } keeps the resource; without it, it is replaced"
}

func (f *facts) outcome(a *Attr) (Outcome, string) {
	switch {
	case a.at == "" || isMeta(a.at):
		return InPlace, ""
	case !f.known:
		return Unknown, ""
	case f.isDefault(a):
		return InPlace, ""
	case slices.ContainsFunc(f.replaces, func(pattern string) bool { return touches(pattern, a) }):
		return Replaced, ""
	}
	for _, r := range f.refusals {
		if touches(r.At, a) && r.Concerns(unquoted(a.Old), unquoted(a.New)) {
			return Refused, r.Why
		}
	}
	return InPlace, ""
}

func isMeta(at string) bool {
	name, _, _ := strings.Cut(at, ".")
	return name == "depends_on" || name == "lifecycle" || name == "provider"
}

// touches reports whether a change is one of what a pattern names: that
// itself, a block around it, or something inside.
func touches(pattern string, a *Attr) bool {
	if slices.ContainsFunc(a.inside, func(path string) bool { return schema.Match(pattern, path) }) {
		return true
	}
	for path := a.at; path != ""; path = path[:max(0, strings.LastIndexByte(path, '.'))] {
		if schema.Match(pattern, path) {
			return true
		}
	}
	return false
}

// isDefault reports whether what came or went is what holds without it: the
// default of the provider, or false.
func (f *facts) isDefault(a *Attr) bool {
	shown := a.Old + a.New
	if a.Kind == Changed {
		return false
	}
	if shown == "false" {
		return true
	}
	return slices.ContainsFunc(f.defaults, func(d schema.Default) bool { return d.JSON == shown && schema.Match(d.At, a.at) })
}

func unquoted(shown string) string { return strings.Trim(shown, `"`) }
