package project

// Templates inside Markdown. Only the blocks of a document are parsed, not
// what stands inside its lines: where fences begin and end is the business of
// CommonMark's containers, and the library knows all of them.

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// fences is each ```ruby fence of a document as a part of it, named after the
// heading above it. A fence inside a block quote is an error: the marks of
// the quote stand between its lines.
func fences(f *source.File) ([]*source.File, diag.List) {
	p := parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...))
	d := &document{file: f}
	d.walk(p.Parse(text.NewReader(f.Data)), false)
	return d.parts, d.diags
}

// A document is one Markdown file being read.
type document struct {
	file    *source.File
	heading string
	parts   []*source.File
	diags   diag.List
}

func (d *document) walk(n ast.Node, quoted bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch b := c.(type) {
		case *ast.Heading:
			d.heading = string(bytes.TrimSpace(b.Lines().Value(d.file.Data)))
		case *ast.FencedCodeBlock:
			d.fence(b, quoted)
		case *ast.Blockquote:
			d.walk(b, true)
		case *ast.List, *ast.ListItem:
			d.walk(b, quoted)
		}
	}
}

func (d *document) fence(b *ast.FencedCodeBlock, quoted bool) {
	lines := b.Lines()
	if !isRuby(string(b.Language(d.file.Data))) || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	if quoted {
		info := b.Info.Segment
		d.diags.Add(diag.QuotedFence.At(d.file.Span(info.Start, info.Stop), "a template inside a block quote cannot be read").
			Advise("write the fence outside the quote, or mark it as another language"))
		return
	}
	from := d.lineStart(lines.At(0).Start)
	d.parts = append(d.parts, d.file.Part(from, last.Stop, titleOfHeading(d.heading), d.indent(lines)))
}

// indent is how many blanks before a line belong to the fence and the lists around it.
func (d *document) indent(lines *text.Segments) int {
	most := 0
	for i := range lines.Len() {
		start := lines.At(i).Start
		most = max(most, start-d.lineStart(start))
	}
	return most
}

func (d *document) lineStart(offset int) int {
	return bytes.LastIndexByte(d.file.Data[:offset], '\n') + 1
}

// isRuby reports whether the first word after the backticks names this language.
func isRuby(language string) bool {
	return strings.EqualFold(language, "ruby") || strings.EqualFold(language, "rb")
}

// titleOfHeading is a heading as a template's name: `High-Throughput
// Configuration` is high_throughput_configuration.
func titleOfHeading(heading string) string {
	words := strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool { return !isAlphanumeric(r) })
	if len(words) == 0 {
		return "template"
	}
	return startWithLetter(strings.Join(words, "_"))
}
