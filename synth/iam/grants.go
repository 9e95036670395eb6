package iam

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file reads the policies that a template writes by hand.

// A document is a policy as far as it is read.
type document struct {
	of         *resolve.Resource // that it is an attribute of
	known      bool              // all of it is read
	statements []*grant
}

// A grant is one statement of a policy.
type grant struct {
	deny        bool
	actions     []word
	notAction   bool // it is about all actions but these
	resources   []word
	notResource bool
	conditioned bool
	where       source.Span
}

// A word is an action or a resource as it stands in a policy. Of an action the
// text is known; of a resource it may hold references.
type word struct {
	v     value.Value
	where source.Span
}

func (w word) text() string { text, _ := flat(w.v); return text }

// attachments are the policies of the roles of a graph.
type attachments struct {
	byRole  []*attached                  // by the Index of the role
	byName  map[string]*resolve.Resource // nil until a policy names a role by its name
	nowhere bool                         // a policy is attached to a role that is not known: it may be any
}

// An attached are the policies of one role.
type attached struct {
	sources   []policySource
	documents []*document // read when they are asked for
	read      bool
	unknown   bool // it has one that the template does not hold
}

// A policySource is an attribute that holds a policy.
type policySource struct {
	of *resolve.Resource
	v  value.Value
	at source.Span
}

// policies are the policies of a role of the template, read.
func (r *Reader) policies(role *resolve.Resource) *attached {
	a := r.attachedTo(role)
	if a == nil {
		return &attached{}
	}
	for i := 0; i < len(a.sources) && !a.read; i++ {
		d := r.documentOf(&a.sources[i])
		a.documents = append(a.documents, d)
		a.unknown = a.unknown || !d.known
	}
	a.read = true
	return a
}

// attachedTo are the policies of a role as they stand, nil without. The role may
// be nil.
func (r *Reader) attachedTo(role *resolve.Resource) *attached {
	if r.index == nil {
		r.attach()
	}
	if role == nil {
		return nil
	}
	return r.index.byRole[role.Index()]
}

// attach finds the policies of all roles.
func (r *Reader) attach() {
	r.index = &attachments{byRole: make([]*attached, len(r.g.Resources))}
	for _, role := range r.g.OfType(roleType) {
		r.attachOwn(role)
	}
	for _, p := range r.g.OfType("aws_iam_role_policy") {
		r.eachRole(attr(p, "role").v, func(a *attached) { a.add(p, attr(p, "policy")) })
	}
	for _, p := range r.g.OfType("aws_iam_role_policy_attachment") {
		r.attachManaged(attr(p, "role").v, attr(p, "policy_arn").v)
	}
	for _, p := range r.g.OfType("aws_iam_policy_attachment") {
		for _, role := range elements(attr(p, "roles").v) {
			r.attachManaged(role.v, attr(p, "policy_arn").v)
		}
	}
	for _, p := range r.g.OfType("aws_iam_role_policy_attachments_exclusive") {
		for _, policy := range elements(attr(p, "policy_arns").v) {
			r.attachManaged(attr(p, "role_name").v, policy.v)
		}
	}
}

// attachOwn reads what stands in the role itself.
func (r *Reader) attachOwn(role *resolve.Resource) {
	if role.Attrs.Shape().FindText("inline_policy") >= 0 {
		for _, inline := range r.top(role).children("inline_policy") {
			r.index.of(role).add(role, inline.step("policy"))
		}
	}
	for _, policy := range elements(attr(role, "managed_policy_arns").v) {
		r.index.of(role).addManaged(r, policy.v)
	}
}

func (r *Reader) attachManaged(role, policy value.Value) {
	r.eachRole(role, func(a *attached) { a.addManaged(r, policy) })
}

// eachRole calls f for the role that a value names: by reference or by its
// name. A value that is not known may be any role.
func (r *Reader) eachRole(v value.Value, f func(*attached)) {
	ref := emit.RefOf(v)
	text, known := value.KnownText(value.OrNil(v))
	switch {
	case ref != nil && ref.Of != nil && ref.Of.Address.Type == roleType:
		if role := r.g.Of(ref.Of); role != nil {
			f(r.index.of(role))
		}
	case known:
		if role := r.named(text); role != nil {
			f(r.index.of(role))
		}
	case v != nil:
		r.index.nowhere = true
	}
}

