package core

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Ruby's dialect of regular expressions, put into Go's. What Go's engine
// cannot do is refused by name: nothing is passed through in the hope that it
// means the same.

// zGroup is the group that stands for \Z, whose text does not belong to the
// match.
const zGroup = "endOfText"

// A translator reads a Ruby pattern and writes a Go one.
type translator struct {
	src   string
	pos   int
	out   strings.Builder
	named bool // named groups stand in the pattern: plain ones do not capture
	ended bool // a \Z was met
	free  bool // x: blanks and comments are dropped
	atom  int  // where the last atom starts in out; -1 when there is none
	open  []scope
	tails int      // groups of options such as (?i) that end with the group they stand in
	names []string // of the groups that capture, "" for plain ones
}

// A scope is an open group.
type scope struct {
	start int
	free  bool
	tails int // of the group around
}

// translate is the Go pattern of a Ruby one, and the names of its groups.
func translate(src string, options int) (pattern string, names []string, err error) {
	t := &translator{src: src, atom: -1, free: options&extended != 0, named: hasNamed(src)}
	flags := "m"
	if options&ignoreCase != 0 {
		flags += "i"
	}
	if options&multiline != 0 {
		flags += "s"
	}
	t.out.WriteString("(?" + flags + ")")
	for t.pos < len(t.src) {
		if err := t.step(); err != nil {
			return "", nil, err
		}
	}
	if len(t.open) > 0 {
		return "", nil, t.wrong("end pattern with unmatched parenthesis")
	}
	t.out.WriteString(strings.Repeat(")", t.tails))
	return t.out.String(), t.names, nil
}

func hasNamed(src string) bool {
	for i := 0; i+3 < len(src); i++ {
		if src[i] == '\\' {
			i++
		} else if strings.HasPrefix(src[i:], "(?<") && src[i+3] != '=' && src[i+3] != '!' {
			return true
		}
	}
	return false
}

func (t *translator) wrong(format string, args ...any) error {
	return raise(ClassRegexpError, "%s: /%s/", fmt.Sprintf(format, args...), clipped(t.src))
}

func refusedPattern(what, help string) error {
	return &RefusedError{Message: what + " in a regular expression is not available", Help: help}
}

