package iam

import (
	"regexp"
	"strings"
	"sync"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// This file makes the texts of permissions: ARNs with members of a block, or
// references to what they refer to, in their braces.

// text is a text with what its braces name; nil when a member that it needs is
// not there. A text that is one reference as a whole is that reference.
func (r *Reader) text(b *block, text string) value.Value {
	out := value.NewString("")
	for {
		before, rest, more := strings.Cut(text, "{")
		out.Append(value.NewString(before))
		if !more {
			return whole(out)
		}
		var inside string
		inside, text, _ = strings.Cut(rest, "}")
		v := r.alternatives(b, inside)
		if v == nil {
			return nil
		}
		out.Append(asString(v))
	}
}

// whole is a string, or the reference that is all of it.
func whole(s *value.String) value.Value {
	if ref := emit.RefOf(s); ref != nil {
		return ref
	}
	return s
}

func asString(v value.Value) *value.String {
	switch v := v.(type) {
	case *value.String:
		return v
	case *value.Ref, *value.Raw:
		return value.SpliceString(v)
	}
	text, _ := plain(v)
	return value.NewString(text)
}

// alternatives are parted by |: the first that is there; nil when none is.
func (r *Reader) alternatives(b *block, list string) value.Value {
	for alternative := range strings.SplitSeq(list, "|") {
		if v := r.part(b, alternative); v != nil {
			return v
		}
	}
	return nil
}

func (r *Reader) part(b *block, what string) value.Value {
	if literal, ok := strings.CutPrefix(what, "'"); ok {
		return value.NewString(strings.TrimSuffix(literal, "'"))
	}
	if name, path, ok := strings.Cut(what, " "); ok {
		return r.derived(name, r.find(b, path).v)
	}
	if f := r.find(b, what); f.v != nil {
		return f.v
	}
	return r.deployment(b, what)
}

// deployment is a value that no block has: of the deployment, or the role.
func (r *Reader) deployment(b *block, name string) value.Value {
	switch name {
	case "region":
		if own := r.find(b, "root.region").v; own != nil {
			return own
		}
		return neutral("region")
	case "account":
		return neutral("account_id")
	case "partition":
		return neutral("partition")
	case "role":
		if role := r.role(b); role != nil {
			return r.renaming(role)
		}
	}
	return nil
}

// renaming is a role, or what stands for it in the policies that are made.
func (r *Reader) renaming(role *RoleUse) value.Value {
	if other := r.renamed[role.Key()]; other != nil {
		return other
	}
	return role.Value
}

func neutral(name string) *value.Ref {
	return &value.Ref{Input: &value.Input{Name: "aws." + name, Neutral: true}}
}

// derived is what a word of the page makes of a value that may be absent.
func (r *Reader) derived(word string, v value.Value) value.Value {
	if v == nil {
		if word == "static" {
			return value.NewString("")
		}
		return nil
	}
	switch word {
	case "static":
		return static(asString(v))
	case "key":
		return r.key(v)
	case "topic":
		return r.topic(v)
	case "domain":
		return r.domain(v)
	case "bucket":
		return bucket(asString(v))
	case "collection":
		return r.collection(v)
	case "collection_name":
		return r.attribute(v, "name")
	}
	panic("iam: a page of permissions has no word " + word)
}

// static is what stands before the first expression of a prefix.
func static(s *value.String) value.Value {
	end := len(s.Text)
	for _, opener := range []string{"!{", "!<"} {
		if i := strings.Index(s.Text[:end], opener); i >= 0 {
			end = i
		}
	}
	out := &value.String{Text: s.Text[:end]}
	if s.Splices != nil {
		for _, p := range *s.Splices {
			if p.At <= end {
				out.Append(&value.String{Splices: &[]value.Splice{p}, Text: ""})
				(*out.Splices)[len(*out.Splices)-1].At = p.At
			}
		}
	}
	return out
}

// arn is the ARN of a service in the deployment: arn:…:kms:…:key/*.
func arn(service, rest string) *value.String {
	out := value.NewString("arn:")
	add := func(v value.Value) { out.Append(asString(v)) }
	add(neutral("partition"))
	add(value.NewString(":" + service + ":"))
	add(neutral("region"))
	add(value.NewString(":"))
	add(neutral("account_id"))
	add(value.NewString(":" + rest))
	return out
}

// key is the ARN of a key, which is what a policy names: of an alias the key
// that it stands for, or any key of its place where that is not known.
func (r *Reader) key(v value.Value) value.Value {
	if ref := emit.RefOf(v); ref != nil {
		return r.keyOfRef(ref)
	}
	text, known := value.KnownText(v)
	switch {
	case !known || strings.Contains(text, ":key/"):
		return v
	case arnPart(text, 5) != "":
		return value.NewString(text[:strings.LastIndexByte(text, ':')] + ":key/*")
	case strings.HasPrefix(text, "alias/"):
		return arn("kms", "key/*")
	}
	return arn("kms", "key/"+text)
}

func (r *Reader) keyOfRef(ref *value.Ref) value.Value {
	if ref.Of == nil || len(ref.Path) != 1 {
		return ref
	}
	switch ref.Of.Address.Type {
	case "aws_kms_alias":
		if of := r.g.Of(ref.Of); of != nil && !ref.Of.Address.Data {
			if v := r.find(r.top(of), "target_key_id").v; v != nil {
				return r.key(v)
			}
		}
		return &value.Ref{Of: ref.Of, Path: []value.Step{{Name: "target_key_arn"}}, Where: ref.Where}
	case "aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key":
		return &value.Ref{Of: ref.Of, Path: []value.Step{{Name: "arn"}}, Where: ref.Where}
	}
	return ref
}

// topic is cluster/name/uuid of the ARN of an MSK cluster, without the first
// word. What is not known of them is *: an ARN cannot be taken apart before it
// is deployed.
func (r *Reader) topic(v value.Value) value.Value {
	if text, known := value.KnownText(v); known {
		_, name, _ := strings.Cut(text, ":cluster/")
		return value.NewString(name)
	}
	name := asString(r.attribute(v, "cluster_name"))
	out := name.Dup()
	out.Append(value.NewString("/*"))
	return out
}

// attribute is an attribute of the resource that a reference names, * where
// that is not known.
func (r *Reader) attribute(v value.Value, name string) value.Value {
	if ref := emit.RefOf(v); ref != nil && ref.Of != nil {
		if f := r.resource(r.g.Of(ref.Of)); f.block != nil {
			if own := r.find(f.block, name).v; own != nil {
				return own
			}
		}
	}
	return value.NewString("*")
}

var searchHost = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:https?://)?(?:vpc|search)-([a-z][a-z0-9-]*)-[a-z0-9]{26}\.([a-z0-9-]+)\.es\.`)
})

