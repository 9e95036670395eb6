package diag

import (
	"sort"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A List is what a stage has to say, in the order it was found.
type List []*Diagnostic

// Add appends diagnostics.
func (l *List) Add(ds ...*Diagnostic) { *l = append(*l, ds...) }

// HasErrors reports whether any diagnostic is an error.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Count is the number of diagnostics of a severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Tidy is the list in source order, with what was said more than once at one
// place folded into the first, counted.
func (l List) Tidy() List {
	type key struct {
		code, message string
		span          source.Span
	}
	seen := make(map[key]*Diagnostic, len(l))
	var out List
	for _, d := range l {
		k := key{d.Code, d.Message, d.Span}
		if first, ok := seen[k]; ok {
			first.Count = max(first.Count, 1) + max(d.Count, 1)
			continue
		}
		copied := *d
		seen[k] = &copied
		out = append(out, &copied)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Before(out[j].Span) })
	return out
}
