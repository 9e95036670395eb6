package core

import (
	"errors"
	"iter"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// stringTable is String. What keeps unknown parts as they are stands first;
// all the rest looks at the text, and fails where it is not known.
func stringTable() []Method {
	return append([]Method{
		{Name: "+", Min: 1, Max: 1, Doc: "both texts in a row", Fn: stringPlus},
		{Name: "*", Min: 1, Max: 1, Doc: "the text n times over", Fn: stringTimes},
		{Name: "<<", Min: 1, Max: 1, Doc: "adds text at the end", Fn: stringAppend},
		{Name: "concat", Max: -1, Doc: "adds texts at the end", Fn: stringAppend},
		{Name: "prepend", Max: -1, Doc: "adds texts at the start", Fn: stringPrepend},
		{Name: "replace", Min: 1, Max: 1, Doc: "takes another text", Fn: stringReplace},
		{Name: "clear", Doc: "takes all text out", Fn: stringClear},
		{Name: "to_s", Doc: "itself", Fn: itself},
		{Name: "to_str", Doc: "itself", Fn: itself},
		{Name: "+@", Doc: "itself, or a copy that can be changed", Fn: stringThawed},
		{Name: "-@", Doc: "itself, or a frozen copy", Fn: stringFrozen},
		{Name: "dedup", Doc: "itself, or a frozen copy", Fn: stringFrozen},
	}, append(append(textTable(), changingTable()...), matchingTable()...)...)
}

// textTable are the methods that read the text.
func textTable() []Method {
	return []Method{
		text("%", 1, 1, "the text with its directives filled in", textFormat),
		text("[]", 1, 2, "a part of the text, or nil", textSlice),
		text("slice", 1, 2, "a part of the text, or nil", textSlice),
		text("byteslice", 1, 2, "a part of the bytes, or nil", textByteSlice),
		text("getbyte", 1, 1, "a byte, or nil", textGetByte),
		text("length", 0, 0, "the number of characters", textLength),
		text("size", 0, 0, "the number of characters", textLength),
		text("bytesize", 0, 0, "the number of bytes", textByteSize),
		text("empty?", 0, 0, "whether there are no characters", textEmpty),
		text("upcase", 0, 2, "in upper case", casing(upper)),
		text("downcase", 0, 2, "in lower case", casing(lower)),
		text("capitalize", 0, 2, "the first letter in upper case, the others in lower", casing(capital)),
		text("swapcase", 0, 2, "upper and lower case exchanged", casing(swapped)),
		text("strip", 0, 0, "without blanks at both ends", mapped(stripped)),
		text("lstrip", 0, 0, "without blanks at the start", mapped(leftStripped)),
		text("rstrip", 0, 0, "without blanks at the end", mapped(rightStripped)),
		text("chomp", 0, 1, "without the line end", textChomp),
		text("chop", 0, 0, "without the last character", mapped(chopped)),
		text("reverse", 0, 0, "the characters from the last to the first", mapped(turned)),
		text("succ", 0, 0, "the next text in order", mapped(successor)),
		text("next", 0, 0, "the next text in order", mapped(successor)),
		text("chars", 0, 0, "the characters", textChars),
		text("bytes", 0, 0, "the bytes as Integers", textBytes),
		text("codepoints", 0, 0, "the characters as Integers", textCodepoints),
		text("lines", 0, 1, "the lines with their ends", textLines, "chomp"),
		each(text("each_char", 0, 0, "calls the block with each character", nil), textChars),
		each(text("each_line", 0, 1, "calls the block with each line", nil, "chomp"), textLines),
		each(text("each_byte", 0, 0, "calls the block with each byte", nil), textBytes),
		text("tr", 2, 2, "with characters exchanged for others", textTr),
		text("tr_s", 2, 2, "with characters exchanged and runs of them squeezed", textTrS),
		text("delete", 1, -1, "without some characters", textDelete),
		text("squeeze", 0, -1, "runs of a character made one", textSqueeze),
		text("count", 1, -1, "how often some characters occur", textCount),
		text("include?", 1, 1, "whether it holds a text", textInclude),
		text("start_with?", 0, -1, "whether it starts with one of the texts", textStartWith),
		text("end_with?", 0, -1, "whether it ends with one of the texts", textEndWith),
		text("delete_prefix", 1, 1, "without a text at the start", textDeletePrefix),
		text("delete_suffix", 1, 1, "without a text at the end", textDeleteSuffix),
		text("center", 1, 2, "filled up on both sides to a width", padded(0.5)),
		text("ljust", 1, 2, "filled up on the right to a width", padded(0)),
		text("rjust", 1, 2, "filled up on the left to a width", padded(1)),
		text("to_i", 0, 1, "the Integer at its start, or 0", textToI),
		text("to_f", 0, 0, "the Float at its start, or 0.0", textToF),
		text("to_sym", 0, 0, "as a Symbol", textToSym),
		text("intern", 0, 0, "as a Symbol", textToSym),
		text("hex", 0, 0, "the hexadecimal number at its start", textHex),
		text("oct", 0, 0, "the octal number at its start", textOct),
		text("ord", 0, 0, "the first character as an Integer", textOrd),
		text("casecmp", 1, 1, "the order without case, of ASCII letters", textCasecmp),
		text("casecmp?", 1, 1, "whether the texts are equal without case", textCasecmpP),
		enumerated(text("upto", 1, 2, "calls the block with each text up to a last", textUpto)),
		text("unicode_normalize", 0, 1, "in a normal form of Unicode", textNormalize),
		text("ascii_only?", 0, 0, "whether all characters are ASCII", textASCII),
		text("valid_encoding?", 0, 0, "whether the bytes are UTF-8", textValid),
		text("encoding", 0, 0, "UTF-8", textEncoding),
	}
}

// changingTable are the methods that change the text in place.
func changingTable() []Method {
	return []Method{
		bang("upcase!", 0, 2, casing(upper)), bang("downcase!", 0, 2, casing(lower)), bang("capitalize!", 0, 2, casing(capital)),
		bang("swapcase!", 0, 2, casing(swapped)), bang("strip!", 0, 0, mapped(stripped)), bang("lstrip!", 0, 0, mapped(leftStripped)),
		bang("rstrip!", 0, 0, mapped(rightStripped)), bang("chop!", 0, 0, mapped(chopped)), bang("chomp!", 0, 1, textChomp),
		bang("squeeze!", 0, -1, textSqueeze), bang("tr!", 2, 2, textTr), bang("tr_s!", 2, 2, textTrS), bang("delete!", 1, -1, textDelete),
		bang("delete_prefix!", 1, 1, textDeletePrefix), bang("delete_suffix!", 1, 1, textDeleteSuffix),
		always(bang("reverse!", 0, 0, mapped(turned))), always(bang("succ!", 0, 0, mapped(successor))), always(bang("next!", 0, 0, mapped(successor))),
		{Name: "insert", Min: 2, Max: 2, Doc: "puts a text before an index", Fn: stringInsert},
		{Name: "[]=", Min: 2, Max: 3, Doc: "replaces a part of the text", Fn: stringSet},
		{Name: "slice!", Min: 1, Max: 2, Doc: "takes out a part of the text", Fn: stringSliceBang},
	}
}

// A textFunc is a method that reads the text of its receiver.
type textFunc func(c *Context, s string, a value.Args) (value.Value, error)

// text makes a row of a method that reads the text. It fails where the text is
// not known, and charges for what it reads and gives.
func text(name string, least, most int, doc string, fn textFunc, kw ...string) Method {
	return Method{Name: name, Min: least, Max: most, Doc: doc, KW: kw, Fn: reading(name, fn)}
}

func reading(name string, fn textFunc) Func {
	return func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		s, err := known(self, name)
		if err != nil {
			return nil, err
		}
		c.Step(len(s) / 4)
		r, err := fn(c, s, a)
		if out, ok := r.(*value.String); ok && err == nil {
			c.bytes(len(out.Text))
		}
		return r, err
	}
}

