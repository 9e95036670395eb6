package iam

import (
	"slices"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file makes policies of needs: each grants what is needed and no more.

// A Stream is one stream and all policies that are about it. A policy that is
// not needed is nil.
type Stream struct {
	Resource *resolve.Resource
	Roles    []*Role // in the order of the places where they are named
	Producer *value.Hash
	Deployer *value.Hash
	Things   []*Thing // what has a policy of its own: a key, a bucket of another account
}

// A Role is a role that a stream works with.
type Role struct {
	Uses   []*RoleUse // the places that name it
	Trust  *value.Hash
	Policy *value.Hash
}

// A Thing is something else that must let the stream in by its own policy.
type Thing struct {
	Kind   string      // key, bucket, domain, collection, cluster
	Of     value.Value // its ARN
	Policy value.Value // a policy; of a collection the Array of a data access policy
}

// Of is what a stream needs, as policies.
func (r *Reader) Of(stream *resolve.Resource) *Stream {
	needs := r.Needs(stream)
	out := &Stream{Resource: stream, Roles: r.roles(needs)}
	out.Producer = r.document(addressed(needs, "producer"))
	out.Deployer = r.document(addressed(needs, "deployer"))
	for _, kind := range []string{"bucket", "cluster", "collection", "domain"} {
		out.Things = append(out.Things, r.things(kind, addressed(needs, kind))...)
	}
	out.Things = append(out.Things, r.keys(needs)...)
	return out
}

// addressed are the needs whose permissions belong into one policy.
func addressed(needs []*Need, to string) []*Need {
	var out []*Need
	for _, n := range needs {
		if n.To == to {
			out = append(out, n)
		}
	}
	return out
}

// ofRole are the needs of one role.
func ofRole(needs []*Need, key string) []*Need {
	var out []*Need
	for _, n := range needs {
		if n.Role != nil && n.Role.Key() == key {
			out = append(out, n)
		}
	}
	return out
}

// roles are the roles that a stream names: for each there is a trust policy.
func (r *Reader) roles(needs []*Need) []*Role {
	var out []*Role
	at := map[string]*Role{}
	for _, n := range addressed(needs, "trust") {
		key := n.Role.Key()
		role := at[key]
		if role == nil {
			mine := ofRole(needs, key)
			role = &Role{Trust: r.document(trust(addressed(mine, "trust"))), Policy: r.document(addressed(mine, "role"))}
			at[key], out = role, append(out, role)
		}
		if !slices.ContainsFunc(role.Uses, func(u *RoleUse) bool { return u.Path == n.Role.Path }) {
			role.Uses = append(role.Uses, n.Role)
		}
	}
	return out
}

// trust leaves out the statements with a condition where one has none: it
// lets in more than all of them.
func trust(needs []*Need) []*Need {
	for _, n := range needs {
		if len(n.Operators) == 0 {
			return []*Need{n}
		}
	}
	return needs
}

// A statement is one statement of a policy.
type statement struct {
	sid       string
	actions   []string
	principal value.Value // nil without
	resources []value.Value
	condition *value.Hash // nil without
	key       string      // of all but the resources
}

// document is the policy that grants needs; nil for none. Statements that
// differ in the resources alone are one.
func (r *Reader) document(needs []*Need) *value.Hash {
	return policyOf(r.statements(needs))
}

func (r *Reader) statements(needs []*Need) []*statement {
	var out []*statement
	for _, n := range needs {
		s := r.statement(n)
		i := slices.IndexFunc(out, func(o *statement) bool { return o.key == s.key })
		if i < 0 {
			out = append(out, s)
			continue
		}
		for _, v := range s.resources {
			out[i].resources = appendNew(out[i].resources, v)
		}
	}
	number(out)
	return out
}

func (r *Reader) statement(n *Need) *statement {
	s := &statement{sid: n.Sid, actions: n.Actions, condition: r.conditionOf(n)}
	for _, v := range n.Things {
		s.resources = appendNew(s.resources, v)
	}
	if p := n.Principal; p != nil {
		s.principal = hashOf(p.Kind, r.text(n.block, p.Text))
	}
	s.key = s.sid + "\x00" + strings.Join(s.actions, " ")
	for _, part := range []value.Value{s.condition, s.principal} {
		if h, ok := part.(*value.Hash); ok && h != nil {
			s.key += "\x00" + string(appendJSON(nil, h))
		}
	}
	return s
}

func appendNew(list []value.Value, v value.Value) []value.Value {
	if slices.ContainsFunc(list, func(o value.Value) bool { return keyOf(o) == keyOf(v) }) {
		return list
	}
	return append(list, v)
}

// number tells statements of one name apart: EncryptObjects, EncryptObjects2.
func number(all []*statement) {
	seen := map[string]int{}
	for _, s := range all {
		if seen[s.sid]++; seen[s.sid] > 1 {
			s.sid += strconv.Itoa(seen[s.sid])
		}
	}
}

// conditionOf is the condition of a statement, nil without.
func (r *Reader) conditionOf(n *Need) *value.Hash {
	if len(n.Operators) == 0 {
		return nil
	}
	out := value.NewHash(source.Span{})
	for _, o := range n.Operators {
		var values []value.Value
		for _, text := range o.Values {
			if v := r.text(n.block, text); v != nil {
				values = appendNew(values, v)
			}
		}
		keys := hashOf(o.Key, oneOrAll(values))
		if i := out.Shape().FindText(o.Name); i >= 0 {
			keys = out.Peek(i).(*value.Hash)
			keys.Set(value.NewString(o.Key), oneOrAll(values), value.Place{})
		}
		out.Set(value.Symbol(o.Name), keys, value.Place{})
	}
	return out
}

func oneOrAll(values []value.Value) value.Value {
	if len(values) == 1 {
		return values[0]
	}
	return value.NewArray(values)
}

func hashOf(key string, v value.Value) *value.Hash {
	h := value.NewHash(source.Span{})
	h.Set(keyValue(key), v, value.Place{})
	return h
}

// keyValue is a key as a template writes it: a Symbol where it can be one.
func keyValue(key string) value.Value {
	if strings.ContainsAny(key, ":-/") {
		return value.NewString(key)
	}
	return value.Symbol(key)
}

func policyOf(statements []*statement) *value.Hash {
	if len(statements) == 0 {
		return nil
	}
	list := make([]value.Value, len(statements))
	for i, s := range statements {
		list[i] = s.hash()
	}
	h := hashOf("Version", value.NewString("2012-10-17"))
	h.Set(value.Symbol("Statement"), value.NewArray(list), value.Place{})
	return h
}

func (s *statement) hash() *value.Hash {
	h := hashOf("Sid", value.NewString(s.sid))
	put := func(key string, v value.Value) { h.Set(value.Symbol(key), v, value.Place{}) }
	put("Effect", value.NewString("Allow"))
	if s.principal != nil {
		put("Principal", s.principal)
	}
	put("Action", oneOrAll(texts(s.actions)))
	if len(s.resources) > 0 {
		put("Resource", oneOrAll(slices.Clone(s.resources)))
	}
	if s.condition != nil {
		put("Condition", s.condition)
	}
	return h
}

func texts(words []string) []value.Value {
	out := make([]value.Value, len(words))
	for i, w := range words {
		out[i] = value.NewString(w)
	}
	return out
}

// things are the policies of other things of a kind, one for each.
func (r *Reader) things(kind string, needs []*Need) []*Thing {
	var out []*Thing
	for len(needs) > 0 {
		of := r.text(needs[0].block, needs[0].Permission.Of)
		var mine, rest []*Need
		for _, n := range needs {
			if keyOf(r.text(n.block, n.Permission.Of)) == keyOf(of) {
				mine = append(mine, n)
			} else {
				rest = append(rest, n)
			}
		}
		t := &Thing{Kind: kind, Of: of, Policy: r.document(mine)}
		if kind == "collection" {
			t.Policy = r.dataAccess(mine)
		}
		out, needs = append(out, t), rest
	}
	return out
}

// dataAccess is a data access policy of OpenSearch Serverless: an Array of
// rules, which is no policy of IAM.
func (r *Reader) dataAccess(needs []*Need) value.Value {
	rules, principals := []value.Value{}, []value.Value{}
	for _, s := range r.statements(needs) {
		rule := hashOf("ResourceType", value.NewString("index"))
		rule.Set(value.Symbol("Resource"), value.NewArray(s.resources), value.Place{})
		rule.Set(value.Symbol("Permission"), value.NewArray(texts(s.actions)), value.Place{})
		rules = append(rules, rule)
		if who, ok := s.principal.(*value.Hash); ok {
			principals = appendNew(principals, who.Peek(0))
		}
	}
	policy := hashOf("Rules", value.NewArray(rules))
	policy.Set(value.Symbol("Principal"), value.NewArray(principals), value.Place{})
	return value.NewArray([]value.Value{policy})
}

// keys are the policies of the keys that a stream works with: the account
// administers the key, and each role uses it as it needs.
func (r *Reader) keys(needs []*Need) []*Thing {
	var out []*Thing
	uses := addressed(needs, "key")
	for _, n := range addressed(needs, "role") {
		if strings.HasPrefix(n.Actions[0], "kms:") && n.Role != nil {
			uses = append(uses, n)
		}
	}
	byKey := map[string]*Thing{}
	statementsOf := map[string][]*statement{}
	for _, n := range uses {
		s := r.statement(n)
		of := s.resources[0]
		if n.To == "key" {
			of = r.text(n.block, n.Permission.Of)
		} else {
			s.principal = hashOf("AWS", r.renaming(n.Role))
			s.key += "\x00" + string(appendJSON(nil, s.principal))
		}
		s.resources = []value.Value{value.NewString("*")}
		key := keyOf(of)
		if byKey[key] == nil {
			byKey[key] = &Thing{Kind: "key", Of: of}
			statementsOf[key] = []*statement{administration()}
			out = append(out, byKey[key])
		}
		if !slices.ContainsFunc(statementsOf[key], func(o *statement) bool { return o.key == s.key }) {
			statementsOf[key] = append(statementsOf[key], s)
		}
	}
	for _, t := range out {
		all := statementsOf[keyOf(t.Of)]
		number(all)
		t.Policy = policyOf(all)
	}
	return out
}

// administration lets the account administer a key; without it nobody could.
// AWS KMS developer guide, default key policy.
func administration() *statement {
	root := value.NewString("arn:")
	root.Append(asString(neutral("partition")))
	root.Append(value.NewString(":iam::"))
	root.Append(asString(neutral("account_id")))
	root.Append(value.NewString(":root"))
	return &statement{
		sid: "AdministerKey", actions: []string{"kms:*"}, principal: hashOf("AWS", root),
		resources: []value.Value{value.NewString("*")},
	}
}
