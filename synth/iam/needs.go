// Package iam is what the streams of a template need of IAM: who may do what
// to what.
//
// What enters is a resolved graph; what leaves are needs, the policies that
// give exactly these ([Of]), what hand-written roles lack of them or have
// beyond ([Audit]), and the resources that `firehose_role` stands for
// ([Expand]). What a stream needs is data, in stdlib/iam; this package reads
// blocks by the words of that page, and knows no service.
package iam

import (
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// StreamType is the type of the resources that this package is about.
const StreamType = "aws_kinesis_firehose_delivery_stream"

// A Need is a permission that one block of a stream needs.
type Need struct {
	*schema.Permission
	Role   *RoleUse // who needs it; nil where the block names no role
	Maybe  bool     // a value that decides about it is not known
	Things []value.Value

	block *block
}

// A RoleUse is a place where a stream names a role.
type RoleUse struct {
	Value value.Value // *value.Ref or *value.String
	Path  string      // extended_s3_configuration.role_arn
	Where source.Span
}

// Key tells roles apart: a reference as Terraform writes it, or the text.
func (u *RoleUse) Key() string { return keyOf(u.Value) }

// Of is the resource of the template that the role is, nil for any other.
func (u *RoleUse) Of(g *resolve.Graph) *resolve.Resource {
	ref := emit.RefOf(u.Value)
	if ref == nil || ref.Of == nil || ref.Of.Address.Type != roleType || ref.Of.Address.Data {
		return nil
	}
	return g.Of(ref.Of)
}

const roleType = graph.RoleType

// A Reader finds out what streams of one graph need. It remembers which
// permissions concern a block, and is for one goroutine.
type Reader struct {
	g       *resolve.Graph
	all     []*schema.Permission
	byBlock map[*schema.Block][]*schema.Permission
	renamed map[string]value.Value // roles that stand for those of the template, by key; nil: none

	docs   map[*resolve.Resource]*document
	index  *attachments
	models models
}

// Read makes a Reader of a graph.
func Read(g *resolve.Graph) *Reader {
	return &Reader{g: g, all: g.Catalog.Permissions(StreamType), byBlock: map[*schema.Block][]*schema.Permission{}}
}

// Streams are the streams of a graph by name.
func Streams(g *resolve.Graph) []*resolve.Resource {
	var out []*resolve.Resource
	for _, res := range g.Resources {
		if isStream(res) {
			out = append(out, res)
		}
	}
	slices.SortFunc(out, func(a, b *resolve.Resource) int { return strings.Compare(a.Address.Name, b.Address.Name) })
	return out
}

func isStream(res *resolve.Resource) bool {
	return res.Address.Type == StreamType && !res.Address.Data && res.Type != nil
}

// Needs are all permissions that a stream needs, of whatever policy, in the
// order of their page and of the blocks.
func (r *Reader) Needs(stream *resolve.Resource) []*Need {
	var out []*Need
	r.top(stream).walk(func(b *block) {
		for _, p := range r.concerning(b.schema) {
			if n := r.need(b, p); n != nil {
				out = append(out, n)
			}
		}
	})
	slices.SortStableFunc(out, func(a, b *Need) int { return r.rank(a) - r.rank(b) })
	return out
}

func (r *Reader) rank(n *Need) int { return slices.Index(r.all, n.Permission) }

// concerning are the permissions that a block may need.
func (r *Reader) concerning(b *schema.Block) []*schema.Permission {
	found, known := r.byBlock[b]
	if !known {
		for _, p := range r.all {
			if p.Concerns(b.Path) {
				found = append(found, p)
			}
		}
		r.byBlock[b] = found
	}
	return found
}

// need is a permission that a block needs, nil when it does not.
func (r *Reader) need(b *block, p *schema.Permission) *Need {
	holds := r.holds(b, p.When)
	if holds == no {
		return nil
	}
	n := &Need{Permission: p, Maybe: holds == maybe, Role: r.role(b), block: b}
	for _, text := range p.Resources {
		if v := r.text(b, text); v != nil {
			n.Things = append(n.Things, v)
		}
	}
	if len(n.Things) == 0 && len(p.Resources) > 0 {
		return nil
	}
	return n
}

// A truth is what is known of a condition.
type truth uint8

const (
	no truth = iota
	maybe
	yes
)

func (r *Reader) holds(b *block, when []schema.Condition) truth {
	answer := yes
	for _, c := range when {
		answer = min(answer, r.condition(b, c))
	}
	return answer
}

func (r *Reader) condition(b *block, c schema.Condition) truth {
	switch c.Attr {
	case "own_role":
		return truthOf(r.ownRole(b) != nil)
	case "other_account":
		return truthOf(r.otherAccount(b, c.Word))
	}
	found := r.find(b, c.Attr)
	switch word, not := strings.CutPrefix(c.Word, "!"); {
	case c.Word == "*":
		return truthOf(found.there())
	case c.Word == "-":
		return truthOf(!found.there())
	case not:
		return yes - says(found, word)
	default:
		return says(found, word)
	}
}

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// says tells whether a member is a word, or with ~ before it has the word in
// what is known of it.
func says(f found, word string) truth {
	if part, within := strings.CutPrefix(word, "~"); within {
		s, ok := f.v.(*value.String)
		return truthOf(ok && strings.Contains(s.Text, part))
	}
	text, known := plain(f.v)
	switch {
	case f.v == nil || isIdentity(f.v):
		return no
	case !known:
		return maybe
	}
	return truthOf(text == word)
}

// isIdentity tells whether a value is a reference to what AWS calls a resource,
// which is no word of a page.
func isIdentity(v value.Value) bool {
	ref := emit.RefOf(v)
	return ref != nil && ref.Of != nil && len(ref.Path) == 1 && slices.Contains([]string{"arn", "id", "key_id"}, ref.Path[0].Name)
}

// plain is the text of a value that is known.
func plain(v value.Value) (string, bool) {
	switch v := v.(type) {
	case value.Bool:
		if v {
			return "true", true
		}
		return "false", true
	case nil:
		return "", false
	}
	return value.KnownText(v)
}

// role is the role that does what a block needs: its own, or that of the block
// around it; a destination without one works with the role of its S3 block.
func (r *Reader) role(b *block) *RoleUse {
	for ; b.up != nil; b = b.up {
		if own := r.ownRole(b); own != nil {
			return own
		}
		if b.up.up == nil {
			for _, s3 := range b.children("s3_configuration") {
				return r.ownRole(s3)
			}
		}
	}
	return nil
}

// ownRole is the role that a block names itself, a Lambda processor as its
// parameter RoleArn.
func (r *Reader) ownRole(b *block) *RoleUse {
	member := "role_arn"
	if b.name == "processors" {
		member = "parameter.RoleArn"
	}
	f := r.find(b, member)
	if f.v == nil || keyOf(f.v) == "" {
		return nil
	}
	return &RoleUse{Value: f.v, Path: b.path() + "." + member, Where: f.at}
}

// otherAccount tells whether an attribute is surely of another account than
// the stream.
func (r *Reader) otherAccount(b *block, member string) bool {
	own, other := r.account(b.res), r.accountOf(r.find(b, member).v)
	return own != "" && other != "" && own != other
}

// accountOf is the account that an ARN names, or whose provider makes the
// resource that is referred to; empty when it is not known.
func (r *Reader) accountOf(v value.Value) string {
	if text, known := value.KnownText(value.OrNil(v)); known {
		return arnPart(text, 4)
	}
	if ref := emit.RefOf(v); ref != nil && ref.Of != nil {
		if of := r.g.Of(ref.Of); of != nil {
			return r.account(of)
		}
	}
	return ""
}

// account is the account of a resource, as its provider says.
func (r *Reader) account(of *resolve.Resource) string {
	alias, _ := value.KnownText(value.OrNil(of.Meta.Provider))
	alias = alias[strings.LastIndexByte(alias, '.')+1:]
	for _, p := range r.g.Providers {
		i := p.Values.Shape().FindText("allowed_account_ids")
		if p.Name != "aws" || resolve.Alias(p) != alias || i < 0 {
			continue
		}
		if ids, ok := p.Values.Peek(i).(*value.Array); ok && ids.Len() == 1 {
			id, _ := value.KnownText(ids.Peek(0))
			return id
		}
	}
	return ""
}

// arnPart is a part of an ARN, from 0; empty for what is no ARN.
func arnPart(text string, i int) string {
	parts := strings.SplitN(text, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return ""
	}
	return parts[i]
}

// keyOf is a text that tells a value from others; empty for what is no text.
func keyOf(v value.Value) string {
	if ref := emit.RefOf(v); ref != nil {
		return "${" + refText(ref) + "}"
	}
	if text, ok := flat(v); ok {
		return text
	}
	return ""
}

// NameOf is what a stream is called in AWS, empty when that is not known.
func NameOf(stream *resolve.Resource) string {
	name, _ := value.KnownText(stream.Attrs.Member("name"))
	return name
}
