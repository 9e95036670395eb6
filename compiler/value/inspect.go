package value

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxDepth is how deep a value may be nested to be compared or written.
const MaxDepth = 1000

// ErrDepth is what a walk over a value gives that is nested deeper than
// MaxDepth, or holds itself.
var ErrDepth = errors.New("the value is nested deeper than the limit of 1000 levels, or holds itself")

// A Text is a String being written: text and unknown values. It charges for
// what it writes, and it may be told to stop early.
type Text struct {
	Charge func(units int) // called for each 16 bytes, before they are made; nil: free
	Max    int             // bytes after which nothing more is written; 0: none

	buf     strings.Builder
	splices []Splice
	paid    int
	depth   int
}

// Full reports whether the text has reached its Max.
func (t *Text) Full() bool { return t.Max > 0 && t.buf.Len() >= t.Max }

// WriteString adds known text.
func (t *Text) WriteString(s string) {
	if t.Full() {
		return
	}
	if n := t.buf.Len() + len(s) - t.paid; n > 0 && t.Charge != nil {
		units := n/16 + 1
		t.paid += 16 * units
		t.Charge(textCost * units)
	}
	t.buf.WriteString(s)
}

// Append adds a String with its unknown parts.
func (t *Text) Append(s *String) {
	if s.Splices != nil {
		for _, p := range *s.Splices {
			t.splices = append(t.splices, Splice{At: p.At + t.buf.Len(), Value: p.Value})
		}
	}
	t.WriteString(s.Text)
}

// Splice adds an unknown value.
func (t *Text) Splice(v Value) {
	t.splices = append(t.splices, Splice{At: t.buf.Len(), Value: v})
}

// Len is the number of bytes of known text so far.
func (t *Text) Len() int { return t.buf.Len() }

// String is what was written.
func (t *Text) String() *String {
	s := &String{Text: t.buf.String()}
	if t.splices != nil {
		s.Splices = &t.splices
	}
	return s
}

// An Inspector is a value of another package that writes its own inspect.
type Inspector interface{ InspectTo(t *Text) error }

// A Stringer is a value of another package whose to_s is not its inspect.
type Stringer interface{ ToSTo(t *Text) error }

// ToS writes v as interpolation does: to_s.
func (t *Text) ToS(v Value) error {
	switch v := Peek(v).(type) {
	case NilType:
	case Symbol:
		t.WriteString(string(v))
	case *String:
		t.Append(v)
	case *Range:
		return t.writeRange(v, t.ToS)
	case *Exception:
		if m, ok := v.Message.(*String); ok {
			t.Append(m)
		} else {
			t.WriteString(v.Error())
		}
	case Stringer:
		return v.ToSTo(t)
	default:
		return t.Inspect(v)
	}
	return nil
}

// Inspect writes v as Ruby 3.4's inspect does.
func (t *Text) Inspect(v Value) error {
	if t.depth++; t.depth > MaxDepth {
		return ErrDepth
	}
	defer func() { t.depth-- }()
	switch v := Peek(v).(type) {
	case *String:
		t.inspectString(v)
	case *Array:
		return t.inspectArray(v)
	case *Hash:
		return t.inspectHash(v)
	case *Range:
		if v.Low == Value(Nil) && v.High == Value(Nil) {
			t.WriteString("nil")
			defer t.WriteString("nil")
		}
		return t.writeRange(v, t.Inspect)
	case *Ref, *Raw:
		t.Splice(v)
	case Inspector:
		return v.InspectTo(t)
	default:
		t.WriteString(inspectPlain(v))
	}
	return nil
}

func inspectPlain(v Value) string {
	switch v := v.(type) {
	case NilType:
		return "nil"
	case Bool:
		return strconv.FormatBool(bool(v))
	case Int:
		return strconv.FormatInt(int64(v), 10)
	case *Big:
		return v.String()
	case Float:
		return FloatText(float64(v))
	case Symbol:
		return InspectSymbol(string(v))
	case *Resource:
		return "#<" + v.Address.String() + ">"
	case *Proc:
		if v.Lambda {
			return "#<Proc (lambda)>"
		}
		return "#<Proc>"
	case *Method:
		return "#<Method: " + v.Name + ">"
	case *Class:
		return v.Name
	case *Exception:
		return inspectException(v)
	}
	return fmt.Sprintf("#<%T>", v)
}

func inspectException(e *Exception) string {
	message := e.Error()
	if message == "" {
		return e.Class.Name
	}
	return "#<" + e.Class.Name + ": " + message + ">"
}

func (t *Text) inspectArray(a *Array) error {
	t.WriteString("[")
	for i, e := range a.slots {
		if i > 0 {
			t.WriteString(", ")
		}
		if err := t.Inspect(e); err != nil || t.Full() {
			return err
		}
	}
	t.WriteString("]")
	return nil
}

func (t *Text) inspectHash(h *Hash) error {
	t.WriteString("{")
	first := true
	for i, e := range h.slots {
		if e == nil {
			continue
		}
		if !first {
			t.WriteString(", ")
		}
		first = false
		if err := t.inspectKey(h.shape.Keys[i]); err != nil {
			return err
		}
		if err := t.Inspect(e); err != nil || t.Full() {
			return err
		}
	}
	t.WriteString("}")
	return nil
}

