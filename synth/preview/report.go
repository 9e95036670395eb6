package preview

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// This file writes reports.

// JSON writes reports as one document: {"streams": […]}.
func JSON(w io.Writer, reports []*Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(map[string][]*Report{"streams": reports})
}

// Text writes the keys of reports for people.
func Text(w io.Writer, reports []*Report) error {
	var b strings.Builder
	for i, r := range reports {
		if i > 0 {
			b.WriteString("\n")
		}
		r.head(&b)
		r.objects(&b)
		r.rest(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Steps writes how the record of reports becomes a key, step by step.
func Steps(w io.Writer, reports []*Report) error {
	var b strings.Builder
	for i, r := range reports {
		if i > 0 {
			b.WriteString("\n")
		}
		r.head(&b)
		r.record(&b)
		for _, o := range r.Objects {
			if o.Of != "failed" || r.Record != nil && r.Record.ErrorType != "" {
				o.steps(&b)
			}
		}
		if r.Index != "" {
			row(&b, "index", r.Index)
		}
		r.rest(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) head(b *strings.Builder) {
	fmt.Fprintf(b, "%s.%s to %s at %s", r.Template, r.Stream, r.Destination, r.Time)
	if r.Zone != "UTC" {
		fmt.Fprintf(b, " (%s)", r.Zone)
	}
	b.WriteString("\n")
}

func (r *Report) objects(b *strings.Builder) {
	for i, o := range r.Objects {
		if i == 0 || o.url() != r.Objects[i-1].url() {
			row(b, o.Of, o.url()+r.hidden(i))
		}
	}
	if r.Index != "" {
		row(b, "index", r.Index)
	}
	var columns []string
	for _, c := range r.Columns {
		columns = append(columns, c.Name+" = "+c.Value)
	}
	if len(columns) > 0 {
		row(b, "columns", strings.Join(columns, ", "))
	}
	if r.Record != nil && r.Record.Reason != "" {
		row(b, "record", r.Record.outcome())
	}
}

// hidden are the error types of the objects from a place on that share one key,
// when the key does not say them.
func (r *Report) hidden(from int) string {
	var kinds []string
	for _, o := range r.Objects[from:] {
		if o.url() == r.Objects[from].url() && o.ErrorType != "" && !strings.Contains(o.Prefix, o.ErrorType) {
			kinds = append(kinds, o.ErrorType)
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	return " (" + strings.Join(kinds, ", ") + ")"
}

// rest is what cannot be known, and notes.
func (r *Report) rest(b *strings.Builder) {
	if len(r.Asked) > 0 {
		row(b, "unknown", strings.Join(r.Asked, ", ")+" (give them with --var NAME=VALUE)")
	}
	for _, n := range r.Notes {
		row(b, "note", n)
	}
}

func row(b *strings.Builder, name, text string) { fmt.Fprintf(b, "  %-8s %s\n", name, oneLine(text)) }

// oneLine keeps what came from a template or record on its line, and from
// steering a terminal.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '?'
		}
		return r
	}, strings.ReplaceAll(text, "\n", `\n`))
}

func (o *Object) url() string { return "s3://" + o.Bucket + "/" + o.Key }

func (r *Record) outcome() string {
	text := r.Reason
	if r.ErrorType != "" {
		text = "not delivered: " + text
	}
	if r.Message != "" {
		text += " (`" + r.Message + "`)"
	}
	return text
}

func (r *Report) record(b *strings.Builder) {
	if r.Record == nil {
		return
	}
	row(b, "record", r.Record.Text)
	if r.Record.Query != "" {
		row(b, "query", r.Record.Query)
	}
	var lines [][3]string
	for _, k := range r.Record.Keys {
		lines = append(lines, [3]string{k.Name, k.Value, k.Text})
	}
	table(b, lines)
	if r.Record.Reason != "" {
		row(b, "", r.Record.outcome())
	}
}

// steps are the parts of the prefix, and the name.
func (o *Object) steps(b *strings.Builder) {
	row(b, o.Of, o.url())
	var lines [][3]string
	for _, p := range o.Parts {
		written := p.Written
		if written == "" {
			written = "(added)"
		}
		lines = append(lines, [3]string{written, "", p.Text})
	}
	table(b, append(lines, [3]string{"(object name)", "", o.Name + strings.TrimPrefix(o.Key, o.Prefix+o.Name)}))
}

// table writes lines of what is written, the query for it, and what it becomes.
func table(b *strings.Builder, lines [][3]string) {
	var width [2]int
	for i, l := range lines {
		lines[i] = [3]string{oneLine(l[0]), oneLine(l[1]), oneLine(l[2])}
		l = lines[i]
		width[0] = max(width[0], utf8.RuneCountInString(l[0]))
		width[1] = max(width[1], utf8.RuneCountInString(l[1]))
	}
	for _, l := range lines {
		text := fmt.Sprintf("           %-*s  ", width[0], l[0])
		if width[1] > 0 {
			text += fmt.Sprintf("%-*s  ", width[1], l[1])
		}
		b.WriteString(strings.TrimRight(text+l[2], " ") + "\n")
	}
}
