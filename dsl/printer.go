package dsl

import (
	"bytes"
	"errors"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// The canonical layout of a template. It is made from the tokens, which hold
// all of the text; the tree tells what an ambiguous one is. The author's line
// breaks stay; indentation and the blanks between tokens are ours. Literals,
// heredocs, =begin comments and what follows __END__ are copied.

// ErrLayout is a bug of the printer: what it made is another program.
var ErrLayout = errors.New("the canonical layout would change the meaning of the template")

// Format is the template text of f, or of the fence that f is, in canonical
// layout. It is the text as it stands when there are mistakes, which are
// given, or when it means something else in another layout. The error is
// ErrLayout; the text is then the one that stands there.
func Format(f *source.File) ([]byte, diag.List, error) {
	text := f.Data[f.From:f.To]
	file, diags := Parse(f)
	if diags.HasErrors() {
		return text, diags, nil
	}
	p := newPrinter(file)
	if !p.print() {
		return text, diags, nil
	}
	made := p.out.Bytes()
	again, wrong := Parse(printed(f, made))
	if wrong.HasErrors() || shape(again) != shape(file) {
		return text, diags, ErrLayout
	}
	return made, diags, nil
}

// printed is a file like f that holds made.
func printed(f *source.File, made []byte) *source.File {
	whole := source.NewFile(f.Name, made)
	return whole.Part(0, len(made), f.Title, f.Indent)
}

// A printer writes one file.
type printer struct {
	file   *File
	data   []byte
	facts  layoutFacts
	prefix string // what stands before each line of a fence
	exact  bool   // __LINE__ is read, here or in another fence: each line keeps its number
	out    bytes.Buffer

	frames []frame
	prev   *Token // the last token written on this or an earlier line
	line   int    // indentation of this line, in levels
	fresh  bool   // nothing is written on this line yet
	opened bool   // nothing is written in the innermost block yet
	item   bool   // what comes next begins a statement or an element
	waits  int    // heredocs of this line, whose bodies follow it
}

// A frame is a construct that waits for its closer.
type frame struct {
	kind   Kind // of the opening token
	base   int  // indentation of the line that opened it
	list   bool // commas part its elements
	header bool // its condition, name or parameters go on
}

func newPrinter(file *File) *printer {
	f := file.Source
	p := &printer{file: file, data: f.Data[:f.To], facts: factsOf(file), fresh: true, opened: true, item: true}
	p.exact = bytes.Contains(f.Data, []byte("__LINE__"))
	p.prefix = fencePrefix(f)
	return p
}

// fencePrefix is the indentation of a fence as its first full line has it.
func fencePrefix(f *source.File) string {
	for rest := f.Data[f.From:f.To]; len(rest) > 0; {
		line, more, _ := bytes.Cut(rest, []byte("\n"))
		if n := len(line) - len(bytes.TrimLeft(line, " \t")); n >= f.Indent {
			return string(line[:f.Indent])
		}
		rest = more
	}
	return strings.Repeat(" ", f.Indent)
}

// print writes all tokens. It is false for the rare text that has no other
// layout: a literal that goes on behind a heredoc's body.
func (p *printer) print() bool {
	tokens, end := p.file.Tokens, p.file.Source.From
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.Kind == Newline && t.Text(p.file.Source) != ";" {
			p.statementEnds(&tokens[i])
			continue
		}
		last, ok := p.extent(tokens, i)
		if !ok {
			return false
		}
		if p.waits > 0 && (t.Kind == StrText || t.Kind == InterpBeg || t.Kind == StrEnd) {
			end = p.body(end, tokens[i], tokens[last])
		} else {
			p.between(end, &tokens[i])
			p.token(&tokens[i], tokens[last])
			end = int(tokens[last].End)
		}
		i = last
	}
	return true
}

// extent is the index of the last token of the literal, or of the bodies of
// heredocs, that begin at i; i for another token.
func (p *printer) extent(tokens []Token, i int) (int, bool) {
	open := 0
	switch kind := tokens[i].Kind; {
	case kind == StrBegin && p.isHeredoc(tokens[i]):
		return i, true
	case kind == StrBegin:
	case kind == StrText || kind == InterpBeg || kind == StrEnd:
		open = p.waits
	default:
		return i, true
	}
	literal := open == 0
	for j := i; j < len(tokens); j++ {
		switch t := tokens[j]; t.Kind {
		case StrBegin:
			if p.isHeredoc(t) {
				return i, false
			}
			open++
		case StrEnd:
			if open--; open == 0 {
				breaks := bytes.IndexByte(p.data[tokens[i].Start:t.End], '\n') >= 0
				return j, !literal || p.waits == 0 || !breaks
			}
		}
	}
	return i, false
}

func (p *printer) isHeredoc(t Token) bool {
	return t.Kind == StrBegin && bytes.HasPrefix(p.data[t.Start:t.End], []byte("<<"))
}

// body copies the bodies of the heredocs that wait, behind the rest of their
// line, and is the offset behind them.
func (p *printer) body(end int, first, last Token) int {
	start := bytes.LastIndexByte(p.data[:first.Start], '\n') + 1
	p.comments(end, start, nil)
	p.endLine()
	p.copy(start, int(last.End))
	p.waits, p.fresh = 0, false
	return int(last.End)
}

