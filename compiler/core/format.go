package core

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// A formatter fills in the directives of format and String#%.
type formatter struct {
	c    *Context
	out  *value.Text
	spec string
	pos  int
	args []value.Value
	next int
	ways string // how arguments were asked for: numbered, named; empty: one after the other, or not yet
}

// A directive is one %… of a format.
type directive struct {
	minus, plus, space, zero, alt bool
	sized, precise                bool // a width stood there, a precision
	width                         int
	precision                     int // -1 without
	arg                           value.Value
	name                          string // of the argument, with its brackets
}

// Format is format(spec, *args). Unknown values stay in the text where %s puts
// them.
func (c *Context) Format(spec string, args []value.Value) (value.Value, error) {
	f := &formatter{c: c, out: c.text(), spec: spec, args: args}
	for f.pos < len(f.spec) {
		i := strings.IndexByte(f.spec[f.pos:], '%')
		if i < 0 {
			f.out.WriteString(f.spec[f.pos:])
			break
		}
		f.out.WriteString(f.spec[f.pos : f.pos+i])
		f.pos += i + 1
		if err := f.directive(); err != nil {
			return nil, err
		}
	}
	return f.out.String(), nil
}

func (f *formatter) directive() error {
	d := directive{precision: -1}
	for f.pos < len(f.spec) {
		ch := f.spec[f.pos]
		f.pos++
		done, err := f.take(&d, ch)
		if done || err != nil {
			return err
		}
	}
	return ArgumentError("incomplete format specifier; use %%%% (double %%) instead")
}

// take takes one character of a directive; done when it was the last.
func (f *formatter) take(d *directive, ch byte) (done bool, err error) {
	switch ch {
	case '-', '+', ' ', '0', '#':
		if d.sized {
			return false, ArgumentError("flag after width")
		}
		if d.precise {
			return false, ArgumentError("flag after precision")
		}
	}
	switch ch {
	case '-':
		d.minus = true
	case '+':
		d.plus = true
	case ' ':
		d.space = true
	case '0':
		d.zero = true
	case '#':
		d.alt = true
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return false, f.number(d)
	case '*':
		return false, f.starWidth(d)
	case '.':
		return false, f.precision(d)
	case '<', '{':
		return f.named(d, ch)
	default:
		return true, f.write(*d, ch)
	}
	return false, nil
}

// number takes a width, or the place of an argument: 1$.
func (f *formatter) number(d *directive) error {
	f.pos--
	n, err := f.count("width")
	if err != nil {
		return err
	}
	if f.pos < len(f.spec) && f.spec[f.pos] == '$' {
		f.pos++
		if d.arg != nil {
			return ArgumentError("value given twice - %d$", n)
		}
		d.arg, err = f.numbered(n)
		return err
	}
	d.width = n
	return d.size()
}

// size notes that a width stands there.
func (d *directive) size() error {
	switch {
	case d.sized:
		return ArgumentError("width given twice")
	case d.precise:
		return ArgumentError("width after precision")
	}
	d.sized = true
	return nil
}

// numbered is the argument that n$ means.
func (f *formatter) numbered(n int) (value.Value, error) {
	switch {
	case f.next > 0:
		return nil, ArgumentError("numbered(%d) after unnumbered(%d)", n, f.next)
	case f.ways == "named":
		return nil, ArgumentError("numbered(%d) after named", n)
	case n < 1:
		return nil, ArgumentError("invalid index - %d$", n)
	case n > len(f.args):
		return nil, ArgumentError("too few arguments")
	}
	f.ways = "numbered"
	return f.args[n-1], nil
}

// star is the Integer argument of a * or of a *n$.
func (f *formatter) star() (int, error) {
	start := f.pos
	n, err := f.count("width")
	if err != nil {
		return 0, err
	}
	var v value.Value
	if f.pos > start && f.pos < len(f.spec) && f.spec[f.pos] == '$' {
		f.pos++
		v, err = f.numbered(n)
	} else {
		f.pos = start
		v, err = f.arg()
	}
	if err != nil {
		return 0, err
	}
	return toInt(v)
}

