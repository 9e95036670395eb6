package cli

// check --baseline: findings that are known are not told, and do not count. A
// finding is known by its code, template, resource and attribute, so it may
// move to another line; one that is about no resource, by what it says. What a
// text cannot be compiled with is never known.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A baseline is the findings that one file lists.
type baseline struct {
	name  string // of the file
	known []*knownFinding
}

// A finding is what a baseline tells findings apart by.
type finding struct {
	Code     string `json:"code"`
	Template string `json:"template,omitempty"`
	Address  string `json:"address,omitempty"`
	Path     string `json:"path,omitempty"`
	Message  string `json:"message,omitempty"` // of a finding without an address
}

// A knownFinding is one entry: a finding, and how often it occurs.
type knownFinding struct {
	finding
	Count int `json:"count,omitempty"` // when more than once

	met int         // how often it occurred in the run
	at  source.Span // of the entry in the file
}

// findingOf is a diagnostic as baselines know it; false for one that they do
// not take: an error about no resource.
func findingOf(d *diag.Diagnostic) (finding, bool) {
	f := finding{Code: d.Code, Template: d.Template, Address: d.Address, Path: d.Path}
	if d.Address == "" {
		f.Message = d.Message
	}
	return f, d.Address != "" || d.Severity != diag.Error
}

// readBaseline reads a file, in which each entry has a line. A file that does
// not exist is wrong use.
func readBaseline(name string) (*baseline, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("%s: no such file; `--write-baseline` makes it", name)
	}
	if err != nil {
		return nil, usagef("%s: %s", name, project.Reason(err))
	}
	var read struct {
		Version  string          `json:"format_version"`
		Findings []*knownFinding `json:"findings"`
	}
	if err := json.Unmarshal(data, &read); err != nil || read.Version != "1.0" {
		return nil, usagef("%s: no baseline of format_version 1.0, as `--write-baseline` makes it", name)
	}
	b := &baseline{name: name, known: read.Findings}
	b.locate(source.NewFile(name, data))
	return b, nil
}

// locate finds the lines of the entries. In a file that was laid out anew they
// have no place.
func (b *baseline) locate(f *source.File) {
	var lines []source.Span
	at := 0
	for line := range bytes.Lines(f.Data) {
		text := bytes.TrimRight(bytes.TrimSpace(line), ",")
		if bytes.HasPrefix(text, []byte(`{"code"`)) {
			from := at + bytes.IndexByte(line, '{')
			lines = append(lines, f.Span(from, from+len(text)))
		}
		at += len(line)
	}
	if len(lines) != len(b.known) {
		return
	}
	for i, k := range b.known {
		k.at = lines[i]
	}
}

// leave leaves out the diagnostics that are known. Those that occur more often
// than the baseline knows are told.
func (b *baseline) leave(ds diag.List) diag.List {
	entries := map[finding]*knownFinding{}
	for _, k := range b.known {
		entries[k.finding] = k
	}
	var out diag.List
	for _, d := range ds {
		f, ok := findingOf(d)
		k := entries[f]
		if ok && k != nil {
			k.met++
		}
		if !ok || k == nil || k.met > max(k.Count, 1) {
			out.Add(d)
		}
	}
	return out
}

// stale tells the entries that did not occur. Of templates that the run was
// not about nobody knows.
func (b *baseline) stale(templates []string) diag.List {
	var out diag.List
	for _, k := range b.known {
		if k.met > 0 || k.Template != "" && !slices.Contains(templates, k.Template) {
			continue
		}
		about := strings.TrimSpace(k.Address + " " + k.Path)
		if about == "" {
			about = k.Message
		}
		out.Add(diag.StaleFinding.At(k.at, "the baseline lists %s of `%s`, which no longer occurs", k.Code, about).
			Advise("`check --baseline %s --write-baseline` leaves it out", b.name))
	}
	return out
}

// writeBaseline writes the findings of a run, each once, and reports those
// that no baseline takes.
func writeBaseline(name string, ds diag.List) (diag.List, error) {
	counts := map[finding]int{}
	var order []finding
	var left diag.List
	for _, d := range ds {
		f, ok := findingOf(d)
		if !ok {
			left.Add(d)
			continue
		}
		if counts[f]++; counts[f] == 1 {
			order = append(order, f)
		}
	}
	var b bytes.Buffer
	b.WriteString("{\n  \"format_version\": \"1.0\",\n  \"findings\": [")
	for i, f := range order {
		k := knownFinding{finding: f}
		if counts[f] > 1 {
			k.Count = counts[f]
		}
		if err := writeEntry(&b, i, &k); err != nil {
			return nil, err
		}
	}
	if len(order) > 0 {
		b.WriteString("\n  ")
	}
	b.WriteString("]\n}\n")
	return left, replaceFile(name, b.Bytes(), 0o644)
}

func writeEntry(b *bytes.Buffer, i int, k *knownFinding) error {
	if i > 0 {
		b.WriteByte(',')
	}
	b.WriteString("\n    ")
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	err := e.Encode(k)
	b.Truncate(b.Len() - 1) // the line break
	return err
}

// useBaseline leaves out of a run what its baseline knows, or writes that.
func (c *checking) useBaseline() error {
	if c.writeBaseline {
		left, err := writeBaseline(c.baseline, c.result.Diags)
		if err != nil {
			return fmt.Errorf("%s: %s", c.baseline, project.Reason(err))
		}
		c.result.Diags = left
		c.wrote("wrote", c.baseline)
		return nil
	}
	known, err := readBaseline(c.baseline)
	if err != nil {
		return err
	}
	names := c.templates
	if len(names) == 0 {
		names = c.names()
	}
	c.result.Diags = known.leave(c.result.Diags)
	if !c.result.HasErrors() {
		c.result.Diags = append(c.result.Diags, known.stale(names)...).Tidy()
	}
	return nil
}
