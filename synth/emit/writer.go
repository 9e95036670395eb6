package emit

import (
	"bytes"
	"encoding/binary"
	"io"
)

// A Writer writes JSON in a stream: two blanks a level, one member a line,
// nothing escaped that need not be. It keeps the first error of what it writes
// to and gives it at the end.
type Writer struct {
	out     io.Writer
	buf     []byte
	flushed int // how often the buffer was handed on
	depth   int
	fresh   bool // an object or array was opened and holds nothing yet
	failed  error
}

// full is how much is kept before it is handed on, in bytes.
const full = 32 << 10

// NewWriter is a Writer to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: w, buf: make([]byte, 0, full+4<<10)}
}

// Open begins an object or array: '{' or '['.
func (w *Writer) Open(bracket byte) {
	w.buf = append(w.buf, bracket)
	w.depth++
	w.fresh = true
}

// Close ends it: '}' or ']'.
func (w *Writer) Close(bracket byte) {
	w.depth--
	if !w.fresh {
		w.line()
	}
	w.buf = append(w.buf, bracket)
	w.fresh = false
}

// Key begins a member of an object.
func (w *Writer) Key(name string) {
	w.Item()
	w.buf = append(AppendString(w.buf, name), ": "...)
}

// Item begins an element of an array.
func (w *Writer) Item() {
	w.comma()
	w.line()
}

func (w *Writer) comma() {
	if !w.fresh {
		w.buf = append(w.buf, ',')
	}
	w.fresh = false
}

// Depth is how many objects and arrays are open.
func (w *Writer) Depth() int { return w.depth }

// Recorded lets f write one member, and gives what [Writer.Again] takes to
// write the same once more at the same depth; nil for a member that is too
// large to be kept.
func (w *Writer) Recorded(f func()) []byte {
	w.flush()
	flushed := w.flushed
	f()
	if w.flushed > flushed {
		return nil
	}
	return append([]byte(nil), bytes.TrimPrefix(w.buf, []byte{','})...)
}

// Again writes a member that was recorded at this depth.
func (w *Writer) Again(member []byte) {
	w.comma()
	if len(w.buf) > full {
		w.flush()
	}
	w.buf = append(w.buf, member...)
}

// String writes a text as a JSON string.
func (w *Writer) String(s string) { w.buf = AppendString(w.buf, s) }

// Bytes writes a text as a JSON string.
func (w *Writer) Bytes(s []byte) { w.buf = AppendString(w.buf, s) }

// Raw writes what is JSON already.
func (w *Writer) Raw(s string) { w.buf = append(w.buf, s...) }

// Append lets f write JSON at the end of the buffer.
func (w *Writer) Append(f func([]byte) []byte) { w.buf = f(w.buf) }

// Finish ends the document with a line break and gives the first error.
func (w *Writer) Finish() error {
	w.buf = append(w.buf, '\n')
	w.flush()
	return w.failed
}

// line begins a line, and hands on what is full.
func (w *Writer) line() {
	if len(w.buf) > full {
		w.flush()
	}
	w.buf = append(w.buf, '\n')
	depth := w.depth
	for ; depth > len(blanks)/2; depth -= len(blanks) / 2 {
		w.buf = append(w.buf, blanks...)
	}
	w.buf = append(w.buf, blanks[:2*depth]...)
}

// blanks are those before a line of some depth.
const blanks = "                                "

func (w *Writer) flush() {
	w.flushed++
	if w.failed == nil {
		_, w.failed = w.out.Write(w.buf)
	}
	w.buf = w.buf[:0]
}

// AppendString appends s, which is UTF-8, as a JSON string. Only quotes,
// backslashes and control characters are escaped.
func AppendString[T string | []byte](b []byte, s T) []byte {
	return append(AppendEscaped(append(b, '"'), s), '"')
}

// AppendEscaped is AppendString without the quotes around it. Hardly any text
// has what must be escaped: it is taken as it is, and then looked at.
func AppendEscaped[T string | []byte](b []byte, s T) []byte {
	start := len(b)
	b = append(b, s...)
	if isPlain(b[start:]) {
		return b
	}
	b = b[:start]
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			b = appendEscape(b, c)
		} else {
			b = append(b, c)
		}
	}
	return b
}

// isPlain reports whether nothing in a text is to be escaped. It looks at eight
// bytes at once: of those that are less than n, x-n has the high bit and x has
// not.
func isPlain(text []byte) bool {
	const each, high = 0x0101010101010101, 0x8080808080808080
	for ; len(text) >= 8; text = text[8:] {
		x := binary.LittleEndian.Uint64(text)
		quote, backslash := x^each*'"', x^each*'\\' // 0 for such a byte
		if ((x-each*' ')&^x|(quote-each)&^quote|(backslash-each)&^backslash)&high != 0 {
			return false
		}
	}
	for _, c := range text {
		if c < ' ' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func appendEscape(b []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
