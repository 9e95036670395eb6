package check

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file reads the expressions of rule pages: the part of HCL's expression
// language that rules use, straight into closures. HCL's own parser takes
// longer for the rules of one stream than a whole run may; a test holds that
// both agree.

// A parser reads one expression for a constraint.
type parser struct {
	lets map[string]int // named values of the constraint
	vars []string       // variables of the for-expressions around
	text string
	at   int

	reads int // how many parts so far depend on the frame

	last access // the member that was read last
}

// An access is .name behind a value, from one place of the text to another.
type access struct {
	of       expr
	spot     *spot
	from, to int
}

// operators are those of each level, the loosest first.
var operators = [][]string{{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}

// failure is how reading gives up: it is recovered in compile.
type failure struct{ error }

func (p *parser) fail(format string, args ...any) {
	panic(failure{fmt.Errorf(format, args...)})
}

// compile reads the source of an expression.
func compile(source string, lets map[string]int) (e expr, err error) {
	p := &parser{lets: lets, text: source}
	defer func() {
		if f, ok := recover().(failure); ok {
			err = fmt.Errorf("%w in `%s`", f.error, source)
		}
	}()
	e = p.expression()
	if p.blank(); p.at < len(p.text) {
		p.fail("`%s` is left over", p.text[p.at:])
	}
	return e, nil
}

func (p *parser) blank() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// got takes a sign when it comes next.
func (p *parser) got(sign string) bool {
	p.blank()
	if !strings.HasPrefix(p.text[p.at:], sign) {
		return false
	}
	p.at += len(sign)
	return true
}

func (p *parser) want(sign string) {
	if !p.got(sign) {
		p.fail("`%s` is missing before `%s`", sign, p.text[p.at:])
	}
}

// expression reads a ? b : c, or less.
func (p *parser) expression() expr {
	when := p.binary(0)
	if !p.got("?") {
		return when
	}
	then := p.expression()
	p.want(":")
	return conditional(when, then, p.expression())
}

// binary reads an operand and the operators behind it that bind at least as
// tightly as a level.
func (p *parser) binary(level int) expr {
	p.blank()
	from := p.at
	left := p.unary()
	for {
		p.blank()
		member := p.last.of != nil && p.last.from == from && p.last.to == p.at
		op, binds := p.operator()
		switch {
		case binds < level:
			return left
		case member && (op == "==" || op == "!=") && p.nullAfter(op):
			left = absence(p.last, op == "==")
		default:
			p.at += len(op)
			left = operation(op, left, p.binary(binds+1))
		}
	}
}

// nullAfter takes an operator and the word null when that comes behind it.
func (p *parser) nullAfter(op string) bool {
	before := p.at
	p.at += len(op)
	if p.keyword("null") {
		return true
	}
	p.at = before
	return false
}

// absence asks whether a member is null. That depends less on it than its value
// does.
func absence(of access, want bool) expr {
	return func(f *frame) val { return truth(f.lacks(of.of(f), of.spot) == want) }
}

// keysOf are the keys of a member, which depend less on it than its value does.
func keysOf(of access) expr {
	return func(f *frame) val { return f.keys(of.of(f), of.spot) }
}

// operator is the operator that comes next, and its level; -1 for none.
func (p *parser) operator() (op string, level int) {
	if strings.IndexByte("|&=!<>+-*/%", p.peek()) < 0 {
		return "", -1
	}
	for level, list := range operators {
		for _, op := range list {
			if strings.HasPrefix(p.text[p.at:], op) {
				return op, level
			}
		}
	}
	return "", -1
}

func operation(op string, x, y expr) expr {
	switch op {
	case "||", "&&":
		return logic(x, y, op == "||")
	case "==":
		return binary(x, y, equals)
	case "!=":
		return binary(x, y, func(a, b val) val { return not(equals(a, b)) })
	}
	fn := arithmetic[op]
	return binary(x, y, func(a, b val) val { return calculate(a, b, fn) })
}

func (p *parser) unary() expr {
	switch {
	case p.got("!"):
		x := p.unary()
		return func(f *frame) val { return not(x(f)) }
	case p.got("-"):
		x := p.unary()
		return func(f *frame) val { return calculate(numberOf(0), x(f), arithmetic["-"]) }
	}
	p.blank()
	from := p.at
	return p.steps(from, p.primary())
}

// steps reads .name and [index] after a value.
func (p *parser) steps(begin int, base expr) expr {
	for {
		from := base
		switch {
		case p.got("."):
			at := &spot{name: p.word()}
			base = func(f *frame) val { return f.member(from(f), at) }
			p.blank()
			p.last = access{from, at, begin, p.at}
		case p.got("["):
			key := p.expression()
			p.want("]")
			base = binary(from, key, index)
		default:
			return base
		}
	}
}

func (p *parser) primary() expr {
	p.blank()
	switch c := p.peek(); {
	case c == '"':
		return p.quoted()
	case c >= '0' && c <= '9':
		return p.number()
	case p.got("("):
		e := p.expression()
		p.want(")")
		return e
	case p.got("["):
		return p.list()
	case p.got("{"):
		return p.record()
	}
	return p.named()
}

func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) word() string {
	p.blank()
	from := p.at
	for p.at < len(p.text) && wordByte(p.text[p.at]) {
		p.at++
	}
	if p.at == from {
		p.fail("a name is missing before `%s`", p.text[p.at:])
	}
	return p.text[from:p.at]
}

