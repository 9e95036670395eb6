package read

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// This file reads Terraform's texts: templates, and of expressions those that
// an emitter writes: references, objects, lists, texts, numbers and words. Any
// other expression becomes a raw value; whether it is one at all says HCL.

// A scanner reads one text.
type scanner struct {
	s      string
	at     int
	refs   *references
	depth  int    // of texts and brackets that are open
	broken string // why the text cannot be read; empty when it can
}

// deeper enters a bracket or text, unless that goes too deep: then it gives the
// text up.
func (x *scanner) deeper() bool {
	if x.depth++; x.depth > maxNesting {
		x.broken = "it is nested more deeply than the limit of " + strconv.Itoa(maxNesting)
		x.at = len(x.s)
	}
	return x.depth <= maxNesting
}

// special reports whether a text means more as a template than its letters.
func special(s string) bool { return strings.Contains(s, "${") || strings.Contains(s, "%{") }

// template reads a text of a document as a template.
func (r *references) template(s string) (value.Value, string) {
	if !special(s) {
		return value.NewString(s), ""
	}
	x := &scanner{s: s, refs: r}
	v := x.text(false)
	return v, x.broken
}

// lone is the expression that a template is as a whole: of ${x} it is x. False
// when it is anything else.
func lone(s string) (string, bool) {
	inner, ok := strings.CutPrefix(s, "${")
	if !ok || !strings.HasSuffix(inner, "}") {
		return "", false
	}
	x := &scanner{s: inner}
	x.skip("}")
	return inner[:len(inner)-1], x.at == len(inner)-1
}

// text reads a template: to the end, or quoted to the closing quote, with the
// escapes of HCL. One that is one expression is that expression.
func (x *scanner) text(quoted bool) value.Value {
	out := value.NewString("")
	defer func() { x.depth-- }()
	if !x.deeper() {
		return out
	}
	var b []byte
	for x.at < len(x.s) {
		c := x.s[x.at]
		switch {
		case quoted && c == '"':
			x.at++
			return whole(out, b)
		case quoted && c == '\\':
			b = x.escape(b)
		case c == '$' || c == '%':
			b = x.marks(out, b, c)
		default:
			b = append(b, c)
			x.at++
		}
	}
	if quoted && x.broken == "" {
		x.broken = "a text does not end"
	}
	return whole(out, b)
}

// whole is a text to which the last letters are added; the one expression that
// it is, when it is that.
func whole(s *value.String, b []byte) value.Value {
	s.Text = string(b)
	if s.Splices != nil && len(*s.Splices) == 1 && len(b) == 0 {
		return (*s.Splices)[0].Value
	}
	return s
}

// marks reads a run of $ or %. Before a brace two of them are one escaped, and
// one opens an expression.
func (x *scanner) marks(out *value.String, b []byte, c byte) []byte {
	n := 1
	for x.at+n < len(x.s) && x.s[x.at+n] == c {
		n++
	}
	opens := x.at+n < len(x.s) && x.s[x.at+n] == '{'
	x.at += n
	switch {
	case !opens:
		return append(b, strings.Repeat(string(c), n)...)
	case n > 1:
		x.at++
		return append(append(b, strings.Repeat(string(c), n-1)...), '{')
	case c == '%':
		x.broken = "a directive, `%{`, has no counterpart in templates"
		return append(b, '%')
	}
	x.at++
	return x.splice(out, b)
}

// splice reads an expression to its closing brace. One that is a text of $
// alone is how a $ is written before an expression.
func (x *scanner) splice(out *value.String, b []byte) []byte {
	v := x.value("}")
	if x.at < len(x.s) {
		x.at++
	} else if x.broken == "" {
		x.broken = "`${` is not closed"
	}
	if s, ok := v.(*value.String); ok {
		return append(b, s.Text...)
	}
	if out.Splices == nil {
		out.Splices = &[]value.Splice{}
	}
	*out.Splices = append(*out.Splices, value.Splice{At: len(b), Value: v})
	return b
}

// value reads the expression of a template up to the stop: a reference, a text
// of $ alone, or what is raw.
func (x *scanner) value(stop string) value.Value {
	from := x.at
	v := x.simple()
	if s, ok := v.(*value.String); ok && (!s.Known() || strings.Trim(s.Text, "$") != "") {
		v = nil
	}
	switch v.(type) {
	case *value.Ref, *value.String:
		if x.stands(stop) {
			return v
		}
	}
	return x.raw(from, stop)
}

