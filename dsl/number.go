package dsl

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Numbers: their text in the lexer, their value for the parser.

// number reads an integer or a float, without sign. Letters and digits that
// touch it belong to it, so that a malformed one is told as a whole.
func (lx *lexer) number() Kind {
	start, kind := lx.pos, Int
	lx.digits()
	if lx.peek(0) == '.' && isDigit(lx.peek(1)) && isDecimal(lx.data[start:lx.pos]) {
		kind = Float
		lx.pos++
		lx.digits()
	}
	if c := lx.data[lx.pos-1] | 0x20; c == 'e' && isDecimal(lx.data[start:lx.pos]) && (lx.peek(0) == '+' || lx.peek(0) == '-') && isDigit(lx.peek(1)) {
		lx.pos++
		lx.digits()
	}
	if text := lx.data[start:lx.pos]; kind == Int && isDecimal(text) && strings.ContainsAny(string(text), "eE") {
		kind = Float
	}
	lx.state, lx.labels = stEnd, false
	lx.checkNumber(string(lx.data[start:lx.pos]), start)
	return kind
}

func (lx *lexer) digits() {
	for isNameByte(lx.peek(0)) && lx.peek(0) < 0x80 {
		lx.pos++
	}
}

func isDecimal(text []byte) bool {
	return len(text) < 2 || text[0] != '0' || text[1] >= '0' && text[1] <= '9' || text[1] == '.' || text[1]|0x20 == 'e' || text[1] == '_'
}

// maxDigits is how long an integer may be: no value beyond is one of the
// language, and reading it takes the square of its length.
const maxDigits = 310_000

func (lx *lexer) checkNumber(text string, start int) {
	switch last := text[len(text)-1]; {
	case len(text) > maxDigits:
		lx.complain(diag.BadNumber, start, lx.pos, "`%s` has more digits than the limit of 310,000", clip(text))
	case validNumber(text):
	case (last == 'r' || last == 'i') && validNumber(text[:len(text)-1]):
		lx.complain(diag.NotInLanguage, start, lx.pos, "`%s` is not part of the template language", text).
			Advise("write an Integer or a Float")
	default:
		lx.complain(diag.BadNumber, start, lx.pos, "`%s` is not a number", clip(text)).Advise("%s", numberAdvice(text))
	}
}

func numberAdvice(text string) string {
	switch {
	case strings.Contains(text, "__") || strings.HasSuffix(text, "_"):
		return "`_` stands only between two digits"
	case len(text) > 1 && text[0] == '0' && isDigit(text[1]):
		return "a leading `0` makes the number octal, which has the digits 0 to 7; leave it out"
	}
	return ""
}

// validNumber reports whether text is an integer or a float of the language.
func validNumber(text string) bool {
	if strings.Contains(text, "__") || strings.HasSuffix(text, "_") {
		return false
	}
	if _, ok := parseInt(text); ok {
		return true
	}
	if len(text) > 1 && text[0] == '0' && isDigit(text[1]) || strings.ContainsAny(text, "xXpP") {
		return false
	}
	if strings.Contains(text, "_.") || strings.Contains(text, "._") || strings.ContainsAny(text, "iInN") {
		return false
	}
	_, ok := parseFloat(text)
	return ok
}

// parseInt is the value of an integer of any size.
func parseInt(text string) (*big.Int, bool) {
	base, digits := 10, text
	if len(text) > 1 && text[0] == '0' {
		base, digits = 8, strings.TrimPrefix(text[1:], "_")
		if b, ok := map[byte]int{'x': 16, 'b': 2, 'o': 8, 'd': 10}[text[1]|0x20]; ok && !isDigit(text[1]) && text[1] != '_' {
			base, digits = b, text[2:]
		}
	}
	if digits == "" || digits[0] == '_' || len(digits) > maxDigits {
		return nil, false
	}
	return new(big.Int).SetString(strings.ReplaceAll(digits, "_", ""), base)
}

// parseFloat is the value of a float; beyond the range it is infinite, as in Ruby.
func parseFloat(text string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	return f, err == nil || err.(*strconv.NumError).Err == strconv.ErrRange
}
