// Package jq reads partition queries: the jq 1.6 expression of a
// MetadataExtraction processor, an object construction whose members are the
// partition keys.
//
//	{customer_id: .customer_id, year: .event_timestamp | strftime("%Y")}
//
// What enters is the text; what leaves are the keys with the sources of their
// values, or what is wrong with it.
package jq

import (
	"errors"
	"fmt"
	"strings"

	"github.com/itchyny/gojq"
)

// A Query is a partition query, taken apart.
type Query struct {
	Keys []Key // in order; nil when they cannot be known

	ast *gojq.Query // nil when gojq does not take it as it stands
}

// A Key is one member of the object.
type Key struct {
	Name  string // empty when it is computed
	Value string // the source of its value; of {a}, .a
	Bare  bool   // the value needs parentheses for jq 1.6, and has none
}

// Parse reads a query. The error says, in a few words, what jq finds wrong.
func Parse(text string) (*Query, error) {
	q, err := gojq.Parse(text)
	if err != nil {
		return lenient(text)
	}
	if what := missing(q); what != "" {
		return nil, fmt.Errorf("there is no %s", what)
	}
	if fault := afterOld(text, q); fault != "" {
		return nil, errors.New(fault)
	}
	out := &Query{ast: q}
	switch end := result(q); {
	case end.Object != nil && len(end.SuffixList) == 0:
		out.Keys = []Key{}
		for _, kv := range end.Object.KeyVals {
			out.Keys = append(out.Keys, keyOf(kv))
		}
	case noObject(end):
		return nil, errors.New("it is no object construction")
	}
	return out, nil
}

// result is the term whose value a query gives; one of no type when that is
// computed.
func result(q *gojq.Query) *gojq.Term {
	for {
		switch {
		case q.Op == gojq.OpPipe:
			q = q.Right
		case q.Term == nil && q.Op == 0: // an empty query
			return &gojq.Term{Type: gojq.TermTypeIdentity}
		case q.Term == nil:
			return &gojq.Term{}
		case q.Term.Type == gojq.TermTypeQuery && len(q.Term.SuffixList) == 0:
			q = q.Term.Query
		default:
			return q.Term
		}
	}
}

// noObject tells whether a term can hardly make an object of keys: a path, a
// literal, an array. A function or branch may.
func noObject(t *gojq.Term) bool {
	return t.Type != 0 && !control(t) && t.Func == nil && t.Query == nil && t.Object == nil
}

// missing is a function, name/arity, or variable that a query uses and jq has
// not, with the word for it; empty for none.
func missing(q *gojq.Query) string {
	_, err := gojq.Compile(q)
	if err == nil {
		return ""
	}
	if name, ok := strings.CutPrefix(err.Error(), "function not defined: "); ok && !listed(onlyOld, name) {
		return "function `" + name + "`"
	}
	if name, ok := strings.CutPrefix(err.Error(), "variable not defined: "); ok && name != "$__loc__" {
		return "variable `" + name + "`"
	}
	return ""
}

func keyOf(kv *gojq.ObjectKeyVal) Key {
	k := Key{Name: strings.TrimPrefix(kv.Key, "$")}
	if kv.KeyString != nil && len(kv.KeyString.Queries) == 0 {
		k.Name = kv.KeyString.Str
	}
	if kv.Val == nil {
		k.Value = "." + k.Name
		return k
	}
	k.Value = kv.Val.String()
	k.Bare = needsParentheses(kv.Val)
	return k
}

// needsParentheses tells whether jq 1.6 does not take a query as the value of
// a member: it takes a term, a negated term, or a pipe of them.
func needsParentheses(q *gojq.Query) bool {
	if q.Op == gojq.OpPipe && q.Patterns == nil && len(q.FuncDefs) == 0 {
		return needsParentheses(q.Left) || needsParentheses(q.Right)
	}
	for q.Term != nil && q.Term.Unary != nil && len(q.Term.SuffixList) == 0 && len(q.FuncDefs) == 0 {
		q = &gojq.Query{Term: q.Term.Unary.Term}
	}
	return !isTerm(q)
}

// lenient reads an object whose values lack parentheses: each member alone.
func lenient(text string) (*Query, error) {
	trimmed := strings.TrimSpace(text)
	if !strings.HasPrefix(trimmed, "{") || !strings.HasSuffix(trimmed, "}") {
		_, err := gojq.Parse(text)
		return nil, complaint(err)
	}
	out := &Query{Keys: []Key{}}
	for _, member := range split(trimmed[1 : len(trimmed)-1]) {
		k, err := lenientMember(member)
		if err != nil {
			return nil, err
		}
		out.Keys = append(out.Keys, k)
	}
	return out, nil
}

func lenientMember(member string) (Key, error) {
	if q, err := gojq.Parse("{" + member + "}"); err == nil && len(q.Term.Object.KeyVals) == 1 {
		return keyOf(q.Term.Object.KeyVals[0]), nil
	}
	name, val, ok := strings.Cut(member, ":")
	q, err := gojq.Parse("{" + name + ": (" + val + ")}")
	if !ok || err != nil {
		_, err := gojq.Parse("{" + member + "}")
		return Key{}, complaint(err)
	}
	k := keyOf(q.Term.Object.KeyVals[0])
	return Key{k.Name, strings.TrimSpace(val), true}, nil
}

// complaint is what the parser found, in words of ours.
func complaint(err error) error {
	var parse *gojq.ParseError
	if e, ok := err.(*gojq.ParseError); ok {
		parse = e
	}
	switch {
	case parse == nil || parse.Token == "":
		return fmt.Errorf("it ends too early")
	case len(parse.Token) > 40:
		return fmt.Errorf("it does not go on at `%s…`", strings.ToValidUTF8(parse.Token[:40], ""))
	}
	return fmt.Errorf("it does not go on at `%s`", parse.Token)
}

// split cuts at the commas outside brackets and strings.
func split(text string) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				out, from = append(out, text[from:i]), i+1
			}
		}
	}
	return append(out, text[from:])
}