func enumerated(m Method) Method {
	m.Enum = true
	return m
}

// each makes a method that gives parts one that calls the block with each.
func each(m Method, parts textFunc) Method {
	m.Enum = true
	m.Fn = func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		list, err := reading(m.Name, parts)(c, self, a)
		if err != nil {
			return nil, err
		}
		_, err = arrayEach(c, list, a)
		return self, err
	}
	return m
}

// bang makes the row of a ! method: it changes the receiver, and gives nil
// when the text stays the same.
func bang(name string, least, most int, fn textFunc) Method {
	read := reading(name, fn)
	return Method{Name: name, Min: least, Max: most, Doc: "changes the text in place; nil when it stays", Fn: func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		s, err := changingString(self)
		if err != nil {
			return nil, err
		}
		r, err := read(c, self, a)
		if err != nil {
			return nil, err
		}
		made, ok := r.(*value.String)
		switch {
		case !ok: // gsub! without block
			return newEnumerator(self, name, a), nil
		case made.Text == s.Text:
			return value.Nil, nil
		}
		s.Set(made)
		return self, nil
	}}
}

// always makes a ! method one that gives self also when nothing changed.
func always(m Method) Method {
	fn := m.Fn
	m.Doc = "changes the text in place"
	m.Fn = func(c *Context, self value.Value, a value.Args) (value.Value, error) {
		_, err := fn(c, self, a)
		return self, err
	}
	return m
}

