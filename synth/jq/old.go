package jq

import (
	"fmt"
	"strings"

	"github.com/itchyny/gojq"
)

// What gojq takes and jq 1.6, which Firehose names, does not. Found by running
// both over generated queries (November 2026).

// newer are the functions that jq got after 1.6.
const newer = " abs/0 add/1 debug/1 ltrim/0 pick/1 rtrim/0 scan/2 skip/2 toboolean/0 trim/0 trimstr/1 "

// onlyOld are the functions of jq 1.6 that gojq has not, or not without a terminal.
const onlyOld = ` debug/0 get_jq_origin/0 get_prog_origin/0 get_search_list/0 input/0 input_filename/0 input_line_number/0
	inputs/0 keys_unsorted/0 leaf_paths/0 lgamma_r/0 modulemeta/0 pow10/0 recurse_down/0 scalars_or_empty/0 stderr/0 `

// formats are those of jq 1.6.
const formats = " @base64 @base64d @csv @html @json @sh @text @tsv @uri "

// keywords stand before a value, and end none.
const keywords = " and as catch def elif else foreach if import include label or reduce then try "

func listed(list, word string) bool {
	return strings.Contains(" "+strings.Join(strings.Fields(list), " ")+" ", " "+word+" ")
}

// A judge goes through a query, for what came after jq 1.6 and for functions
// that somebody looks for.
type judge struct {
	keys    *gojq.Object    // the object of the keys, whose values are judged elsewhere
	defined map[string]bool // functions of the query itself: name/arity
	fault   string          // the first that was found
	wanted  string          // a list of name/arity
	found   string          // the first of them that is called
}

// afterOld is what of a query jq 1.6 does not take, in words that go on from
// `the query is not what jq reads`; empty for nothing. The values of the object
// itself are judged key by key, see needsParentheses.
func afterOld(text string, q *gojq.Query) string {
	if dotBeforeBracket(text) {
		return "a dot before `[` is of a later jq; write `.a[0]`, not `.a.[0]`"
	}
	j := &judge{defined: map[string]bool{}, keys: result(q).Object}
	j.query(q)
	return j.fault
}

func (j *judge) tell(fault string) {
	if j.fault == "" {
		j.fault = fault
	}
}

func (j *judge) query(q *gojq.Query) {
	if q == nil {
		return
	}
	if len(q.Imports) > 0 {
		j.tell("it imports a module")
	}
	for _, f := range q.FuncDefs {
		j.defined[call(f.Name, len(f.Args))] = true
		j.query(f.Body)
	}
	if q.Patterns != nil && !isTerm(last(q.Left)) {
		j.tell("what is bound with `as` needs parentheses in jq 1.6")
	}
	j.patterns(q.Patterns)
	j.query(q.Left)
	j.query(q.Right)
	j.term(q.Term)
}

func (j *judge) term(t *gojq.Term) {
	if t == nil {
		return
	}
	j.suffixes(t)
	j.parts(t)
	j.index(t.Index)
	j.text(t.Str)
	j.query(t.Query)
	if t.Format != "" && !listed(formats, t.Format) {
		j.tell("there is no format `" + t.Format + "` in jq 1.6")
	}
	if t.Unary != nil {
		j.unary(t.Unary)
	}
	if t.Array != nil {
		j.query(t.Array.Query)
	}
	if t.Func != nil {
		j.call(t.Func)
	}
	if t.Object != nil {
		j.object(t.Object)
	}
}

func (j *judge) unary(u *gojq.Unary) {
	if u.Op == gojq.OpAdd {
		j.tell("a plus stands before nothing in jq 1.6")
	}
	j.term(u.Term)
}

// suffixes judges what follows a term. A ? that makes a term an expression ends it.
func (j *judge) suffixes(t *gojq.Term) {
	ended := control(t)
	access := t.Type == gojq.TermTypeIndex
	for _, s := range t.SuffixList {
		if ended && !s.Optional {
			j.tell("what stands before a path needs parentheses in jq 1.6")
		}
		ended = ended || s.Optional && !access
		access = !s.Optional
		j.index(s.Index)
	}
}

// parts judges the parts of if, try, reduce, foreach and label.
func (j *judge) parts(t *gojq.Term) {
	switch {
	case t.If != nil:
		j.branches(t.If)
	case t.Try != nil:
		j.query(t.Try.Body)
		j.query(t.Try.Catch)
	case t.Reduce != nil:
		j.loop(t.Reduce.Query, t.Reduce.Patterns, t.Reduce.Start, t.Reduce.Update)
	case t.Foreach != nil:
		j.loop(t.Foreach.Query, t.Foreach.Patterns, t.Foreach.Start, t.Foreach.Update, t.Foreach.Extract)
	case t.Label != nil:
		j.query(t.Label.Body)
	}
}

func (j *judge) branches(i *gojq.If) {
	if i.Else == nil {
		j.tell("`if` has no `else`, which jq 1.6 wants")
	}
	j.query(i.Cond)
	j.query(i.Then)
	for _, e := range i.Elif {
		j.query(e.Cond)
		j.query(e.Then)
	}
	j.query(i.Else)
}

func (j *judge) loop(over *gojq.Query, patterns []*gojq.Pattern, bodies ...*gojq.Query) {
	if !isTerm(over) {
		j.tell("what a loop goes over needs parentheses in jq 1.6")
	}
	j.query(over)
	j.patterns(patterns)
	for _, b := range bodies {
		j.query(b)
	}
}

