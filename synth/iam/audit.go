package iam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file compares hand-written roles with what the streams of the same
// template need. A policy that is not known is silence.

// RuleID is the rule under which differences are told.
const RuleID = "FH832"

// A Lack is what a role lacks of what a stream needs where it names the role.
type Lack struct {
	Use     *RoleUse
	Actions []string          // in alphabetical order
	Policy  *resolve.Resource // where it could be added: the first policy of the role, else the role
	None    bool              // the template attaches no policy to the role at all
	Things  []string          // what they are needed on, a line for each
	role    *resolve.Resource
}

// Lacks are what the roles of a stream lack, in the order of the places where
// it names them. A role that is not of this template is stepped over, and so is
// one that has a policy which is not known.
func (r *Reader) Lacks(stream *resolve.Resource) []*Lack {
	if r.likeComplete(stream) {
		return nil
	}
	var out []*Lack
	for _, n := range r.Needs(stream) {
		if n.To != "role" || n.Maybe || n.Advisory || n.Role == nil {
			continue
		}
		role := n.Role.Of(r.g)
		if role == nil {
			continue
		}
		if actions := r.lacking(role, n); len(actions) > 0 {
			out = r.noteLack(out, role, n, actions)
		}
	}
	if len(out) == 0 {
		r.complete(stream)
	}
	for _, l := range out {
		slices.Sort(l.Actions)
	}
	return out
}

// noteLack adds actions to what is told at the place that names the role. One
// that has no policy at all is told once for a stream.
func (r *Reader) noteLack(out []*Lack, role *resolve.Resource, n *Need, actions []string) []*Lack {
	i := slices.IndexFunc(out, func(l *Lack) bool { return l.Use.Path == n.Role.Path || l.None && l.role == role })
	if i < 0 {
		policies := r.policies(role).documents
		l := &Lack{Use: n.Role, Policy: role, None: len(policies) == 0, role: role}
		if len(policies) > 0 {
			l.Policy = policies[0].of
		}
		out, i = append(out, l), len(out)
	}
	for _, a := range actions {
		if !slices.Contains(out[i].Actions, a) {
			out[i].Actions = append(out[i].Actions, a)
		}
	}
	for _, v := range n.Things {
		text, _ := flat(v)
		out[i].Things = append(out[i].Things, "`"+text+"`: `"+strings.Join(actions, "`, `")+"`")
	}
	return out
}

// lacking are the actions of a need that no policy of a role allows on what is
// needed.
func (r *Reader) lacking(role *resolve.Resource, n *Need) []string {
	a := r.policies(role)
	if a.unknown || r.index.nowhere || len(a.sources) == 0 && r.exported(role) {
		return nil
	}
	var out []string
	for _, action := range n.Actions {
		if !a.allows(action, n.Things) {
			out = append(out, action)
		}
	}
	return out
}

// exported tells whether an output hands a role to others, who may attach
// policies to it.
func (r *Reader) exported(role *resolve.Resource) bool {
	return slices.ContainsFunc(r.g.Outputs, func(o *resolve.Output) bool {
		return strings.Contains(string(appendJSON(nil, o.Value)), "${"+role.Address.String()+".")
	})
}

// allows tells whether an action may be allowed on one of the things, and is
// not denied on all.
func (a *attached) allows(action string, things []value.Value) bool {
	allowed := false
	for _, d := range a.documents {
		for _, g := range d.statements {
			switch {
			case !g.concerns(action):
			case g.deny:
				if g.everywhere(things) {
					return false
				}
			case !allowed:
				allowed = g.about(things)
			}
		}
	}
	return allowed
}

func (g *grant) concerns(action string) bool {
	found := slices.ContainsFunc(g.actions, func(w word) bool { return matchAction(w.text(), action) })
	return found != g.notAction
}

// about tells whether a statement may be about one of the things.
func (g *grant) about(things []value.Value) bool {
	if g.notResource {
		return true
	}
	return slices.ContainsFunc(g.resources, func(w word) bool {
		return slices.ContainsFunc(things, func(v value.Value) bool { return maybeMeet(w.v, v) })
	})
}

