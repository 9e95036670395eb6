package check

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/jq"
	"github.com/firehose-dsl/firehose-dsl/synth/prefix"
)

// This file holds the functions of rule expressions: those of any language
// first, then what asks about Firehose's languages, then what looks at other
// resources of the template (graph.go).

// A function is one function of rule expressions.
type function func(f *frame, args []val) val

var functions map[string]function

// looksAround are the functions whose value depends on more than their
// arguments, even when these are constant.
var looksAround = map[string]bool{"resources": true, "input": true, "region": true, "account": true, "lacks": true}

func init() {
	functions = map[string]function{
		"length": each1(length), "lower": onText(strings.ToLower), "upper": onText(strings.ToUpper), "trim": onText(strings.TrimSpace),
		"startswith": startsWith, "endswith": endsWith, "strcontains": onTexts(strings.Contains),
		"matches": matching, "capture": capture, "replace": replace, "split": known2(split),
		"contains": contains, "subtract": known2(subtract), "duplicates": each1(duplicates), "repeats": each1(repeats), "concat": concat,
		"any": quantify(true), "all": quantify(false), "join": known2(joinList), "distinct": each1(distinct),
		"keys": each1(keys), "members": members, "list": asList, "present": present, "known": isKnown, "surely": surely, "text": each1(asText),
		"min": extreme(math.Min), "max": extreme(math.Max), "number": each1(toNumber), "whole": each1(whole), "clamp": clamp,

		"uses": uses, "has_expression": onPrefix(func(p *prefix.Prefix) val { return truth(len(p.Exprs) > 0) }),
		"uses_value": usesValue, "expression": expression,
		"partition_keys": partitionKeys, "prefix_faults": prefixFaults, "min_length": minLength, "time_zones": timeZones,
		"query_keys": each1(queryKeys), "query_fault": each1(queryFault), "bare_keys": each1(bareKeys), "query_values": each1(queryValues),
		"base64": each1(isBase64),

		"name": resourceName, "region": region, "account": account, "resources": resources, "target": target,
		"target_type": targetType, "subject": subject, "json_keys": jsonKeys, "target_attr": targetAttr, "input": input, "arn_part": known2(arnPart),
		"attached": attached, "same_named": sameNamed, "named": named, "wrong_reference": wrongReference,
		"identical": identical, "depends_on": dependsOn, "says": says, "lacks": lacks, "encode64": each1(encode64), "unquoted": each1(unquoted), "nearest": nearestOf, "block_name": blockName, "name_of": nameOf,
	}
}

// each1 lifts a function of one value: null and unknown stay what they are.
func each1(fn func(val) val) function {
	return func(_ *frame, args []val) val {
		if len(args) != 1 || args[0].isNull() || args[0].isUnknown() {
			return first(args)
		}
		return fn(args[0])
	}
}

func first(args []val) val {
	if len(args) == 0 {
		return nothing
	}
	return args[0]
}

// known2 lifts a function of two values that are there.
func known2(fn func(a, b val) val) function {
	return func(_ *frame, args []val) val { return both(args, fn) }
}

func both(args []val, fn func(a, b val) val) val {
	if len(args) != 2 || args[0].isNull() || args[1].isNull() {
		return nothing
	}
	if args[0].isUnknown() || args[1].isUnknown() {
		return notKnown
	}
	return fn(args[0], args[1])
}

func onText(fn func(string) string) function {
	return each1(func(v val) val { return textOf(fn(v.String())) })
}

func onTexts(fn func(text, arg string) bool) function {
	return func(_ *frame, args []val) val { return askTexts(args, fn) }
}

func askTexts(args []val, fn func(text, arg string) bool) val {
	return both(args, func(a, b val) val { return truth(fn(a.String(), b.String())) })
}

// startsWith asks also a text with references in it: what stands before the
// first of them may answer.
func startsWith(_ *frame, args []val) val {
	return partly(args, strings.HasPrefix, func(s *value.String) string { return s.Text[:(*s.Splices)[0].At] })
}

// endsWith asks also a text with references in it: what stands after the last
// of them may answer.
func endsWith(_ *frame, args []val) val {
	return partly(args, strings.HasSuffix, func(s *value.String) string { return s.Text[(*s.Splices)[len(*s.Splices)-1].At:] })
}