// inspectKey writes `a: `, `"a b": ` or `"a" => `.
func (t *Text) inspectKey(key Value) error {
	s, ok := key.(Symbol)
	switch {
	case ok && simpleLabel(string(s)):
		t.WriteString(string(s) + ": ")
		return nil
	case ok:
		t.WriteString(Quote(string(s)) + ": ")
		return nil
	}
	err := t.Inspect(key)
	t.WriteString(" => ")
	return err
}

func (t *Text) writeRange(r *Range, write func(Value) error) error {
	end := func(v Value) error {
		if v == Value(Nil) {
			return nil
		}
		return write(v)
	}
	if err := end(r.Low); err != nil {
		return err
	}
	if r.Exclusive {
		t.WriteString("...")
	} else {
		t.WriteString("..")
	}
	return end(r.High)
}

// inspectString quotes the text and leaves the unknown parts in their places.
func (t *Text) inspectString(s *String) {
	t.WriteString(`"`)
	from := 0
	if s.Splices != nil {
		for _, p := range *s.Splices {
			t.writeQuoted(s.Text[from:p.At])
			t.Splice(p.Value)
			from = p.At
		}
	}
	t.writeQuoted(s.Text[from:])
	t.WriteString(`"`)
}

func (t *Text) writeQuoted(s string) {
	if t.Max > 0 && len(s) > 2*t.Max {
		s = s[:2*t.Max]
	}
	q := Quote(s)
	t.WriteString(q[1 : len(q)-1])
}

// Show is inspect for messages: at most 200 characters of it.
func Show(v Value) string {
	t := &Text{Max: 1000}
	if err := t.Inspect(v); err != nil {
		t.WriteString("…")
	}
	return Clip(t.String().Named())
}

// Clip cuts a text for a message at 200 characters.
func Clip(s string) string {
	const most = 200
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	r := []rune(s[:min(len(s), 4*most)])
	return string(r[:min(len(r), most)]) + "…"
}

// Quote is String#inspect of a known text.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02X`, s[i])
		} else {
			writeRune(&b, r, s[i+n:])
		}
		i += n
	}
	b.WriteByte('"')
	return b.String()
}

var escapes = map[rune]string{
	'"': `\"`, '\\': `\\`, '\n': `\n`, '\t': `\t`, '\r': `\r`,
	'\a': `\a`, '\b': `\b`, '\x1b': `\e`, '\f': `\f`, '\v': `\v`,
}

func writeRune(b *strings.Builder, r rune, rest string) {
	esc, ok := escapes[r]
	switch {
	case ok:
		b.WriteString(esc)
	case r == '#' && rest != "" && strings.IndexByte("{$@", rest[0]) >= 0:
		b.WriteString(`\#`)
	case printable(r):
		b.WriteRune(r)
	case r > 0xffff:
		fmt.Fprintf(b, `\u{%X}`, r)
	default:
		fmt.Fprintf(b, `\u%04X`, r)
	}
}

// printable is what Ruby's inspect leaves as it is.
func printable(r rune) bool {
	return unicode.IsPrint(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Zs)
}

// InspectSymbol is Symbol#inspect: :a, :"a b".
func InspectSymbol(s string) string {
	if simpleSymbol(s) {
		return ":" + s
	}
	return ":" + Quote(s)
}

const operators = " + - * / % ** == != === =~ !~ <=> < <= > >= << >> & | ^ ~ ! +@ -@ [] []= ` "

// simpleSymbol reports whether :s needs no quotes.
func simpleSymbol(s string) bool {
	if s == "" || strings.Contains(s, " ") {
		return false
	}
	if strings.Contains(operators, " "+s+" ") {
		return true
	}
	if strings.HasPrefix(s, "@@") {
		return isName(s[2:])
	}
	if s[0] == '@' || s[0] == '$' {
		return isName(s[1:])
	}
	return isName(strings.TrimSuffix(s, "=")) || simpleLabel(s)
}

// simpleLabel reports whether s may stand as the label `s:` without quotes.
func simpleLabel(s string) bool {
	if s != "" && (s[len(s)-1] == '?' || s[len(s)-1] == '!') {
		s = s[:len(s)-1]
	}
	return isName(s)
}

func isName(s string) bool {
	for i, r := range s {
		letter := r == '_' || r >= 0x80 && r != utf8.RuneError || unicode.IsLetter(r)
		if !letter && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}

// FloatText is Float#to_s: the shortest digits that read back, with an exponent
// from 1e15 on unless there are digits after the point.
func FloatText(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	if abs := math.Abs(f); abs >= 1e-4 && (abs < 1e15 || f != math.Trunc(f)) {
		return positional(strconv.FormatFloat(f, 'f', -1, 64))
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	return positional(mantissa) + "e" + exponent
}

func positional(digits string) string {
	if strings.Contains(digits, ".") {
		return digits
	}
	return digits + ".0"
}

// Named is the text with each unknown part as the name of what it stands for,
// in ${ }: for messages.
func (s *String) Named() string {
	if s.Known() {
		return s.Text
	}
	var b strings.Builder
	from := 0
	for _, p := range *s.Splices {
		b.WriteString(s.Text[from:p.At])
		b.WriteString("${" + NameOf(p.Value) + "}")
		from = p.At
	}
	return b.String() + s.Text[from:]
}

// NameOf is what messages call an unknown value.
func NameOf(v Value) string {
	switch v := v.(type) {
	case *Ref:
		return v.String()
	case *Raw:
		return "raw"
	case *String:
		if !v.Known() {
			return NameOf((*v.Splices)[0].Value)
		}
	}
	return Show(v)
}
