package diff

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Report is how one template differs.
type Report struct {
	Template string   `json:"template"`
	Changes  []Change `json:"changes"` // by kind of thing, then by address
}

// A Change is what became of one thing.
type Change struct {
	Kind    Kind    `json:"kind"`
	What    What    `json:"what"`
	Address string  `json:"address"`
	From    string  `json:"from,omitempty"`    // of a moved one: its address before
	Outcome Outcome `json:"outcome,omitempty"` // of one that changed or moved
	Warning string  `json:"warning,omitempty"`
	Hint    string  `json:"hint,omitempty"`
	Attrs   []Attr  `json:"attributes,omitempty"` // by path
}

// An Attr is one difference in a thing.
type Attr struct {
	Path    string  `json:"path"` // processing_configuration.processors[Lambda].type
	Kind    Kind    `json:"kind"` // added, removed or changed
	Old     string  `json:"old,omitempty"`
	New     string  `json:"new,omitempty"`
	Secret  bool    `json:"sensitive,omitempty"` // values are masked when they are shown
	Outcome Outcome `json:"outcome,omitempty"`
	Why     string  `json:"why,omitempty"`

	at     string   // path in the schema, without elements
	inside []string // paths in the schema of what is in the values
}

// Kind is what became of a thing or an attribute.
type Kind string

// The kinds of changes.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
	Moved   Kind = "moved"
)

// What is a kind of thing.
type What string

// The kinds of things, in the order of a report.
const (
	Template   What = "template"
	Terraform  What = "terraform"
	Provider   What = "provider"
	Input      What = "input"
	DataSource What = "data source"
	Resource   What = "resource"
	Output     What = "output"
)

var order = []What{Template, Terraform, Provider, Input, DataSource, Resource, Output}

func (r *Report) sort() {
	slices.SortStableFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(slices.Index(order, a.What)-slices.Index(order, b.What), strings.Compare(a.Address, b.Address), strings.Compare(string(a.Kind), string(b.Kind)))
	})
}

// Empty reports whether nothing differs.
func (r *Report) Empty() bool { return len(r.Changes) == 0 }

// Has reports whether any change has an outcome.
func (r *Report) Has(o Outcome) bool {
	return slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Outcome == o })
}

// Empty reports whether nothing differs in any of several templates.
func Empty(reports []*Report) bool {
	return !slices.ContainsFunc(reports, func(r *Report) bool { return !r.Empty() })
}

// masked is shown instead of a secret.
const masked = "(sensitive)"

// longest is how much of a value the text form shows, in bytes.
const longest = 160

// Text writes reports for people. Equal ones write nothing.
//
//	lake:
//	  ~ aws_kinesis_firehose_delivery_stream.raw, replaced
//	      ~ name: "raw" → "raw-2", replaces
//	      warning: a stream that is replaced loses …
func Text(w io.Writer, reports []*Report) error {
	p := &printer{w: w}
	for _, r := range reports {
		if r.Empty() {
			continue
		}
		p.line("%s:", r.Template)
		for i := range r.Changes {
			p.change(&r.Changes[i])
		}
	}
	if !Empty(reports) {
		p.line("%s", summary(reports))
	}
	return p.err
}

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

var signs = map[Kind]string{Added: "+", Removed: "-", Changed: "~", Moved: ">"}

func (p *printer) change(c *Change) {
	name := c.Address
	if c.What != Resource && c.What != DataSource && c.What != Terraform && c.What != Template {
		name = string(c.What) + " " + name
	}
	if c.Kind == Moved {
		name = c.From + " → " + name
	}
	if c.Outcome != "" && c.Outcome != InPlace {
		name += ", " + outcomes[c.Outcome]
	}
	p.line("  %s %s", signs[c.Kind], name)
	for i := range c.Attrs {
		p.attr(&c.Attrs[i])
	}
	if c.Warning != "" {
		p.line("      warning: %s", c.Warning)
	}
	if c.Hint != "" {
		p.line("      hint: %s", c.Hint)
	}
}

var outcomes = map[Outcome]string{
	Unknown: "in place or replaced (not known)", Refused: "refused by the service", Replaced: "replaced",
}

func (p *printer) attr(a *Attr) {
	var values []string
	if a.Kind != Added {
		values = append(values, a.shown(a.Old))
	}
	if a.Kind != Removed {
		values = append(values, a.shown(a.New))
	}
	tail := ""
	switch a.Outcome {
	case Replaced:
		tail = ", replaces"
	case Refused:
		tail = ", refused: " + a.Why
	}
	p.line("      %s %s: %s%s", signs[a.Kind], a.Path, strings.Join(values, " → "), tail)
}

// shown is a value as people see it: masked, and not endless.
func (a *Attr) shown(v string) string {
	if a.Secret {
		return masked
	}
	if len(v) <= longest {
		return v
	}
	end := longest
	for !utf8.RuneStart(v[end]) {
		end--
	}
	return v[:end] + "…"
}

// summary counts: 1 added, 2 changed (1 replaced).
func summary(reports []*Report) string {
	count := map[Kind]int{}
	outcome := map[Outcome]int{}
	for _, r := range reports {
		for _, c := range r.Changes {
			count[c.Kind]++
			outcome[c.Outcome]++
		}
	}
	var parts []string
	for _, k := range []Kind{Added, Removed, Changed, Moved} {
		if count[k] > 0 {
			parts = append(parts, strconv.Itoa(count[k])+" "+string(k))
		}
	}
	for _, o := range []Outcome{Replaced, Refused} {
		if outcome[o] > 0 {
			parts = append(parts, strconv.Itoa(outcome[o])+" of them "+string(o))
		}
	}
	return strings.Join(parts, ", ")
}

// JSON writes reports as one document:
//
//	{ "format_version": "1.0", "templates": [ { "template": "lake", "changes": [ … ] } ] }
//
// Templates without a change are left out; secrets are masked.
func JSON(w io.Writer, reports []*Report) error {
	out := struct {
		FormatVersion string    `json:"format_version"`
		Templates     []*Report `json:"templates"`
	}{"1.0", []*Report{}}
	for _, r := range reports {
		if !r.Empty() {
			out.Templates = append(out.Templates, r.masked())
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// masked is a copy without secrets.
func (r *Report) masked() *Report {
	out := &Report{Template: r.Template, Changes: slices.Clone(r.Changes)}
	for i := range out.Changes {
		attrs := slices.Clone(out.Changes[i].Attrs)
		for j := range attrs {
			a := &attrs[j]
			if a.Secret && a.Old != "" {
				a.Old = masked
			}
			if a.Secret && a.New != "" {
				a.New = masked
			}
		}
		out.Changes[i].Attrs = attrs
	}
	return out
}

// show is a node as one line.
func (n *node) show() string {
	if n.kind == leaf {
		return n.text
	}
	var parts []string
	for i, m := range n.below {
		text := m.show()
		if n.kind == object {
			text = n.names[i] + ": " + text
		}
		parts = append(parts, text)
	}
	switch {
	case n.kind == object && len(parts) == 0:
		return "{}"
	case n.kind == object:
		return "{ " + strings.Join(parts, ", ") + " }"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// quote is a text in quotes, with nothing in it that could steer a terminal.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u{%x}`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
