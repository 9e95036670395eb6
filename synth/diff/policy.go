package diff

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// This file reads JSON documents by what they mean. In a policy of IAM the
// order of statements, actions, resources and values does not count, one word
// is a list of one, and the letters of an action may be large or small:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html,
// read 2026-07.

// document is the value of an attribute that holds JSON text: the document,
// whichever way it is written, or the text when it is none.
func (b builder) document(v value.Value) *node {
	n := b.value(v, nil)
	if s, ok := v.(*value.String); ok && s.Known() {
		if parsed := parse(s.Text); parsed != nil {
			n = parsed
		}
	}
	if n != nil && n.kind == object && n.member("Statement") != nil {
		return policy(n)
	}
	return n
}

// parse is a text of JSON as nodes, nil when it is none.
func parse(text string) *node {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil || d.More() {
		return nil
	}
	switch v.(type) {
	case map[string]any, []any:
		return parsed(v)
	}
	return nil
}

func parsed(v any) *node {
	switch v := v.(type) {
	case map[string]any:
		n := &node{kind: object}
		for name, m := range v {
			n.put(name, parsed(m))
		}
		return n
	case []any:
		n := &node{kind: list, ordered: true}
		for _, e := range v {
			n.below = append(n.below, orNull(parsed(e)))
		}
		return n
	case string:
		return leafOf(v)
	case json.Number:
		f, _ := v.Float64()
		text := numberText(f, v.String())
		return &node{text: text, key: text}
	case bool:
		text := map[bool]string{true: "true", false: "false"}[v]
		return &node{text: text, key: text}
	}
	return nil
}

func orNull(n *node) *node {
	if n == nil {
		return &node{text: "null", key: "null"}
	}
	return n
}

// policy is a document as a policy of IAM.
func policy(n *node) *node {
	out := &node{kind: object}
	for i, name := range n.names {
		m := n.below[i]
		if name == "Statement" {
			m = asSet(m)
			for j, s := range m.below {
				m.below[j] = statement(s)
			}
		}
		out.put(name, m)
	}
	return out
}

// asSet is a list, or one element, as a set without doubles.
func asSet(n *node) *node {
	all := []*node{n}
	if n.kind == list || n.kind == set {
		all = slices.Clone(n.below)
	}
	slices.SortStableFunc(all, func(a, b *node) int { return strings.Compare(a.sum(), b.sum()) })
	return &node{kind: set, below: slices.CompactFunc(all, func(a, b *node) bool { return a.sum() == b.sum() })}
}

func statement(n *node) *node {
	if n.kind != object {
		return n
	}
	out := &node{kind: object}
	for i, name := range n.names {
		m := n.below[i]
		switch name {
		case "Action", "NotAction":
			m = asSet(anyCase(m))
		case "Resource", "NotResource":
			m = asSet(m)
		case "Principal", "NotPrincipal":
			m = principal(m)
		case "Condition":
			m = condition(m)
		}
		out.put(name, m)
	}
	return out
}

// anyCase is a word, or a list of words, that is compared in small letters.
func anyCase(n *node) *node {
	if n.kind == leaf {
		return &node{text: n.text, key: strings.ToLower(n.key)}
	}
	out := &node{kind: n.kind, names: n.names}
	for _, m := range n.below {
		out.below = append(out.below, anyCase(m))
	}
	return out
}

// principal is who a statement is about; "*" alone is { AWS: "*" }.
func principal(n *node) *node {
	if n.kind == leaf {
		everybody := &node{kind: object}
		everybody.put("AWS", n)
		n = everybody
	}
	return eachSet(n)
}

// eachSet is an object whose members are sets.
func eachSet(n *node) *node {
	out := &node{kind: n.kind, names: n.names}
	for _, m := range n.below {
		out.below = append(out.below, asSet(m))
	}
	return out
}

// condition is operators with keys with values, which are texts however they
// are written.
func condition(n *node) *node {
	if n.kind != object {
		return n
	}
	out := &node{kind: object, names: n.names}
	for _, operator := range n.below {
		if operator.kind == object {
			operator = eachSet(words(operator))
		}
		out.below = append(out.below, operator)
	}
	return out
}

func words(n *node) *node {
	if n.kind == leaf && (n.key == "true" || n.key == "false" || n.key != "" && n.key[0] >= '0' && n.key[0] <= '9') {
		return leafOf(n.key)
	}
	out := *n
	out.below, out.digest = nil, ""
	for _, m := range n.below {
		out.below = append(out.below, words(m))
	}
	return &out
}