func clipped(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

// emit writes an atom.
func (t *translator) emit(s string) {
	t.atom = t.out.Len()
	t.out.WriteString(s)
}

// mark writes what no repetition may follow.
func (t *translator) mark(s string) {
	t.atom = -1
	t.out.WriteString(s)
}

func (t *translator) step() error {
	ch := t.src[t.pos]
	switch ch {
	case '\\':
		return t.escape()
	case '[':
		class, err := t.class()
		if err == nil {
			t.emit(class)
		}
		return err
	case '(':
		return t.group()
	case ')':
		return t.closeGroup()
	case '*', '+', '?':
		return t.repeat(string(ch))
	case '{':
		return t.counted()
	case '|':
		t.pos++
		t.mark("|")
		return nil
	case '^':
		t.pos++
		t.emit(lineStart)
		return nil
	case '$':
		t.pos++
		t.emit("$")
		return nil
	}
	return t.plain(ch)
}

func (t *translator) plain(ch byte) error {
	if t.free {
		if strings.IndexByte(" \t\n\r\f\v", ch) >= 0 {
			t.pos++
			return nil
		}
		if ch == '#' {
			t.skipComment()
			return nil
		}
	}
	_, n := utf8.DecodeRuneInString(t.src[t.pos:])
	t.emit(literal(t.src[t.pos : t.pos+n]))
	t.pos += n
	return nil
}

func literal(s string) string {
	if s == "." {
		return s
	}
	if len(s) == 1 && strings.IndexByte(`\+*?()|[]{}^$.`, s[0]) >= 0 {
		return `\` + s
	}
	return s
}

func (t *translator) skipComment() {
	end := strings.IndexByte(t.src[t.pos:], '\n')
	if end < 0 {
		t.pos = len(t.src)
		return
	}
	t.pos += end
}

// repeat takes *, + or ? with what follows them.
func (t *translator) repeat(q string) error {
	if t.atom < 0 {
		return t.wrong("target of repeat operator is not specified")
	}
	t.pos++
	switch {
	case t.take("+"):
		return refusedPattern("a possessive repetition `"+q+"+`", "use the plain one: `"+q+"`")
	case t.take("?"):
		q += "?"
	}
	t.repeated(q)
	return nil
}

// repeated puts the last atom with its repetition into a group of its own, so
// that another may follow.
func (t *translator) repeated(q string) {
	all := t.out.String()
	atom := all[t.atom:]
	t.out.Reset()
	t.out.WriteString(all[:t.atom])
	t.out.WriteString("(?:" + atom + q + ")")
}

func (t *translator) take(s string) bool {
	if strings.HasPrefix(t.src[t.pos:], s) {
		t.pos += len(s)
		return true
	}
	return false
}

// counted takes {n}, {n,}, {,m} and {n,m}; any other { is itself.
func (t *translator) counted() error {
	end := strings.IndexByte(t.src[t.pos:], '}')
	if end < 0 || t.atom < 0 {
		t.pos++
		t.emit(`\{`)
		return nil
	}
	low, high, comma := strings.Cut(t.src[t.pos+1:t.pos+end], ",")
	if !digits(low) && low != "" || !digits(high) && high != "" || low == "" && high == "" {
		t.pos++
		t.emit(`\{`)
		return nil
	}
	t.pos += end + 1
	for _, n := range []string{low, high} {
		if count, err := strconv.Atoi(n); n != "" && (err != nil || count > 1000) {
			return refusedPattern("a repetition of more than 1000 times", "the limit is 1000")
		}
	}
	if low == "" {
		low = "0"
	}
	q := "{" + low + "}"
	if comma {
		q = "{" + low + "," + high + "}"
	}
	if comma && t.take("?") {
		q += "?"
	}
	t.repeated(q)
	return nil
}

// group takes an opening parenthesis with what says its kind.
func (t *translator) group() error {
	rest := t.src[t.pos:]
	switch {
	case strings.HasPrefix(rest, "(?#"):
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			return t.wrong("end pattern in group")
		}
		t.pos += end + 1
		return nil
	case strings.HasPrefix(rest, "(?"):
		return t.special(rest)
	}
	t.pos++
	if t.named {
		t.begin("(?:")
		return nil
	}
	t.names = append(t.names, "")
	t.begin("(")
	return nil
}

func (t *translator) begin(s string) {
	t.open = append(t.open, scope{start: t.out.Len(), free: t.free, tails: t.tails})
	t.tails = 0
	t.mark(s)
}

func (t *translator) closeGroup() error {
	if len(t.open) == 0 {
		return t.wrong("unmatched close parenthesis")
	}
	t.pos++
	last := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	t.out.WriteString(strings.Repeat(")", 1+t.tails))
	t.atom, t.free, t.tails = last.start, last.free, last.tails
	return nil
}

var refusedGroups = []struct{ prefix, name string }{
	{"(?=", "look-ahead `(?=`"}, {"(?!", "negative look-ahead `(?!`"},
	{"(?<=", "look-behind `(?<=`"}, {"(?<!", "negative look-behind `(?<!`"},
	{"(?>", "an atomic group `(?>`"}, {"(?~", "an absence operator `(?~`"}, {"(?(", "a conditional `(?(`"},
}

func (t *translator) special(rest string) error {
	for _, g := range refusedGroups {
		if strings.HasPrefix(rest, g.prefix) {
			return refusedPattern(g.name, "match more and take the part with a group, or test twice")
		}
	}
	if strings.HasPrefix(rest, "(?:") {
		t.pos += 3
		t.begin("(?:")
		return nil
	}
	if strings.HasPrefix(rest, "(?<") || strings.HasPrefix(rest, "(?'") {
		return t.namedGroup(rest)
	}
	return t.flags(rest)
}

func (t *translator) namedGroup(rest string) error {
	closer := byte('>')
	if rest[2] == '\'' {
		closer = '\''
	}
	end := strings.IndexByte(rest[3:], closer)
	if end < 0 {
		return t.wrong("invalid group name <%s>", clipped(rest[3:]))
	}
	name := rest[3 : 3+end]
	if name == "" {
		return t.wrong("group name is empty")
	}
	if !wordName(name) {
		return t.wrong("invalid group name <%s>", clipped(name))
	}
	t.pos += 3 + end + 1
	t.names = append(t.names, name)
	t.begin("(")
	return nil
}

func wordName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !alnum(c) && c != '_' && c < utf8.RuneSelf || i == 0 && c >= '0' && c <= '9' {
			return false
		}
	}
	return true
}

// flags takes (?i), (?mi-x:…).
func (t *translator) flags(rest string) error {
	end := strings.IndexAny(rest, ":)")
	if end < 0 {
		return t.wrong("end pattern in group")
	}
	on, off := "", ""
	free, minus := t.free, false
	for _, f := range rest[2:end] {
		switch {
		case f == '-' && !minus:
			minus = true
		case f == 'x':
			free = !minus
		case f == 'i' || f == 'm':
			name := string(f)
			if f == 'm' {
				name = "s"
			}
			if minus {
				off += name
			} else {
				on += name
			}
		default:
			return t.wrong("undefined group option")
		}
	}
	if off != "" {
		on += "-" + off
	}
	t.pos += end + 1
	if rest[end] == ':' {
		t.begin("(?" + on + ":")
		t.free = free
		return nil
	}
	t.free = free
	t.tails++ // the alternatives up to the end of the group are inside: a(?i)b|c is a(?i:b|c)
	t.mark("(?" + on + ":")
	return nil
}

const (
	spaces  = `\t\n\v\f\r `
	hexes   = `0-9a-fA-F`
	newline = `(?:\r\n|[\n\v\f\r\x{85}\x{2028}\x{2029}])`
)

// escape takes a backslash outside of a character class.
func (t *translator) escape() error {
	if t.pos+1 >= len(t.src) {
		return t.wrong("too short escape sequence")
	}
	ch := t.src[t.pos+1]
	switch ch {
	case 's':
		return t.simple("[" + spaces + "]")
	case 'S':
		return t.simple("[^" + spaces + "]")
	case 'h':
		return t.simple("[" + hexes + "]")
	case 'H':
		return t.simple("[^" + hexes + "]")
	case 'd', 'D', 'w', 'W', 'A', 'z', 'b', 'B':
		return t.simple(`\` + string(ch))
	case 'R':
		return t.simple(newline)
	case 'Z':
		return t.endOfText()
	case 'p', 'P':
		property, err := t.property()
		if err == nil {
			t.emit("[" + property + "]")
		}
		return err
	case 'G', 'K', 'X':
		return refusedPattern("`\\"+string(ch)+"`", "")
	case 'k', 'g':
		return refusedPattern("a back-reference `\\"+string(ch)+"`", "take the parts with groups and compare them")
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return refusedPattern("a back-reference `\\"+string(ch)+"`", "take the parts with groups and compare them")
	}
	char, err := t.character()
	if err == nil {
		t.emit(quoted(char))
	}
	return err
}

// endOfText takes \Z. Of several in a pattern only the first is left out of the
// match.
func (t *translator) endOfText() error {
	if t.ended {
		return t.simple(`(?:\n?\z)`)
	}
	t.ended = true
	return t.simple(`(?P<` + zGroup + `>\n?\z)`)
}

func (t *translator) simple(s string) error {
	t.pos += 2
	t.emit(s)
	return nil
}

func quoted(r rune) string {
	if r < utf8.RuneSelf && !alnum(byte(r)) {
		return fmt.Sprintf(`\x{%x}`, r)
	}
	return string(r)
}

var controls = map[byte]rune{'t': '\t', 'n': '\n', 'r': '\r', 'f': '\f', 'v': '\v', 'a': '\a', 'e': 0x1b}

// character takes an escape that stands for one character.
func (t *translator) character() (rune, error) {
	ch := t.src[t.pos+1]
	if r, ok := controls[ch]; ok {
		t.pos += 2
		return r, nil
	}
	switch {
	case ch >= '0' && ch <= '7':
		return t.number(1, 3, 8)
	case ch == 'x':
		return t.number(2, 2, 16)
	case ch == 'u' && t.pos+2 < len(t.src) && t.src[t.pos+2] == '{':
		return t.braced()
	case ch == 'u':
		return t.number(2, 4, 16)
	case ch == 'c' || ch == 'C' || ch == 'M':
		return 0, refusedPattern("`\\"+string(ch)+"`", "write the character as `\\xNN`")
	}
	r, n := utf8.DecodeRuneInString(t.src[t.pos+1:])
	t.pos += 1 + n
	return r, nil
}

// number takes up to most digits, skip bytes after the backslash.
func (t *translator) number(skip, most, base int) (rune, error) {
	start := t.pos + skip
	end := start
	for end < len(t.src) && end < start+most && digitValue(t.src[end]) < base {
		end++
	}
	n, err := strconv.ParseInt(t.src[start:end], base, 32)
	if err != nil {
		return 0, t.wrong("invalid hex escape")
	}
	t.pos = end
	return rune(n), nil
}

func (t *translator) braced() (rune, error) {
	end := strings.IndexByte(t.src[t.pos:], '}')
	if end < 0 {
		return 0, t.wrong("unterminated Unicode escape")
	}
	n, err := strconv.ParseInt(strings.TrimSpace(t.src[t.pos+3:t.pos+end]), 16, 32)
	if err != nil || n > 0x10ffff {
		return 0, t.wrong("invalid Unicode escape")
	}
	t.pos += end + 1
	return rune(n), nil
}

// properties are the names of \p{…} and [[:…:]] as parts of a Go class.
var properties = map[string]string{
	"alpha": `\p{L}\p{M}\p{Nl}`, "digit": `\p{Nd}`, "alnum": `\p{L}\p{M}\p{Nl}\p{Nd}`, "upper": `\p{Lu}`, "lower": `\p{Ll}`,
	"space": `\t-\r\x{85}\p{Z}`, "blank": `\t\p{Zs}`, "cntrl": `\p{Cc}`, "punct": `\p{P}$+<=>^` + "`" + `|~`,
	"xdigit": hexes, "word": `\p{L}\p{M}\p{N}\p{Pc}`, "graph": `\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Co}`,
	"print": `\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Co}\p{Zs}`, "ascii": `\x00-\x7f`,
}

var complements = map[string]string{
	"digit": `\P{Nd}`, "upper": `\P{Lu}`, "lower": `\P{Ll}`, "cntrl": `\P{Cc}`,
	"xdigit": `\x00-/:-@G-` + "`" + `g-\x{10ffff}`, "ascii": `\x{80}-\x{10ffff}`,
}

// property takes \p{Name} or \P{Name}: a part of a class.
func (t *translator) property() (string, error) {
	negated := t.src[t.pos+1] == 'P'
	rest := t.src[t.pos+2:]
	end := strings.IndexByte(rest, '}')
	if !strings.HasPrefix(rest, "{") || end < 0 {
		return "", t.wrong("invalid character property name {%s}", clipped(t.src[t.pos+1:t.pos+2]))
	}
	name := rest[1:end]
	if strings.HasPrefix(name, "^") {
		name, negated = name[1:], !negated
	}
	t.pos += 2 + end + 1
	return t.posix(name, negated, "invalid character property name {"+clipped(name)+"}")
}

// posix is a named class as a part of a Go class.
func (t *translator) posix(name string, negated bool, wrong string) (string, error) {
	key := strings.ToLower(name)
	part, ok := properties[key]
	switch {
	case ok && !negated:
		return part, nil
	case ok:
		if part, ok = complements[key]; ok {
			return part, nil
		}
		return "", refusedPattern("the complement of `"+name+"`", "write it as a class of its own: `[^…]`")
	case strings.HasPrefix(wrong, "invalid POSIX"):
		return "", t.wrong("%s", wrong)
	}
	if !knownProperty(name) {
		return "", t.wrong("%s", wrong)
	}
	if negated {
		return `\P{` + name + `}`, nil
	}
	return `\p{` + name + `}`, nil
}

// class takes a character class from its bracket on.
func (t *translator) class() (string, error) {
	var b strings.Builder
	b.WriteString("[")
	t.pos++
	if t.take("^") {
		b.WriteString("^")
	}
	first := b.Len()
	if strings.HasPrefix(t.src[t.pos:], "]") && !strings.Contains(t.src[t.pos+1:], "]") {
		return "", t.wrong("empty char-class")
	}
	for {
		if t.pos >= len(t.src) {
			return "", t.wrong("premature end of char-class")
		}
		if t.src[t.pos] == ']' && b.Len() > first {
			t.pos++
			return b.String() + "]", nil
		}
		if err := t.member(&b); err != nil {
			return "", err
		}
	}
}

// member takes one part of a character class.
func (t *translator) member(b *strings.Builder) error {
	rest := t.src[t.pos:]
	switch {
	case strings.HasPrefix(rest, "[:"):
		return t.bracket(b, rest)
	case rest[0] == '[':
		return t.inner(b)
	case strings.HasPrefix(rest, "&&"):
		return refusedPattern("an intersection `&&` of classes", "write the characters out")
	case rest[0] == '\\' && len(rest) > 1:
		if part, ok, err := t.classEscape(rest[1]); ok || err != nil {
			b.WriteString(part)
			return err
		}
	}
	return t.extent(b)
}

func (t *translator) bracket(b *strings.Builder, rest string) error {
	end := strings.Index(rest, ":]")
	if end < 0 {
		return t.wrong("premature end of char-class")
	}
	name := rest[2:end]
	negated := strings.HasPrefix(name, "^")
	part, err := t.posix(strings.TrimPrefix(name, "^"), negated, "invalid POSIX bracket type")
	t.pos += end + 2
	b.WriteString(part)
	return err
}

// inner takes a class inside a class: its members join.
func (t *translator) inner(b *strings.Builder) error {
	if strings.HasPrefix(t.src[t.pos:], "[^") {
		return refusedPattern("a negated class inside a class", "write the characters out")
	}
	part, err := t.class()
	if err == nil {
		b.WriteString(part[1 : len(part)-1])
	}
	return err
}

// classEscape takes an escape that stands for many characters.
func (t *translator) classEscape(ch byte) (part string, ok bool, err error) {
	switch ch {
	case 's':
		part = spaces
	case 'h':
		part = hexes
	case 'd', 'D', 'w', 'W':
		part = `\` + string(ch)
	case 'S':
		part = `\x00-\x08\x0e-\x1f!-\x{10ffff}`
	case 'H':
		part = complements["xdigit"]
	case 'p', 'P':
		part, err = t.property()
		return part, true, err
	case 'R', 'X':
		return "", false, refusedPattern("`\\"+string(ch)+"` in a class", "")
	default:
		return "", false, nil
	}
	t.pos += 2
	return part, true, nil
}

// extent takes a character, or a range of them.
func (t *translator) extent(b *strings.Builder) error {
	low, err := t.classChar()
	if err != nil {
		return err
	}
	rest := t.src[t.pos:]
	if len(rest) < 2 || rest[0] != '-' || rest[1] == ']' || rest[1] == '[' {
		b.WriteString(quoted(low))
		return nil
	}
	t.pos++
	if t.src[t.pos] == '\\' && t.pos+1 < len(t.src) && strings.IndexByte("sShHdDwWpP", t.src[t.pos+1]) >= 0 {
		b.WriteString(quoted(low) + `\-`)
		return nil
	}
	high, err := t.classChar()
	if err == nil && high < low {
		err = t.wrong("empty range in char class")
	}
	b.WriteString(quoted(low) + "-" + quoted(high))
	return err
}

func (t *translator) classChar() (rune, error) {
	if t.src[t.pos] != '\\' {
		r, n := utf8.DecodeRuneInString(t.src[t.pos:])
		t.pos += n
		return r, nil
	}
	if t.pos+1 >= len(t.src) {
		return 0, t.wrong("premature end of char-class")
	}
	if t.src[t.pos+1] == 'b' {
		t.pos += 2
		return '\b', nil
	}
	return t.character()
}