// everywhere tells whether a statement is surely about all of the things.
func (g *grant) everywhere(things []value.Value) bool {
	if g.notResource || g.conditioned {
		return false
	}
	for _, v := range things {
		sure := func(w word) bool { return w.text() == "*" || keyOf(w.v) == keyOf(v) || covers(w.v, v) }
		if !slices.ContainsFunc(g.resources, sure) {
			return false
		}
	}
	return true
}

// Audit compares the roles that streams name with what these need: what a role
// lacks is a warning, what no stream needs and what is wider than needed are
// notes.
func Audit(g *resolve.Graph, streams []*resolve.Resource) diag.List {
	r := Read(g)
	var diags diag.List
	for _, stream := range streams {
		for _, l := range r.Lacks(stream) {
			diags.Add(l.diagnose(stream))
		}
	}
	a := &auditor{r: r, needs: map[value.Address][]*Need{}, with: map[*document][]value.Address{}}
	a.gather(streams)
	for _, role := range a.roles {
		diags.Add(a.beyond(role)...)
	}
	return diags
}

// Message says what a role lacks.
func (l *Lack) Message() string {
	return "the role `" + l.role.Address.Name + "` lacks `" + strings.Join(l.Actions, "`, `") + "`"
}

// Label says what stands at Policy.
func (l *Lack) Label() string {
	if l.None {
		return "no policy of this template is attached to it"
	}
	return "its policy"
}

func (l *Lack) diagnose(stream *resolve.Resource) *diag.Diagnostic {
	d := diag.New(RuleID, diag.Warning, firstWhere(l.Use.Where, stream.NameAt), l.Message()).About(stream.Address.String())
	d.Also(l.Policy.NameAt, "%s", l.Label())
	for _, thing := range l.Things {
		d.Advise("needed on %s", thing)
	}
	return d
}

// An auditor looks for what roles have beyond the needs of all their streams.
type auditor struct {
	r     *Reader
	roles []*resolve.Resource // that streams name, by address
	needs map[value.Address][]*Need
	with  map[*document][]value.Address // the roles of the template that have a policy
}

// gather finds the roles of the streams that are asked for, and what all
// streams of the template need of each.
func (a *auditor) gather(asked []*resolve.Resource) {
	for _, stream := range Streams(a.r.g) {
		for _, n := range a.r.Needs(stream) {
			if n.Role == nil || n.To != "role" {
				continue
			}
			role := n.Role.Of(a.r.g)
			if role == nil {
				continue
			}
			if slices.Contains(asked, stream) && !slices.Contains(a.roles, role) {
				a.roles = append(a.roles, role)
			}
			a.needs[role.Address] = append(a.needs[role.Address], n)
		}
	}
	for _, role := range a.r.g.OfType(roleType) {
		for _, d := range a.r.policies(role).documents {
			a.with[d] = append(a.with[d], role.Address)
		}
	}
	slices.SortFunc(a.roles, func(x, y *resolve.Resource) int { return strings.Compare(x.Address.Name, y.Address.Name) })
}

// beyond are the statements of a role that allow more than its streams need.
func (a *auditor) beyond(role *resolve.Resource) diag.List {
	var diags diag.List
	alone := a.alone(role)
	for _, d := range a.r.policies(role).documents {
		needs, all := a.needsOf(d)
		for _, g := range d.statements {
			if g.deny {
				continue
			}
			diags.Add(wideActions(role, g, needs)...)
			diags.Add(wideResources(role, g, needs)...)
			if alone && all {
				diags.Add(unused(role, g, needs)...)
			}
		}
	}
	return diags
}

// needsOf are the needs of all roles that a policy is attached to; all: there
// is no other use of it.
func (a *auditor) needsOf(d *document) (needs []*Need, all bool) {
	all = true
	for _, role := range a.with[d] {
		needs = append(needs, a.needs[role]...)
		all = all && a.needs[role] != nil
	}
	return needs, all && !a.r.index.nowhere
}

// alone tells whether streams alone work with a role, as far as the template
// says: nobody else is trusted, and no other resource and no output names it.
func (a *auditor) alone(role *resolve.Resource) bool {
	for _, res := range a.r.g.Resources {
		if res.Needs(role) && !isStream(res) && !strings.HasPrefix(res.Address.Type, "aws_iam_") {
			return false
		}
	}
	if a.r.exported(role) {
		return false
	}
	policy := attr(role, "assume_role_policy")
	trust := a.r.documentOf(&policySource{role, policy.v, policy.at})
	return trust.known && len(trust.statements) <= 1
}

