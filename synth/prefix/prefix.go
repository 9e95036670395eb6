// Package prefix reads the language of S3 prefixes of Amazon Data Firehose:
// text with expressions in it, such as
//
//	raw/source=!{partitionKeyFromQuery:source}/year=!{timestamp:yyyy}/
//
// What enters is the text of an attribute; what leaves is a [Prefix]: its
// expressions with their places in the text, and what is wrong with them, each
// under the id of the rule that says so. [Prefix.Evaluate] tells what it becomes
// for a moment, [Format] what a date pattern does. The language is described in the
// developer guide, "Understand custom prefixes for Amazon S3 objects"
// (https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html).
package prefix

import (
	"slices"
	"sort"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// The four namespaces.
const (
	Timestamp = "timestamp"
	Firehose  = "firehose"
	FromQuery = "partitionKeyFromQuery"
	FromCode  = "partitionKeyFromLambda"
)

// Namespaces are all four, in alphabetical order.
var Namespaces = []string{Firehose, FromCode, FromQuery, Timestamp}

// The values of the namespace firehose.
const (
	RandomString = "random-string"
	ErrorType    = "error-output-type"
)

// A Prefix is the text of a prefix, taken apart.
type Prefix struct {
	Text  string
	Exprs []Expr    // complete expressions, in order
	Wrong []Problem // in order
}

// An Expr is one expression, !{namespace:value}, the bytes Start to End of the
// text. Its value begins at ValueAt.
type Expr struct {
	Namespace, Value    string
	Start, End, ValueAt int
}

// A Problem is a fault of the bytes Start to End of the text. What is a
// sentence part that stands alone; Nearest is what was likely meant, or empty.
type Problem struct {
	Rule       string // FH223
	Start, End int
	What       string
	Nearest    string
}

// Parse takes a prefix apart. Both !{…} and !<…> open an expression; the
// latter is plain text unless it is complete and its namespace is known.
func Parse(text string) *Prefix {
	p := &Prefix{Text: text}
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '!')
		if i < 0 || at+i+1 >= len(text) {
			break
		}
		at = p.mark(at + i)
	}
	for _, e := range p.Exprs {
		p.check(e)
	}
	sort.SliceStable(p.Wrong, func(i, j int) bool { return p.Wrong[i].Start < p.Wrong[j].Start })
	return p
}

// mark reads what a `!` opens and tells where reading goes on.
func (p *Prefix) mark(at int) int {
	switch p.Text[at+1] {
	case '{':
		return p.expression(at)
	case '<':
		return p.angled(at)
	}
	return at + 1
}

// angled reads !<namespace:value>.
func (p *Prefix) angled(at int) int {
	end := strings.IndexByte(p.Text[at:], '>')
	if end < 0 {
		return at + 2
	}
	namespace, value, ok := strings.Cut(p.Text[at+2:at+end], ":")
	if !ok || !known(namespace) || strings.ContainsAny(value, "{}<") {
		return at + 2
	}
	p.Exprs = append(p.Exprs, Expr{namespace, value, at, at + end + 1, at + 3 + len(namespace)})
	return at + end + 1
}

// expression reads !{namespace:value}, or tells why it is none (FH222).
func (p *Prefix) expression(at int) int {
	end := strings.IndexAny(p.Text[at+2:], "{}")
	if end < 0 || p.Text[at+2+end] == '{' {
		p.wrong("FH222", at, at+2, "`!{` opens an expression that is never closed", "")
		return at + 2
	}
	end += at + 2
	namespace, value, ok := strings.Cut(p.Text[at+2:end], ":")
	if value == "" && ok && (namespace == FromQuery || namespace == FromCode) {
		p.wrong("FH612", at, end+1, "`"+p.Text[at:end+1]+"` names no partition key", "")
		return end + 1
	}
	if !ok || namespace == "" || value == "" {
		p.wrong("FH222", at, end+1, "`"+p.Text[at:end+1]+"` is not of the form `!{namespace:value}`", "")
		return end + 1
	}
	p.Exprs = append(p.Exprs, Expr{namespace, value, at, end + 1, at + 3 + len(namespace)})
	return end + 1
}

// check checks the namespace and the value of an expression.
func (p *Prefix) check(e Expr) {
	switch e.Namespace {
	case Timestamp:
		p.timestamp(e)
	case Firehose:
		if e.Value != RandomString && e.Value != ErrorType {
			p.wrong("FH224", e.ValueAt, e.End-1, "`firehose:` has no value `"+e.Value+"`",
				nearest(e.Value, []string{ErrorType, RandomString}))
		}
	case FromQuery, FromCode:
	default:
		p.wrong("FH223", e.Start+2, e.ValueAt-1, "there is no namespace `"+e.Namespace+"`", nearest(e.Namespace, Namespaces))
	}
}

func (p *Prefix) wrong(rule string, start, end int, what, nearest string) {
	p.Wrong = append(p.Wrong, Problem{rule, start, end, what, nearest})
}

// Uses tells whether an expression of one of the namespaces stands in the prefix.
func (p *Prefix) Uses(namespaces ...string) bool {
	for _, e := range p.Exprs {
		for _, n := range namespaces {
			if e.Namespace == n {
				return true
			}
		}
	}
	return false
}

// Has tells whether !{namespace:value} stands in the prefix.
func (p *Prefix) Has(namespace, value string) bool {
	for _, e := range p.Exprs {
		if e.Namespace == namespace && e.Value == value {
			return true
		}
	}
	return false
}

// Values are the different values used with a namespace, in order of first use.
func (p *Prefix) Values(namespace string) []string {
	var out []string
	for _, e := range p.Exprs {
		if e.Namespace == namespace && !slices.Contains(out, e.Value) {
			out = append(out, e.Value)
		}
	}
	return out
}

// MinLength is the least number of characters that the evaluated prefix can
// have: 11 for a random string, 13 for an error type (splunk-failed), 1 for a
// partition key.
func (p *Prefix) MinLength() int {
	n, at := 0, 0
	for _, e := range p.Exprs {
		n += len([]rune(p.Text[at:e.Start]))
		at = e.End
		switch {
		case e.Namespace == Timestamp:
			n += minFormatted(e.Value)
		case e.Value == RandomString:
			n += 11
		case e.Value == ErrorType:
			n += 13
		default:
			n++
		}
	}
	return n + len([]rune(p.Text[at:]))
}

func known(namespace string) bool { return slices.Contains(Namespaces, namespace) }

// nearest is the likely word, also when only the case differs.
func nearest(word string, words []string) string {
	for _, w := range words {
		if strings.EqualFold(w, word) {
			return w
		}
	}
	return diag.Nearest(word, words)
}
