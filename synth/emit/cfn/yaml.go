package cfn

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A yamlSink writes YAML in blocks: two blanks a level, short intrinsics, texts
// in quotes unless every reader of YAML 1.1 and 1.2 takes them for plain text.
type yamlSink struct {
	out    io.Writer
	buf    []byte
	levels []level
	tag    string // the intrinsic function before the next value: !Sub
	failed error
}

// A level is an object or array that is being written. It begins with its
// first member, since an empty one is written in another form.
type level struct {
	bracket byte
	begun   bool
	joined  bool // its first member stands on the line of the dash before it
}

const yamlFull = 32 << 10

func newYAML(w io.Writer) *yamlSink {
	return &yamlSink{out: w, buf: make([]byte, 0, yamlFull+4<<10)}
}

func (y *yamlSink) Open(bracket byte) {
	l := level{bracket: bracket}
	if n := len(y.levels); n > 0 {
		l.joined = y.levels[n-1].bracket == '[' && y.tag == ""
	}
	if y.tag != "" {
		y.buf = append(append(y.buf, ' '), y.tag...)
		y.tag = ""
	}
	y.levels = append(y.levels, l)
}

func (y *yamlSink) Close(bracket byte) {
	l := y.levels[len(y.levels)-1]
	y.levels = y.levels[:len(y.levels)-1]
	if !l.begun {
		y.buf = append(y.buf, ' ', l.bracket, bracket)
	}
}

// Depth is how many objects and arrays are open.
func (y *yamlSink) Depth() int { return len(y.levels) }

// Recorded lets f write a member, and keeps nothing of it.
func (y *yamlSink) Recorded(f func()) []byte {
	f()
	return nil
}

// Again is for what was recorded.
func (y *yamlSink) Again(member []byte) { panic("cfn: nothing of YAML is recorded") }

func (y *yamlSink) Key(name string) {
	y.line()
	y.buf = append(appendYAML(y.buf, name), ':')
}

func (y *yamlSink) Item() {
	y.line()
	y.buf = append(y.buf, '-')
}

func (y *yamlSink) String(s string) { y.buf = appendYAML(y.lead(), s) }

func (y *yamlSink) Raw(s string) { y.buf = append(y.lead(), s...) }

func (y *yamlSink) Bytes(b []byte) { y.buf = append(y.lead(), b...) }

func (y *yamlSink) Ref(id string) {
	y.tag = "!Ref"
	y.String(id)
}

func (y *yamlSink) GetAtt(id, attr string) {
	y.tag = "!GetAtt"
	y.String(id + "." + attr)
}

func (y *yamlSink) Call(name string) { y.tag = "!" + strings.TrimPrefix(name, "Fn::") }

func (y *yamlSink) Done() {}

func (y *yamlSink) Finish() error {
	y.buf = append(y.buf, '\n')
	y.flush()
	return y.failed
}

// lead is the buffer after the blank and the tag before a value.
func (y *yamlSink) lead() []byte {
	y.buf = append(y.buf, ' ')
	if y.tag != "" {
		y.buf = append(append(y.buf, y.tag...), ' ')
		y.tag = ""
	}
	return y.buf
}

// line begins the line of a member.
func (y *yamlSink) line() {
	l := &y.levels[len(y.levels)-1]
	switch {
	case !l.begun && l.joined:
		y.buf = append(y.buf, ' ')
	case l.begun || len(y.levels) > 1:
		y.newline(len(y.levels) - 1)
	}
	l.begun = true
}

func (y *yamlSink) newline(indent int) {
	if len(y.buf) > yamlFull {
		y.flush()
	}
	y.buf = append(y.buf, '\n')
	for range indent {
		y.buf = append(y.buf, "  "...)
	}
}

func (y *yamlSink) flush() {
	if y.failed == nil {
		_, y.failed = y.out.Write(y.buf)
	}
	y.buf = y.buf[:0]
}

// appendYAML appends a text: plain where it is safe, else in double quotes
// with the escapes of JSON and those that YAML needs besides.
func appendYAML(b []byte, s string) []byte {
	if plainYAML(s) {
		return append(b, s...)
	}
	b = append(b, '"')
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', s[i])
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\t':
			b = append(b, `\t`...)
		case unprintable(r):
			hex := strconv.FormatInt(int64(r)+0x10000, 16)
			b = append(append(b, `\u`...), hex[1:]...)
		default:
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	return append(b, '"')
}

// unprintable are the characters that YAML wants escaped, those that some
// readers take for line ends among them.
func unprintable(r rune) bool {
	return r < ' ' || 0x7f <= r && r <= 0x9f || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0xfffe || r == 0xffff
}

// plainYAML reports whether a text needs no quotes: it begins with a letter or
// a slash, holds only letters, digits and some signs, and is no word or number.
func plainYAML(s string) bool {
	if s == "" || strings.HasSuffix(s, ":") {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		switch {
		case letter, c == '/', c == '_':
		case i > 0 && ('0' <= c && c <= '9' || strings.IndexByte("-.:+@=,()$*{}", c) >= 0):
			if c == ':' && s[i+1] == ' ' {
				return false
			}
		case c == ' ' && i > 0 && i+1 < len(s) && s[i+1] != '#' && s[i+1] != ' ' && s[i-1] != ' ':
		default:
			return false
		}
	}
	return len(s) > len("false") || !slices.ContainsFunc(yamlWords, func(w string) bool { return strings.EqualFold(s, w) })
}

// yamlWords are not plain text to YAML 1.1 or 1.2, in any case of letters.
var yamlWords = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
