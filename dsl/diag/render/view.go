package render

// How one source line is shown: tabs as blanks, control characters escaped,
// wide characters counted as two, and of a very long line only a window
// around the place that matters.

import (
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

const (
	maxLine = 240 // bytes of a source line that are shown
	before  = 80  // of them before the place, when the line is longer
)

// A view is one source line, or a window on it.
type view struct {
	file     *source.File
	number   int // counted from 1
	from, to int // the bytes of the file that are shown, without the line break
	text     string
	lead     int // columns before the byte `from`: those of the cutting mark
}

// newView shows the line on which a span starts, around that start.
func newView(s source.Span) *view {
	v := &view{file: s.File, number: position(s).Line}
	v.from = s.File.LineStart(v.number)
	v.to = v.from + len(s.File.Line(v.number))
	end := v.to
	if v.to-v.from > maxLine {
		v.cut(int(s.Start))
	}
	v.text = show(s.File.Data[v.from:v.to])
	if v.lead > 0 {
		v.text = "…" + v.text
	}
	if v.to < end {
		v.text += "…"
	}
	return v
}

// cut narrows the view to a window around an offset, between whole characters.
func (v *view) cut(offset int) {
	start, data := v.from, v.file.Data
	v.from = max(v.from, min(offset-before, v.to-maxLine))
	for v.from > start && v.from < v.to && !utf8.RuneStart(data[v.from]) {
		v.from++
	}
	v.to = min(v.to, v.from+maxLine)
	for v.to < len(data) && v.to > v.from && !utf8.RuneStart(data[v.to]) {
		v.to--
	}
	if v.from > start {
		v.lead = 1
	}
}

// shows reports whether a span of the same file starts in the view.
func (v *view) shows(s source.Span) bool {
	return position(s).Line == v.number && int(s.Start) >= v.from && int(s.Start) <= v.to
}

// columns is where the marks of a span begin and how many there are: at least
// one, and none beyond the line.
func (v *view) columns(s source.Span) (from, width int) {
	start := max(v.from, min(int(s.Start), v.to))
	end := max(start, min(int(s.End), v.to))
	data := v.file.Data
	from = v.lead + uniseg.StringWidth(show(data[v.from:start]))
	return from, max(1, uniseg.StringWidth(show(data[start:end])))
}

// show is a piece of a source line as a terminal may have it.
func show(b []byte) string {
	return escapeTabs(string(b), "    ")
}
