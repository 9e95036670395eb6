package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"unicode/utf16"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Tool is the program that found the diagnostics, as SARIF tells it.
type Tool struct {
	Name, Version string
	Rule          func(code string) Rule // what is known of a code
}

// A Rule is a code for people. Any text may be empty.
type Rule struct {
	Name     string
	Text     string // what it says, in a sentence
	Help     string
	Severity diag.Severity
}

// SARIF writes diagnostics as a log of SARIF 2.1.0 (OASIS, 27 March 2020), the
// form that code scanning services read: one run, with the rules that were
// told. Lines and columns count from 1, columns in UTF-16 units; the end of a
// region is exclusive. Names of files are URIs relative to the working folder.
func SARIF(w io.Writer, ds diag.List, tool Tool) error {
	s := &sarif{tool: tool, index: map[string]int{}, rules: []sarifRule{}, results: []sarifResult{}}
	for _, d := range pick(ds) {
		s.result(d)
	}
	run := sarifRun{Columns: "utf16CodeUnits", Results: s.results}
	run.Tool.Driver = sarifDriver{Name: tool.Name, Version: tool.Version, Rules: s.rules}
	if left := len(ds) - len(s.results); left > 0 {
		run.Properties = map[string]int{"omitted": left}
	}
	log := sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(log); err != nil {
		return err
	}
	_, err := io.WriteString(w, numbered(b.String()))
	return err
}

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		Columns    string         `json:"columnKind"`
		Results    []sarifResult  `json:"results"`
		Properties map[string]int `json:"properties,omitempty"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string     `json:"id"`
		Name          string     `json:"name,omitempty"`
		Short         *sarifText `json:"shortDescription,omitempty"`
		Help          *sarifText `json:"help,omitempty"`
		Configuration struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		Rule         string            `json:"ruleId"`
		Index        int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations,omitempty"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		ID       int            `json:"id,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// A sarif is one log being made.
type sarif struct {
	tool    Tool
	index   map[string]int // of rules, by id
	rules   []sarifRule
	results []sarifResult
}

func (s *sarif) result(d *diag.Diagnostic) {
	r := sarifResult{
		Rule: d.Code, Index: s.rule(d), Level: d.Severity.String(), Message: sarifText{message(d)},
		Fingerprints: map[string]string{"firehoseDslFinding/v1": fingerprint(d)},
	}
	if !d.Span.IsZero() {
		at := sarifLocation{Physical: physical(d.Span)}
		if d.Address != "" {
			at.Logical = []sarifLogical{{d.Address, "resource"}}
		}
		r.Locations = []sarifLocation{at}
	}
	for i, l := range head(d.Labels, maxLabels) {
		if !l.Span.IsZero() {
			r.Related = append(r.Related, sarifLocation{ID: i + 1, Message: &sarifText{shorten(l.Message)}, Physical: physical(l.Span)})
		}
	}
	for _, f := range head(d.Fixes, maxRemarks) {
		if fix := sarifFixOf(f); len(fix.Changes) > 0 {
			r.Fixes = append(r.Fixes, fix)
		}
	}
	s.results = append(s.results, r)
}

// message is what a diagnostic says, with its advice: a result has no other
// place for it.
func message(d *diag.Diagnostic) string {
	text := shorten(d.Message) + times(d)
	for _, h := range head(d.Help, maxRemarks) {
		text += "\n" + shorten(h)
	}
	return text
}

// rule is the index of a diagnostic's rule, which is described when it is
// first met.
func (s *sarif) rule(d *diag.Diagnostic) int {
	if i, ok := s.index[d.Code]; ok {
		return i
	}
	known := s.tool.Rule(d.Code)
	r := sarifRule{ID: d.Code, Name: known.Name, Short: optional(known.Text), Help: optional(known.Help)}
	r.Configuration.Level = known.Severity.String()
	s.index[d.Code] = len(s.rules)
	s.rules = append(s.rules, r)
	return s.index[d.Code]
}

func optional(text string) *sarifText {
	if text == "" {
		return nil
	}
	return &sarifText{text}
}

// fingerprint stays what it is when lines move.
func fingerprint(d *diag.Diagnostic) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{d.Code, d.Template, d.Address, d.Path, d.Message}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

func sarifFixOf(f diag.Fix) sarifFix {
	out := sarifFix{Description: sarifText{shorten(f.Message)}}
	files := map[string]int{}
	for _, e := range f.Edits {
		at := artifact(e.Span.File)
		i, ok := files[at.URI]
		if !ok {
			i, files[at.URI] = len(out.Changes), len(out.Changes)
			out.Changes = append(out.Changes, sarifChange{Artifact: at})
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, sarifReplacement{region(e.Span), sarifText{e.Text}})
	}
	return out
}

func physical(s source.Span) sarifPhysical { return sarifPhysical{artifact(s.File), region(s)} }

// artifact is a file: below the working folder relative to the source root,
// else by its whole path.
func artifact(f *source.File) sarifArtifact {
	if strings.HasPrefix(f.Name, "/") {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: f.Name}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: f.Name}).String(), Base: "%SRCROOT%"}
}

func region(s source.Span) sarifRegion {
	startLine, startColumn := utf16Position(s.File, int(s.Start))
	endLine, endColumn := utf16Position(s.File, int(s.End))
	return sarifRegion{startLine, startColumn, endLine, endColumn}
}

func utf16Position(f *source.File, offset int) (line, column int) {
	p := f.Position(offset)
	column = 1
	for _, r := range string(f.Data[f.LineStart(p.Line):p.Byte]) {
		column += max(1, utf16.RuneLen(r))
	}
	return p.Line, column
}
