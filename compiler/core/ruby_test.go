package core

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// A reader evaluates the Ruby of the test tables: literals, operators, calls
// with blocks, assignments. It is not the language, only enough of it to write
// a call of a core method as Ruby does, so that real Ruby can be asked the same.
type reader struct {
	c    *Context
	s    string
	pos  int
	vars map[string]value.Value
	up   *reader
	out  *strings.Builder
}

// evaluated is the inspect of what the statements give, or "Class: message".
func evaluated(t *testing.T, src string) string {
	t.Helper()
	r := newReader(src)
	v, err := r.program()
	if err != nil {
		return failure(err)
	}
	text, err := r.c.inspect(v)
	if err != nil {
		return failure(err)
	}
	return r.out.String() + text.Named()
}

func failure(err error) string {
	if e, ok := err.(*value.Exception); ok {
		return e.Class.Name + ": " + e.Error()
	}
	return fmt.Sprintf("%T: %s", err, err)
}

func newReader(src string) *reader {
	out := &strings.Builder{}
	var last *Match
	made, steps := 0, 0
	spend := func(count *int) func(int) {
		return func(n int) {
			if *count += n; n < 0 || *count < 0 || *count > 1<<15 {
				panic(spent{})
			}
		}
	}
	return &reader{s: src, vars: map[string]value.Value{}, out: out, c: &Context{
		Charge: spend(&made), Step: spend(&steps),
		Stdout:   func(s string) { out.WriteString(s) },
		Match:    func() *Match { return last },
		SetMatch: func(m *Match) { last = m },
	}}
}

// spent is the panic of a spent budget.
type spent struct{}

func (r *reader) program() (v value.Value, err error) {
	v = value.Nil
	for r.blank(); r.pos < len(r.s) && err == nil; r.blank() {
		v, err = r.statement()
		for r.blank(); r.got(";"); r.blank() {
		}
	}
	return v, err
}

func (r *reader) blank() {
	for r.pos < len(r.s) && (r.s[r.pos] == ' ' || r.s[r.pos] == '\n') {
		r.pos++
	}
}

func (r *reader) peek(s string) bool {
	r.blank()
	return strings.HasPrefix(r.s[r.pos:], s)
}

func (r *reader) got(s string) bool {
	if r.peek(s) {
		r.pos += len(s)
		return true
	}
	return false
}

func (r *reader) want(s string) {
	if !r.got(s) {
		panic(fmt.Sprintf("expected %q at %q in %q", s, r.s[r.pos:], r.s))
	}
}

func (r *reader) word() string {
	start := r.pos
	for r.pos < len(r.s) && (alnum(r.s[r.pos]) || r.s[r.pos] == '_') {
		r.pos++
	}
	if r.pos > start && r.pos < len(r.s) && (r.s[r.pos] == '?' || r.s[r.pos] == '!') && !strings.HasPrefix(r.s[r.pos:], "!=") {
		r.pos++
	}
	return r.s[start:r.pos]
}

func (r *reader) statement() (value.Value, error) {
	start := r.pos
	if name := r.word(); name != "" && r.peek("=") && !r.peek("==") && !r.peek("=~") && !r.peek("=>") {
		r.got("=")
		v, err := r.expr(0)
		r.assign(name, v)
		return v, err
	}
	r.pos = start
	return r.expr(0)
}

func (r *reader) assign(name string, v value.Value) {
	for x := r; x != nil; x = x.up {
		if _, ok := x.vars[name]; ok {
			x.vars[name] = v
			return
		}
	}
	r.vars[name] = v
}

var levels = [][]string{{"...", ".."}, {"<=>", "===", "==", "!=", "=~", "!~"}, {"<=", ">=", "<", ">"}, {"|", "^"}, {"&"}, {"<<", ">>"}, {"+", "-"}, {"*", "/", "%"}, {"**"}}

func (r *reader) operator(level int) string {
	for _, op := range levels[level] {
		if !r.peek(op) || op == "*" && r.peek("**") || op == "<" && r.peek("<<") || op == ">" && r.peek(">>") || op == "&" && r.peek("&:") || op[0] == '<' && op != "<=>" && r.peek("<=>") || op == "<" && r.peek("<=") || op == ">" && r.peek(">=") {
			continue
		}
		r.got(op)
		return op
	}
	return ""
}