// partly is a question about one end of a text. The part of it that is known
// answers when it is long enough, or when it is none of what is asked for.
func partly(args []val, has func(text, end string) bool, part func(*value.String) string) val {
	s, ok := args[0].of.(*value.String)
	if !args[0].isUnknown() || !ok || len(args) != 2 || args[1].kind != textKind {
		return askTexts(args, has)
	}
	known, want := part(s), args[1].str
	switch {
	case len(known) >= len(want):
		return truth(has(known, want))
	case !has(want, known):
		return no
	}
	return notKnown
}

func length(v val) val {
	switch v.kind {
	case textKind:
		return numberOf(float64(utf8.RuneCountInString(v.str)))
	case listKind:
		return numberOf(float64(len(v.elems())))
	case recordKind:
		return numberOf(float64(v.size()))
	case blockKind:
		return numberOf(1)
	}
	return nothing
}

// matching is matches for rules. A text with references in it that cannot
// match, whatever they stand for, does not.
func matching(_ *frame, args []val) val {
	if s, ok := first(args).of.(*value.String); ok && first(args).isUnknown() && len(args) == 2 && !mayMatch(s, args[1].str) {
		return no
	}
	return askTexts(args, matches)
}

// capture is what the first group of a pattern matched, null without a match:
// capture(text, pattern). A reference in the text is taken for letters, and
// what is captured of it is unknown.
func capture(_ *frame, args []val) val {
	v := first(args)
	s, ok := v.of.(*value.String)
	switch {
	case len(args) != 2 || v.isNull():
		return nothing
	case v.isUnknown() && (!ok || s.Text == ""):
		return notKnown
	case v.isUnknown():
		return unlessHoles(captured(withHoles(s), args[1].str))
	}
	return captured(v.String(), args[1].str)
}

func captured(text, source string) val {
	m := patternOf(source).re().FindStringSubmatch(text)
	if len(m) < 2 {
		return nothing
	}
	return textOf(m[1])
}

func replace(_ *frame, args []val) val {
	if len(args) != 3 || args[0].isNull() || args[0].isUnknown() {
		return first(args)
	}
	return textOf(strings.ReplaceAll(args[0].String(), args[1].String(), args[2].String()))
}

func split(sep, v val) val { return textList(strings.Split(v.String(), sep.String())) }

func joinList(sep, v val) val {
	parts := make([]string, len(v.elems()))
	for i, e := range v.elems() {
		parts[i] = e.String()
	}
	return textOf(strings.Join(parts, sep.String()))
}

// contains tells whether a list holds a value; an unknown element may be it.
func contains(_ *frame, args []val) val {
	if len(args) != 2 || args[1].isUnknown() || args[0].isUnknown() {
		return notKnown
	}
	answer := no
	for _, e := range args[0].elems() {
		switch {
		case e.isUnknown():
			answer = notKnown
		case !args[1].isNull() && same(e, args[1]):
			return yes
		}
	}
	return answer
}

// subtract is a list without the elements of another.
func subtract(a, b val) val {
	var out []val
	for _, e := range a.elems() {
		if !contains(nil, []val{b, e}).isTrue() {
			out = append(out, e)
		}
	}
	return listOf(out)
}

// duplicates are the elements that stand in a list more than once, once each.
func duplicates(v val) val {
	var out []val
	es := v.elems()
	for i, e := range es {
		before, told := contains(nil, []val{listOf(es[:i]), e}), contains(nil, []val{listOf(out), e})
		if before.isTrue() && !told.isTrue() {
			out = append(out, e)
		}
	}
	return listOf(out)
}

// repeats are the indexes of the elements of a list that stood in it before.
func repeats(v val) val {
	var out []val
	es := v.elems()
	for i, e := range es {
		if contains(nil, []val{listOf(es[:i]), e}).isTrue() {
			out = append(out, numberOf(float64(i)))
		}
	}
	return listOf(out)
}

func distinct(v val) val {
	var out []val
	for _, e := range v.elems() {
		if !contains(nil, []val{listOf(out), e}).isTrue() {
			out = append(out, e)
		}
	}
	return listOf(out)
}

func concat(_ *frame, args []val) val {
	var out []val
	for _, a := range args {
		if a.isUnknown() {
			return notKnown
		}
		out = append(out, a.values()...)
	}
	return listOf(out)
}

// quantify is any (decisive: true) or all (false) of a list of truths.
func quantify(decisive bool) function {
	return func(_ *frame, args []val) val {
		if first(args).isUnknown() {
			return notKnown
		}
		answer := truth(!decisive)
		for _, e := range first(args).elems() {
			switch {
			case e.isUnknown():
				answer = notKnown
			case e.isTrue() == decisive:
				return truth(decisive)
			}
		}
		return answer
	}
}