// copy writes text as it is, with line feeds for line breaks.
func (p *printer) copy(from, to int) {
	p.out.Write(bytes.ReplaceAll(p.data[from:to], []byte("\r\n"), []byte("\n")))
}

// statementEnds notes a line break that ends a statement.
func (p *printer) statementEnds(t *Token) {
	p.item, p.prev = true, t
	p.headerEnds()
}

func (p *printer) headerEnds() {
	if n := len(p.frames); n > 0 && p.frames[n-1].header {
		p.frames[n-1].header = false
		p.opened = true
	}
}

// token writes a token, or a literal from its first to its last token.
func (p *printer) token(t *Token, last Token) {
	if t.Kind == EOF {
		return
	}
	middle := p.isMiddle(t)
	if p.fresh {
		p.line = p.level(t)
		p.startLine(p.line)
	} else if p.prev != nil && p.gap(*p.prev, *t) {
		p.out.WriteByte(' ')
	}
	p.copy(int(t.Start), int(last.End))
	p.fresh, p.item, p.opened = false, false, false
	if p.isHeredoc(*t) {
		p.waits++
	}
	p.nest(t, middle)
	p.prev = &last
}

func (p *printer) startLine(level int) {
	p.out.WriteString(p.prefix)
	p.out.WriteString(strings.Repeat("  ", level))
	p.fresh = false
}

func (p *printer) endLine() {
	if !p.fresh {
		p.out.WriteByte('\n')
	}
	p.fresh = true
}

// ---- nesting

// level is the indentation of a line that starts with t.
func (p *printer) level(t *Token) int {
	n := len(p.frames)
	switch {
	case n > 0 && (p.facts.closes(*t) || p.isMiddle(t)):
		return p.frames[n-1].base
	case p.item:
		return p.inner()
	}
	return p.inner() + 1
}

// inner is the indentation of what stands in the innermost construct.
func (p *printer) inner() int {
	if n := len(p.frames); n > 0 {
		return p.frames[n-1].base + 1
	}
	return 0
}

// isMiddle reports whether t begins another part of the construct around it.
func (p *printer) isMiddle(t *Token) bool {
	n := len(p.frames)
	if n == 0 || p.frames[n-1].list || t.Kind != KwElse && !p.item {
		return false
	}
	switch t.Kind {
	case KwElse, KwElsif, KwWhen, KwRescue, KwEnsure:
		return true
	}
	return t.Kind == KwIn && p.frames[n-1].kind == KwCase
}

// nest opens and closes constructs at t, which was written. A middle begins
// another part of one.
func (p *printer) nest(t *Token, middle bool) {
	n := len(p.frames)
	switch k := p.facts.kind(*t); {
	case k == opensList || k == opensBlock || k == opensHeader:
		p.open(t, k)
	case k == closesAny && n > 0:
		p.frames = p.frames[:n-1]
	case t.Kind == KwDo, t.Kind == KwThen:
		p.headerEnds()
		p.item, p.opened = true, true
	case t.Kind == KwElse, t.Kind == KwEnsure, k == closingPipe:
		p.item, p.opened = true, true
	case middle:
		p.frames[n-1].header = true
	case t.Kind == Comma && n > 0:
		p.item = p.frames[n-1].list
	case t.Kind == Newline:
		p.statementEnds(t)
	}
}

// open opens a construct at t. The `do` of a loop opens none.
func (p *printer) open(t *Token, k layoutKind) {
	n := len(p.frames)
	if t.Kind == KwDo && n > 0 && p.frames[n-1].header && isLoop(p.frames[n-1].kind) {
		p.headerEnds()
		p.item, p.opened = true, true
		return
	}
	p.frames = append(p.frames, frame{kind: t.Kind, base: p.line, list: k == opensList, header: k == opensHeader})
	p.item, p.opened = k != opensHeader, k != opensHeader
}

func isLoop(k Kind) bool { return k == KwWhile || k == KwUntil || k == KwFor }

// ---- between two tokens

// between writes what the text between two tokens says beside blanks: breaks,
// comments, one empty line at most.
func (p *printer) between(from int, t *Token) {
	if t.Kind == EOF {
		p.comments(from, int(t.Start), nil)
		p.endLine()
		return
	}
	p.comments(from, int(t.Start), t)
}

// A gapReader goes through the text between two tokens.
type gapReader struct {
	p      *printer
	pos    int
	to     int
	next   *Token // nil at the end
	breaks int    // line breaks since the last thing written
	atTop  bool   // the start of the file
}

// comments writes the comments of [from, to), each on the line where it was.
func (p *printer) comments(from, to int, next *Token) {
	g := &gapReader{p: p, pos: from, to: to, next: next, atTop: from == p.file.Source.From}
	if g.atTop {
		g.breaks = 1
	}
	for g.pos < to {
		g.step()
	}
	if g.breaks > 0 && next != nil {
		p.endLine()
		g.emptyLine(next)
	}
}