func (r *reader) expr(level int) (value.Value, error) {
	if level == len(levels) {
		return r.unary()
	}
	if level == 0 && (r.got("...") || r.got("..")) {
		exclusive := strings.HasSuffix(r.s[:r.pos], "...")
		high, err := r.expr(1)
		if err != nil {
			return nil, err
		}
		return r.c.NewRange(value.Nil, high, exclusive)
	}
	left, err := r.expr(level + 1)
	for err == nil {
		op := r.operator(level)
		if op == "" {
			return left, nil
		}
		if level == 0 && (r.peek(")") || r.peek("]")) {
			return r.c.NewRange(left, value.Nil, op == "...")
		}
		var right value.Value
		if right, err = r.expr(level + 1); err != nil {
			return nil, err
		}
		if level == 0 {
			left, err = r.c.NewRange(left, right, op == "...")
		} else {
			left, err = r.c.Call(left, op, value.Args{Pos: []value.Value{right}})
		}
	}
	return nil, err
}

func (r *reader) unary() (value.Value, error) {
	r.blank()
	for _, op := range []string{"-", "~", "!"} {
		if r.peek("->") || !r.got(op) {
			continue
		}
		if op == "-" && r.pos < len(r.s) && r.s[r.pos] >= '0' && r.s[r.pos] <= '9' {
			n, err := r.c.Call(r.number(), "-@", value.Args{})
			if err != nil || r.peek("**") {
				return n, err
			}
			return r.postfix(n)
		}
		v, err := r.unary()
		if err != nil {
			return nil, err
		}
		if op == "-" {
			op = "-@"
		}
		return r.c.Call(v, op, value.Args{})
	}
	v, err := r.primary()
	if err != nil {
		return nil, err
	}
	return r.postfix(v)
}

func (r *reader) postfix(v value.Value) (_ value.Value, err error) {
	for err == nil {
		switch {
		case r.peek(".") && !r.peek(".."):
			r.got(".")
			v, err = r.call(v)
		case r.pos < len(r.s) && r.s[r.pos] == '[':
			r.got("[")
			var a value.Args
			if a, err = r.args("]"); err == nil {
				v, err = r.index(v, a)
			}
		default:
			return v, nil
		}
	}
	return nil, err
}

func (r *reader) index(v value.Value, a value.Args) (value.Value, error) {
	if r.peek("=") && !r.peek("==") && !r.peek("=~") {
		r.got("=")
		rhs, err := r.expr(0)
		if err != nil {
			return nil, err
		}
		a.Pos = append(a.Pos, rhs)
		return r.c.Call(v, "[]=", a)
	}
	return r.c.Call(v, "[]", a)
}

func (r *reader) call(recv value.Value) (value.Value, error) {
	if r.peek("(") {
		r.got("(")
		a, err := r.args(")")
		if err != nil {
			return nil, err
		}
		return r.c.Call(recv, "call", a)
	}
	name := r.word()
	if r.peek("= ") {
		r.got("=")
		v, err := r.expr(0)
		if err != nil {
			return nil, err
		}
		return r.c.Call(recv, name+"=", value.Args{Pos: []value.Value{v}})
	}
	if name == "" {
		for _, op := range []string{"<=>", "===", "==", "<<", "+@", "-@", "+", "-", "*"} {
			if r.got(op) {
				name = op
				break
			}
		}
	}
	var a value.Args
	var err error
	if r.pos < len(r.s) && r.s[r.pos] == '(' {
		r.got("(")
		if a, err = r.args(")"); err != nil {
			return nil, err
		}
	}
	if r.peek("{") {
		a.Block = r.block()
	}
	if recv == nil {
		m := Kernel(name)
		if m == nil {
			return nil, NoName(name)
		}
		return m.Call(r.c, value.Nil, a)
	}
	return r.c.Call(recv, name, a)
}

func (r *reader) args(end string) (a value.Args, err error) {
	for !r.got(end) {
		switch {
		case r.peek("&:"), r.peek("&") && !r.peek("&&"):
			r.got("&")
			v, err := r.expr(1)
			if err != nil {
				return a, err
			}
			p, err := r.c.Call(v, "to_proc", value.Args{})
			if err != nil {
				return a, err
			}
			a.Block = callable(p)
		default:
			r.blank()
			start := r.pos
			if name := r.word(); name != "" && r.pos < len(r.s) && r.s[r.pos] == ':' && !strings.HasPrefix(r.s[r.pos:], "::") {
				r.got(":")
				v, err := r.expr(0)
				if err != nil {
					return a, err
				}
				if a.KW == nil {
					a.KW = r.c.newHash()
				}
				a.KW.Set(value.Symbol(name), v, value.Place{})
				break
			}
			r.pos = start
			v, err := r.expr(0)
			if err != nil {
				return a, err
			}
			if r.got("=>") {
				w, err := r.expr(0)
				if err != nil {
					return a, err
				}
				if a.KW == nil {
					a.KW = r.c.newHash()
				}
				a.KW.Set(v, w, value.Place{})
				break
			}
			a.Pos = append(a.Pos, v)
		}
		r.got(",")
	}
	return a, nil
}

