package tfjson

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
)

// This file holds Terraform's texts: templates ("${x}/*"), in which literal
// ${ and %{ are doubled, and expressions of HCL, as jsonencode takes them.

// A quoting is how literal text is written inside a template: as it is in a
// JSON string, whose own escapes come later, or with HCL's escapes.
type quoting func(b []byte, literal string) []byte

// template appends a string as a template. A literal run of $ right before an
// expression goes in as ${"$"}, because $${ would be an escape.
func (e *emitter) template(b []byte, s *value.String, quote quoting) []byte {
	dollars := 0
	emit.Pieces(s, func(text string, v value.Value) {
		if v == nil {
			literal := strings.TrimRight(text, "$")
			dollars = len(text) - len(literal)
			b = quote(b, literal)
			return
		}
		if dollars > 0 {
			b = append(append(append(b, `${"`...), strings.Repeat("$", dollars)...), `"}`...)
			dollars = 0
		}
		b = append(e.expression(append(b, "${"...), v), '}')
	})
	return append(b, strings.Repeat("$", dollars)...)
}

// plain appends literal text with ${ and %{ doubled.
func plain(b []byte, s string) []byte {
	if !special(s) {
		return append(b, s...)
	}
	for i := 0; i < len(s); i++ {
		if (s[i] == '$' || s[i] == '%') && i+1 < len(s) && s[i+1] == '{' {
			b = append(b, s[i])
		}
		b = append(b, s[i])
	}
	return b
}

// hclLiteral appends literal text as it stands between HCL's quotes.
func hclLiteral(b []byte, s string) []byte {
	if !special(s) {
		return emit.AppendEscaped(b, s)
	}
	return emit.AppendEscaped(b, plain(nil, s))
}

// special reports whether a text changes in a template at all.
func special(s string) bool {
	return strings.Contains(s, "${") || strings.Contains(s, "%{")
}

// jsonText appends a hash or array for an attribute that holds JSON text: as
// that text, or as ${jsonencode(…)} when part of it is not known yet.
func (e *emitter) jsonText(b []byte, v value.Value) []byte {
	if emit.Unknown(v) {
		return append(e.hcl(append(b, "${jsonencode("...), v), ")}"...)
	}
	return plain(b, string(emit.AppendJSON(nil, v)))
}

// hcl appends a value as an expression of HCL.
func (e *emitter) hcl(b []byte, v value.Value) []byte {
	switch v := value.Peek(v).(type) {
	case *value.Ref, *value.Raw:
		return e.expression(b, v)
	case value.Symbol:
		return append(hclLiteral(append(b, '"'), string(v)), '"')
	case *value.String:
		return e.hclString(b, v)
	case *value.Array:
		return e.hclArray(b, v)
	case *value.Hash:
		return e.hclHash(b, v)
	default:
		return emit.AppendJSON(b, v)
	}
}

func (e *emitter) hclString(b []byte, s *value.String) []byte {
	if v := emit.Lone(s); v != nil {
		return e.expression(b, v)
	}
	return append(e.template(append(b, '"'), s, hclLiteral), '"')
}

func (e *emitter) hclArray(b []byte, a *value.Array) []byte {
	b = append(b, '[')
	for i, s := range a.Slots() {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = e.hcl(b, s)
	}
	return append(b, ']')
}

func (e *emitter) hclHash(b []byte, h *value.Hash) []byte {
	if h.Len() == 0 {
		return append(b, "{}"...)
	}
	b = append(b, '{')
	separator := " "
	emit.Entries(h, func(key string, slot int) {
		b = append(b, separator...)
		separator = ", "
		b = append(hclKey(b, key), " = "...)
		b = e.hcl(b, h.Slots()[slot])
	})
	return append(b, " }"...)
}

// hclKey appends a key of an object: bare when HCL reads it as a name.
func hclKey(b []byte, key string) []byte {
	if bare(key) {
		return append(b, key...)
	}
	return append(hclLiteral(append(b, '"'), key), '"')
}

// bare reports whether a key is a name of HCL and no word of its own.
func bare(key string) bool {
	switch key {
	case "", "for", "if", "in", "null", "true", "false":
		return false
	}
	for i := 0; i < len(key); i++ {
		c := key[i]
		letter := c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// expression appends an unknown value as Terraform names it.
func (e *emitter) expression(b []byte, v value.Value) []byte {
	switch v := v.(type) {
	case *value.Raw:
		if text, ok := v.Terraform.(*value.String); ok {
			return append(b, text.Text...)
		}
	case *value.Ref:
		return e.reference(b, v)
	}
	return b
}

func (e *emitter) reference(b []byte, r *value.Ref) []byte {
	switch {
	case r.Of != nil:
		b = appendAddress(b, r.Of.Address)
	case r.Input != nil && r.Input.Neutral:
		b = append(b, e.neutral(r.Input.Name).expression...)
	case r.Input != nil:
		b = append(append(b, "var."...), r.Input.Name...)
	}
	for _, s := range r.Path {
		switch {
		case s.IsKey:
			b = append(append(hclLiteral(append(b, `["`...), s.Name), '"'), ']')
		case s.IsIndex:
			b = append(b, s.String()...)
		default:
			b = append(append(b, '.'), s.Name...)
		}
	}
	return b
}

func appendAddress(b []byte, a value.Address) []byte {
	if a.Data {
		b = append(b, "data."...)
	}
	return append(append(append(b, a.Type...), '.'), a.Name...)
}
