package synth

import (
	"bytes"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/emit/expr"
)

// A rewriter writes the difference of two hashes into the source of the first.
// Its methods report false where the source has no place for it.
type rewriter struct {
	run      *run
	within   source.Span // the attributes of the resource
	edits    []diag.Edit
	literals []source.Span
}

// shortValue is how many characters a hash or list may have on one line.
const shortValue = 60

func (w *rewriter) hash(old, new *value.Hash) bool {
	var added []int
	ok := true
	for i := range new.Len() {
		name, _ := value.KnownText(new.KeyAt(i))
		switch j := old.Shape().FindText(name); {
		case j < 0:
			added = append(added, i)
		case old.Peek(j) != new.Peek(i):
			ok = ok && w.change(old, j, new.Peek(i))
		}
	}
	for j := range old.Len() {
		if name, _ := value.KnownText(old.KeyAt(j)); new.Shape().FindText(name) < 0 {
			ok = ok && w.remove(old, j)
		}
	}
	if !ok || len(added) == 0 {
		return ok
	}
	if !isLiteral(old) {
		return false
	}
	return w.insert(old.Shape().Where, "{", func(write func(value.Value) string) []string {
		var members []string
		for _, i := range added {
			members = append(members, expr.Key(new.KeyAt(i))+" "+write(new.Peek(i)))
		}
		return members
	}) && !w.hasRaw(new, 0)
}

// isLiteral reports whether a hash is what its literal says, and no other that
// a method made of it: then keys stand elsewhere.
func isLiteral(h *value.Hash) bool {
	literal := h.Shape().Where
	if strings.Contains(literal.Text(), "**") {
		return true
	}
	for i := range h.Len() {
		if at := h.Shape().Place(i).Key; at.File != literal.File || at.Start < literal.Start || at.End > literal.End {
			return false
		}
	}
	return true
}

// change is about a member that is there before and after.
func (w *rewriter) change(h *value.Hash, j int, to value.Value) bool {
	from := h.Peek(j)
	switch to := to.(type) {
	case *value.Hash:
		from, ok := from.(*value.Hash)
		return ok && w.hash(from, to)
	case *value.Array:
		from, ok := from.(*value.Array)
		return ok && w.array(from, to)
	}
	at := h.Shape().Place(j).Value
	if !isPlain(at.Text()) || w.hasRaw(to, 0) {
		return false
	}
	w.literals = append(w.literals, h.Shape().Where)
	w.edits = append(w.edits, diag.Edit{Span: at, Text: w.writer().Leaf(to)})
	return true
}

// isPlain reports whether an expression is a literal without parts of its own.
func isPlain(text string) bool {
	switch {
	case text == "":
		return false
	case text[0] == '"' || text[0] == '\'':
		return !strings.Contains(text, "#{") && text[len(text)-1] == text[0]
	case text == "true" || text == "false" || text == "nil":
		return true
	}
	return strings.Trim(text, "0123456789._") == ""
}

func (w *rewriter) array(old, new *value.Array) bool {
	if new.Len() < old.Len() {
		return false
	}
	for i := range old.Len() {
		before, after := old.Peek(i), new.Peek(i)
		if before == after {
			continue
		}
		from, isHash := before.(*value.Hash)
		to, still := after.(*value.Hash)
		if !isHash || !still || !w.hash(from, to) {
			return false
		}
	}
	if new.Len() == old.Len() {
		return true
	}
	if old.Places == nil || w.hasRaw(new, 0) {
		return false
	}
	return w.insert(old.Places.Where, "[", func(write func(value.Value) string) []string {
		var elems []string
		for i := old.Len(); i < new.Len(); i++ {
			elems = append(elems, write(new.Peek(i)))
		}
		return elems
	})
}

// hasRaw reports whether a value has a part that is another target's own text,
// which is not written here.
func (w *rewriter) hasRaw(v value.Value, depth int) bool {
	if depth > value.MaxDepth {
		return true
	}
	var slots []value.Value
	switch v := value.Peek(v).(type) {
	case *value.Raw:
		return true
	case *value.Hash:
		slots = v.Slots()
	case *value.Array:
		slots = v.Slots()
	}
	for _, s := range slots {
		if w.hasRaw(s, depth+1) {
			return true
		}
	}
	return false
}

// writer writes references as the resource itself writes them, where it does.
func (w *rewriter) writer() expr.Writer {
	return expr.Writer{Ref: func(ref *value.Ref) string {
		at := ref.Where
		if at.File == w.within.File && at.File != nil && at.Start >= w.within.Start && at.End <= w.within.End && isChain(at.Text()) {
			return at.Text()
		}
		return expr.Reference(ref)
	}}
}

// isChain reports whether a text is a name with attributes: raw.arn.
func isChain(text string) bool {
	return text != "" && strings.Contains(text, ".") && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789_.") == ""
}

// A bracketed is a literal in brackets as tokens: those of its brackets, and
// the last before the closing one.
type bracketed struct {
	file              *source.File
	open, last, close dsl.Token
	first             dsl.Token // behind the opening bracket
}

