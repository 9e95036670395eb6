// Package diag holds what the compiler says about places in a text: the
// [Diagnostic], the list that each stage returns, and the codes that the
// compiler knows of itself.
//
// A diagnostic is built in one breath:
//
//	diags.Add(diag.UnknownAttribute.At(key, "no attribute `%s` in `%s`", name, block).
//		Also(open, "in this block").
//		Suggest(key, diag.Nearest(name, names)))
//
// Messages are lower case, without a final stop, with backticks around code,
// and stand alone; advice goes into Help.
package diag

import (
	"fmt"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Severity orders diagnostics: only errors stop a run.
type Severity uint8

const (
	Note Severity = iota
	Warning
	Error
)

func (s Severity) String() string { return [...]string{"note", "warning", "error"}[s] }

// A Diagnostic is one thing said about one place.
type Diagnostic struct {
	Code     string
	Severity Severity
	Message  string
	Span     source.Span // zero: about no place
	Label    string      // what stands under the carets; makes sense alone
	Labels   []Label     // the other halves
	Help     []string    // advice, one sentence each
	Fixes    []Fix

	Repair  RepairKind // how the pipeline mended it, NoRepair when it did not
	Summary string     // what the summary line says of the repair, when it touches security or replaces a stream
	Count   int        // how often it was found at this place; 0 and 1 are once

	Template string // in which it was found, when that is known
	Address  string // the resource it is about, when there is one
	Path     string // of the attribute or block in the resource, when that is known: a.b.c
}

// A Label is a second place of a diagnostic.
type Label struct {
	Span    source.Span
	Message string
}

// A Fix is a change of the source that mends what a diagnostic is about.
type Fix struct {
	Message string
	Edits   []Edit
	Guess   bool // one of several things that may be meant; false: `check --fix` may apply it
}

// An Edit replaces the text of a span.
type Edit struct {
	Span source.Span
	Text string
}

// RepairKind is how sure a repair is (see the design of repairs in docs/architecture.md).
type RepairKind uint8

const (
	NoRepair RepairKind = iota
	Derived             // certain: the service's own default, or implied by what stands there
	Assumed             // a documented guess
	Dropped             // something that the service refuses is left out
	Promoted            // a missing value becomes an input
)

func (k RepairKind) String() string {
	return [...]string{"", "derived", "assumed", "dropped", "promoted"}[k]
}

// New makes a diagnostic with a code that is not in the table of this package: a rule's.
func New(code string, severity Severity, span source.Span, message string) *Diagnostic {
	return &Diagnostic{Code: code, Severity: severity, Span: span, Message: message}
}

// At makes a diagnostic of this code at a place.
func (c *Code) At(span source.Span, format string, args ...any) *Diagnostic {
	return New(c.ID, c.Severity, span, fmt.Sprintf(format, args...))
}

// Labelled sets what stands under the carets.
func (d *Diagnostic) Labelled(format string, args ...any) *Diagnostic {
	d.Label = fmt.Sprintf(format, args...)
	return d
}

// Also adds a second place. A zero span adds nothing.
func (d *Diagnostic) Also(span source.Span, format string, args ...any) *Diagnostic {
	if !span.IsZero() {
		d.Labels = append(d.Labels, Label{span, fmt.Sprintf(format, args...)})
	}
	return d
}

// Advise adds a sentence of help. An empty one adds nothing.
func (d *Diagnostic) Advise(format string, args ...any) *Diagnostic {
	if s := fmt.Sprintf(format, args...); s != "" {
		d.Help = append(d.Help, s)
	}
	return d
}

// Suggest proposes a name in place of the one at span, as help and as a fix.
// An empty name adds nothing.
func (d *Diagnostic) Suggest(span source.Span, name string) *Diagnostic {
	if name == "" {
		return d
	}
	return d.Advise("did you mean `%s`?", name).Replace(span, name)
}

// Replace proposes a name in place of the one at span, as a fix. It is a guess
// unless what stands there is wrong, and differs by one slip of the pen.
func (d *Diagnostic) Replace(span source.Span, name string) *Diagnostic {
	word := Word(span)
	d.Fix(fmt.Sprintf("replace with `%s`", name), Edit{word, name})
	d.Fixes[len(d.Fixes)-1].Guess = d.Severity != Error || !slip(word.Text(), name)
	return d
}

// Word is the name at a span that a key, symbol or text holds: without the
// colon of a symbol or key, and without quotes.
func Word(span source.Span) source.Span {
	text := span.Text()
	trim := func(marks string) {
		if len(text) > 1 && strings.IndexByte(marks, text[0]) >= 0 {
			text, span.Start = text[1:], span.Start+1
		}
	}
	if cut := strings.TrimSuffix(text, ":"); cut != "" {
		span.End -= int32(len(text) - len(cut))
		text = cut
	}
	trim(":")
	if n := len(text); n > 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] {
		span.End--
		trim(`"'`)
	}
	return span
}

// Fix adds a change that mends the matter.
func (d *Diagnostic) Fix(message string, edits ...Edit) *Diagnostic {
	d.Fixes = append(d.Fixes, Fix{Message: message, Edits: edits})
	return d
}

// About names the resource that the diagnostic is about.
func (d *Diagnostic) About(address string) *Diagnostic {
	d.Address = address
	return d
}
