package render

import "github.com/firehose-dsl/firehose-dsl/dsl/diag"

// A palette paints words for a terminal, or leaves them as they are.
type palette struct{ on bool }

// severityColors are bright cyan, yellow and red, all bold.
var severityColors = [...]string{diag.Note: "1;36", diag.Warning: "1;33", diag.Error: "1;31"}

func (p palette) mark(s diag.Severity, text string) string { return p.paint(severityColors[s], text) }
func (p palette) bold(text string) string                  { return p.paint("1", text) }
func (p palette) dim(text string) string                   { return p.paint("1;34", text) }

func (p palette) paint(code, text string) string {
	if !p.on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