func (w *rewriter) bracketed(at source.Span, open string) (bracketed, bool) {
	text := at.Text()
	if !strings.HasPrefix(text, open) || strings.Contains(text, "<<") {
		return bracketed{}, false
	}
	var tokens []dsl.Token
	for _, t := range w.run.tokensAt(at) {
		if t.Kind != dsl.Newline {
			tokens = append(tokens, t)
		}
	}
	b := bracketed{file: at.File}
	from, to := -1, -1
	for i, t := range tokens {
		if t.Start == at.Start && from < 0 {
			from = i
		}
		if t.End == at.End && (t.Kind == dsl.RBrace || t.Kind == dsl.RBracket) {
			to = i
		}
	}
	if from < 0 || to <= from {
		return b, false
	}
	b.open, b.first, b.last, b.close = tokens[from], tokens[from+1], tokens[to-1], tokens[to]
	return b, true
}

// insert writes members at the end of a literal: each on a line of its own when
// the closing bracket has one, else on the same line.
func (w *rewriter) insert(at source.Span, open string, members func(write func(value.Value) string) []string) bool {
	b, ok := w.bracketed(at, open)
	if !ok {
		return false
	}
	w.literals = append(w.literals, at)
	if !bytes.ContainsRune(b.file.Data[b.last.End:b.close.Start], '\n') {
		w.insertInline(b, open, strings.Join(members(w.writer().Inline), ", "))
		return true
	}
	w.insertLines(b, members(func(v value.Value) string { return w.lines(v, b) }))
	return true
}

func (w *rewriter) insertInline(b bracketed, open, text string) {
	from, to := int(b.last.End), int(b.last.End)
	switch {
	case b.last == b.open:
		to = int(b.close.Start)
		if open == "{" {
			text = " " + text + " "
		}
	case b.last.Kind == dsl.Comma:
		text = " " + text
	default:
		text = ", " + text
	}
	w.edits = append(w.edits, diag.Edit{Span: b.file.Span(from, to), Text: text})
}

// insertLines writes behind the line of the last member, whose comment stays
// beside it.
func (w *rewriter) insertLines(b bracketed, members []string) {
	data, end := b.file.Data, int(b.last.End)
	line := end + bytes.IndexByte(data[end:], '\n')
	eol := "\n"
	if data[line-1] == '\r' {
		line, eol = line-1, "\r\n"
	}
	lead := eol + b.indent()
	text := lead + strings.Join(members, ","+lead)
	switch comma := b.last.Kind == dsl.Comma; {
	case comma:
		text += ","
	case b.last == b.open:
	case line == end:
		text = "," + text
	default:
		w.edits = append(w.edits, diag.Edit{Span: b.file.Span(end, end), Text: ","})
	}
	w.edits = append(w.edits, diag.Edit{Span: b.file.Span(line, line), Text: text})
}

// indent is what stands before the members of a literal of several lines.
func (b bracketed) indent() string {
	if own := blanksBefore(b.file, int(b.first.Start)); own != "" && b.first != b.close {
		return own
	}
	return leading(b.file, int(b.close.Start)) + "  "
}

// blanksBefore is what stands before an offset in its line when that is only
// blanks, else empty.
func blanksBefore(f *source.File, offset int) string {
	before := f.Data[f.LineStart(f.Position(offset).Line):offset]
	if len(bytes.Trim(before, " \t")) > 0 {
		return ""
	}
	return string(before)
}

// leading is the blanks at the start of the line of an offset.
func leading(f *source.File, offset int) string {
	line := f.Data[f.LineStart(f.Position(offset).Line):offset]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// lines is a value on one line when it is short, else on several, indented for
// the literal that gets it.
func (w *rewriter) lines(v value.Value, b bracketed) string {
	if text := w.writer().Inline(v); len(text) <= shortValue {
		return text
	}
	return strings.ReplaceAll(w.writer().Spread(v, 0), "\n", "\n"+b.indent())
}

// remove leaves out a member, with its comma, and its line when nothing else
// stands there.
func (w *rewriter) remove(h *value.Hash, j int) bool {
	literal, at := h.Shape().Where, h.Shape().Place(j)
	b, ok := w.bracketed(literal, "{")
	if !ok || at.Key.IsZero() || at.Value.IsZero() || at.Key.Start < literal.Start || at.Value.End > literal.End {
		return false
	}
	w.literals = append(w.literals, literal)
	before, after, ok := neighbours(w.run.tokensAt(literal), at)
	if !ok {
		return false
	}
	from, to := int(at.Key.Start), int(at.Value.End)
	switch {
	case after.Kind == dsl.Comma:
		to = int(after.End)
	case before.Kind == dsl.Comma:
		w.edits = append(w.edits, diag.Edit{Span: b.file.Span(int(before.Start), int(before.End))})
	}
	from, to = wholeLines(b.file, from, to)
	w.edits = append(w.edits, diag.Edit{Span: b.file.Span(from, to)})
	return true
}

// neighbours are the tokens before and after a member.
func neighbours(tokens []dsl.Token, at value.Place) (before, after dsl.Token, ok bool) {
	for _, t := range tokens {
		switch {
		case t.Kind == dsl.Newline:
		case t.End <= at.Key.Start:
			before = t
		case t.Start >= at.Value.End:
			return before, t, true
		}
	}
	return before, after, false
}

// wholeLines widens a range to its lines when only blanks stand beside it, else
// to the blanks behind it.
func wholeLines(f *source.File, from, to int) (int, int) {
	end := to + len(f.Data[to:]) - len(bytes.TrimLeft(f.Data[to:], " \t\r"))
	start := from - len(blanksBefore(f, from))
	alone := start == f.LineStart(f.Position(from).Line)
	if alone && end < len(f.Data) && f.Data[end] == '\n' {
		return start, end + 1
	}
	if alone && end < len(f.Data) && f.Data[end] == '#' {
		return from, end
	}
	return from, max(to, min(end, to+1))
}
