package core

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// mostNested is how deep JSON may be nested, as Ruby has it.
const mostNested = 100

// jsonTable is the module JSON.
func jsonTable() []Method {
	return []Method{
		{Name: "generate", Min: 1, Max: 2, Doc: "a value as JSON text", Fn: jsonGenerate},
		{Name: "dump", Min: 1, Max: 1, Doc: "a value as JSON text", Fn: jsonGenerate},
		{Name: "pretty_generate", Min: 1, Max: 2, Doc: "a value as JSON text on several lines", Fn: jsonPretty},
		{Name: "parse", Min: 1, Max: 1, Doc: "the value that a JSON text describes", Fn: jsonParse,
			KW: []string{"symbolize_names", "max_nesting", "allow_nan", "create_additions"}},
		{Name: "parse!", Min: 1, Max: 1, Doc: "the value that a JSON text describes", Fn: jsonParse, KW: []string{"symbolize_names"}},
	}
}

// A jsonWriter writes JSON. The compact form has no blanks at all.
type jsonWriter struct {
	c      *Context
	t      *value.Text
	pretty bool
	depth  int
}

func jsonGenerate(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.JSON(a.Pos[0], false)
}

func jsonPretty(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.JSON(a.Pos[0], true)
}

func toJSON(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.JSON(self, false)
}

// JSON is a value as JSON text, in the order of its keys. Unknown values stay
// in the text, as parts of it.
func (c *Context) JSON(v value.Value, pretty bool) (value.Value, error) {
	w := &jsonWriter{c: c, t: c.text(), pretty: pretty}
	if err := w.write(v); err != nil {
		return nil, err
	}
	return w.t.String(), nil
}

func (w *jsonWriter) write(v value.Value) error {
	w.c.Step(1)
	switch v := value.Peek(v).(type) {
	case value.NilType:
		w.t.WriteString("null")
	case value.Bool, value.Int, *value.Big:
		return w.t.ToS(v)
	case value.Float:
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			return raise(ClassGenerateError, "%s not allowed in JSON", value.FloatText(f))
		}
		return w.t.ToS(v)
	case *value.String:
		return w.string(v)
	case value.Symbol:
		return w.string(value.NewString(string(v)))
	case *value.Array:
		return w.array(v)
	case *value.Hash:
		return w.object(v)
	case *value.Ref, *value.Raw:
		return w.string(value.SpliceString(v))
	default:
		s, err := w.c.toS(v)
		if err != nil {
			return err
		}
		return w.string(s)
	}
	return nil
}

func (w *jsonWriter) enter() error {
	if w.depth++; w.depth > mostNested {
		return raise(ClassNestingError, "nesting of %d is too deep", w.depth)
	}
	return nil
}

// breakLine starts a line of the pretty form.
func (w *jsonWriter) breakLine() {
	if w.pretty {
		w.t.WriteString("\n" + strings.Repeat("  ", w.depth))
	}
}

func (w *jsonWriter) array(a *value.Array) error {
	if err := w.enter(); err != nil {
		return err
	}
	w.t.WriteString("[")
	for i := range a.Len() {
		if i > 0 {
			w.t.WriteString(",")
		}
		w.breakLine()
		if err := w.write(a.Peek(i)); err != nil {
			return err
		}
	}
	w.depth--
	if a.Len() > 0 {
		w.breakLine()
	}
	w.t.WriteString("]")
	return nil
}

func (w *jsonWriter) object(h *value.Hash) error {
	if err := w.enter(); err != nil {
		return err
	}
	w.t.WriteString("{")
	first := true
	for k, v := range h.All() {
		if !first {
			w.t.WriteString(",")
		}
		first = false
		w.breakLine()
		if err := w.pair(k, v); err != nil {
			return err
		}
	}
	w.depth--
	if !first {
		w.breakLine()
	}
	w.t.WriteString("}")
	return nil
}

func (w *jsonWriter) pair(k, v value.Value) error {
	key, err := w.c.toS(k)
	if err != nil {
		return err
	}
	if err := w.string(key); err != nil {
		return err
	}
	w.t.WriteString(":")
	if w.pretty {
		w.t.WriteString(" ")
	}
	return w.write(v)
}