func changingString(self value.Value) (*value.String, error) {
	s := self.(*value.String)
	if s.Frozen {
		return nil, FrozenError(s)
	}
	return s, nil
}

func stringPlus(c *Context, self value.Value, a value.Args) (value.Value, error) {
	other, err := toStr(a.Pos[0])
	if err != nil {
		return nil, err
	}
	s := self.(*value.String)
	c.bytes(len(s.Text) + len(other.Text))
	c.splices(s, other)
	sum := s.Dup()
	sum.Append(other)
	return sum, nil
}

// splices charges for the unknown values that are copied with texts.
func (c *Context) splices(texts ...*value.String) {
	for _, s := range texts {
		if !s.Known() {
			c.elements(4 * len(*s.Splices))
		}
	}
}

func stringTimes(c *Context, self value.Value, a value.Args) (value.Value, error) {
	n, err := sizeArg(a.Pos[0], "negative argument")
	if err != nil {
		return nil, err
	}
	s := self.(*value.String)
	if s.Known() {
		c.bytes(times(n, len(s.Text)))
		if s.Text == "" {
			return str(""), nil
		}
		return str(strings.Repeat(s.Text, n)), nil
	}
	t := c.text()
	for range n {
		c.splices(s)
		t.Append(s)
	}
	return t.String(), nil
}

func stringAppend(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingString(self)
	if err != nil {
		return nil, err
	}
	for _, p := range a.Pos {
		more, err := appendable(c, p)
		if err != nil {
			return nil, err
		}
		c.bytes(len(more.Text))
		c.Step(len(s.Text) / 256)
		c.splices(s, more)
		s.Append(more.Dup())
	}
	return self, nil
}

// appendable is what << takes: a text, or the number of a character.
func appendable(c *Context, v value.Value) (*value.String, error) {
	if v.Kind() == value.KindInt {
		r, err := intChr(c, v, value.Args{Pos: []value.Value{value.Nil}})
		if err != nil {
			return nil, err
		}
		return r.(*value.String), nil
	}
	return toStr(v)
}

func stringPrepend(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingString(self)
	if err != nil {
		return nil, err
	}
	t := c.text()
	for _, p := range a.Pos {
		more, err := toStr(p)
		if err != nil {
			return nil, err
		}
		t.Append(more)
	}
	t.Append(s)
	s.Set(t.String())
	return self, nil
}

func stringReplace(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingString(self)
	if err != nil {
		return nil, err
	}
	other, err := toStr(a.Pos[0])
	if err != nil {
		return nil, err
	}
	s.Set(other)
	return self, nil
}

func stringClear(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingString(self)
	if err != nil {
		return nil, err
	}
	s.Set(value.NewString(""))
	return self, nil
}

func stringThawed(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if s := self.(*value.String); s.Frozen {
		return s.Dup(), nil
	}
	return self, nil
}

func stringFrozen(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s := self.(*value.String)
	if !s.Frozen {
		s = s.Dup()
		s.Frozen = true
	}
	return s, nil
}

// Characters. Places are counted in characters; a byte that is not UTF-8
// counts as one.

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// charCount is the number of characters.
func charCount(s string) int { return utf8.RuneCountInString(s) }

