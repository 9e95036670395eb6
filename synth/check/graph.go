package check

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file holds the functions of rule expressions that look beyond the
// block: at what a reference points to, at other resources, at the provider.

// resourceName is the name of the resource in the template: raw_ingestion.
func resourceName(f *frame, _ []val) val {
	f.c.looksAround()
	return textOf(f.self.res.Address.Name)
}

// blockName is the name of a block: s3_configuration.
func blockName(_ *frame, args []val) val {
	if n := first(args).node(); n != nil {
		return textOf(n.name)
	}
	return nothing
}

// region is the Region of the resource: its own, else the provider's; unknown
// when neither is written.
func region(f *frame, _ []val) val {
	if own := f.self.root().get("region"); !own.isNull() {
		return own
	}
	return f.c.setting(f.self.res, "region")
}

// setting is an attribute of the resource's provider, unknown when it is not
// written.
func (c *checker) setting(res *resolve.Resource, name string) val {
	c.looksAround()
	wanted := "aws"
	if res.Meta.Provider != nil {
		wanted = resolve.ProviderText(res.Meta.Provider)
	}
	for _, p := range c.g.Providers {
		if i := p.Values.Shape().FindText(name); i >= 0 && resolve.ProviderName(p) == wanted {
			if v := read(p.Values.Peek(i), nil); !v.isNull() {
				return v
			}
		}
	}
	return notKnown
}

// account is the account of a stream: that of the provider's
// allowed_account_ids, else of its Kinesis source, else of its first role, since
// all its roles are of one account; unknown otherwise. An MSK cluster may be of
// another account.
func account(f *frame, _ []val) val {
	if ids := f.c.setting(f.self.res, "allowed_account_ids"); len(ids.elems()) == 1 {
		return asText(ids.elems()[0])
	}
	root := f.self.root()
	for _, n := range root.children("kinesis_source_configuration") {
		if id := arnPart(n.get("kinesis_stream_arn"), numberOf(4)); id.kind == textKind && id.str != "" {
			return id
		}
	}
	return root.accountOfRoles()
}

// accountOfRoles is the account of the first role ARN that is written out.
func (n *node) accountOfRoles() val {
	answer := notKnown
	n.walk(func(b *node) {
		if id := arnPart(b.get("role_arn"), numberOf(4)); id.kind == textKind && id.str != "" && answer.isUnknown() {
			answer = id
		}
	})
	return answer
}

// walk visits a block and all below it.
func (n *node) walk(visit func(*node)) {
	visit(n)
	for i := range n.view.Entries {
		n.c.reads(n, i)
		for _, kid := range n.below(i) {
			kid.walk(visit)
		}
	}
}