// block reads { |params| body }, whose text is evaluated at each call.
func (r *reader) block() *value.Proc {
	r.want("{")
	var params []string
	if r.got("|") {
		end := strings.Index(r.s[r.pos:], "|")
		params = splitParams(r.s[r.pos : r.pos+end])
		r.pos += end + 1
	}
	start, depth, quoted := r.pos, 1, false
	for ; depth > 0; r.pos++ {
		switch r.s[r.pos] {
		case '"':
			quoted = !quoted
		case '{':
			depth++
		case '}':
			depth--
		}
		_ = quoted
	}
	body := r.s[start : r.pos-1]
	p := &value.Proc{}
	for _, name := range params {
		p.Params = append(p.Params, value.Param{Kind: "req", Name: name})
	}
	p.Call = func(a value.Args) (value.Value, error) { return r.run(p, params, body, a) }
	return p
}

func (r *reader) run(p *value.Proc, params []string, body string, a value.Args) (value.Value, error) {
	if p.Lambda && len(a.Pos) != len(params) {
		return nil, WrongCount(len(a.Pos), len(params), len(params))
	}
	inner := &reader{c: r.c, s: body, vars: map[string]value.Value{}, up: r, out: r.out}
	if l, ok := first(a.Pos).(*value.Array); ok && len(params) > 1 && len(a.Pos) == 1 && !p.Lambda {
		a.Pos = l.All()
	}
	for i, name := range params {
		inner.bind(name, at(a.Pos, i))
	}
	return inner.program()
}

func (r *reader) bind(name string, v value.Value) {
	if !strings.HasPrefix(name, "(") {
		r.vars[name] = v
		return
	}
	l, _ := v.(*value.Array)
	for i, n := range splitParams(name[1 : len(name)-1]) {
		r.bind(n, at(l.All(), i))
	}
}

func first(vs []value.Value) value.Value { return at(vs, 0) }

func at(vs []value.Value, i int) value.Value {
	if i < len(vs) {
		return vs[i]
	}
	return value.Nil
}

// splitParams cuts at commas that stand outside of parentheses.
func splitParams(s string) []string {
	var out []string
	depth, start := 0, 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ',' && depth == 0 {
			out = append(out, strings.TrimSpace(s[start:i]))
			start = i + 1
			continue
		}
		depth += strings.Count(s[i:i+1], "(") - strings.Count(s[i:i+1], ")")
	}
	return out
}

func (r *reader) primary() (value.Value, error) {
	r.blank()
	switch {
	case r.got("("):
		v, err := r.statement()
		r.want(")")
		return v, err
	case r.got("["):
		a, err := r.args("]")
		if a.KW != nil {
			a.Pos = append(a.Pos, a.KW)
		}
		return value.NewArray(a.Pos), err
	case r.peek("{"):
		return r.hash()
	case r.got("->"):
		var params []string
		if r.got("(") {
			end := strings.Index(r.s[r.pos:], ")")
			params = splitParams(r.s[r.pos : r.pos+end])
			r.pos += end + 1
		}
		p := r.block()
		*p = value.Proc{Lambda: true, Params: nil}
		return r.lambda(params), nil
	case r.got("%w["):
		end := strings.Index(r.s[r.pos:], "]")
		words := r.c.strs(strings.FieldsSeq(r.s[r.pos : r.pos+end]))
		r.pos += end + 1
		return words, nil
	case r.got("/"):
		return r.regexp()
	case r.got(`"`):
		return str(r.quoted()), nil
	case r.got(`:"`):
		return value.Symbol(r.quoted()), nil
	case r.got(":"):
		return r.symbol(), nil
	case r.pos < len(r.s) && r.s[r.pos] >= '0' && r.s[r.pos] <= '9':
		return r.number(), nil
	}
	return r.name()
}

// lambda reads the block again, as a lambda: the text before it is read.
func (r *reader) lambda(params []string) *value.Proc {
	end := r.pos
	depth := 0
	start := end - 1
	for ; start >= 0; start-- {
		if r.s[start] == '}' {
			depth++
		}
		if r.s[start] == '{' {
			if depth--; depth == 0 {
				break
			}
		}
	}
	body := r.s[start+1 : end-1]
	p := &value.Proc{Lambda: true}
	for _, name := range params {
		p.Params = append(p.Params, value.Param{Kind: "req", Name: name})
	}
	p.Call = func(a value.Args) (value.Value, error) { return r.run(p, params, body, a) }
	return p
}

