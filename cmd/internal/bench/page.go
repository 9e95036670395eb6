package main

import (
	"fmt"
	"strings"
)

// This file is the page that a run comes to: the figures that have a limit on
// top, then a table for each thing that was measured.

// A page is what a run measured, as far as it has come.
type page struct {
	machine machine
	bounds  []bound
	tables  []*table
}

// A machine is where the page was measured.
type machine struct {
	processor string // the model's name
	count     int    // processors
	goVersion string // go1.26.0
	ruby      string // its own words; empty when it is not installed
}

// A bound is a figure that has a limit.
type bound struct {
	what       string
	got, limit float64
	form       string // how to print either: "%.1f ms"
}

// A table is one thing that was measured, in rows of as many cells as its head.
type table struct {
	title, note string
	head        []string
	rows        [][]string
}

// begin opens a table; what is measured from here on belongs to it.
func (p *page) begin(title, note string, head ...string) *table {
	t := &table{title: title, note: note, head: head}
	p.tables = append(p.tables, t)
	return t
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// bound notes a figure beside its limit.
func (p *page) bound(form, what string, got, limit float64) {
	p.bounds = append(p.bounds, bound{what, got, limit, form})
}

// text is the page as Markdown.
func (p *page) text() string {
	var b strings.Builder
	b.WriteString("# Speed\n\nFigures of one machine on one day, all measured in one run: `make speed` measures again and writes this page,\n" +
		"`make bench` prints it. They judge nothing; a change that is slower tells by how much.\n\n")
	fmt.Fprintf(&b, "Measured on %d × %s, with %s and %s. Times are processor time unless a head says otherwise.\n",
		p.machine.count, p.machine.processor, p.machine.goVersion, p.machine.rubyWords())
	limits := &table{title: "Figures that have a limit", head: []string{"figure", "measured", "limit", "within"}}
	for _, x := range p.bounds {
		limits.row(x.what, fmt.Sprintf(x.form, x.got), fmt.Sprintf(x.form, x.limit), x.verdict())
	}
	for _, t := range append([]*table{limits}, p.tables...) {
		t.write(&b)
	}
	return b.String()
}

func (m machine) rubyWords() string {
	if m.ruby == "" {
		return "no Ruby (what is beside MRI is left out)"
	}
	return m.ruby
}

func (x bound) verdict() string {
	if x.got <= x.limit {
		return "yes"
	}
	return "**no**"
}

// write writes a heading, the note and the rows; nothing without rows.
func (t *table) write(b *strings.Builder) {
	if len(t.rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n", t.title)
	if t.note != "" {
		b.WriteString(t.note + "\n\n")
	}
	line(b, t.head)
	b.WriteString("| --- |" + strings.Repeat(" ---: |", len(t.head)-1) + "\n")
	for _, r := range t.rows {
		line(b, r)
	}
}

func line(b *strings.Builder, cells []string) {
	b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}