// stands reports whether the text ends here, or goes on with a byte of stop.
func (x *scanner) stands(stop string) bool {
	return x.at < len(x.s) && strings.IndexByte(stop, x.s[x.at]) >= 0
}

// raw is the expression from an offset to the stop as it stands.
func (x *scanner) raw(from int, stop string) *value.Raw {
	x.at = from
	x.skip(stop)
	text := x.s[from:x.at]
	if x.depth > maxNesting || x.broken != "" {
		return &value.Raw{Terraform: value.NewString(text)}
	}
	inner := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, "~"), "~"))
	if _, diags := hclsyntax.ParseExpression([]byte(inner), "", hcl.InitialPos); diags.HasErrors() {
		x.broken = "`" + strings.TrimSpace(text) + "` is no expression"
	}
	return &value.Raw{Terraform: value.NewString(text)}
}

// skip moves to the next byte of stop that stands outside of brackets and texts.
func (x *scanner) skip(stop string) {
	depth := 0
	defer func(before int) { x.depth = before }(x.depth)
	for ; x.at < len(x.s); x.at++ {
		c := x.s[x.at]
		switch {
		case depth == 0 && strings.IndexByte(stop, c) >= 0:
			return
		case c == '"':
			x.at++
			x.skipText()
			x.at--
		case strings.IndexByte("([{", c) >= 0:
			if depth++; !x.deeper() {
				return
			}
		case strings.IndexByte(")]}", c) >= 0:
			depth--
			x.depth--
		}
	}
}

// skipText moves behind the closing quote of a text.
func (x *scanner) skipText() {
	defer func() { x.depth-- }()
	if !x.deeper() {
		return
	}
	for x.at < len(x.s) {
		switch {
		case x.s[x.at] == '"':
			x.at++
			return
		case x.s[x.at] == '\\':
			x.at += 2
		case strings.HasPrefix(x.s[x.at:], "$${"):
			x.at += 3
		case strings.HasPrefix(x.s[x.at:], "${"):
			x.at += 2
			x.skip("}")
			x.at++
		default:
			x.at++
		}
	}
	x.at = len(x.s)
}

// simple reads a text or a reference; nil for anything else.
func (x *scanner) simple() value.Value {
	if x.at < len(x.s) && x.s[x.at] == '"' {
		x.at++
		return x.text(true)
	}
	if ref := x.reference(); ref != nil {
		return ref
	}
	return nil
}

// blank moves over blanks.
func (x *scanner) blank() {
	for x.at < len(x.s) && strings.IndexByte(" \t\r\n", x.s[x.at]) >= 0 {
		x.at++
	}
}

func (x *scanner) got(c byte) bool {
	x.blank()
	if x.at < len(x.s) && x.s[x.at] == c {
		x.at++
		return true
	}
	return false
}

// data reads an expression as a document has it: an object, a list, a text, a
// number, a word, a reference; what is none of these is raw. It ends before a
// comma or a closing bracket.
func (x *scanner) data() value.Value {
	const stop = ",]})"
	defer func() { x.depth-- }()
	if !x.deeper() {
		return value.Nil
	}
	x.blank()
	from, broken := x.at, x.broken
	var v value.Value
	switch {
	case x.at == len(x.s):
		x.broken = "a value is missing"
		return value.Nil
	case x.s[x.at] == '{':
		v = x.hash()
	case x.s[x.at] == '[':
		v = x.list()
	default:
		if v = x.word(); v == nil {
			v = x.simple()
		}
	}
	x.blank()
	if v != nil && (x.at == len(x.s) || x.stands(stop)) {
		return v
	}
	x.broken = broken
	raw := x.raw(from, stop)
	raw.Terraform = value.NewString(strings.TrimRight(text(raw.Terraform), " \t\r\n"))
	return raw
}

// word reads a number, true, false or null; nil, and nothing, for others.
func (x *scanner) word() value.Value {
	end := x.at
	for end < len(x.s) && strings.IndexByte(" ,]})\n", x.s[end]) < 0 {
		end++
	}
	var v value.Value
	switch text := x.s[x.at:end]; text {
	case "true", "false":
		v = value.Bool(text == "true")
	case "null":
		v = value.Nil
	default:
		if v = number(text); v == nil {
			return nil
		}
	}
	x.at = end
	return v
}