func (f *formatter) count(what string) (int, error) {
	start := f.pos
	for f.pos < len(f.spec) && f.spec[f.pos] >= '0' && f.spec[f.pos] <= '9' {
		f.pos++
	}
	if start == f.pos {
		return 0, nil
	}
	n, err := strconv.ParseInt(f.spec[start:f.pos], 10, 32)
	if err != nil {
		return 0, ArgumentError("%s too big", what)
	}
	return int(n), nil
}

func (f *formatter) starWidth(d *directive) error {
	if err := d.size(); err != nil {
		return err
	}
	var err error
	d.width, err = f.star()
	if d.width < 0 {
		d.minus, d.width = true, -d.width
	}
	return err
}

func (f *formatter) precision(d *directive) (err error) {
	if d.precise {
		return ArgumentError("precision given twice")
	}
	d.precise = true
	if f.pos < len(f.spec) && f.spec[f.pos] == '*' {
		f.pos++
		d.precision, err = f.star()
		return err
	}
	d.precision, err = f.count("precision")
	return err
}

// named takes %<name> (a directive follows) or %{name} (which is all of it).
func (f *formatter) named(d *directive, opener byte) (bool, error) {
	closer := byte('>')
	if opener == '{' {
		closer = '}'
	}
	end := strings.IndexByte(f.spec[f.pos:], closer)
	if end < 0 {
		return false, ArgumentError("malformed name - unmatched parenthesis")
	}
	name := f.spec[f.pos : f.pos+end]
	bracketed := f.spec[f.pos-1 : f.pos+end+1]
	f.pos += end + 1
	switch {
	case d.name != "":
		return false, ArgumentError("named%s after %s", value.Clip(bracketed), value.Clip(d.name))
	case f.next > 0:
		return false, ArgumentError("named%s after unnumbered(%d)", value.Clip(bracketed), f.next)
	case f.ways == "numbered":
		return false, ArgumentError("named%s after numbered", value.Clip(bracketed))
	}
	f.ways, d.name = "named", bracketed
	if len(f.args) != 1 || f.args[0].Kind() != value.KindHash {
		return false, ArgumentError("one hash required")
	}
	h := f.args[0].(*value.Hash)
	v, ok := h.Get(value.Symbol(name))
	if standard, block := h.Default(); !ok && block == nil && standard == nil {
		return false, raise(ClassKeyError, "key%c%s%c not found", opener, value.Clip(name), closer)
	}
	if !ok {
		var err error
		if v, err = f.c.Index(h, value.Symbol(name)); err != nil {
			return false, err
		}
	}
	d.arg = v
	if opener == '<' {
		return false, nil
	}
	s, err := f.c.toS(v)
	if err == nil {
		f.pad(*d, s)
	}
	return true, err
}

// arg is the next argument.
func (f *formatter) arg() (value.Value, error) {
	if f.ways != "" {
		return nil, ArgumentError("unnumbered(%d) mixed with %s", f.next+1, f.ways)
	}
	if f.next >= len(f.args) {
		return nil, ArgumentError("too few arguments")
	}
	f.next++
	return f.args[f.next-1], nil
}

// write writes what a directive stands for.
func (f *formatter) write(d directive, verb byte) error {
	if verb == '%' || verb == '\n' || verb == 0 {
		return f.percent(d, verb)
	}
	if strings.IndexByte("diubBoxXfeEgGaAsSpc", verb) < 0 || verb == 'S' {
		return ArgumentError("malformed format string - %%%s", string(rune(verb)))
	}
	if d.arg == nil {
		v, err := f.arg()
		if err != nil {
			return err
		}
		d.arg = v
	}
	switch verb {
	case 'd', 'i', 'u':
		return f.integer(d, 10, "", false)
	case 'b', 'B':
		return f.integer(d, 2, "0"+string(rune(verb)), false)
	case 'o':
		return f.integer(d, 8, "0", false)
	case 'x', 'X':
		return f.integer(d, 16, "0"+string(rune(verb)), verb == 'X')
	case 's', 'p':
		return f.string(d, verb)
	case 'c':
		return f.char(d)
	}
	return f.float(d, verb)
}