func (j *judge) patterns(all []*gojq.Pattern) {
	for _, p := range all {
		j.patterns(p.Array)
		for _, o := range p.Object {
			j.text(o.KeyString)
			j.query(o.KeyQuery)
			if o.Val != nil {
				j.patterns([]*gojq.Pattern{o.Val})
			}
		}
	}
}

func (j *judge) index(i *gojq.Index) {
	if i != nil {
		j.text(i.Str)
		j.query(i.Start)
		j.query(i.End)
	}
}

func (j *judge) text(s *gojq.String) {
	if s != nil {
		for _, q := range s.Queries {
			j.query(q)
		}
	}
}

func (j *judge) call(f *gojq.Func) {
	name := call(f.Name, len(f.Args))
	switch {
	case j.defined[name]:
	case strings.HasPrefix(f.Name, "$") && listed(keywords+"end", f.Name[1:]):
		j.tell("`" + f.Name + "` is named like a keyword")
	case listed(newer, name):
		j.tell("there is no function `" + name + "` in jq 1.6")
	case j.found == "" && listed(j.wanted, name):
		j.found = name
	}
	for _, a := range f.Args {
		j.query(a)
	}
}

func (j *judge) object(o *gojq.Object) {
	for _, kv := range o.KeyVals {
		switch {
		case kv.Val == nil && listed(keywords+"end $__loc__", kv.Key):
			j.tell("`" + kv.Key + "` is a keyword, and needs a value in jq 1.6")
		case kv.Val != nil && strings.HasPrefix(kv.Key, "$"):
			j.tell("`" + kv.Key + "` is a key and a value; another cannot follow in jq 1.6")
		case kv.Val != nil && o != j.keys && needsParentheses(kv.Val):
			j.tell("the value of a member needs parentheses in jq 1.6: `" + kv.Val.String() + "`")
		}
		j.text(kv.KeyString)
		j.query(kv.KeyQuery)
		j.query(kv.Val)
	}
}

func call(name string, arity int) string { return fmt.Sprintf("%s/%d", name, arity) }

// control tells whether a term is one that jq 1.6 counts among the expressions.
func control(t *gojq.Term) bool {
	return t.If != nil || t.Try != nil || t.Reduce != nil || t.Foreach != nil || t.Label != nil
}

// last is the operand at the end of a query, which alone `as` binds in jq 1.6.
func last(q *gojq.Query) *gojq.Query {
	for {
		switch {
		case q.Op != 0 && q.Right != nil:
			q = q.Right
		case q.Term != nil && q.Term.Unary != nil && len(q.Term.SuffixList) == 0:
			q = &gojq.Query{Term: q.Term.Unary.Term}
		default:
			return q
		}
	}
}

// isTerm tells whether jq 1.6 counts a query among the terms. A ? may follow
// only a path.
func isTerm(q *gojq.Query) bool {
	if q.Term == nil || len(q.FuncDefs) > 0 || control(q.Term) || q.Term.Unary != nil {
		return false
	}
	access := q.Term.Type == gojq.TermTypeIndex
	for _, s := range q.Term.SuffixList {
		if s.Optional && !access {
			return false
		}
		access = !s.Optional
	}
	return true
}

// dotBeforeBracket tells whether a dot stands between a term and `[`.
func dotBeforeBracket(text string) bool {
	code := blankStrings(text)
	for i := range len(code) {
		if code[i] != '.' || !strings.HasPrefix(strings.TrimLeft(code[i+1:], " \t\n"), "[") {
			continue
		}
		if endsTerm(strings.TrimRight(code[:i], " \t\n")) {
			return true
		}
	}
	return false
}

// endsTerm tells whether a term ends where a text does, and no keyword.
func endsTerm(before string) bool {
	if before == "" {
		return false
	}
	if strings.IndexByte(`)]}"?`, before[len(before)-1]) >= 0 {
		return true
	}
	word := before[len(strings.TrimRightFunc(before, inName)):]
	if word == "" {
		return false
	}
	return strings.HasSuffix(before, "."+word) || strings.HasSuffix(before, "$"+word) || !listed(keywords, word)
}

func inName(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// blankStrings puts x in place of what stands in strings and comments, so that
// only code is left. What is interpolated is not looked at.
func blankStrings(text string) string {
	out := []byte(text)
	for i := 0; i < len(out); i++ {
		switch out[i] {
		case '"':
			end := stringEnd(text, i)
			for k := i + 1; k < end && k < len(out); k++ {
				out[k] = 'x'
			}
			i = end
		case '#':
			for ; i < len(out) && out[i] != '\n'; i++ {
				out[i] = ' '
			}
		}
	}
	return string(out)
}

// stringEnd is the place of the quote that ends the string which one at a place
// begins; interpolated strings lie within. Without, it is the length.
func stringEnd(text string, at int) int {
	for i := at + 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return i
		case text[i] == '\\' && i+1 < len(text) && text[i+1] == '(':
			i = parenEnd(text, i+1)
		case text[i] == '\\':
			i++
		}
	}
	return len(text)
}

func parenEnd(text string, at int) int {
	depth := 0
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		case '"':
			i = stringEnd(text, i)
		}
	}
	return len(text)
}