func (p *parser) number() expr {
	from := p.at
	for p.at < len(p.text) && (p.text[p.at] >= '0' && p.text[p.at] <= '9' || p.text[p.at] == '.') {
		p.at++
	}
	n, err := strconv.ParseFloat(p.text[from:p.at], 64)
	if err != nil {
		p.fail("`%s` is no number", p.text[from:p.at])
	}
	return constant(numberOf(n))
}

// named reads a call, a word of the language, a variable or a named value.
func (p *parser) named() expr {
	name := p.word()
	if p.peek() == '(' {
		return p.call(name)
	}
	switch name {
	case "true":
		return constant(yes)
	case "false":
		return constant(no)
	case "null":
		return constant(nothing)
	}
	return p.value(name)
}

func (p *parser) value(name string) expr {
	p.reads++
	for i := len(p.vars) - 1; i >= 0; i-- {
		if p.vars[i] == name {
			return func(f *frame) val { return f.vars[i] }
		}
	}
	if i, ok := p.lets[name]; ok {
		return func(f *frame) val { return f.let(i) }
	}
	switch name {
	case "self":
		return func(f *frame) val { return nodeVal(f.self) }
	case "root":
		return func(f *frame) val { return nodeVal(f.self.root()) }
	case "parent":
		return func(f *frame) val { return parentOf(f.self) }
	}
	p.fail("nothing is called `%s`", name)
	return nil
}

func (p *parser) call(name string) expr {
	p.want("(")
	p.blank()
	before, from := p.reads, p.at
	args := p.many(")", p.expression)
	switch {
	case name == "try":
		return try(args)
	case name == "keys" && p.last.of != nil && p.last.from == from && p.text[p.last.to] == ')':
		return keysOf(p.last)
	}
	fn, ok := functions[name]
	if !ok {
		p.fail("there is no function `%s`", name)
	}
	if len(args) == 0 || looksAround[name] {
		p.reads++
	}
	return p.folded(before, call(fn, args))
}

// folded is an expression that is computed once when nothing was read since
// before that depends on the frame.
func (p *parser) folded(before int, e expr) expr {
	if p.reads > before {
		return e
	}
	v := val{kind: notYet}
	return func(f *frame) val {
		if v.kind == notYet {
			v = e(f)
		}
		return v
	}
}

// many reads what commas part, up to a closing sign.
func (p *parser) many(closing string, one func() expr) []expr {
	var out []expr
	for !p.got(closing) {
		out = append(out, one())
		if !p.got(",") {
			p.want(closing)
			break
		}
	}
	return out
}

