package resolve

import (
	"regexp"
	"strings"
	"sync"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file walks the values of a resource along the schema: to each reference
// with what it feeds, and to each secret that is written out. Constant
// subtrees hold no references; they are looked at once, for secrets.

// A target is what a value feeds.
type target struct {
	attr *schema.Attribute // nil in an output
	typ  *schema.AttrType  // nil inside JSON text, and in an output
	json bool
	arn  string // kind of ARN that it must be; empty: any text
}

type constantKey struct {
	of value.Value
	by any // the *schema.Attribute or *schema.NestedBlock it is read as
}

func (r *resolver) block(h *value.Hash, b *schema.Block) {
	view := r.out.View(h, b)
	slots := h.Slots()
	for i := range view.Entries {
		e := &view.Entries[i]
		slot := slots[e.Slot]
		switch {
		case e.Nested != nil:
			r.nested(slot, e.Nested)
		case e.Attr != nil:
			r.attribute(h, slot, e)
		default:
			r.feed(slot, target{}, e.Place(h).Value)
		}
	}
}

func (r *resolver) nested(slot value.Value, n *schema.NestedBlock) {
	if c, ok := slot.(value.Const); ok {
		if r.hasSecrets(n.Block) && r.once(c.Of, n) {
			r.nested(c.Of, n)
		}
		return
	}
	switch v := slot.(type) {
	case *value.Hash:
		r.block(v, n.Block)
	case *value.Array:
		for _, s := range v.Slots() {
			r.nested(s, n)
		}
	case *value.Ref, *value.String:
		r.feed(v, target{}, source.Span{})
	}
}

// once reports whether a constant subtree was not yet read in this way.
func (r *resolver) once(of value.Value, by any) bool {
	key := constantKey{of, by}
	if r.constant[key] {
		return false
	}
	r.constant[key] = true
	return true
}

// hasSecrets reports whether a block or one below it has a secret attribute.
func (r *resolver) hasSecrets(b *schema.Block) bool {
	if known, ok := r.secrets[b]; ok {
		return known
	}
	found := false
	for _, a := range b.Attrs {
		found = found || a.Secret
	}
	for _, n := range b.Blocks {
		found = found || r.hasSecrets(n.Block)
	}
	r.secrets[b] = found
	return found
}

func (r *resolver) attribute(h *value.Hash, slot value.Value, e *Entry) {
	if e.Attr.Secret {
		r.secret(slot, e, e.Place(h))
	}
	switch slot.(type) {
	case *value.Ref, *value.String, *value.Array, *value.Hash:
		r.feed(slot, target{attr: e.Attr, typ: &e.Attr.Type, arn: arnKind(h, e.Attr)}, e.Place(h).Value)
	}
}

// arnKind is the kind of ARN that an attribute must be, which a neighbour may
// decide: a processor's parameter_value by its parameter_name.
func arnKind(h *value.Hash, a *schema.Attribute) string {
	for _, beside := range a.Arns {
		if text, ok := value.KnownText(h.Member(beside.Attr)); ok && text == beside.Word {
			return beside.Arn
		}
	}
	return a.Arn
}

// feed walks a value that feeds an attribute, to each reference in it.
func (r *resolver) feed(v value.Value, to target, where source.Span) {
	switch v := v.(type) {
	case *value.Ref:
		r.bind(v, to, true, where)
	case *value.String:
		if v.Splices != nil {
			r.feedText(v, to, where)
		}
	case *value.Array:
		to = to.element()
		for i, s := range v.Slots() {
			r.feed(s, to, first(v.Place(i), where))
		}
	case *value.Hash:
		for i, s := range v.Slots() {
			r.feed(s, to.member(v.KeyAt(i)), first(v.Shape().Place(i).Value, where))
		}
	}
}

func (r *resolver) feedText(s *value.String, to target, where source.Span) {
	whole := s.Text == "" && len(*s.Splices) == 1
	for _, p := range *s.Splices {
		if ref, ok := p.Value.(*value.Ref); ok {
			r.bind(ref, to, whole, where)
		}
	}
}

// element is what the elements of an array feed.
func (t target) element() target {
	return t.inside(func(typ *schema.AttrType) *schema.AttrType {
		if typ.Kind == schema.List || typ.Kind == schema.Set {
			return typ.Elem
		}
		return nil
	})
}

// member is what the value of a key of a hash feeds.
func (t target) member(key value.Value) target {
	return t.inside(func(typ *schema.AttrType) *schema.AttrType {
		if typ.Collection() && typ.Kind != schema.Map {
			typ = typ.Elem // one object for a list of objects
		}
		name, _ := keyText(key)
		if typ.Kind == schema.Map {
			return typ.Elem
		}
		return typ.Field(name)
	})
}

func (t target) inside(step func(*schema.AttrType) *schema.AttrType) target {
	switch {
	case t.attr != nil && t.attr.JSON:
		return target{attr: t.attr, json: true}
	case t.typ != nil:
		t.typ = step(t.typ)
	}
	return t
}

// secret tells a secret that stands in the template as text.
func (r *resolver) secret(slot value.Value, e *Entry, place value.Place) {
	if !literalSecret(value.Peek(slot), &e.Attr.Type) {
		return
	}
	at := first(first(place.Value, place.Key), r.where())
	r.diags.Add(diag.SecretLiteral.At(at, "`%s` is a secret, and stands here as plain text", e.Name).
		Labelled("anybody who reads the template or its output can read it").
		Advise("let an input bring it: `%s: %s.value`", e.Name, e.Name).
		Advise("or say why it may stay, on the same line: `# firehose-dsl:allow %s reason`", diag.SecretLiteral.ID))
}

func (r *resolver) where() source.Span {
	if r.at == nil {
		return source.Span{}
	}
	return r.at.Where
}

// secretName is what a member of a secret map is called when it is the secret
// itself: connection_properties holds a URL beside the password.
var secretName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)passw|secret|token|private`) })

// IsDynamicReference reports whether a text is a place of a secret that
// CloudFormation reads when it deploys: {{resolve:secretsmanager:orders}}.
func IsDynamicReference(text string) bool {
	inner, ok := strings.CutPrefix(text, "{{resolve:")
	return ok && strings.HasSuffix(inner, "}}") && (strings.HasPrefix(inner, "secretsmanager:") || strings.HasPrefix(inner, "ssm-secure:"))
}

// literalSecret reports whether a value is text that no input brings.
func literalSecret(v value.Value, t *schema.AttrType) bool {
	switch v := v.(type) {
	case value.Symbol:
		return v != ""
	case *value.String:
		return v.Known() && v.Text != "" && !IsDynamicReference(v.Text)
	case value.Int, value.Float, *value.Big:
		return true
	case *value.Array:
		return v.Len() > 0 && allLiteral(v.Slots())
	case *value.Hash:
		if t.Kind == schema.Map || t.Kind == schema.Object {
			return literalMember(v)
		}
		return v.Len() > 0 && allLiteral(v.Slots())
	}
	return false
}

func literalMember(h *value.Hash) bool {
	for i, s := range h.Slots() {
		name, _ := keyText(h.KeyAt(i))
		if secretName().MatchString(name) && literalSecret(value.Peek(s), &schema.AttrType{}) {
			return true
		}
	}
	return false
}

func allLiteral(slots []value.Value) bool {
	for _, s := range slots {
		switch v := value.Peek(s).(type) {
		case *value.Ref, *value.Raw:
			return false
		case *value.String:
			if !v.Known() {
				return false
			}
		case *value.Array:
			if !allLiteral(v.Slots()) {
				return false
			}
		case *value.Hash:
			if !allLiteral(v.Slots()) {
				return false
			}
		}
	}
	return true
}