// byteAt is where character n starts, 0 ≤ n ≤ the number of characters.
func byteAt(s string, n int) int {
	if isASCII(s) {
		return min(n, len(s))
	}
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// substring is n characters from character from on.
func substring(s string, from, n int) string {
	start := byteAt(s, from)
	return s[start : start+byteAt(s[start:], n)]
}

// characters are the characters one by one.
func characters(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(s) > 0 {
			_, n := utf8.DecodeRuneInString(s)
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// pieces are Strings cut from a text. Each is charged before it is made.
type pieces struct {
	c    *Context
	list []value.Value
}

func (p *pieces) add(s string) {
	p.c.elements(2)
	p.list = append(p.list, str(s))
}

func (c *Context) strs(parts iter.Seq[string]) value.Value {
	p := pieces{c: c}
	for s := range parts {
		p.add(s)
	}
	return value.NewArray(p.list)
}

func textFormat(c *Context, s string, a value.Args) (value.Value, error) {
	if args, ok := a.Pos[0].(*value.Array); ok {
		return c.Format(s, args.All())
	}
	return c.Format(s, a.Pos)
}

func textSlice(c *Context, s string, a value.Args) (value.Value, error) {
	switch p := a.Pos[0].(type) {
	case *value.String:
		text, err := known(p, "[]")
		if err != nil || !strings.Contains(s, text) {
			return value.Nil, err
		}
		return str(text), nil
	case *Regexp:
		return c.sliceMatch(s, p, a)
	}
	from, n, ok, err := whichPart(a.Pos, charCount(s))
	if n < 0 && err == nil {
		from, ok = slot(from, charCount(s))
		n = 1
	}
	if err != nil || !ok {
		return value.Nil, err
	}
	return str(substring(s, from, n)), nil
}

func (c *Context) sliceMatch(s string, re *Regexp, a value.Args) (value.Value, error) {
	m, err := c.match(re, s, 0)
	if err != nil || m == nil {
		return value.Nil, err
	}
	if len(a.Pos) == 1 {
		return m.group(0), nil
	}
	return m.at(a.Pos[1])
}

func textByteSlice(c *Context, s string, a value.Args) (value.Value, error) {
	from, n, ok, err := whichPart(a.Pos, len(s))
	if n < 0 && err == nil {
		from, ok = slot(from, len(s))
		n = 1
	}
	if err != nil || !ok {
		return value.Nil, err
	}
	return str(s[from : from+n]), nil
}

func textGetByte(c *Context, s string, a value.Args) (value.Value, error) {
	i, err := toInt(a.Pos[0])
	if err != nil {
		return nil, err
	}
	if i, ok := slot(i, len(s)); ok {
		return value.Int(s[i]), nil
	}
	return value.Nil, nil
}

func textLength(c *Context, s string, a value.Args) (value.Value, error) {
	return value.Int(charCount(s)), nil
}

func textByteSize(c *Context, s string, a value.Args) (value.Value, error) {
	return value.Int(len(s)), nil
}

func textEmpty(c *Context, s string, a value.Args) (value.Value, error) {
	return value.Bool(s == ""), nil
}

// mapped is a method that only needs the text.
func mapped(f func(string) string) textFunc {
	return func(c *Context, s string, a value.Args) (value.Value, error) { return str(f(s)), nil }
}

// casing is a change of case: of all letters, or with :ascii of A to Z alone.
func casing(change func(string) string) textFunc {
	return func(c *Context, s string, a value.Args) (value.Value, error) {
		if len(a.Pos) == 0 {
			return str(change(s)), nil
		}
		switch a.Pos[0] {
		case value.Value(value.Symbol("ascii")):
			if len(a.Pos) == 1 {
				return str(inASCII(change, s)), nil
			}
		case value.Value(value.Symbol("fold")), value.Value(value.Symbol("turkic")), value.Value(value.Symbol("lithuanian")):
			return nil, &RefusedError{Message: "templates change case by the rules of all languages, or of `:ascii`"}
		}
		return nil, ArgumentError("invalid option")
	}
}

// inASCII changes a text's ASCII, and leaves every other byte.
func inASCII(change func(string) string, s string) string {
	others := func(b []byte, to func(i int) byte) string {
		for i := range b {
			if s[i] >= utf8.RuneSelf {
				b[i] = to(i)
			}
		}
		return string(b)
	}
	masked := others([]byte(s), func(int) byte { return 0 })
	return others([]byte(change(masked)), func(i int) byte { return s[i] })
}

func upper(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	return cases.Upper(language.Und).String(s)
}

func lower(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return cases.Lower(language.Und, cases.HandleFinalSigma(false)).String(s)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	_, n := utf8.DecodeRuneInString(s)
	first := upper(s[:n])
	if !isASCII(s[:n]) {
		first = cases.Title(language.Und).String(s[:n])
	}
	return first + lower(s[n:])
}

func swapped(s string) string {
	var b strings.Builder
	for ch := range characters(s) {
		if up := upper(ch); up != ch {
			b.WriteString(up)
		} else {
			b.WriteString(lower(ch))
		}
	}
	return b.String()
}

const blanks = " \t\n\v\f\r\x00"

func stripped(s string) string      { return leftStripped(rightStripped(s)) }
func leftStripped(s string) string  { return strings.TrimLeft(s, blanks) }
func rightStripped(s string) string { return strings.TrimRight(s, blanks) }

func chomped(s string) string {
	switch {
	case strings.HasSuffix(s, "\r\n"):
		return s[:len(s)-2]
	case strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\r"):
		return s[:len(s)-1]
	}
	return s
}

func textChomp(c *Context, s string, a value.Args) (value.Value, error) {
	if len(a.Pos) == 0 {
		return str(chomped(s)), nil
	}
	if a.Pos[0] == value.Value(value.Nil) {
		return str(s), nil
	}
	end, err := known(a.Pos[0], "chomp")
	switch {
	case err != nil:
		return nil, err
	case end == "":
		for strings.HasSuffix(s, "\n") {
			s = strings.TrimSuffix(s[:len(s)-1], "\r")
		}
		return str(s), nil
	case end == "\n":
		return str(chomped(s)), nil
	}
	return str(strings.TrimSuffix(s, end)), nil
}

func chopped(s string) string {
	if strings.HasSuffix(s, "\r\n") {
		return s[:len(s)-2]
	}
	_, n := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-n]
}

func turned(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		_, n := utf8.DecodeLastRuneInString(s)
		b.WriteString(s[len(s)-n:])
		s = s[:len(s)-n]
	}
	return b.String()
}

func textChars(c *Context, s string, a value.Args) (value.Value, error) {
	return c.strs(characters(s)), nil
}

func textBytes(c *Context, s string, a value.Args) (value.Value, error) {
	c.elements(len(s))
	out := make([]value.Value, len(s))
	for i := range len(s) {
		out[i] = value.Int(s[i])
	}
	return value.NewArray(out), nil
}

func textCodepoints(c *Context, s string, a value.Args) (value.Value, error) {
	c.elements(len(s))
	var out []value.Value
	for _, r := range s {
		out = append(out, value.Int(r))
	}
	return value.NewArray(out), nil
}

func textLines(c *Context, s string, a value.Args) (value.Value, error) {
	between := "\n"
	if len(a.Pos) == 1 {
		var err error
		if between, err = known(a.Pos[0], "lines"); err != nil {
			return nil, err
		}
	}
	chomp := value.Truthy(keyword(a, "chomp"))
	lines := pieces{c: c}
	for s != "" {
		var line string
		line, s = cutLine(s, between)
		switch {
		case chomp && between == "\n":
			line = chomped(line)
		case chomp:
			line = strings.TrimSuffix(line, between)
		}
		lines.add(line)
	}
	return value.NewArray(lines.list), nil
}

// cutLine cuts after the first separator; an empty one stands for empty lines.
func cutLine(s, between string) (line, rest string) {
	blank := between == ""
	if blank {
		between = "\n\n"
	}
	i := strings.Index(s, between)
	if i < 0 {
		return s, ""
	}
	end := i + len(between)
	for blank && end < len(s) && s[end] == '\n' {
		end++
	}
	return s[:end], s[end:]
}

func textInclude(c *Context, s string, a value.Args) (value.Value, error) {
	part, err := known(a.Pos[0], "include?")
	return value.Bool(strings.Contains(s, part)), err
}

func textStartWith(c *Context, s string, a value.Args) (value.Value, error) {
	for _, p := range a.Pos {
		if re, ok := p.(*Regexp); ok {
			m, err := c.match(re, s, 0)
			if err != nil || m != nil && m.loc[0] == 0 {
				return value.Bool(true), err
			}
			continue
		}
		prefix, err := known(p, "start_with?")
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(s, prefix) {
			return value.Bool(true), nil
		}
	}
	return value.Bool(false), nil
}

func textEndWith(c *Context, s string, a value.Args) (value.Value, error) {
	for _, p := range a.Pos {
		suffix, err := known(p, "end_with?")
		if err != nil {
			return nil, err
		}
		if strings.HasSuffix(s, suffix) {
			return value.Bool(true), nil
		}
	}
	return value.Bool(false), nil
}

func textDeletePrefix(c *Context, s string, a value.Args) (value.Value, error) {
	prefix, err := known(a.Pos[0], "delete_prefix")
	return str(strings.TrimPrefix(s, prefix)), err
}

func textDeleteSuffix(c *Context, s string, a value.Args) (value.Value, error) {
	suffix, err := known(a.Pos[0], "delete_suffix")
	return str(strings.TrimSuffix(s, suffix)), err
}

// padded fills up to a width; left is the part of the filling that goes to the
// left side.
func padded(left float64) textFunc {
	return func(c *Context, s string, a value.Args) (value.Value, error) {
		width, err := toInt(a.Pos[0])
		if err != nil {
			return nil, err
		}
		with := " "
		if len(a.Pos) == 2 {
			if with, err = known(a.Pos[1], "ljust"); err != nil {
				return nil, err
			}
		}
		if with == "" {
			return nil, ArgumentError("zero width padding")
		}
		lack := width - charCount(s)
		if lack <= 0 {
			return str(s), nil
		}
		c.bytes(times(lack, 4))
		before := int(float64(lack) * left)
		return str(filling(with, before) + s + filling(with, lack-before)), nil
	}
}

// filling is n characters of a text that repeats.
func filling(with string, n int) string {
	size := charCount(with)
	return strings.Repeat(with, n/size) + substring(with, 0, n%size)
}

func textToI(c *Context, s string, a value.Args) (value.Value, error) {
	base, err := toIntOr(a, 0, 10)
	if err == nil && (base < 0 || base == 1 || base > 36) {
		err = ArgumentError("invalid radix %d", base)
	}
	if err != nil {
		return nil, err
	}
	if len(s) > value.MaxBits/3 {
		return nil, ended(value.ErrTooBig)
	}
	c.digitSteps(s)
	v, _ := parseInt(s, base, false)
	return v, nil
}

func textToF(c *Context, s string, a value.Args) (value.Value, error) {
	f, _ := parseFloat(s, false)
	return value.Float(f), nil
}

// parseFloat reads a Float at the start of s; ok tells whether all of it was
// one. strict also takes hexadecimal and no digits left out.
func parseFloat(s string, strict bool) (f float64, ok bool) {
	s = strings.Trim(s, " \t\n\v\f\r")
	var b strings.Builder
	i, point, exponent, last := 0, false, false, byte(0)
	for ; i < len(s); i++ {
		ch := s[i]
		digit := ch >= '0' && ch <= '9'
		next := i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9'
		wasDigit := last >= '0' && last <= '9'
		switch {
		case digit:
		case (ch == '-' || ch == '+') && (last == 0 && b.Len() == 0 || last == 'e' && next):
		case ch == '_' && wasDigit && next:
			continue
		case ch == '.' && !point && !exponent && next && (wasDigit || last == 0 || last == '-' || last == '+'):
			point = true
		case (ch == 'e' || ch == 'E') && !exponent && wasDigit && (next || signedDigit(s[i+1:])):
			exponent, ch = true, 'e'
		default:
			goto done
		}
		b.WriteByte(ch)
		last = ch
	}
done:
	f, _ = strconv.ParseFloat(b.String(), 64)
	if math.IsNaN(f) {
		f = 0
	}
	if digits := strings.TrimLeft(s, "+-"); strict && i < len(s) && len(s)-len(digits) < 2 && (strings.HasPrefix(digits, "0x") || strings.HasPrefix(digits, "0X")) {
		return parseHexFloat(s)
	}
	return f, i == len(s) && last >= '0' && last <= '9'
}

// parseHexFloat reads 0x1F, and 0x1.8p3 with its power of two.
func parseHexFloat(s string) (float64, bool) {
	if v, whole := parseInt(s, 16, true); whole {
		return value.FloatOf(v)
	}
	if strings.Contains(s, "_") || strings.Contains(s, "x.") || !strings.ContainsAny(s, "pP") {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil || errors.Is(err, strconv.ErrRange)
}

func signedDigit(s string) bool {
	return len(s) > 1 && (s[0] == '-' || s[0] == '+') && s[1] >= '0' && s[1] <= '9'
}

func textToSym(c *Context, s string, a value.Args) (value.Value, error) {
	return value.Symbol(s), nil
}

func textHex(c *Context, s string, a value.Args) (value.Value, error) {
	return textToI(c, s, value.Args{Pos: []value.Value{value.Int(16)}})
}

func textOct(c *Context, s string, a value.Args) (value.Value, error) {
	t := strings.TrimLeft(s, " \t\n\v\f\r")
	sign := ""
	if t != "" && (t[0] == '-' || t[0] == '+') {
		sign, t = t[:1], t[1:]
	}
	if _, base := radix(t, 0); base == 10 && !strings.HasPrefix(strings.ToLower(t), "0d") {
		t = "0o" + t
	}
	v, _ := parseInt(sign+t, 0, false)
	return v, nil
}

func textOrd(c *Context, s string, a value.Args) (value.Value, error) {
	if s == "" {
		return nil, ArgumentError("empty string")
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		return nil, ArgumentError("invalid byte sequence in UTF-8")
	}
	return value.Int(r), nil
}

func textCasecmp(c *Context, s string, a value.Args) (value.Value, error) {
	if a.Pos[0].Kind() == value.KindInt || a.Pos[0].Kind() == value.KindNil {
		return value.Nil, nil
	}
	other, err := known(a.Pos[0], "casecmp")
	return value.Int(compareText(asciiLower(s), asciiLower(other))), err
}

func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

func textCasecmpP(c *Context, s string, a value.Args) (value.Value, error) {
	other, err := known(a.Pos[0], "casecmp?")
	fold := cases.Fold()
	return value.Bool(fold.String(s) == fold.String(other)), err
}

func textUpto(c *Context, s string, a value.Args) (value.Value, error) {
	if _, err := known(a.Pos[0], "upto"); err != nil {
		return nil, err
	}
	self := str(s)
	r := &value.Range{Low: self, High: a.Pos[0], Exclusive: len(a.Pos) == 2 && value.Truthy(a.Pos[1])}
	return self, c.eachInRange(r, func(v value.Value) error {
		_, err := call(a.Block, v)
		return err
	})
}

func textNormalize(c *Context, s string, a value.Args) (value.Value, error) {
	form := "nfc"
	if len(a.Pos) == 1 {
		var err error
		if form, err = symbolOr(a.Pos[0], "unicode_normalize"); err != nil {
			return nil, err
		}
	}
	forms := map[string]norm.Form{"nfc": norm.NFC, "nfd": norm.NFD, "nfkc": norm.NFKC, "nfkd": norm.NFKD}
	f, ok := forms[form]
	if !ok {
		return nil, ArgumentError("Invalid normalization form %s.", value.Clip(form))
	}
	return str(f.String(s)), nil
}

func textASCII(c *Context, s string, a value.Args) (value.Value, error) {
	return value.Bool(isASCII(s)), nil
}

func textValid(c *Context, s string, a value.Args) (value.Value, error) {
	return value.Bool(utf8.ValidString(s)), nil
}

func textEncoding(c *Context, s string, a value.Args) (value.Value, error) {
	return &value.Class{Name: "UTF-8", Super: classEncoding}, nil
}

func stringInsert(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingString(self)
	if err != nil {
		return nil, err
	}
	text, err := known(s, "insert")
	if err != nil {
		return nil, err
	}
	i, err := toInt(a.Pos[0])
	if err != nil {
		return nil, err
	}
	more, err := toStr(a.Pos[1])
	if err != nil {
		return nil, err
	}
	n := charCount(text)
	at := i
	if i < 0 {
		at = i + n + 1
	}
	if at < 0 || at > n {
		return nil, IndexError("index %d out of string", i)
	}
	c.exchange(s, byteAt(text, at), byteAt(text, at), more)
	return self, nil
}

// exchange puts a text in the place of the bytes from start to end.
func (c *Context) exchange(s *value.String, start, end int, with *value.String) {
	t := c.text()
	t.WriteString(s.Text[:start])
	t.Append(with)
	t.WriteString(s.Text[end:])
	s.Set(t.String())
}

func stringSet(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingString(self)
	if err != nil {
		return nil, err
	}
	text, err := known(s, "[]=")
	if err != nil {
		return nil, err
	}
	with, err := toStr(a.Pos[len(a.Pos)-1])
	if err != nil {
		return nil, err
	}
	start, end, err := c.partToSet(text, a.Pos[:len(a.Pos)-1])
	if err != nil {
		return nil, err
	}
	c.exchange(s, start, end, with)
	return a.Pos[len(a.Pos)-1], nil
}

// partToSet is which bytes []= replaces.
func (c *Context) partToSet(s string, pos []value.Value) (start, end int, err error) {
	switch p := pos[0].(type) {
	case *value.String:
		at := strings.Index(s, p.Text)
		if at < 0 {
			return 0, 0, IndexError("string not matched")
		}
		return at, at + len(p.Text), nil
	case *Regexp:
		m, err := c.match(p, s, 0)
		if err != nil {
			return 0, 0, err
		}
		if m == nil {
			return 0, 0, IndexError("regexp not matched")
		}
		return m.loc[0], m.loc[1], nil
	}
	n := charCount(s)
	from, count, ok, err := whichPart(pos, n)
	if count < 0 && err == nil {
		i := from
		if from, ok = slot(i, n); !ok && i != n {
			return 0, 0, IndexError("index %d out of string", i)
		}
		count, ok = 1, true
	}
	if err != nil {
		return 0, 0, err
	}
	if !ok {
		return 0, 0, outOfString(pos)
	}
	start = byteAt(s, from)
	return start, start + byteAt(s[start:], count), nil
}

func outOfString(pos []value.Value) error {
	if pos[0].Kind() == value.KindRange {
		return RangeError("%s out of range", value.Show(pos[0]))
	}
	return IndexError("index %s out of string", value.Show(pos[0]))
}

func stringSliceBang(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := changingString(self)
	if err != nil {
		return nil, err
	}
	part, err := reading("slice!", textSlice)(c, self, a)
	if err != nil || part == value.Value(value.Nil) {
		return part, err
	}
	start, end, err := c.partToSet(s.Text, a.Pos)
	if err != nil {
		return nil, err
	}
	c.exchange(s, start, end, value.NewString(""))
	return part, nil
}

// successor is String#succ: the rightmost letter or digit goes up, carrying to
// the left; without any, the last character does.
func successor(s string) string {
	if s == "" {
		return ""
	}
	b := []byte(s)
	last := lastAlnum(b)
	if last < 0 {
		return bumped([]rune(s))
	}
	for i := last; ; {
		carry, first := bump(&b[i])
		if !carry {
			return string(b)
		}
		next := previousAlnum(b, i)
		if next < 0 {
			return string(b[:i]) + string(first) + string(b[i:])
		}
		i = next
	}
}

func alnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func lastAlnum(b []byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if alnum(b[i]) {
			return i
		}
	}
	return -1
}

// previousAlnum is where a carry from i goes: the next letter or digit to the
// left, unless one of another kind stands behind other characters.
func previousAlnum(b []byte, i int) int {
	for j := i - 1; j >= 0; j-- {
		if alnum(b[j]) {
			if j < i-1 && (b[j] <= '9') != (b[i] <= '9') {
				return -1
			}
			return j
		}
	}
	return -1
}

// bump makes a letter or digit the next one; with a carry, first is what a
// longer text would begin with.
func bump(c *byte) (carry bool, first byte) {
	switch *c {
	case '9':
		*c = '0'
		return true, '1'
	case 'z':
		*c = 'a'
		return true, 'a'
	case 'Z':
		*c = 'A'
		return true, 'A'
	}
	*c++
	return false, 0
}

func bumped(r []rune) string {
	for i := len(r) - 1; i >= 0; i-- {
		if r[i] < unicode.MaxRune {
			if r[i]++; r[i] == 0xd800 {
				r[i] = 0xe000
			}
			return string(r)
		}
		r[i] = 1
	}
	return "\x01" + string(r)
}