// hash reads an object; nil when it is not written as an emitter does.
func (x *scanner) hash() value.Value {
	x.at++
	var keys, slots []value.Value
	for more := !x.got('}'); more; {
		key, ok := x.key()
		if !ok || !x.got('=') {
			return nil
		}
		keys, slots = append(keys, value.Symbol(key)), append(slots, x.data())
		if more = x.got(','); !more && !x.got('}') {
			return nil
		}
	}
	return value.HashOf(value.NewShape(x.refs.where, keys, nil), slots)
}

// key reads the key of an object: a name, or a text that is wholly known.
func (x *scanner) key() (string, bool) {
	if x.got('"') {
		s, ok := x.text(true).(*value.String)
		return textOf(s), ok && s.Known()
	}
	name := x.name()
	return name, name != ""
}

func textOf(s *value.String) string {
	if s == nil {
		return ""
	}
	return s.Text
}

// list reads a list; nil when it is not written as an emitter does.
func (x *scanner) list() value.Value {
	x.at++
	var slots []value.Value
	for more := !x.got(']'); more; {
		slots = append(slots, x.data())
		if more = x.got(','); !more && !x.got(']') {
			return nil
		}
	}
	return value.NewArray(slots)
}

// name reads a name of HCL, empty when there is none.
func (x *scanner) name() string {
	from := x.at
	for x.at < len(x.s) {
		c := x.s[x.at]
		letter := c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf
		if !letter && (x.at == from || c != '-' && (c < '0' || c > '9')) {
			break
		}
		x.at++
	}
	return x.s[from:x.at]
}

// reference reads a reference to an attribute of a resource or data source, or
// to an input; nil, and nothing, when there is none.
func (x *scanner) reference() *value.Ref {
	from := x.at
	first := x.name()
	second, ok := x.member()
	if !ok {
		x.at = from
		return nil
	}
	a := value.Address{Type: first, Name: second}
	switch first {
	case "var":
		return x.refs.variable(second, x.path())
	case "data":
		a.Data, a.Type = true, second
		if a.Name, ok = x.member(); !ok {
			x.at = from
			return nil
		}
	case "local", "module", "each", "count", "self", "path", "terraform":
		x.at = from
		return nil
	}
	path := x.path()
	if len(path) == 0 {
		x.at = from
		return nil
	}
	return x.refs.resource(a, path)
}

// member reads .name.
func (x *scanner) member() (string, bool) {
	if x.at == len(x.s) || x.s[x.at] != '.' {
		return "", false
	}
	x.at++
	name := x.name()
	return name, name != ""
}

// path reads what follows the name of an object: .arn, [0], ["key"].
func (x *scanner) path() []value.Step {
	var steps []value.Step
	for {
		from := x.at
		if name, ok := x.member(); ok {
			steps = append(steps, value.Step{Name: name})
			continue
		}
		x.at = from
		step, ok := x.index()
		if !ok {
			x.at = from
			return steps
		}
		steps = append(steps, step)
	}
}

func (x *scanner) index() (value.Step, bool) {
	if x.at == len(x.s) || x.s[x.at] != '[' {
		return value.Step{}, false
	}
	x.at++
	if x.got('"') {
		s, ok := x.text(true).(*value.String)
		return value.Step{Name: textOf(s), IsKey: true}, ok && s.Known() && x.got(']')
	}
	end := strings.IndexByte(x.s[x.at:], ']')
	if end < 0 {
		return value.Step{}, false
	}
	n, err := strconv.Atoi(x.s[x.at : x.at+end])
	x.at += end + 1
	return value.Step{Index: n, IsIndex: true}, err == nil && n >= 0
}

// escape reads an escape sequence of HCL.
func (x *scanner) escape(b []byte) []byte {
	x.at++
	if x.at == len(x.s) {
		return b
	}
	c := x.s[x.at]
	x.at++
	switch c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'u', 'U':
		return x.codePoint(b, map[byte]int{'u': 4, 'U': 8}[c])
	}
	return append(b, c)
}

func (x *scanner) codePoint(b []byte, digits int) []byte {
	end := min(x.at+digits, len(x.s))
	n, err := strconv.ParseInt(x.s[x.at:end], 16, 32)
	if err != nil {
		x.broken = "an escape in a text is no character"
	}
	x.at = end
	return utf8.AppendRune(b, rune(n))
}
