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
	"fmt"
	"strings"

	"github.com/itchyny/gojq"
)

// A Query is a partition query, taken apart.
type Query struct {
	Keys []Key // in order; nil when they cannot be known
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
	if name := missingFunction(q); name != "" {
		return nil, fmt.Errorf("there is no function `%s`", name)
	}
	for q.Op == gojq.OpPipe {
		q = q.Right
	}
	if q.Term == nil || q.Term.Object == nil || len(q.Term.SuffixList) > 0 {
		if q.Op == 0 && len(q.FuncDefs) == 0 {
			return nil, fmt.Errorf("it is no object construction")
		}
		return &Query{}, nil
	}
	out := &Query{Keys: []Key{}}
	for _, kv := range q.Term.Object.KeyVals {
		out.Keys = append(out.Keys, keyOf(kv))
	}
	return out, nil
}

// missingFunction is a function, name/arity, that a query calls and jq has not;
// empty for none.
func missingFunction(q *gojq.Query) string {
	_, err := gojq.Compile(q)
	if err == nil {
		return ""
	}
	name, found := strings.CutPrefix(err.Error(), "function not defined: ")
	if !found || ofJqAlone[name] {
		return ""
	}
	return name
}

// ofJqAlone are functions of jq 1.6 that gojq has not.
var ofJqAlone = map[string]bool{
	"input_line_number/0": true, "get_search_list/0": true, "recurse_down/0": true, "leaf_paths/0": true,
	"input_filename/0": true, "inputs/0": true, "input/0": true, "getpath/1": true, "ascii/0": true,
	"finites/0": true, "normals/0": true, "halt/0": true, "halt_error/0": true, "halt_error/1": true,
	"stderr/0": true, "get_jq_origin/0": true, "get_prog_origin/0": true, "modulemeta/0": true,
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
// a member: it takes a term, a negated term, or a pipe of them, and if, try,
// reduce, foreach and label are no terms there.
func needsParentheses(q *gojq.Query) bool {
	switch {
	case q.Op == gojq.OpPipe:
		return needsParentheses(q.Left) || needsParentheses(q.Right)
	case q.Term == nil:
		return true
	}
	t := q.Term
	return t.If != nil || t.Try != nil || t.Reduce != nil || t.Foreach != nil || t.Label != nil
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
