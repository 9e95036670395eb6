package diag

import "sort"

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
	seen := make(map[Finding]*Diagnostic, len(l))
	var out List
	for _, d := range l {
		k := d.Finding()
		if first, ok := seen[k]; ok {
			if d.Address != "" || d.Span.File == first.Span.File { // the text of a file read again is the same text
				first.Count = max(first.Count, 1) + max(d.Count, 1)
			}
			continue
		}
		copied := *d
		seen[k] = &copied
		out = append(out, &copied)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Before(out[j].Span) })
	return out
}

// A Finding is what two diagnostics that say the same have in common. A file
// counts by its name: a helper that several templates load is read for each.
type Finding struct {
	Code, Message, File string
	Start, End          int32
}

// Finding is that of a diagnostic.
func (d *Diagnostic) Finding() Finding {
	f := Finding{Code: d.Code, Message: d.Message, Start: d.Span.Start, End: d.Span.End}
	if !d.Span.IsZero() {
		f.File = d.Span.File.Name
	}
	return f
}