func (r *reader) symbol() value.Value {
	for _, op := range []string{"<=>", "==", "<<", "[]", "**", "+", "-", "*", "<", ">"} {
		if strings.HasPrefix(r.s[r.pos:], op) {
			r.pos += len(op)
			return value.Symbol(op)
		}
	}
	return value.Symbol(r.word())
}

func (r *reader) hash() (value.Value, error) {
	r.want("{")
	h := r.c.newHash()
	for !r.got("}") {
		r.blank()
		start := r.pos
		var key value.Value
		if name := r.word(); name != "" && r.pos < len(r.s) && r.s[r.pos] == ':' && !strings.HasPrefix(r.s[r.pos:], "::") {
			r.got(":")
			key = value.Symbol(name)
		} else if label := r.label(); label != "" {
			key = value.Symbol(label)
		} else {
			r.pos = start
			v, err := r.expr(0)
			if err != nil {
				return nil, err
			}
			r.want("=>")
			key = v
		}
		v, err := r.expr(0)
		if err != nil {
			return nil, err
		}
		h.Set(key, v, value.Place{})
		r.got(",")
	}
	return h, nil
}

// label reads "a b": as a key.
func (r *reader) label() string {
	end := strings.Index(r.s[r.pos:], `":`)
	if !r.peek(`"`) || end < 1 || strings.Contains(r.s[r.pos+1:r.pos+end], `"`) {
		return ""
	}
	defer func() { r.pos += end + 2 }()
	return r.s[r.pos+1 : r.pos+end]
}

func (r *reader) quoted() string {
	var b strings.Builder
	for ; r.s[r.pos] != '"'; r.pos++ {
		ch := r.s[r.pos]
		if ch != '\\' {
			b.WriteByte(ch)
			continue
		}
		r.pos++
		switch ch = r.s[r.pos]; {
		case ch == 'u':
			var n rune
			fmt.Sscanf(r.s[r.pos+1:r.pos+5], "%04x", &n)
			b.WriteRune(n)
			r.pos += 4
		case ch == 'x':
			var n byte
			fmt.Sscanf(r.s[r.pos+1:r.pos+3], "%02x", &n)
			b.WriteByte(n)
			r.pos += 2
		case strings.IndexByte("ntreabfv0", ch) >= 0:
			b.WriteByte("\n\t\r\x1b\a\b\f\v\x00"[strings.IndexByte("ntreabfv0", ch)])
		default:
			b.WriteByte(ch)
		}
	}
	r.pos++
	return b.String()
}

func (r *reader) regexp() (value.Value, error) {
	start := r.pos
	for r.s[r.pos] != '/' {
		if r.s[r.pos] == '\\' {
			r.pos++
		}
		r.pos++
	}
	source := r.s[start:r.pos]
	r.pos++
	options := 0
	for r.pos < len(r.s) && strings.IndexByte("imx", r.s[r.pos]) >= 0 {
		options |= map[byte]int{'i': 1, 'x': 2, 'm': 4}[r.s[r.pos]]
		r.pos++
	}
	re, err := NewRegexp(source, options)
	if err != nil {
		return nil, err
	}
	return re, nil
}

func (r *reader) number() value.Value {
	start := r.pos
	for r.pos < len(r.s) {
		ch := r.s[r.pos]
		sign := (ch == '-' || ch == '+') && r.s[r.pos-1] == 'e'
		point := ch == '.' && r.pos+1 < len(r.s) && r.s[r.pos+1] >= '0' && r.s[r.pos+1] <= '9'
		if !alnum(ch) && ch != '_' && !sign && !point {
			break
		}
		r.pos++
	}
	text := r.s[start:r.pos]
	if v, ok := parseInt(text, 0, true); ok {
		return v
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	if err != nil {
		panic(err)
	}
	return value.Float(f)
}

func (r *reader) name() (value.Value, error) {
	start := r.pos
	name := r.word()
	if name == "" {
		panic(fmt.Sprintf("expected a value at %q in %q", r.s[r.pos:], r.s))
	}
	switch name {
	case "nil":
		return value.Nil, nil
	case "true", "false":
		return value.Bool(name == "true"), nil
	}
	for x := r; x != nil; x = x.up {
		if v, ok := x.vars[name]; ok {
			return v, nil
		}
	}
	if v, ok := Const(name); ok && !r.peek("(") {
		for strings.HasPrefix(r.s[r.pos:], "::") {
			r.got("::")
			v, _ = ClassConst(v.(*value.Class), r.word())
		}
		return v, nil
	}
	r.pos = start
	return r.call(nil)
}

func TestReaderKeepsToRuby(t *testing.T) {
	require.Equal(t, "[2, 3]", evaluated(t, `x = 1; [1, 2].map { |y| y + x }`))
}
