package graph

import (
	"fmt"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Dump writes a graph as text, one thing a line, for tests. With places, each
// entry says where it was written.
//
//	template lake
//	  resource aws_sns_topic.alerts
//	    name: "alerts"
//	    tags:
//	      Team: "data"
//	  input label type: "string"
//	  output arn = aws_sns_topic.alerts.arn
func Dump(g *Graph, places bool) string {
	d := &dumper{places: places}
	d.line(0, g.NameAt, "template %s", g.Name)
	for _, s := range g.Providers {
		d.line(1, s.Where, "provider %s", s.Name)
		d.entries(2, s.Values)
	}
	if g.Terraform != nil {
		d.line(1, g.Terraform.Where, "terraform")
		d.entries(2, g.Terraform.Values)
	}
	for _, in := range g.Declared {
		d.line(1, in.NameAt, "input %s", in.Name)
		d.entries(2, in.Options)
	}
	for _, r := range g.Roles {
		d.line(1, r.Where, "firehose_role %s", r.Name)
		for _, s := range r.Streams {
			d.line(2, s.Where, "for %s", s.Name)
		}
	}
	for _, r := range g.Resources {
		d.line(1, r.NameAt, "resource %s", r.Address)
		d.entries(2, r.Attrs)
	}
	for _, o := range g.Outputs {
		d.line(1, o.NameAt, "output %s", o.Name)
		d.entry(2, "value", o.Value, o.ValueAt)
		d.entries(2, o.Options)
	}
	return d.b.String()
}

type dumper struct {
	b      strings.Builder
	places bool
}

func (d *dumper) line(depth int, at source.Span, format string, args ...any) {
	d.b.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&d.b, format, args...)
	if d.places && !at.IsZero() {
		p := at.File.Position(int(at.Start))
		fmt.Fprintf(&d.b, "  @%d:%d", p.Line, p.Column)
	}
	d.b.WriteByte('\n')
}

func (d *dumper) entries(depth int, h *value.Hash) {
	if h == nil {
		return
	}
	slots, shape := h.Slots(), h.Shape()
	for i := range slots {
		d.entry(depth, keyText(shape.Keys[i]), value.Peek(slots[i]), shape.Place(i).Value)
	}
}

func keyText(k value.Value) string {
	switch k := k.(type) {
	case value.Symbol:
		return string(k)
	case *value.String:
		return value.Quote(k.Text)
	}
	return value.Show(k)
}

func (d *dumper) entry(depth int, key string, v value.Value, at source.Span) {
	switch v := v.(type) {
	case *value.Hash:
		if v.Len() > 0 {
			d.line(depth, at, "%s:", key)
			d.entries(depth+1, v)
			return
		}
	case *value.Array:
		if v.Len() > 0 {
			d.line(depth, at, "%s:", key)
			for i := range v.Slots() {
				d.entry(depth+1, "-", v.Peek(i), v.Place(i))
			}
			return
		}
	}
	d.line(depth, at, "%s: %s", key, scalar(v))
}

// scalar is a value on one line: references as Terraform writes them, text
// quoted with its references in ${ }.
func scalar(v value.Value) string {
	switch v := v.(type) {
	case *value.Ref:
		return v.String()
	case *value.Resource:
		return v.Address.String()
	case *value.String:
		return text(v)
	}
	return value.Show(v)
}

func text(s *value.String) string {
	if s.Known() {
		return value.Quote(s.Text)
	}
	var b strings.Builder
	from := 0
	for _, p := range *s.Splices {
		b.WriteString(value.Quote(s.Text[from:p.At]))
		b.WriteString("${" + value.NameOf(p.Value) + "}")
		from = p.At
	}
	b.WriteString(value.Quote(s.Text[from:]))
	return strings.ReplaceAll(b.String(), `""`, "")
}