// percent writes the sign itself, with a line break or NUL behind it as they
// are; it takes no flags.
func (f *formatter) percent(d directive, verb byte) error {
	d.arg, d.name = nil, ""
	if d != (directive{precision: -1}) {
		return ArgumentError("invalid format character - %%")
	}
	f.out.WriteString("%")
	if verb != '%' {
		f.out.WriteString(string(rune(verb)))
	}
	return nil
}

// pad writes a text with blanks up to the width.
func (f *formatter) pad(d directive, s *value.String) {
	lack := d.width - charCount(s.Text)
	if lack <= 0 || !s.Known() {
		f.out.Append(s)
		return
	}
	f.c.bytes(lack)
	blanks := strings.Repeat(" ", lack)
	if !d.minus {
		f.out.WriteString(blanks)
	}
	f.out.Append(s)
	if d.minus {
		f.out.WriteString(blanks)
	}
}

func (f *formatter) string(d directive, verb byte) error {
	write := f.c.toS
	if verb == 'p' {
		write = f.c.inspect
	}
	s, err := write(d.arg)
	if err != nil {
		return err
	}
	if d.precision >= 0 && !s.Known() {
		return unknown(s, "format")
	}
	if d.precision >= 0 && d.precision < charCount(s.Text) {
		s = value.NewString(substring(s.Text, 0, d.precision))
	}
	f.pad(d, s)
	return nil
}

func (f *formatter) char(d directive) error {
	var s value.Value
	var err error
	if d.arg.Kind() == value.KindInt {
		s, err = intChr(f.c, d.arg, value.Args{Pos: []value.Value{value.Nil}})
	} else {
		var text string
		if text, err = known(d.arg, "format"); err == nil && charCount(text) != 1 {
			err = ArgumentError("%%c requires a character")
		}
		s = str(text)
	}
	if err == nil {
		f.pad(d, s.(*value.String))
	}
	return err
}

// numeral writes digits with their sign, prefix, zeros and blanks.
func (f *formatter) numeral(d directive, negative bool, prefix, digits string, zeros bool) {
	sign := ""
	switch {
	case negative:
		sign = "-"
	case d.plus:
		sign = "+"
	case d.space:
		sign = " "
	}
	lack := d.width - len(sign) - len(prefix) - len(digits)
	if zeros && !d.minus && lack > 0 {
		f.c.bytes(lack)
		digits = strings.Repeat("0", lack) + digits
	}
	f.pad(d, value.NewString(sign+prefix+digits))
}

func (f *formatter) integer(d directive, base int, prefix string, upper bool) error {
	n, err := f.c.formatInt(d.arg)
	if err != nil {
		return err
	}
	x := value.BigOf(n)
	if x.Sign() < 0 && base != 10 && !d.plus && !d.space {
		return f.complement(d, x, base, prefix, upper)
	}
	digits := new(big.Int).Abs(x).Text(base)
	f.c.bytes(plus(len(digits), max(d.precision, 0)))
	if upper {
		digits = strings.ToUpper(digits)
	}
	if d.precision > len(digits) {
		digits = strings.Repeat("0", d.precision-len(digits)) + digits
	}
	if !d.alt || x.Sign() == 0 && base != 8 {
		prefix = ""
	}
	f.numeral(d, x.Sign() < 0, prefix, digits, d.zero && d.precision < 0)
	return nil
}

