package core

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// Sets of characters as tr, delete, squeeze and count write them: "a-z", "^x".

// charset is a set written as text.
type charset struct {
	chars   []rune // in order, ranges spread
	negated bool
}

// newCharset reads a set.
func newCharset(spec string) (*charset, error) {
	r := []rune(spec)
	set := &charset{}
	if len(r) > 1 && r[0] == '^' {
		set.negated, r = true, r[1:]
	}
	for i := 0; i < len(r); i++ {
		if r[i] == '\\' && i+1 < len(r) {
			i++
			set.chars = append(set.chars, r[i])
			continue
		}
		if i+2 < len(r) && r[i+1] == '-' {
			low, high := r[i], r[i+2]
			if low > high {
				return nil, ArgumentError("invalid range \"%c-%c\" in string transliteration", low, high)
			}
			for ch := low; ch <= high; ch++ {
				set.chars = append(set.chars, ch)
			}
			i += 2
			continue
		}
		set.chars = append(set.chars, r[i])
	}
	return set, nil
}

// at is the place of a character in the set, the last for a negated one; -1
// when it is not in the set.
func (s *charset) at(ch rune) int {
	for i := len(s.chars) - 1; i >= 0; i-- {
		if s.chars[i] == ch {
			if s.negated {
				return -1
			}
			return s.first(ch)
		}
	}
	if s.negated {
		return len(s.chars)
	}
	return -1
}

func (s *charset) first(ch rune) int {
	for i, c := range s.chars {
		if c == ch {
			return i
		}
	}
	return -1
}

func (s *charset) has(ch rune) bool { return s.at(ch) >= 0 }

// charsets reads several sets: a character must be in all of them.
func (c *Context) charsets(vs []value.Value, method string) (func(ch rune) bool, error) {
	var sets []*charset
	for _, v := range vs {
		spec, err := known(v, method)
		if err != nil {
			return nil, err
		}
		set, err := newCharset(spec)
		if err != nil {
			return nil, err
		}
		c.Step(len(set.chars))
		sets = append(sets, set)
	}
	return func(ch rune) bool {
		for _, s := range sets {
			if !s.has(ch) {
				return false
			}
		}
		return true
	}, nil
}

func textTr(c *Context, s string, a value.Args) (value.Value, error) {
	return c.translate(s, a, false)
}

func textTrS(c *Context, s string, a value.Args) (value.Value, error) {
	return c.translate(s, a, true)
}

func (c *Context) translate(s string, a value.Args, squeeze bool) (value.Value, error) {
	from, err := c.oneSet(a.Pos[0])
	if err != nil {
		return nil, err
	}
	to, err := c.oneSet(a.Pos[1])
	if err != nil {
		return nil, err
	}
	if to.negated {
		to = &charset{chars: append([]rune{'^'}, to.chars...)}
	}
	var b strings.Builder
	last := rune(-1)
	for _, ch := range s {
		i := from.at(ch)
		if i < 0 {
			b.WriteRune(ch)
			last = -1
			continue
		}
		if len(to.chars) == 0 {
			continue
		}
		out := to.chars[len(to.chars)-1]
		if !from.negated {
			out = to.chars[min(i, len(to.chars)-1)]
		}
		if !squeeze || out != last {
			b.WriteRune(out)
		}
		last = out
	}
	return str(b.String()), nil
}

func (c *Context) oneSet(v value.Value) (*charset, error) {
	spec, err := known(v, "tr")
	if err != nil {
		return nil, err
	}
	return newCharset(spec)
}

func textDelete(c *Context, s string, a value.Args) (value.Value, error) {
	gone, err := c.charsets(a.Pos, "delete")
	if err != nil {
		return nil, err
	}
	return str(strings.Map(func(ch rune) rune {
		if gone(ch) {
			return -1
		}
		return ch
	}, s)), nil
}

func textSqueeze(c *Context, s string, a value.Args) (value.Value, error) {
	squeezed, err := c.charsets(a.Pos, "squeeze")
	if err != nil {
		return nil, err
	}
	last := rune(-1)
	return str(strings.Map(func(ch rune) rune {
		if ch == last && squeezed(ch) {
			return -1
		}
		last = ch
		return ch
	}, s)), nil
}

func textCount(c *Context, s string, a value.Args) (value.Value, error) {
	counted, err := c.charsets(a.Pos, "count")
	if err != nil {
		return nil, err
	}
	n := 0
	for _, ch := range s {
		if counted(ch) {
			n++
		}
	}
	return value.Int(n), nil
}