// list reads the rest of [a, b], or of [for v in list : value if condition].
func (p *parser) list() expr {
	if p.keyword("for") {
		return p.each()
	}
	before := p.reads
	return p.folded(before, tuple(p.many("]", p.expression)))
}

// keyword takes a word when it comes next, alone.
func (p *parser) keyword(word string) bool {
	p.blank()
	rest := p.text[p.at:]
	if !strings.HasPrefix(rest, word) || len(rest) > len(word) && wordByte(rest[len(word)]) {
		return false
	}
	p.at += len(word)
	return true
}

func (p *parser) each() expr {
	key, name := "", p.word()
	if p.got(",") {
		key, name = name, p.word()
	}
	if !p.keyword("in") {
		p.fail("`in` is missing before `%s`", p.text[p.at:])
	}
	over := p.expression()
	p.want(":")
	p.vars = append(p.vars, key, name)
	value, cond := p.expression(), constant(yes)
	if p.keyword("if") {
		cond = p.expression()
	}
	p.vars = p.vars[:len(p.vars)-2]
	p.want("]")
	return loop(over, value, cond)
}

// record reads the rest of { key = value, … }; lines part pairs as commas do.
func (p *parser) record() expr {
	var keys, vals []expr
	before := p.reads
	p.pairs(func(key string) {
		keys = append(keys, constant(textOf(key)))
		vals = append(vals, p.expression())
	})
	return p.folded(before, recordOf(keys, vals))
}

// pairs reads the rest of an object, calling value where each value begins. A
// key is a word, which may have hyphens, or a plain text.
func (p *parser) pairs(value func(key string)) {
	for !p.got("}") {
		p.blank()
		key := ""
		if p.peek() == '"' {
			key = p.quoted()(nil).str
		} else {
			key = p.word()
			for p.peek() == '-' {
				p.at++
				key += "-" + p.word()
			}
		}
		p.want("=")
		value(key)
		p.got(",")
	}
}

// quoted reads a text with its interpolations.
func (p *parser) quoted() expr {
	p.at++
	var parts []expr
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			parts = append(parts, constant(textOf(b.String())))
			b.Reset()
		}
	}
	for {
		rest := p.text[p.at:]
		switch {
		case rest == "":
			p.fail("a text is never closed")
		case rest[0] == '"':
			p.at++
			if len(parts) == 0 {
				return constant(textOf(b.String()))
			}
			flush()
			return template(parts)
		case rest[0] == '\\':
			b.WriteString(p.escape())
		case strings.HasPrefix(rest, "$${"), strings.HasPrefix(rest, "%%{"):
			b.WriteString(rest[1:3])
			p.at += 3
		case strings.HasPrefix(rest, "${"):
			flush()
			p.at += 2
			parts = append(parts, p.expression())
			p.want("}")
		default:
			b.WriteByte(rest[0])
			p.at++
		}
	}
}

// escape reads a backslash and what it stands for.
func (p *parser) escape() string {
	rest := p.text[p.at:]
	if len(rest) < 2 {
		p.fail("a text is never closed")
	}
	p.at += 2
	switch rest[1] {
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case '"', '\\':
		return rest[1:2]
	case 'u':
		if n, err := strconv.ParseUint(rest[2:min(6, len(rest))], 16, 32); err == nil {
			p.at += 4
			return string(utf8.AppendRune(nil, rune(n)))
		}
	}
	p.fail("`%s` stands for nothing", rest[:2])
	return ""
}

// objectOf cuts the source of an object into its keys and the sources of its
// values. An empty source is an empty object.
func objectOf(source string) (keys, values []string, err error) {
	if source == "" {
		return nil, nil, nil
	}
	defer func() {
		if f, ok := recover().(failure); ok {
			err = fmt.Errorf("%w in `%s`", f.error, source)
		}
	}()
	sc := &scanner{text: source}
	p := &parser{text: source}
	p.want("{")
	p.pairs(func(key string) {
		p.blank()
		sc.at = p.at
		sc.member()
		keys, values = append(keys, key), append(values, strings.TrimSpace(source[p.at:sc.at]))
		p.at = sc.at
	})
	return keys, values, nil
}