func keys(v val) val {
	if v.kind == recordKind {
		return listOf(v.keyTexts())
	}
	return emptyList
}

// members are the names of what stands in a block.
func members(f *frame, args []val) val {
	n := first(args).node()
	if n == nil {
		return emptyList
	}
	if n.res != f.self.res {
		f.c.exactly()
	}
	var out []val
	for i, e := range n.view.Entries {
		if absent := n.hash.Peek(e.Slot) == value.Value(value.Nil); !absent && (e.Nested == nil || len(n.below(i)) > 0) {
			out = append(out, textOf(e.Name))
		}
	}
	return listOf(out)
}

// asList is a list as it is, one value as a list of it, null as an empty one.
func asList(_ *frame, args []val) val {
	v := first(args)
	if v.isUnknown() {
		return v
	}
	return listOf(v.values())
}

// present tells whether a value is there and no empty text.
func present(_ *frame, args []val) val {
	v := first(args)
	return truth(!v.isNull() && (v.kind != textKind || v.str != ""))
}

func isKnown(_ *frame, args []val) val { return truth(!first(args).isUnknown()) }

// surely is true for what is true; what is unknown is not.
func surely(_ *frame, args []val) val { return truth(first(args).isTrue()) }

func toNumber(v val) val {
	if n, ok := v.number(); ok {
		return numberOf(n)
	}
	return nothing
}

func whole(v val) val {
	n, ok := v.number()
	return truth(ok && n == math.Trunc(n))
}

func extreme(fn func(a, b float64) float64) function {
	return known2(func(a, b val) val {
		return calculate(a, b, func(x, y float64) val { return numberOf(fn(x, y)) })
	})
}

// clamp is the nearest number of a range: clamp(n, low, high).
func clamp(_ *frame, args []val) val {
	n, ok := first(args).number()
	if !ok || len(args) != 3 {
		return nothing
	}
	return numberOf(max(args[1].num, min(args[2].num, n)))
}

// prefixOf takes a prefix apart. A reference in it stands as a letter, so that
// what is written around it can be read; parts of it are known all the same.
func prefixOf(f *frame, v val) *prefix.Prefix {
	switch s, ok := v.of.(*value.String); {
	case v.kind == textKind:
		return f.c.prefix(v.str)
	case ok && v.isUnknown():
		return f.c.prefix(withHoles(s))
	}
	return nil
}

// hole stands for a reference in a text that is read all the same. What it
// touches is not known.
const hole = "\x00"

// withHoles is a text in which a hole stands for each reference.
func withHoles(s *value.String) string {
	var b strings.Builder
	at := 0
	for _, p := range *s.Splices {
		b.WriteString(s.Text[at:p.At] + hole)
		at = p.At
	}
	return b.String() + s.Text[at:]
}

// onPrefix asks about a prefix. What a text with references has is known; what
// it lacks may still be in what they stand for.
func onPrefix(fn func(p *prefix.Prefix) val) function {
	return func(f *frame, args []val) val {
		v := first(args)
		p := prefixOf(f, v)
		if p == nil {
			return v.unknownOr(no)
		}
		answer := fn(p)
		if v.isUnknown() && !answer.isTrue() {
			return notKnown
		}
		return answer
	}
}

func (v val) unknownOr(other val) val {
	if v.isUnknown() {
		return v
	}
	return other
}

// uses tells whether a prefix has an expression of one of the namespaces.
func uses(f *frame, args []val) val {
	return onPrefix(func(p *prefix.Prefix) val {
		for _, n := range args[1:] {
			if p.Uses(n.str) {
				return yes
			}
		}
		return no
	})(f, args[:1])
}

// usesValue tells whether a prefix has one expression: uses_value(p, ns, v).
func usesValue(f *frame, args []val) val {
	return onPrefix(func(p *prefix.Prefix) val { return truth(p.Has(args[1].str, args[2].str)) })(f, args[:1])
}

// expression is the first expression of one of the namespaces in a prefix, of any
// when none is named, as a rule's focus asks for it: { text, nth, of }.
func expression(f *frame, args []val) val {
	p := prefixOf(f, args[0])
	if p == nil {
		return nothing
	}
	for _, e := range p.Exprs {
		if len(args) == 1 || contains(f, []val{listOf(args[1:]), textOf(e.Namespace)}).isTrue() {
			return val{kind: recordKind, in: partOf(p.Text, e.Start, e.End)}
		}
	}
	return nothing
}