func (g *gapReader) step() {
	data := g.p.data
	switch c := data[g.pos]; {
	case (c == '=' || c == '_') && g.breaks > 0 && g.pos == g.lineStart() && g.blockComment():
	case c == '\n':
		g.breaks++
		g.pos++
	case c == '#':
		g.comment()
	case c == '\\':
		g.continued()
	default:
		g.pos++
	}
}

// continued writes the mark that the statement goes on in the next line. One
// that joins nothing, since no code stands before or behind it, is left out
// with its line break.
func (g *gapReader) continued() {
	p := g.p
	g.pos++
	if p.fresh || g.breaks > 0 || g.nothingOnNextLine() {
		g.pos = min(g.to, g.pos+1+bytes.IndexByte(p.data[g.pos:], '\n'))
		return
	}
	p.out.WriteString(" \\")
}

// nothingOnNextLine reports whether the line behind the one at pos has no code.
func (g *gapReader) nothingOnNextLine() bool {
	_, rest, _ := bytes.Cut(g.p.data[g.pos:g.to], []byte("\n"))
	rest = bytes.TrimLeft(rest, " \t\f\v\r")
	return len(rest) > 0 && (rest[0] == '\n' || rest[0] == '#') || g.next == nil && g.p.waits == 0
}

// lineStart is the offset of the text of the line at pos, behind the fence's indentation.
func (g *gapReader) lineStart() int {
	start := bytes.LastIndexByte(g.p.data[:g.pos], '\n') + 1
	for n := 0; n < g.p.file.Source.Indent && start < g.pos; n++ {
		start++
	}
	return start
}

// comment writes the comment at pos: behind the code of its line, or alone.
func (g *gapReader) comment() {
	end := g.to
	if n := bytes.IndexByte(g.p.data[g.pos:g.to], '\n'); n >= 0 {
		end = g.pos + n
	}
	text := bytes.TrimRight(g.p.data[g.pos:end], " \t\r\f\v")
	if g.breaks == 0 && !g.p.fresh {
		g.p.out.WriteString("  ")
		g.p.out.Write(text)
		g.pos = end
		return
	}
	g.p.endLine()
	g.emptyLine(nil)
	g.p.startLine(g.level())
	g.p.out.Write(text)
	g.pos, g.breaks, g.p.opened = end, 0, false
}

// level is the indentation of a comment: that of what follows it. Before a
// closer it belongs to what stands in the block; before another part of a
// construct, as the author wants.
func (g *gapReader) level() int {
	p := g.p
	switch {
	case g.next == nil:
		return p.inner()
	case p.facts.closes(*g.next):
		return p.inner()
	case p.isMiddle(g.next) && g.column(g.pos) != g.column(int(g.next.Start)):
		return p.inner()
	}
	return p.level(g.next)
}

func (g *gapReader) column(at int) int {
	return at - bytes.LastIndexByte(g.p.data[:at], '\n')
}

// emptyLine writes the empty line that the author left before next, or before
// a comment; none where a block starts or ends.
func (g *gapReader) emptyLine(next *Token) {
	p, lines := g.p, g.breaks-1
	if p.exact {
		p.out.WriteString(strings.Repeat("\n", max(lines, 0)))
		return
	}
	ends := next != nil && (p.facts.closes(*next) || p.isMiddle(next) && next.Kind != KwWhen && next.Kind != KwIn)
	if lines > 0 && !p.opened && !ends && p.out.Len() > 0 {
		p.out.WriteByte('\n')
	}
}

// blockComment copies =begin … =end, or all from __END__ on, which stand at
// the start of a line.
func (g *gapReader) blockComment() bool {
	rest := g.p.data[g.pos:g.to]
	size := 0
	switch {
	case bytes.HasPrefix(rest, []byte("=begin")):
		size = blockCommentSize(rest, g.p.file.Source.Indent)
	case isEndMark(rest):
		size = len(rest)
	default:
		return false
	}
	g.p.endLine()
	g.emptyLine(nil)
	g.p.out.WriteString(g.p.prefix)
	g.p.copy(g.pos, g.pos+size)
	g.p.fresh = rest[size-1] == '\n'
	g.pos, g.breaks, g.p.opened = g.pos+size, 0, false
	return true
}

func isEndMark(rest []byte) bool {
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	return string(bytes.TrimSuffix(line, []byte("\r"))) == "__END__"
}

// blockCommentSize is the size of =begin … =end at the start of text, without
// the last line break.
func blockCommentSize(text []byte, indent int) int {
	at := 0
	for at < len(text) {
		end := at + bytes.IndexByte(text[at:], '\n')
		if end < at {
			end = len(text)
		}
		line := text[at:end]
		for n := 0; at > 0 && n < indent && len(line) > 0 && (line[0] == ' ' || line[0] == '\t'); n++ {
			line = line[1:]
		}
		if bytes.HasPrefix(line, []byte("=end")) && (len(line) == 4 || line[4] == ' ' || line[4] == '\t' || line[4] == '\r') {
			return end
		}
		at = end + 1
	}
	return len(text)
}
