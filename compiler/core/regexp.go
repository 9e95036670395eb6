package core

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// The options of a Regexp, as Ruby numbers them.
const (
	ignoreCase = 1
	extended   = 2
	multiline  = 4
)

// A Regexp is a regular expression. It is never changed.
type Regexp struct {
	Source  string
	Options int // 1: ignore case, 2: extended, 4: . matches a line end

	pattern  string
	re       *regexp.Regexp
	names    []string // of the groups, "" for plain ones
	end      int      // the group of \Z, 0 without
	empty    bool     // it may match no characters
	later    func() *regexp.Regexp
	anchored func() *regexp.Regexp
	// last matches right at a byte where no line begins; nil when the pattern
	// does not ask for one.
	last func() *regexp.Regexp
}

// lineStart is what ^ becomes.
const lineStart = "(?m:^)"

// A Match is what a Regexp matched.
type Match struct {
	Regexp *Regexp
	Text   string
	loc    []int // byte places of the match and its groups, -1 for none
}

// Kind is that of a Regexp.
func (*Regexp) Kind() value.Kind { return value.KindRegexp }

// Kind is that of a MatchData.
func (*Match) Kind() value.Kind { return value.KindMatch }

// NewRegexp is a regular expression of Ruby's dialect. It fails with a
// RegexpError, or names what is not available.
//
// It is for literals: the escape of a slash is not kept in the source.
func NewRegexp(source string, options int) (*Regexp, error) {
	return newRegexp(unslashed(source), options)
}