// named is the role of the template that has a name, nil without.
func (r *Reader) named(name string) *resolve.Resource {
	if r.index.byName == nil {
		r.index.byName = map[string]*resolve.Resource{}
		for _, role := range r.g.OfType(roleType) {
			if text, known := value.KnownText(value.OrNil(attr(role, "name").v)); known {
				r.index.byName[text] = role
			}
		}
	}
	return r.index.byName[name]
}

func (x *attachments) of(role *resolve.Resource) *attached {
	a := &x.byRole[role.Index()]
	if *a == nil {
		*a = &attached{}
	}
	return *a
}

func (a *attached) add(of *resolve.Resource, policy found) {
	a.sources = append(a.sources, policySource{of, policy.v, firstWhere(policy.at, of.NameAt)})
}

// attr is an attribute at the top of a resource.
func attr(res *resolve.Resource, name string) found {
	i := res.Attrs.Shape().FindText(name)
	if i < 0 || res.Attrs.Peek(i) == value.Value(value.Nil) {
		return found{}
	}
	return found{v: res.Attrs.Peek(i), at: res.Attrs.Shape().Place(i).Value}
}

// addManaged adds a managed policy, which is known when this template makes it.
func (a *attached) addManaged(r *Reader, policy value.Value) {
	ref := emit.RefOf(policy)
	if ref == nil || ref.Of == nil || ref.Of.Address.Type != "aws_iam_policy" || ref.Of.Address.Data || r.g.Of(ref.Of) == nil {
		a.unknown = true
		return
	}
	of := r.g.Of(ref.Of)
	a.add(of, attr(of, "policy"))
}

// documentOf is a policy, read; one of a resource of its own is read once,
// however many roles have it.
func (r *Reader) documentOf(p *policySource) *document {
	managed := p.of.Address.Type == "aws_iam_policy"
	if d := r.docs[p.of]; d != nil && managed {
		return d
	}
	d := &document{of: p.of, known: true}
	d.read(r, p.v, p.at, 0)
	if managed {
		if r.docs == nil {
			r.docs = map[*resolve.Resource]*document{}
		}
		r.docs[p.of] = d
	}
	return d
}

// read takes in a policy: a Hash, JSON text, or a reference to a document that
// Terraform makes.
func (d *document) read(r *Reader, v value.Value, at source.Span, depth int) {
	switch v := v.(type) {
	case *value.Hash:
		d.policy(v, at)
		return
	case *value.String:
		if parsed, ok := parse(v).(*value.Hash); ok {
			d.policy(parsed, at)
			return
		}
	}
	ref := emit.RefOf(v)
	if ref == nil || ref.Of == nil || !ref.Of.Address.Data || ref.Of.Address.Type != "aws_iam_policy_document" || depth > 10 {
		d.known = false
		return
	}
	if f := r.resource(r.g.Of(ref.Of)); f.block != nil {
		d.dataSource(r, f.block, depth)
		return
	}
	d.known = false
}

// policy reads a policy of IAM. A statement without a place is told at that of
// the policy.
func (d *document) policy(h *value.Hash, at source.Span) {
	statements, where := member(h, "Statement", at)
	for _, s := range elementsAt(statements, where) {
		if h, ok := s.v.(*value.Hash); ok {
			d.statement(h, firstWhere(h.Shape().Where, s.where))
		} else {
			d.known = false
		}
	}
}

func (d *document) statement(h *value.Hash, at source.Span) {
	g := &grant{where: at}
	for i := range h.Len() {
		name, _ := value.KnownText(h.KeyAt(i))
		v, where := h.Peek(i), firstWhere(h.Shape().Place(i).Value, at)
		switch name {
		case "Effect":
			text, known := value.KnownText(v)
			g.deny = text == "Deny"
			d.known = d.known && known
		case "Action", "NotAction":
			g.actions, g.notAction = elementsAt(v, where), name == "NotAction"
		case "Resource", "NotResource":
			g.resources, g.notResource = elementsAt(v, where), name == "NotResource"
		case "Condition":
			g.conditioned = true
		}
	}
	d.add(g)
}