// string writes a text in quotes, its unknown parts in their places.
func (w *jsonWriter) string(s *value.String) error {
	if !utf8.ValidString(s.Text) {
		return raise(ClassGenerateError, "source sequence is illegal/malformed utf-8")
	}
	w.t.WriteString(`"`)
	from := 0
	if s.Splices != nil {
		for _, p := range *s.Splices {
			w.t.WriteString(jsonEscape(s.Text[from:p.At]))
			w.t.Splice(p.Value)
			from = p.At
		}
	}
	w.t.WriteString(jsonEscape(s.Text[from:]))
	w.t.WriteString(`"`)
	return nil
}

var jsonEscapes = map[byte]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}

func jsonEscape(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= 0x20 && s[i] != '"' && s[i] != '\\'
	}
	if plain {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch esc, ok := jsonEscapes[s[i]]; {
		case ok:
			b.WriteString(esc)
		case s[i] < 0x20:
			b.WriteString(`\u00` + string("0123456789abcdef"[s[i]>>4]) + string("0123456789abcdef"[s[i]&15]))
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// A jsonReader reads JSON text.
type jsonReader struct {
	c       *Context
	s       string
	pos     int
	depth   int
	symbols bool
}

func jsonParse(c *Context, self value.Value, a value.Args) (value.Value, error) {
	text, err := known(a.Pos[0], "JSON.parse")
	if err != nil {
		return nil, err
	}
	r := &jsonReader{c: c, s: text, symbols: value.Truthy(keyword(a, "symbolize_names"))}
	r.blanks()
	v, err := r.value()
	if err != nil {
		return nil, err
	}
	if r.blanks(); r.pos < len(r.s) {
		return nil, r.unexpected(r.pos)
	}
	return v, nil
}

func (r *jsonReader) unexpected(at int) error {
	return raise(ClassParserError, "unexpected token at '%s'", value.Clip(r.s[at:]))
}

// blanks skips blanks and comments.
func (r *jsonReader) blanks() {
	for r.pos < len(r.s) {
		rest := r.s[r.pos:]
		switch {
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			r.pos++
		case strings.HasPrefix(rest, "//"):
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			r.pos += end
		case strings.HasPrefix(rest, "/*") && strings.Contains(rest[2:], "*/"):
			r.pos += 2 + strings.Index(rest[2:], "*/") + 2
		default:
			return
		}
	}
}

func (r *jsonReader) value() (value.Value, error) {
	r.c.elements(1)
	if r.pos >= len(r.s) {
		return nil, r.unexpected(r.pos)
	}
	switch r.s[r.pos] {
	case '{':
		return r.nested(r.object)
	case '[':
		return r.nested(r.array)
	case '"':
		s, err := r.string()
		return str(s), err
	}
	for word, v := range map[string]value.Value{"true": value.Bool(true), "false": value.Bool(false), "null": value.Nil} {
		if strings.HasPrefix(r.s[r.pos:], word) {
			r.pos += len(word)
			return v, nil
		}
	}
	return r.number()
}

func (r *jsonReader) nested(read func() (value.Value, error)) (value.Value, error) {
	if r.depth++; r.depth > mostNested {
		return nil, raise(ClassNestingError, "nesting of %d is too deep", r.depth)
	}
	defer func() { r.depth-- }()
	return read()
}

// after skips blanks and takes one of two characters; the second ends a list.
func (r *jsonReader) after(start int, end byte) (ended bool, err error) {
	r.blanks()
	if r.pos >= len(r.s) {
		return false, r.unexpected(start)
	}
	switch r.s[r.pos] {
	case end:
		r.pos++
		return true, nil
	case ',':
		r.pos++
		r.blanks()
		return false, nil
	}
	return false, r.unexpected(r.pos)
}

func (r *jsonReader) array() (value.Value, error) {
	start := r.pos
	r.pos++
	out := list()
	if r.blanks(); r.pos < len(r.s) && r.s[r.pos] == ']' {
		r.pos++
		return out, nil
	}
	for {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		out.Push(v)
		if ended, err := r.after(start, ']'); ended || err != nil {
			return out, err
		}
	}
}

func (r *jsonReader) object() (value.Value, error) {
	start := r.pos
	r.pos++
	h := r.c.newHash()
	if r.blanks(); r.pos < len(r.s) && r.s[r.pos] == '}' {
		r.pos++
		return h, nil
	}
	for {
		if err := r.pair(h, start); err != nil {
			return nil, err
		}
		if ended, err := r.after(start, '}'); ended || err != nil {
			return h, err
		}
	}
}

func (r *jsonReader) pair(h *value.Hash, start int) error {
	if r.pos >= len(r.s) || r.s[r.pos] != '"' {
		return r.unexpected(start)
	}
	name, err := r.string()
	if err != nil {
		return err
	}
	if r.blanks(); r.pos >= len(r.s) || r.s[r.pos] != ':' {
		return r.unexpected(start)
	}
	r.pos++
	r.blanks()
	v, err := r.value()
	if err != nil {
		return err
	}
	var key value.Value = str(name)
	if r.symbols {
		key = value.Symbol(name)
	}
	return r.c.set(h, key, v)
}

func (r *jsonReader) string() (string, error) {
	start := r.pos
	var b strings.Builder
	for r.pos++; r.pos < len(r.s); {
		switch ch := r.s[r.pos]; {
		case ch == '"':
			r.pos++
			r.c.bytes(b.Len())
			return b.String(), nil
		case ch < 0x20:
			return "", r.unexpected(start)
		case ch == '\\':
			if err := r.escape(&b, start); err != nil {
				return "", err
			}
		default:
			b.WriteByte(ch)
			r.pos++
		}
	}
	return "", r.unexpected(start)
}

func (r *jsonReader) escape(b *strings.Builder, start int) error {
	if r.pos+1 >= len(r.s) {
		return r.unexpected(start)
	}
	ch := r.s[r.pos+1]
	if ch == 'u' {
		return r.unicode(b, start)
	}
	r.pos += 2
	if i := strings.IndexByte("bfnrt", ch); i >= 0 {
		ch = "\b\f\n\r\t"[i]
	}
	b.WriteByte(ch)
	return nil
}

func (r *jsonReader) unicode(b *strings.Builder, start int) error {
	unit := func() (rune, bool) {
		if r.pos+6 > len(r.s) || r.s[r.pos] != '\\' || r.s[r.pos+1] != 'u' {
			return 0, false
		}
		n, err := strconv.ParseUint(r.s[r.pos+2:r.pos+6], 16, 32)
		return rune(n), err == nil
	}
	first, ok := unit()
	if !ok {
		return r.unexpected(start)
	}
	r.pos += 6
	if second, ok := unit(); ok && utf16.IsSurrogate(first) {
		if pair := utf16.DecodeRune(first, second); pair != utf8.RuneError {
			r.pos += 6
			first = pair
		}
	}
	b.WriteRune(first)
	return nil
}

func (r *jsonReader) number() (value.Value, error) {
	start := r.pos
	s := r.s[start:]
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	whole := digitsFrom(s, i)
	if whole == i || s[i] == '0' && whole > i+1 {
		return nil, r.unexpected(start)
	}
	end, isFloat := whole, false
	if end < len(s) && s[end] == '.' {
		fraction := digitsFrom(s, end+1)
		if fraction == end+1 {
			return nil, r.unexpected(start)
		}
		end, isFloat = fraction, true
	}
	if end < len(s) && (s[end] == 'e' || s[end] == 'E') {
		from := end + 1
		if from < len(s) && (s[from] == '+' || s[from] == '-') {
			from++
		}
		exponent := digitsFrom(s, from)
		if exponent == from {
			return nil, r.unexpected(start)
		}
		end, isFloat = exponent, true
	}
	r.pos += end
	if isFloat {
		f, _ := strconv.ParseFloat(s[:end], 64)
		return value.Float(f), nil
	}
	return r.c.integer(str(s[:end]), 10)
}

func digitsFrom(s string, i int) int {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}