// domain is the ARN of the domain that answers at an endpoint, of whatever
// account.
func (r *Reader) domain(v value.Value) value.Value {
	if ref := emit.RefOf(v); ref != nil && ref.Of != nil {
		return &value.Ref{Of: ref.Of, Path: []value.Step{{Name: "arn"}}, Where: ref.Where}
	}
	name, region := "*", value.Value(neutral("region"))
	if text, known := value.KnownText(v); known {
		if m := searchHost().FindStringSubmatch(text); m != nil {
			name, region = m[1], value.NewString(m[2])
		}
	}
	out := value.NewString("arn:")
	out.Append(asString(neutral("partition")))
	out.Append(value.NewString(":es:"))
	out.Append(asString(region))
	out.Append(value.NewString(":*:domain/" + name))
	return out
}

// collection is the ARN of the collection that answers at an endpoint, whose
// host begins with its id.
func (r *Reader) collection(v value.Value) value.Value {
	if ref := emit.RefOf(v); ref != nil && ref.Of != nil {
		return &value.Ref{Of: ref.Of, Path: []value.Step{{Name: "arn"}}, Where: ref.Where}
	}
	id := "*"
	if text, known := value.KnownText(v); known {
		host := strings.TrimPrefix(text, "https://")
		if first, _, ok := strings.Cut(host, "."); ok && first != "" {
			id = first
		}
	}
	return arn("aoss", "collection/"+id)
}

// bucket is the ARN of the bucket of an address s3://bucket/folder.
func bucket(s *value.String) value.Value {
	address, ok := strings.CutPrefix(s.Text, "s3://")
	if !ok {
		return nil
	}
	out := value.NewString("arn:")
	out.Append(asString(neutral("partition")))
	out.Append(value.NewString(":s3:::"))
	if s.Splices != nil && (*s.Splices)[0].At == len("s3://") {
		out.Append(value.SpliceString((*s.Splices)[0].Value))
		return out
	}
	name, _, _ := strings.Cut(address, "/")
	out.Append(value.NewString(name))
	return out
}

// refText is a reference as people write it: aws_s3_bucket.lake.arn,
// var.role_arn, aws.region.
func refText(ref *value.Ref) string {
	if ref.Input != nil && ref.Input.Neutral {
		return "aws." + resolve.NeutralName(ref.Input.Name)
	}
	return ref.String()
}

// flat is a text with ${…} for each reference in it; false for what is none.
func flat(v value.Value) (string, bool) {
	switch v := v.(type) {
	case value.Symbol:
		return string(v), true
	case *value.Ref:
		return "${" + refText(v) + "}", true
	case *value.String:
		var out strings.Builder
		emit.Pieces(v, func(text string, unknown value.Value) {
			if ref, ok := unknown.(*value.Ref); ok {
				text = "${" + refText(ref) + "}"
			} else if unknown != nil {
				text = "${raw}"
			}
			out.WriteString(text)
		})
		return out.String(), true
	}
	return "", false
}

// firstWhere is the first of two places that is one.
func firstWhere(a, b source.Span) source.Span {
	if a.IsZero() {
		return b
	}
	return a
}