// add takes a statement in; one whose actions are not known makes the whole
// policy unknown.
func (d *document) add(g *grant) {
	for _, a := range g.actions {
		if _, known := value.KnownText(a.v); !known {
			d.known = false
			return
		}
	}
	d.statements = append(d.statements, g)
}

// dataSource reads aws_iam_policy_document.
func (d *document) dataSource(r *Reader, b *block, depth int) {
	for _, s := range b.children("statement") {
		effect, known := plain(value.OrNil(s.step("effect").v))
		g := &grant{deny: known && effect == "Deny", where: s.where, conditioned: len(s.children("condition")) > 0}
		for _, list := range []struct {
			name string
			into *[]word
			not  *bool
		}{{"actions", &g.actions, nil}, {"not_actions", &g.actions, &g.notAction}, {"resources", &g.resources, nil}, {"not_resources", &g.resources, &g.notResource}} {
			if f := s.step(list.name); f.v != nil {
				*list.into = elementsAt(f.v, f.at)
				if list.not != nil {
					*list.not = true
				}
			}
		}
		d.add(g)
	}
	for _, name := range []string{"source_policy_documents", "override_policy_documents", "source_json", "override_json"} {
		f := b.step(name)
		for _, other := range elementsAt(f.v, f.at) {
			d.read(r, other.v, other.where, depth+1)
		}
	}
}

func member(h *value.Hash, name string, at source.Span) (value.Value, source.Span) {
	i := h.Shape().FindText(name)
	if i < 0 {
		return nil, at
	}
	return h.Peek(i), firstWhere(h.Shape().Place(i).Value, at)
}

// elements are those of an Array, or the one value itself; none for nil.
func elements(v value.Value) []word { return elementsAt(v, source.Span{}) }

func elementsAt(v value.Value, at source.Span) []word {
	list, several := v.(*value.Array)
	switch {
	case v == nil || v == value.Value(value.Nil):
		return nil
	case !several:
		return []word{{v, at}}
	}
	out := make([]word, list.Len())
	for i := range out {
		out[i] = word{list.Peek(i), firstWhere(list.Place(i), at)}
	}
	return out
}

// References in JSON text stand between these while it is parsed.
const refBegins, refEnds = "\ue000", "\ue001"

// parse reads JSON text that may hold references inside its texts; nil when it
// is none.
func parse(s *value.String) value.Value {
	var text strings.Builder
	from := 0
	if !s.Known() {
		for i, p := range *s.Splices {
			text.WriteString(s.Text[from:p.At] + refBegins + strconv.Itoa(i) + refEnds)
			from = p.At
		}
	}
	text.WriteString(s.Text[from:])
	d := json.NewDecoder(strings.NewReader(text.String()))
	var v any
	if d.Decode(&v) != nil || d.More() {
		return nil
	}
	return parsed(s, v)
}

// parsed is a value of JSON as a template's, keys in alphabetical order: what a
// policy says does not depend on their order.
func parsed(from *value.String, v any) value.Value {
	switch v := v.(type) {
	case map[string]any:
		h := value.NewHash(source.Span{})
		for _, name := range slices.Sorted(maps.Keys(v)) {
			h.Set(value.NewString(name), parsed(from, v[name]), value.Place{})
		}
		return h
	case []any:
		out := make([]value.Value, len(v))
		for i, e := range v {
			out[i] = parsed(from, e)
		}
		return value.NewArray(out)
	case string:
		return parsedText(from, v)
	case bool:
		return value.Bool(v)
	}
	return value.Nil
}

// parsedText puts the references back into a text.
func parsedText(from *value.String, text string) value.Value {
	out := value.NewString("")
	for {
		before, rest, more := strings.Cut(text, refBegins)
		out.Append(value.NewString(before))
		number, after, closed := strings.Cut(rest, refEnds)
		i, err := strconv.Atoi(number)
		if !more || !closed || err != nil || from.Known() || i >= len(*from.Splices) {
			return whole(out)
		}
		out.Append(value.SpliceString((*from.Splices)[i].Value))
		text = after
	}
}