// arnPart is a part of an ARN, parted by colons, from 0; what is left over
// belongs to part 5. Null for what is no ARN.
func arnPart(v, i val) val {
	if v.kind != textKind {
		return v.unknownOr(nothing)
	}
	parts := strings.SplitN(v.str, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || int(i.num) > 5 {
		return nothing
	}
	return textOf(parts[int(i.num)])
}

// resources are all resources of a type.
func resources(f *frame, args []val) val {
	return listOf(mapVals(f.c.g.OfType(first(args).str), func(r *resolve.Resource) val { return nodeVal(f.c.node(r)) }))
}

// reference is what a whole value refers to; nil for any other value.
func reference(v val) *value.Ref {
	switch of := v.of.(type) {
	case *value.Ref:
		return of
	case *value.String:
		if !of.Known() && of.Text == "" && len(*of.Splices) == 1 {
			ref, _ := (*of.Splices)[0].Value.(*value.Ref)
			return ref
		}
	}
	return nil
}

// target is the resource that a value refers to, as a block; null when it
// refers to none of this template, unknown when that is not there.
func target(f *frame, args []val) val {
	return f.target(reference(first(args)))
}

func (f *frame) target(ref *value.Ref) val {
	if ref == nil || ref.Of == nil {
		return nothing
	}
	if res := f.c.g.Of(ref.Of); res != nil && res.Type != nil {
		return nodeVal(f.c.node(res))
	}
	return notKnown
}

// subject is target for a text with one reference in it as well:
// "#{function.arn}:live" is about the function.
func subject(f *frame, args []val) val {
	if s, ok := first(args).of.(*value.String); ok && !s.Known() && len(*s.Splices) == 1 {
		ref, _ := (*s.Splices)[0].Value.(*value.Ref)
		return f.target(ref)
	}
	return target(f, args)
}

// targetType is the type of the resource that a value refers to:
// aws_s3_bucket; null when it refers to none.
func targetType(_ *frame, args []val) val {
	if ref := reference(first(args)); ref != nil && ref.Of != nil {
		return textOf(ref.Of.Address.Type)
	}
	return nothing
}

// targetAttr is the attribute that a value refers to: arn.
func targetAttr(_ *frame, args []val) val {
	ref := reference(first(args))
	if ref == nil || ref.Of == nil || len(ref.Path) != 1 {
		return nothing
	}
	return textOf(ref.Path[0].Name)
}

// nameOf is the name of the resource that a value refers to: raw_ingestion.
func nameOf(f *frame, args []val) val {
	f.c.exactly()
	if ref := reference(first(args)); ref != nil && ref.Of != nil {
		return textOf(ref.Of.Address.Name)
	}
	return nothing
}

// arnsOf are the references that are an ARN of a kind: types with their
// attributes, the first of which is the one to propose.
var arnsOf = map[string][]struct {
	typ   string
	attrs []string
}{
	"role":   {{"aws_iam_role", []string{"arn"}}, {"aws_iam_service_linked_role", []string{"arn"}}},
	"bucket": {{"aws_s3_bucket", []string{"arn"}}},
	"stream": {{"aws_kinesis_stream", []string{"arn", "id"}}, {"aws_kinesis_stream_consumer", []string{"stream_arn"}}},
	"domain": {{"aws_opensearch_domain", []string{"arn", "id"}}, {"aws_elasticsearch_domain", []string{"arn", "id"}}},
	"lambda": {{"aws_lambda_function", []string{"arn", "qualified_arn"}}, {"aws_lambda_alias", []string{"arn", "id"}}},
	"key": {{"aws_kms_key", []string{"arn"}}, {"aws_kms_replica_key", []string{"arn"}},
		{"aws_kms_external_key", []string{"arn"}}, {"aws_kms_replica_external_key", []string{"arn"}},
		{"aws_kms_alias", []string{"target_key_arn"}}},
	"key_or_alias": {{"aws_kms_key", []string{"arn"}}, {"aws_kms_replica_key", []string{"arn"}},
		{"aws_kms_external_key", []string{"arn"}}, {"aws_kms_alias", []string{"arn", "target_key_arn"}}},
	"glue_catalog": {{"aws_glue_catalog", []string{"arn"}}},
	"cluster":      {{"aws_msk_cluster", []string{"arn", "id"}}, {"aws_msk_serverless_cluster", []string{"arn", "id"}}},
	"secret":       {{"aws_secretsmanager_secret", []string{"arn", "id"}}, {"aws_secretsmanager_secret_version", []string{"arn", "secret_id"}}},
}

// wrongReference says why a reference cannot be an ARN of a kind, null when it
// can or is none: wrong_reference(self.role_arn, "role").
func wrongReference(_ *frame, args []val) val {
	ref := reference(first(args))
	if ref == nil || ref.Of == nil || len(ref.Path) != 1 || len(args) != 2 {
		return nothing
	}
	attr, typ := ref.Path[0].Name, ref.Of.Address.Type
	for _, ok := range arnsOf[args[1].str] {
		if ok.typ != typ {
			continue
		}
		for _, a := range ok.attrs {
			if a == attr {
				return nothing
			}
		}
		return textOf("`" + ref.String() + "` is no ARN that fits here: `" + ok.attrs[0] + "` is")
	}
	if attr == "arn" && arnsOf[args[1].str] != nil {
		return textOf("`" + ref.String() + "` is the ARN of something else")
	}
	return nothing
}

// identical tells whether two values are the same, or the same reference.
func identical(f *frame, args []val) val {
	f.c.exactly()
	if len(args) != 2 || args[0].isNull() || args[1].isNull() {
		return truth(first(args).isNull() && args[len(args)-1].isNull())
	}
	a, b := args[0], args[1]
	if a.isUnknown() && b.isUnknown() && a.of != nil && b.of != nil {
		return truth(value.Equal(a.of, b.of)).unlessNo()
	}
	if a.isUnknown() || b.isUnknown() {
		return notKnown
	}
	if a.kind == blockKind && b.kind == blockKind {
		f.c.looksAround()
		return truth(value.Equal(a.node().hash, b.node().hash))
	}
	return truth(same(a, b))
}

// unlessNo turns false into unknown: two references that differ may come to
// the same.
func (v val) unlessNo() val {
	if v.isTrue() {
		return v
	}
	return notKnown
}

// dependsOn tells whether the resource waits for another one's block.
func dependsOn(f *frame, args []val) val {
	f.c.looksAround()
	other := first(args).node()
	if other == nil {
		return nothing
	}
	return truth(f.self.res.Needs(other.res) || slices.Contains(f.self.res.Meta.DependsOn, other.res.Address))
}

// says tells whether a word stands anywhere in a value: says(policy, "x"). Its
// case does not matter. What holds a reference may.
func says(_ *frame, args []val) val {
	if len(args) != 2 {
		return nothing
	}
	return sayIn(args[0], args[1].str)
}

// hasWord reports whether a word stands in a text, and no letters, digits, dots
// or hyphens beside it that would make it another.
func hasWord(text, word string) bool {
	text, word = strings.ToLower(text), strings.ToLower(word)
	inName := func(c byte) bool {
		return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || strings.IndexByte(".-_", c) >= 0
	}
	for at := 0; at < len(text); at++ {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		if (at == 0 || !inName(text[at-1])) && (end == len(text) || !inName(text[end])) {
			return true
		}
	}
	return false
}

func sayIn(v val, word string) val {
	switch v.kind {
	case textKind:
		return truth(hasWord(v.str, word))
	case unknownKind:
		if hasWord(v.str, word) {
			return yes
		}
		return notKnown
	case listKind, recordKind:
		answer := no
		for _, e := range v.values() {
			switch in := sayIn(e, word); {
			case in.isTrue():
				return yes
			case in.isUnknown():
				answer = notKnown
			}
		}
		return answer
	}
	return no
}

// input is a new input of the template: input("raw_s3_bucket_arn").
func input(f *frame, args []val) val {
	name := first(args).String()
	return val{kind: unknownKind, of: &value.Ref{Input: &value.Input{Name: name, Where: f.self.key}, Where: f.self.key}}
}

// attached tells whether anything in the template refers to the resource.
func attached(f *frame, _ []val) val {
	f.c.looksAround()
	if f.c.used == nil {
		f.c.used = map[value.Address]bool{}
		for _, r := range f.c.g.Resources {
			for used := range r.Uses() {
				f.c.used[used.Address] = true
			}
		}
		for _, o := range f.c.g.Outputs {
			f.c.useOf(o.Value, 0)
		}
	}
	return truth(f.c.used[f.self.res.Address])
}

// useOf notes the resources that a value refers to.
func (c *checker) useOf(v value.Value, depth int) {
	if v == nil || depth > 100 {
		return
	}
	switch v := value.Peek(v).(type) {
	case *value.Ref:
		if v.Of != nil {
			c.used[v.Of.Address] = true
		}
	case *value.String:
		if !v.Known() {
			for _, s := range *v.Splices {
				c.useOf(s.Value, depth+1)
			}
		}
	case *value.Array:
		for _, s := range v.Slots() {
			c.useOf(s, depth+1)
		}
	case *value.Hash:
		for _, s := range v.Slots() {
			c.useOf(s, depth+1)
		}
	}
}

// sameNamed is the address of an earlier resource of the same type with the
// same literal `name` in the same Region, null without.
func sameNamed(f *frame, _ []val) val {
	f.c.looksAround()
	name := placedName(f.self.res)
	if first := f.c.namesOf(f.self.res.Address.Type)[name]; name != "" && first != f.self.res {
		return textOf(first.Address.String())
	}
	return nothing
}

// named is the resource of a type that a value refers to, or whose literal
// `name` it is: named("aws_kinesis_firehose_delivery_stream", dimension). Null
// without.
func named(f *frame, args []val) val {
	if found := target(f, args[1:]); !found.isNull() || args[1].kind != textKind {
		return found
	}
	f.c.looksAround()
	if res := f.c.namesOf(args[0].str)[args[1].str]; res != nil {
		return nodeVal(f.c.node(res))
	}
	return nothing
}

// namesOf is the first resource of a type, in source order, of each name with
// its place, see placedName.
func (c *checker) namesOf(typ string) map[string]*resolve.Resource {
	if byName, ok := c.names[typ]; ok {
		return byName
	}
	all := c.g.OfType(typ)
	byName := make(map[string]*resolve.Resource, len(all))
	for _, r := range all {
		if name := placedName(r); name != "" && (byName[name] == nil || r.Where.Before(byName[name].Where)) {
			byName[name] = r
		}
	}
	if c.names == nil {
		c.names = map[string]map[string]*resolve.Resource{}
	}
	c.names[typ] = byName
	return byName
}

// placedName is the literal `name` of a resource, followed by the Region and the
// provider when it has its own: names are unique in each. Empty when one of them
// is not known.
func placedName(r *resolve.Resource) string {
	name := literal(r, "name")
	if name == "" || r.Attrs.Shape().FindText("region") < 0 && r.Meta.Provider == nil {
		return name
	}
	region := literal(r, "region")
	if region == "" || r.Meta.Provider != nil {
		return ""
	}
	return name + " in " + region
}

// literal is an attribute that is a known text, empty for any other.
func literal(r *resolve.Resource, attr string) string {
	if v := read(r.Attrs.Member(attr), nil); v.kind == textKind {
		return v.str
	}
	return ""
}
