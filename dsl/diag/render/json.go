package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// JSON writes diagnostics as one document of format_version 1.0: an object
// with the array `diagnostics`, empty when there are none. When some were left
// out, `omitted` says how many. Lines and columns count from 1, columns in
// characters; `byte` counts from 0; `end` is exclusive; `range` is null where
// there is no place.
func JSON(w io.Writer, ds diag.List) error {
	var b bytes.Buffer
	b.WriteString("{\n  \"format_version\": \"1.0\",\n  \"diagnostics\": [")
	shown := pick(ds)
	left := len(ds) - len(shown)
	for i, d := range shown {
		one, err := oneJSON(d)
		if err != nil {
			return err
		}
		if b.Len()+len(one) > maxBytes {
			left += len(shown) - i
			break
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		b.Write(one)
	}
	if len(shown) > 0 {
		b.WriteString("\n  ")
	}
	b.WriteString("]")
	if left > 0 {
		fmt.Fprintf(&b, ",\n  \"omitted\": %d", left)
	}
	b.WriteString("\n}\n")
	_, err := w.Write(b.Bytes())
	return err
}

type jsonDiagnostic struct {
	Code     string      `json:"code"`
	Severity string      `json:"severity"`
	Message  string      `json:"message"`
	Range    *jsonRange  `json:"range"`
	Label    string      `json:"label,omitempty"` // what stands at the range itself
	Repair   string      `json:"repair,omitempty"`
	Template string      `json:"template,omitempty"`
	Address  string      `json:"address,omitempty"`
	Path     string      `json:"path,omitempty"`  // of the attribute or block in the resource
	Count    int         `json:"count,omitempty"` // when more than once
	Labels   []jsonLabel `json:"labels,omitempty"`
	Help     []string    `json:"help,omitempty"`
	Fixes    []jsonFix   `json:"fixes,omitempty"`
}

type jsonRange struct {
	File  string       `json:"file"`
	Start jsonPosition `json:"start"`
	End   jsonPosition `json:"end"`
}

type jsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Byte   int `json:"byte"`
}

type jsonLabel struct {
	Message string     `json:"message"`
	Range   *jsonRange `json:"range"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Range *jsonRange `json:"range"`
	Text  string     `json:"text"`
}

func oneJSON(d *diag.Diagnostic) ([]byte, error) {
	out := jsonDiagnostic{
		Code: d.Code, Severity: d.Severity.String(), Message: shorten(d.Message), Range: rangeOf(d.Span),
		Label: shorten(d.Label), Repair: d.Repair.String(), Template: shorten(d.Template), Address: shorten(d.Address), Path: shorten(d.Path), Fixes: fixes(d),
	}
	if d.Count > 1 {
		out.Count = d.Count
	}
	for _, l := range head(d.Labels, maxLabels) {
		out.Labels = append(out.Labels, jsonLabel{shorten(l.Message), rangeOf(l.Span)})
	}
	for _, h := range head(d.Help, maxRemarks) {
		out.Help = append(out.Help, shorten(h))
	}
	return encode(out)
}

// fixes are those of a diagnostic, each whole: one that is too long to be told
// is left out, for half a fix mends nothing.
func fixes(d *diag.Diagnostic) []jsonFix {
	var out []jsonFix
	for _, f := range head(d.Fixes, maxRemarks) {
		fix, size := jsonFix{Message: shorten(f.Message)}, 0
		for _, e := range f.Edits {
			fix.Edits = append(fix.Edits, jsonEdit{rangeOf(e.Span), e.Text})
			size += len(e.Text)
		}
		if size <= maxText {
			out = append(out, fix)
		}
	}
	return out
}

func rangeOf(s source.Span) *jsonRange {
	if s.IsZero() {
		return nil
	}
	return &jsonRange{s.File.Name, jsonPosition(s.File.Position(int(s.Start))), jsonPosition(s.File.Position(int(s.End)))}
}

// encode is the indented JSON of one diagnostic, in which characters that
// steer a terminal are written as numbers.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("    ", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return []byte(numbered(strings.TrimSpace(b.String()))), nil
}

// numbered is JSON in which characters that steer a terminal are numbers.
func numbered(json string) string {
	var out strings.Builder
	for _, r := range json {
		if r != '\n' && r <= 0xffff && hidden(r) {
			fmt.Fprintf(&out, `\u%04x`, r)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}