// complement writes a negative number in two's complement: ..f85.
func (f *formatter) complement(d directive, x *big.Int, base int, prefix string, upper bool) error {
	bits := map[int]uint{2: 1, 8: 3, 16: 4}[base]
	size := (uint(x.BitLen())/bits + 1) * bits
	digits := new(big.Int).Add(x, new(big.Int).Lsh(big.NewInt(1), size)).Text(base)
	last := string("01234567f"[min(base-1, 8)])
	for len(digits) > 1 && digits[:1] == last && digits[1:2] == last {
		digits = digits[1:]
	}
	if digits[:1] != last {
		digits = last + digits
	}
	if !d.alt || base == 8 {
		prefix = ""
	}
	wide := d.precision
	if wide < 0 && d.zero && !d.minus {
		wide = d.width - len(prefix)
	}
	if lack := wide - len("..") - len(digits); lack > 0 {
		f.c.bytes(lack)
		digits = strings.Repeat(last, lack) + digits
	}
	if upper {
		digits = strings.ToUpper(digits)
	}
	f.numeral(directive{minus: d.minus, width: d.width}, false, prefix+"..", digits, false)
	return nil
}

// formatInt is an argument of %d: a number, or a text that is one.
func (c *Context) formatInt(v value.Value) (value.Value, error) {
	switch v := v.(type) {
	case value.Int, *value.Big:
		return v, nil
	case value.Float:
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return nil, raise(ClassFloatDomain, "%s", value.FloatText(float64(v)))
		}
		return value.TruncFloat(float64(v)), nil
	}
	return c.integer(v, 0)
}

func (f *formatter) float(d directive, verb byte) error {
	x, ok := value.FloatOf(d.arg)
	if !ok {
		v, err := f.c.float(d.arg)
		if err != nil {
			return err
		}
		x = v
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		d.zero = false
		f.numeral(d, math.IsInf(x, -1), "", map[bool]string{true: "NaN", false: "Inf"}[math.IsNaN(x)], false)
		return nil
	}
	f.c.bytes(plus(max(d.precision, 6), 320))
	digits := f.digits(d, math.Abs(x), verb)
	f.numeral(d, math.Signbit(x), "", digits, d.zero)
	return nil
}

// digits are those of a number that is not negative.
func (f *formatter) digits(d directive, x float64, verb byte) string {
	precision := d.precision
	if precision < 0 {
		precision = 6
	}
	if b, ok := d.arg.(*value.Big); ok && verb == 'f' {
		return exactDigits(&b.Int, precision)
	}
	switch verb {
	case 'a', 'A':
		return hexFloat(x, d.precision, verb)
	case 'g', 'G':
		return general(x, max(precision, 1), verb, d.alt)
	}
	s := decimal(x, verb|0x20, precision)
	if d.alt && precision == 0 {
		s += "."
	}
	if verb == 'E' {
		s = strings.ToUpper(s)
	}
	return s
}

func exactDigits(x *big.Int, precision int) string {
	s := new(big.Int).Abs(x).String()
	if precision > 0 {
		s += "." + strings.Repeat("0", precision)
	}
	return s
}

func hexFloat(x float64, precision int, verb byte) string {
	s := strconv.FormatFloat(x, 'x', precision, 64)
	mantissa, exponent, _ := strings.Cut(s, "p")
	sign := exponent[:1]
	exponent = strings.TrimLeft(exponent[1:], "0")
	if exponent == "" {
		exponent = "0"
	}
	s = mantissa + "p" + sign + exponent
	if verb == 'A' {
		s = strings.ToUpper(s)
	}
	return s
}

// general is %g as C writes it.
func general(x float64, precision int, verb byte, keep bool) string {
	s := decimal(x, 'e', precision-1)
	_, exp, _ := strings.Cut(s, "e")
	e, _ := strconv.Atoi(exp)
	if e >= -4 && e < precision {
		s = decimal(x, 'f', precision-1-e)
		exp = ""
	}
	mantissa, _, _ := strings.Cut(s, "e")
	if !keep && strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	if exp != "" {
		mantissa += "e" + exp
	}
	if verb == 'G' {
		mantissa = strings.ToUpper(mantissa)
	}
	return mantissa
}