// partOf is a part of a text: the nth, from 0, of so many like it.
func partOf(text string, start, end int) *object {
	part := text[start:end]
	nth, of := strings.Count(text[:start], part), strings.Count(text, part)
	return &object{[]string{"text", "nth", "of"}, []val{textOf(part), numberOf(float64(nth)), numberOf(float64(of))}}
}

// partitionKeys are the keys that a prefix uses of a namespace.
func partitionKeys(f *frame, args []val) val {
	if p := prefixOf(f, args[0]); p != nil {
		return listOf(mapVals(p.Values(args[1].str), func(key string) val { return unlessHoles(textOf(key)) }))
	}
	return args[0].unknownOr(emptyList)
}

// unlessHoles is a value, unknown when a reference stands in it.
func unlessHoles(v val) val {
	if strings.Contains(v.str, hole) {
		return notKnown
	}
	return v
}

// prefixFaults are what is wrong with a prefix under the id of a rule, each
// { text, nth, of, what, nearest }; the first three are its place, see partOf.
func prefixFaults(f *frame, args []val) val {
	p := prefixOf(f, args[0])
	if p == nil {
		return args[0].unknownOr(emptyList)
	}
	var out []val
	for _, w := range p.Wrong {
		if w.Rule == args[1].str && !strings.Contains(w.What, hole) {
			o := partOf(p.Text, w.Start, w.End)
			o.keys, o.vals = append(o.keys, "what", "nearest"), append(o.vals, textOf(w.What), textOf(w.Nearest))
			out = append(out, val{kind: recordKind, in: o})
		}
	}
	return listOf(out)
}

func minLength(f *frame, args []val) val {
	if p := prefixOf(f, args[0]); p != nil {
		return numberOf(float64(p.MinLength()))
	}
	return args[0].unknownOr(nothing)
}

// timeZones are the names of the time zones that the service accepts.
func timeZones(*frame, []val) val { return listOf(mapVals(slices.Collect(prefix.ZoneNames()), textOf)) }

// queryKeys are the keys of a partition query, null when they are not known.
func queryKeys(v val) val {
	return ofQuery(v, func(k jq.Key) (string, bool) { return k.Name, true })
}

// bareKeys are those whose value lacks parentheses.
func bareKeys(v val) val {
	return ofQuery(v, func(k jq.Key) (string, bool) { return k.Name, k.Bare })
}

// queryValues are the sources of the values of a partition query.
func queryValues(v val) val {
	return ofQuery(v, func(k jq.Key) (string, bool) { return k.Value, true })
}

func ofQuery(v val, fn func(k jq.Key) (string, bool)) val {
	q, err := jq.Parse(v.String())
	if err != nil || q.Keys == nil {
		return notKnown
	}
	out := []val{}
	for _, k := range q.Keys {
		if k.Name == "" {
			return notKnown
		}
		if s, ok := fn(k); ok {
			out = append(out, textOf(s))
		}
	}
	return listOf(out)
}

// queryFault is what is wrong with a partition query, null for nothing.
func queryFault(v val) val {
	if _, err := jq.Parse(v.String()); err != nil {
		return textOf(err.Error())
	}
	return nothing
}

func isBase64(v val) val {
	return truth(matches(v.String(), `^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`))
}

func encode64(v val) val { return textOf(base64.StdEncoding.EncodeToString([]byte(v.String()))) }

// jsonKeys are the keys of a JSON object in a text, which may hold references,
// or of an object. Unknown for what is none.
func jsonKeys(_ *frame, args []val) val {
	v := first(args)
	text := v.str
	if s, ok := v.of.(*value.String); ok && v.isUnknown() {
		text = strings.ReplaceAll(withHoles(s), hole, "0")
	}
	if v.kind == recordKind {
		return keys(v)
	}
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil {
		return notKnown
	}
	return textList(slices.Sorted(maps.Keys(members)))
}

// unquoted is a date pattern without its quoted parts.
func unquoted(v val) val { return textOf(patternOf("'[^']*'").re().ReplaceAllString(v.String(), "")) }

// nearestOf is the word of a list that is most like a text, null when none is.
func nearestOf(_ *frame, args []val) val {
	var words []string
	if len(args) == 2 {
		for _, w := range args[1].elems() {
			words = append(words, w.String())
		}
	}
	if near := nearestWord(first(args).String(), words); near != "" {
		return textOf(near)
	}
	return nothing
}