// unused tells actions and resources that no stream needs.
func unused(role *resolve.Resource, g *grant, needs []*Need) diag.List {
	if g.notAction {
		return nil
	}
	var diags diag.List
	for _, w := range g.actions {
		if !slices.ContainsFunc(needs, func(n *Need) bool { return matchesAny(w, n.Actions) }) {
			diags.Add(note(w.where, g, role, "`%s` is more than the streams of the role `%s` need", w.text(), role.Address.Name))
		}
	}
	for _, w := range g.resources {
		if elsewhere(w, g, needs) {
			diags.Add(note(w.where, g, role, "`%s` is nothing that the streams of the role `%s` work with", w.text(), role.Address.Name))
		}
	}
	return diags
}

// elsewhere tells whether a resource is surely none of those that actions of
// its statement are needed on, though some are needed.
func elsewhere(w word, g *grant, needs []*Need) bool {
	if g.notResource {
		return false
	}
	found := false
	for _, n := range needs {
		if slices.ContainsFunc(n.Actions, g.concerns) {
			found = true
			if slices.ContainsFunc(n.Things, func(v value.Value) bool { return maybeMeet(w.v, v) }) {
				return false
			}
		}
	}
	return found
}

func matchesAny(w word, actions []string) bool {
	return slices.ContainsFunc(actions, func(a string) bool { return matchAction(w.text(), a) })
}

// wideActions tells actions with a * that allow what is needed and more, and
// statements about all actions but some.
func wideActions(role *resolve.Resource, g *grant, needs []*Need) diag.List {
	if g.notAction {
		return diag.List{note(g.where, g, role, "the statement allows the role `%s` all actions but some", role.Address.Name)}
	}
	var diags diag.List
	for _, w := range g.actions {
		if !strings.ContainsAny(w.text(), "*?") {
			continue
		}
		if needed := neededOf(w, needs); len(needed) > 0 {
			d := note(w.where, g, role, "`%s` is wider than the streams of the role `%s` need", w.text(), role.Address.Name)
			diags.Add(d.Advise("needed: `%s`", strings.Join(needed, "`, `")))
		}
	}
	return diags
}

// neededOf are the needed actions that a pattern of actions allows, in order.
func neededOf(w word, needs []*Need) []string {
	var out []string
	for _, n := range needs {
		for _, action := range n.Actions {
			if matchAction(w.text(), action) && !slices.Contains(out, action) {
				out = append(out, action)
			}
		}
	}
	slices.Sort(out)
	return out
}

// wideResources tells resources with a * that are more than what is needed.
func wideResources(role *resolve.Resource, g *grant, needs []*Need) diag.List {
	if g.notResource {
		return diag.List{note(g.where, g, role, "the statement allows the role `%s` everything but some", role.Address.Name)}
	}
	var diags diag.List
	for _, w := range g.resources {
		if narrower := narrowerThan(w, g, needs); len(narrower) > 0 {
			d := note(w.where, g, role, "`%s` is wider than the streams of the role `%s` need", w.text(), role.Address.Name)
			diags.Add(d.Advise("needed: `%s`", strings.Join(narrower, "`, `")))
		}
	}
	return diags
}

// narrowerThan are the things that the actions of a statement are needed on and
// that a resource covers; none when it is one of them itself.
func narrowerThan(w word, g *grant, needs []*Need) []string {
	var out []string
	for _, n := range needs {
		if !slices.ContainsFunc(n.Actions, g.concerns) {
			continue
		}
		for _, v := range n.Things {
			if keyOf(v) == keyOf(w.v) {
				return nil
			}
			if text, _ := flat(v); covers(w.v, v) && !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

func note(at source.Span, g *grant, role *resolve.Resource, format string, args ...any) *diag.Diagnostic {
	d := diag.New(RuleID, diag.Note, firstWhere(at, g.where), "").About(role.Address.String())
	d.Message = fmt.Sprintf(format, args...)
	return d
}