// unslashed is a source without the backslashes before slashes.
func unslashed(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if i++; s[i] != '/' {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func newRegexp(source string, options int) (*Regexp, error) {
	const most = 10_000
	if len(source) > most {
		return nil, &LimitError{Message: "the regular expression is longer than the limit of 10,000 bytes"}
	}
	pattern, names, err := translate(source, options)
	if err != nil {
		return nil, err
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, compileError(source, err)
	}
	x := &Regexp{Source: source, Options: options, pattern: pattern, re: re, names: names}
	x.prepare()
	return x, nil
}

// prepare finds what searching needs to know.
func (x *Regexp) prepare() {
	if i := x.re.SubexpIndex(zGroup); i >= 0 {
		x.end = i
	}
	tree, err := syntax.Parse(x.pattern, syntax.Perl)
	x.empty = err != nil || mayBeEmpty(tree)
	x.later = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\A(?s:.)(?s:.*?)(` + x.pattern + `)`) })
	if strings.Contains(x.pattern, lineStart) {
		never := strings.ReplaceAll(x.pattern, lineStart, `\A`)
		x.last = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\A(?s:.)(` + never + `)`) })
	}
	x.anchored = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\A(?s:.)(` + x.pattern + `)`) })
}

func compileError(source string, err error) error {
	var e *syntax.Error
	message := err.Error()
	if errors.As(err, &e) {
		message = e.Code.String()
		if e.Code == syntax.ErrInvalidRepeatSize || e.Code == syntax.ErrLarge || e.Code == syntax.ErrNestingDepth {
			return &LimitError{Message: "the regular expression is over the limit: " + message}
		}
	}
	return raise(ClassRegexpError, "%s: /%s/", message, clipped(source))
}

func knownProperty(name string) bool {
	if _, ok := unicode.Categories[name]; ok {
		return true
	}
	_, ok := unicode.Scripts[name]
	return ok || name == "Any"
}

// mayBeEmpty reports whether a pattern can match without a character.
func mayBeEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return mayBeEmpty(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min == 0 || mayBeEmpty(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !mayBeEmpty(sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if mayBeEmpty(sub) {
				return true
			}
		}
		return false
	}
	return true
}

// find is the first match that starts at byte from or later, nil without.
func (x *Regexp) find(s string, from int) []int {
	if from == 0 {
		return x.trimmed(x.atLast(s, x.re.FindStringSubmatchIndex(s)))
	}
	return x.trimmed(x.atLast(s, shifted(x.later(), s, from)))
}

// atLast judges a match of nothing behind the line end that ends a text: no
// line begins there, so it has to match without one.
func (x *Regexp) atLast(s string, loc []int) []int {
	if x.last == nil || loc == nil || loc[0] != len(s) || !strings.HasSuffix(s, "\n") {
		return loc
	}
	return shifted(x.last(), s, len(s))
}

// at is the match that starts right at a byte.
func (x *Regexp) at(s string, from int) []int {
	if from == 0 {
		if loc := x.re.FindStringSubmatchIndex(s); loc != nil && loc[0] == 0 {
			return x.trimmed(loc)
		}
		return nil
	}
	return x.trimmed(x.atLast(s, shifted(x.anchored(), s, from)))
}

// shifted searches from a byte on with the character before it in sight, so
// that ^ and \b see what stands there.
func shifted(re *regexp.Regexp, s string, from int) []int {
	_, n := utf8.DecodeLastRuneInString(s[:from])
	base := from - n
	loc := re.FindStringSubmatchIndex(s[base:])
	if loc == nil {
		return nil
	}
	loc = loc[2:]
	for i := range loc {
		if loc[i] >= 0 {
			loc[i] += base
		}
	}
	return loc
}

// trimmed takes the text of \Z out of a match, and its group.
func (x *Regexp) trimmed(loc []int) []int {
	if loc == nil || x.end == 0 {
		return loc
	}
	start, end := loc[2*x.end], loc[2*x.end+1]
	for i := range loc {
		if start >= 0 && i%2 == 1 && loc[i] == end {
			loc[i] = start
		}
	}
	return append(loc[:2*x.end:2*x.end], loc[2*x.end+2:]...)
}

// eachMatch calls visit with each match in order, as gsub and scan go through a text.
func (c *Context) eachMatch(x *Regexp, s string, visit func(loc []int) error) error {
	if !x.empty && x.end == 0 {
		c.Step(len(s) / 8)
		for _, loc := range x.re.FindAllStringSubmatchIndex(s, -1) {
			if err := visit(loc); err != nil {
				return err
			}
		}
		return nil
	}
	for from := 0; from <= len(s); {
		loc := x.find(s, from)
		if loc == nil {
			return nil
		}
		c.Step((loc[1]-from)/8 + 1)
		if err := visit(loc); err != nil {
			return err
		}
		from = loc[1]
		if loc[0] == loc[1] {
			_, n := utf8.DecodeRuneInString(s[from:])
			from += max(n, 1)
		}
	}
	return nil
}

// match searches from a byte on and keeps the result as `$~`.
func (c *Context) match(x *Regexp, s string, from int) (*Match, error) {
	c.Step(len(s)/8 + 1)
	loc := x.find(s, from)
	if loc == nil {
		c.setMatch(nil)
		return nil, nil
	}
	m := &Match{Regexp: x, Text: s, loc: loc}
	c.setMatch(m)
	return m, nil
}

func (c *Context) setMatch(m *Match) {
	if c.SetMatch != nil {
		c.SetMatch(m)
	}
}

// Group is the text of group n (0: the whole), Nil when it took no part.
func (m *Match) Group(n int) value.Value { return m.group(n) }

// Names are the names of the groups that have one, each once.
func (m *Match) Names() []string { return m.Regexp.Names() }

// Named is the text of a named group, Nil when it took no part.
func (m *Match) Named(name string) value.Value {
	var v value.Value = value.Nil
	for i, n := range m.Regexp.names {
		if n == name {
			if g := m.group(i + 1); g != value.Value(value.Nil) {
				v = g
			}
		}
	}
	return v
}

// Pre and Post are the text before and after the match.
func (m *Match) Pre() string  { return m.Text[:m.loc[0]] }
func (m *Match) Post() string { return m.Text[m.loc[1]:] }

// Names are the names of the groups that have one, each once.
func (x *Regexp) Names() []string {
	var names []string
	seen := map[string]bool{}
	for _, n := range x.names {
		if n != "" && !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	return names
}

func (m *Match) groups() int { return len(m.loc)/2 - 1 }

func (m *Match) group(n int) value.Value {
	if n < 0 || n > m.groups() || m.loc[2*n] < 0 {
		return value.Nil
	}
	return str(m.Text[m.loc[2*n]:m.loc[2*n+1]])
}

// lastGroup is the last group that took part, nil without.
func (m *Match) lastGroup() value.Value {
	for n := m.groups(); n > 0; n-- {
		if g := m.group(n); g != value.Value(value.Nil) {
			return g
		}
	}
	return value.Nil
}

// index is the group that an Integer or a name means.
func (m *Match) index(v value.Value) (int, error) {
	switch v.Kind() {
	case value.KindSymbol, value.KindString:
		name, err := symbolOr(v, "[]")
		if err != nil {
			return 0, err
		}
		for i := len(m.Regexp.names) - 1; i >= 0; i-- {
			if m.Regexp.names[i] == name && (m.loc[2*i+2] >= 0 || !contains(m.Regexp.names[:i], value.Symbol(name))) {
				return i + 1, nil
			}
		}
		return 0, IndexError("undefined group name reference: %s", value.Clip(name))
	}
	n, err := toInt(v)
	if n < 0 {
		n += m.groups() + 1
		if n < 0 {
			n = m.groups() + 1
		}
	}
	return n, err
}

func (m *Match) at(v value.Value) (value.Value, error) {
	n, err := m.index(v)
	return m.group(n), err
}

// all are the texts of the match and its groups.
func (m *Match) all() []value.Value {
	out := make([]value.Value, m.groups()+1)
	for i := range out {
		out[i] = m.group(i)
	}
	return out
}

// InspectTo writes /source/options.
func (x *Regexp) InspectTo(t *value.Text) error {
	t.WriteString("/" + slashed(x.Source) + "/" + x.letters("mix"))
	return nil
}

// slashed is the source with its slashes escaped.
func slashed(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			b.WriteByte(s[i])
			i++
		case s[i] == '/':
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// letters are those of the options that are set.
func (x *Regexp) letters(all string) string {
	out := ""
	for _, l := range all {
		bit := map[rune]int{'m': multiline, 'i': ignoreCase, 'x': extended}[l]
		if x.Options&bit != 0 {
			out += string(l)
		}
	}
	return out
}

// ToSTo writes (?-mix:source): what interpolation into a Regexp needs.
func (x *Regexp) ToSTo(t *value.Text) error {
	on := x.letters("mix")
	off := ""
	for _, l := range "mix" {
		if !strings.ContainsRune(on, l) {
			off += string(l)
		}
	}
	if off != "" {
		off = "-" + off
	}
	t.WriteString("(?" + on + off + ":" + slashed(x.Source) + ")")
	return nil
}

// Signature makes equal expressions the same key.
func (x *Regexp) Signature(write func(string), sign func(value.Value)) {
	write(x.Source)
	sign(value.Int(x.Options))
}

// InspectTo writes #<MatchData "…" 1:"…">.
func (m *Match) InspectTo(t *value.Text) error {
	t.WriteString("#<MatchData ")
	for i := 0; i <= m.groups(); i++ {
		if i > 0 {
			name := m.Regexp.names[i-1]
			if name == "" {
				name = value.Show(value.Int(i))
			}
			t.WriteString(" " + name + ":")
		}
		if err := t.Inspect(m.group(i)); err != nil {
			return err
		}
	}
	t.WriteString(">")
	return nil
}

// ToSTo writes the text that matched.
func (m *Match) ToSTo(t *value.Text) error { return t.ToS(m.group(0)) }

// regexpTable is Regexp.
func regexpTable() []Method {
	return []Method{
		{Name: "=~", Min: 1, Max: 1, Doc: "where it matches, or nil", Fn: regexpIndex},
		{Name: "match", Min: 1, Max: 2, Doc: "the match, or nil", Fn: regexpMatch},
		{Name: "match?", Min: 1, Max: 2, Doc: "whether it matches", Fn: regexpMatches},
		{Name: "===", Min: 1, Max: 1, Doc: "whether it matches a text", Fn: regexpCase},
		{Name: "source", Doc: "the pattern as written", Fn: regexpSource},
		{Name: "names", Doc: "the names of the groups", Fn: regexpNames},
		{Name: "options", Doc: "the options as a number", Fn: regexpOptions},
		{Name: "casefold?", Doc: "whether it ignores case", Fn: regexpCasefold},
	}
}

// regexpText is the text to match; ok is false for nil.
func regexpText(v value.Value, method string) (string, bool, error) {
	switch v := v.(type) {
	case value.NilType:
		return "", false, nil
	case value.Symbol:
		return string(v), true, nil
	}
	s, err := known(v, method)
	return s, true, err
}

func regexpIndex(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, ok, err := regexpText(a.Pos[0], "=~")
	if err != nil || !ok {
		c.setMatch(nil)
		return value.Nil, err
	}
	return c.matchIndex(self.(*Regexp), s, 0)
}

// matchIndex is where a match starts in characters, or Nil.
func (c *Context) matchIndex(x *Regexp, s string, from int) (value.Value, error) {
	m, err := c.match(x, s, from)
	if m == nil || err != nil {
		return value.Nil, err
	}
	return value.Int(charCount(m.Pre())), nil
}

func regexpMatch(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, ok, err := regexpText(a.Pos[0], "match")
	if err != nil || !ok {
		c.setMatch(nil)
		return value.Nil, err
	}
	return c.matchData(self.(*Regexp), s, a)
}

// matchData is a MatchData or Nil; a.Pos[1] may say where to start.
func (c *Context) matchData(x *Regexp, s string, a value.Args) (value.Value, error) {
	from, ok, err := startOf(s, a)
	if err != nil {
		return nil, err
	}
	if !ok {
		c.setMatch(nil)
		return value.Nil, nil
	}
	m, err := c.match(x, s, from)
	if err != nil || m == nil {
		return value.Nil, err
	}
	if a.Block != nil {
		return call(a.Block, m)
	}
	return m, nil
}

// startOf is the byte at the character that a second argument tells; ok is false
// when it is outside of the text.
func startOf(s string, a value.Args) (from int, ok bool, err error) {
	if len(a.Pos) < 2 {
		return 0, true, nil
	}
	n, err := toInt(a.Pos[1])
	if n < 0 {
		n += charCount(s)
	}
	if err != nil || n < 0 || n > charCount(s) {
		return 0, false, err
	}
	return byteAt(s, n), true, nil
}

func regexpMatches(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, ok, err := regexpText(a.Pos[0], "match?")
	if err != nil || !ok {
		return value.Bool(false), err
	}
	c.Step(len(s)/8 + 1)
	return self.(*Regexp).matches(s, a)
}

// matches is match? of a text, from the character on that a second argument tells.
func (x *Regexp) matches(s string, a value.Args) (value.Value, error) {
	from, ok, err := startOf(s, a)
	if err != nil || !ok {
		return value.Bool(false), err
	}
	if from == 0 {
		return value.Bool(x.re.MatchString(s)), nil
	}
	return value.Bool(x.find(s, from) != nil), nil
}

func regexpCase(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if k := a.Pos[0].Kind(); k != value.KindString && k != value.KindSymbol {
		c.setMatch(nil)
		return value.Bool(false), unknown(a.Pos[0], "===")
	}
	s, _, err := regexpText(a.Pos[0], "===")
	if err != nil {
		return nil, err
	}
	m, err := c.match(self.(*Regexp), s, 0)
	return value.Bool(m != nil), err
}

func regexpSource(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return str(self.(*Regexp).Source), nil
}

func regexpNames(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.strs(slices.Values(self.(*Regexp).Names())), nil
}

func regexpOptions(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(self.(*Regexp).Options), nil
}

func regexpCasefold(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(self.(*Regexp).Options&ignoreCase != 0), nil
}

// matchTable is MatchData.
func matchTable() []Method {
	return []Method{
		{Name: "[]", Min: 1, Max: 2, Doc: "a group by number or name", Fn: matchIndexing},
		{Name: "captures", Doc: "the groups", Fn: matchCaptures},
		{Name: "deconstruct", Doc: "the groups", Fn: matchCaptures},
		{Name: "named_captures", Doc: "the named groups as a Hash", Fn: matchNamed},
		{Name: "deconstruct_keys", Min: 1, Max: 1, Doc: "the named groups as a Hash by Symbol", Fn: matchByKeys},
		{Name: "to_a", Doc: "the match and its groups", Fn: matchToA},
		{Name: "pre_match", Doc: "the text before the match", Fn: matchPre},
		{Name: "post_match", Doc: "the text after the match", Fn: matchPost},
		{Name: "names", Doc: "the names of the groups", Fn: matchNames},
		{Name: "begin", Min: 1, Max: 1, Doc: "where a group starts", Fn: matchBegin},
		{Name: "end", Min: 1, Max: 1, Doc: "where a group ends", Fn: matchEnd},
		{Name: "offset", Min: 1, Max: 1, Doc: "where a group starts and ends", Fn: matchOffset},
		{Name: "size", Doc: "the number of groups and one", Fn: matchSize},
		{Name: "length", Doc: "the number of groups and one", Fn: matchSize},
		{Name: "values_at", Max: -1, Doc: "several groups", Fn: matchValuesAt},
		{Name: "string", Doc: "the text that was searched", Fn: matchString},
		{Name: "regexp", Doc: "the Regexp that matched", Fn: matchRegexp},
	}
}

func matchIndexing(c *Context, self value.Value, a value.Args) (value.Value, error) {
	m := self.(*Match)
	if len(a.Pos) == 2 || a.Pos[0].Kind() == value.KindRange {
		return arrayIndex(c, value.NewArray(m.all()), a)
	}
	return m.at(a.Pos[0])
}

func matchCaptures(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.NewArray(self.(*Match).all()[1:]), nil
}

func matchNamed(c *Context, self value.Value, a value.Args) (value.Value, error) {
	m, h := self.(*Match), c.newHash()
	for _, n := range m.Names() {
		h.Set(str(n), m.Named(n), value.Place{})
	}
	return h, nil
}

func matchByKeys(c *Context, self value.Value, a value.Args) (value.Value, error) {
	m, h := self.(*Match), c.newHash()
	for _, n := range m.Names() {
		h.Set(value.Symbol(n), m.Named(n), value.Place{})
	}
	return h, nil
}

func matchToA(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.NewArray(self.(*Match).all()), nil
}

func matchPre(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.around(self.(*Match).Pre()), nil
}

func matchPost(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.around(self.(*Match).Post()), nil
}

// around is the text before or after a match.
func (c *Context) around(s string) value.Value {
	c.Step(len(s) / 64)
	return str(s)
}

func matchNames(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.strs(slices.Values(self.(*Match).Names())), nil
}

// place is where a group starts (side 0) or ends (side 1) in characters.
func (m *Match) place(c *Context, v value.Value, side int) (value.Value, error) {
	n, err := m.index(v)
	if err != nil {
		return nil, err
	}
	if n > m.groups() {
		return nil, IndexError("index %d out of matches", n)
	}
	if m.loc[2*n] < 0 {
		return value.Nil, nil
	}
	c.Step(m.loc[2*n+side] / 4)
	return value.Int(charCount(m.Text[:m.loc[2*n+side]])), nil
}

func matchBegin(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self.(*Match).place(c, a.Pos[0], 0)
}

func matchEnd(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self.(*Match).place(c, a.Pos[0], 1)
}

func matchOffset(c *Context, self value.Value, a value.Args) (value.Value, error) {
	start, err := self.(*Match).place(c, a.Pos[0], 0)
	if err != nil {
		return nil, err
	}
	end, err := self.(*Match).place(c, a.Pos[0], 1)
	return list(start, end), err
}

func matchSize(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Int(self.(*Match).groups() + 1), nil
}

func matchValuesAt(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return c.fetchAll(a.Pos, self.(*Match).at)
}

func matchString(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return str(self.(*Match).Text), nil
}

func matchRegexp(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return self.(*Match).Regexp, nil
}

// regexpClassTable is what Regexp itself answers.
func regexpClassTable() []Method {
	return []Method{
		{Name: "new", Min: 1, Max: 2, Doc: "a Regexp from a text", Fn: regexpNew},
		{Name: "compile", Min: 1, Max: 2, Doc: "a Regexp from a text", Fn: regexpNew},
		{Name: "escape", Min: 1, Max: 1, Doc: "a text as a pattern that matches it", Fn: regexpEscape},
		{Name: "quote", Min: 1, Max: 1, Doc: "a text as a pattern that matches it", Fn: regexpEscape},
		{Name: "union", Max: -1, Doc: "a Regexp that matches one of several", Fn: regexpUnion},
		{Name: "last_match", Max: 1, Doc: "the last match, or one of its groups", Fn: regexpLast},
	}
}

func regexpNew(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if re, ok := a.Pos[0].(*Regexp); ok {
		return re, nil
	}
	source, err := known(a.Pos[0], "Regexp.new")
	if err != nil {
		return nil, err
	}
	options := 0
	if len(a.Pos) == 2 {
		switch v := a.Pos[1].(type) {
		case value.Int:
			options = int(v) & (ignoreCase | extended | multiline)
		default:
			if value.Truthy(v) {
				options = ignoreCase
			}
		}
	}
	c.Step(len(source) * 16)
	re, err := newRegexp(source, options)
	if err != nil {
		return nil, err
	}
	return re, nil
}

// EscapeRegexp is a text as a pattern that matches it.
func EscapeRegexp(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if letter, ok := map[byte]byte{'\n': 'n', '\t': 't', '\r': 'r', '\f': 'f', '\v': 'v'}[s[i]]; ok {
			b.WriteByte('\\')
			b.WriteByte(letter)
			continue
		}
		if strings.IndexByte(`[]{}()|-*.\?+^$# `, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func regexpEscape(c *Context, self value.Value, a value.Args) (value.Value, error) {
	s, err := symbolOr(a.Pos[0], "Regexp.escape")
	return str(EscapeRegexp(s)), err
}

func regexpUnion(c *Context, self value.Value, a value.Args) (value.Value, error) {
	parts := a.Pos
	if len(parts) == 1 {
		if l, ok := parts[0].(*value.Array); ok {
			parts = l.All()
		}
	}
	if len(parts) == 1 {
		if re, ok := parts[0].(*Regexp); ok {
			return re, nil
		}
	}
	sources := make([]string, len(parts))
	for i, p := range parts {
		if re, ok := p.(*Regexp); ok {
			t := &value.Text{}
			_ = re.ToSTo(t)
			sources[i] = t.String().Text
			continue
		}
		s, err := symbolOr(p, "Regexp.union")
		if err != nil {
			return nil, err
		}
		sources[i] = EscapeRegexp(s)
	}
	if len(parts) == 0 {
		return nil, refusedPattern("an empty union", "")
	}
	return regexpNew(c, self, value.Args{Pos: []value.Value{str(strings.Join(sources, "|"))}})
}

func regexpLast(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if c.Match == nil || c.Match() == nil {
		return value.Nil, nil
	}
	m := c.Match()
	if len(a.Pos) == 1 {
		return m.at(a.Pos[0])
	}
	return m, nil
}
