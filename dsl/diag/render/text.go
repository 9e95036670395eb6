// Package render writes diagnostics for people and for programs.
//
// What enters is a [diag.List] in the order in which it shall be told; what
// leaves is text with source lines and carets ([Text]) or JSON ([JSON]). Both
// keep the same limits: a hundred diagnostics, less than a mebibyte, and no
// control character of a template ever reaches a terminal.
package render

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Text writes diagnostics in the house form, with a blank line after each:
//
//	error[FH605]: prefix uses `partitionKeyFromQuery`, but dynamic partitioning is not enabled
//	  --> data_lake.rb:9:27
//	   |
//	 6 |     extended_s3_configuration: {
//	   |     ------------------------- no `dynamic_partitioning_configuration` in this block
//	 9 |       prefix: "raw/source=!{partitionKeyFromQuery:source}/",
//	   |                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs a partition key
//	   = help: add `dynamic_partitioning_configuration: { enabled: true }`
//
// Labels stand in the order of their lines, those of other files after the
// primary one's. With color, ANSI sequences mark severities and places.
func Text(w io.Writer, ds diag.List, color bool) error {
	shown := pick(ds)
	left, size := len(ds)-len(shown), 0
	for i, d := range shown {
		text := oneText(d, palette{color})
		if size += len(text); size > maxBytes {
			left += len(shown) - i
			break
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	if left == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "%s not shown\n\n", plural(left, "more diagnostic is", "more diagnostics are"))
	return err
}

// oneText is the text of one diagnostic, with its blank line.
func oneText(d *diag.Diagnostic, p palette) string {
	t := &text{palette: p, severity: d.Severity}
	t.header(d)
	for i, group := range places(d) {
		t.location(group, i == 0)
		for _, line := range lines(group) {
			t.excerpt(line)
		}
	}
	t.remarks(d)
	t.WriteByte('\n')
	return t.String()
}

// A text is one diagnostic being written.
type text struct {
	strings.Builder
	palette
	severity diag.Severity
	gutter   int // digits of the largest line number
}

func (t *text) header(d *diag.Diagnostic) {
	word := d.Severity.String()
	if d.Code != "" {
		word += "[" + d.Code + "]"
	}
	t.WriteString(t.mark(d.Severity, word) + t.bold(": "+clip(d.Message)+times(d)) + "\n")
	for _, place := range append(labelsOf(d), label{span: d.Span}) {
		if !place.span.IsZero() {
			t.gutter = max(t.gutter, len(strconv.Itoa(position(place.span).Line)))
		}
	}
}

// times says how often a diagnostic was found at its place.
func times(d *diag.Diagnostic) string {
	switch {
	case d.Count <= 1:
		return ""
	case d.Address == "":
		return fmt.Sprintf(" (%d times)", d.Count)
	}
	return fmt.Sprintf(" (%d times, first at %s)", d.Count, clip(d.Address))
}

// location is the line that names the first place of a group, which all lie in one file.
func (t *text) location(group []label, primary bool) {
	arrow, at := "--> ", group[0]
	if !primary {
		arrow = "::: "
	}
	for _, l := range group {
		if l.primary {
			at = l
		}
	}
	p := position(at.span)
	t.WriteString(t.blank(t.gutter+1) + t.dim(arrow))
	fmt.Fprintf(t, "%s:%d:%d\n", escape(at.span.File.Name), p.Line, p.Column)
	t.WriteString(t.bar("") + "\n")
}

// excerpt is one source line and, beneath, a row of marks for each of its labels.
func (t *text) excerpt(labels []label) {
	view := newView(labels[0].span)
	t.WriteString(t.bar(strconv.Itoa(view.number)))
	if view.text != "" {
		t.WriteString(" " + view.text)
	}
	t.WriteByte('\n')
	for _, l := range labels {
		t.marks(view, l)
	}
}

func (t *text) marks(v *view, l label) {
	char, paint := "-", t.dim
	if l.primary {
		char, paint = "^", func(s string) string { return t.mark(t.severity, s) }
	}
	from, width := v.columns(l.span)
	row := strings.Repeat(char, width)
	if l.message != "" {
		row += " " + clip(l.message)
	}
	t.WriteString(t.bar("") + " " + t.blank(from) + paint(row) + "\n")
}

// remarks are the lines after the excerpts: how it was repaired, advice, fixes.
func (t *text) remarks(d *diag.Diagnostic) {
	if d.Repair != diag.NoRepair && !strings.Contains(d.Message, d.Repair.String()) {
		t.remark("repair", d.Repair.String())
	}
	for _, h := range head(d.Help, maxRemarks) {
		t.remark("help", h)
	}
	for _, f := range head(d.Fixes, maxRemarks) {
		if !said(d, f) {
			t.remark("fix", f.Message)
		}
	}
}

func (t *text) remark(word, sentence string) {
	t.WriteString(t.blank(t.gutter+2) + t.dim("= ") + t.bold(word+":") + " " + clip(sentence) + "\n")
}

// said reports whether all that a fix would write is in the message or the help already.
func said(d *diag.Diagnostic, f diag.Fix) bool {
	prose := d.Message + "\n" + strings.Join(d.Help, "\n")
	for _, e := range f.Edits {
		if e.Text == "" || !strings.Contains(prose, "`"+e.Text+"`") {
			return false
		}
	}
	return true
}

// bar is the gutter of a line, with a number or without.
func (t *text) bar(number string) string {
	return t.dim(fmt.Sprintf(" %*s |", t.gutter, number))
}

func (t *text) blank(n int) string { return strings.Repeat(" ", n) }

// A label is one place of a diagnostic with what stands beneath it.
type label struct {
	span    source.Span
	message string
	primary bool
}

// labelsOf is the second places of a diagnostic, each said once: a method that
// calls itself is called from one place again and again.
func labelsOf(d *diag.Diagnostic) []label {
	var out []label
	said := map[diag.Label]bool{}
	for _, l := range d.Labels {
		if l.Span.IsZero() || said[l] || len(out) == maxLabels {
			continue
		}
		said[l] = true
		out = append(out, label{span: l.Span, message: l.Message})
	}
	return out
}

// places are the labels of a diagnostic by file: the primary one's first, the
// others in the order in which the diagnostic names them.
func places(d *diag.Diagnostic) [][]label {
	all := labelsOf(d)
	if !d.Span.IsZero() {
		all = append([]label{{span: d.Span, message: d.Label, primary: true}}, all...)
	}
	var groups [][]label
	index := map[*source.File]int{}
	for _, l := range all {
		i, ok := index[l.span.File]
		if !ok {
			i, index[l.span.File] = len(groups), len(groups)
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], l)
	}
	return groups
}

// lines are the labels of one file by source line, in the order of the lines.
// A label that a long line's window does not show has a group of its own.
func lines(group []label) [][]label {
	sorted := append([]label(nil), group...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].span.Start < sorted[j].span.Start })
	var out [][]label
	for _, l := range sorted {
		if n := len(out); n > 0 && newView(out[n-1][0].span).shows(l.span) {
			out[n-1] = append(out[n-1], l)
			continue
		}
		out = append(out, []label{l})
	}
	return out
}

func position(s source.Span) source.Position { return s.File.Position(int(s.Start)) }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
