package core

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRegexpRefusesByName(t *testing.T) {
	for source, name := range map[string]string{
		`a(?=b)`: "look-ahead `(?=`", `a(?!b)`: "negative look-ahead `(?!`", `(?<=a)b`: "look-behind `(?<=`",
		`(?<!a)b`: "negative look-behind `(?<!`", `(?>a)`: "an atomic group `(?>`", `(a)\1`: "a back-reference `\\1`",
		`(?<x>a)\k<x>`: "a back-reference `\\k`", `a++`: "a possessive repetition `++`", `\Ga`: "`\\G`", `a\Kb`: "`\\K`",
		`(a)?(?(1)b)`: "a conditional `(?(`", `(?~a)`: "an absence operator `(?~`", `[a-z&&[^b]]`: "an intersection `&&` of classes",
		`a{1001}`: "a repetition of more than 1000 times", `\X`: "`\\X`", `[a[^b]]`: "a negated class inside a class",
	} {
		_, err := NewRegexp(source, 0)
		var refused *RefusedError
		require.ErrorAs(t, err, &refused, "%s: %v", source, err)
		assert.Equal(t, name+" in a regular expression is not available", refused.Message)
	}
}

func TestRegexpErrorsAreRubys(t *testing.T) {
	for source, message := range map[string]string{
		`[`: "premature end of char-class: /[/", `(`: "end pattern with unmatched parenthesis: /(/", `)`: "unmatched close parenthesis: /)/",
		`*`: "target of repeat operator is not specified: /*/", `[]`: "empty char-class: /[]/", `[b-a]`: "empty range in char class: /[b-a]/",
		`(?z)`: "undefined group option: /(?z)/", `\p{Foo}`: "invalid character property name {Foo}: /\\p{Foo}/",
		`[[:foo:]]`: "invalid POSIX bracket type: /[[:foo:]]/", `(?<1a>x)`: "invalid group name <1a>: /(?<1a>x)/",
	} {
		_, err := NewRegexp(source, 0)
		assert.Equal(t, "RegexpError: "+message, failure(err), source)
	}
}

func TestRegexpHasALimit(t *testing.T) {
	for _, source := range []string{string(make([]byte, 20_000)), `((a{1000}){1000}){1000}`} {
		_, err := NewRegexp(source, 0)
		var limit *LimitError
		require.ErrorAs(t, err, &limit)
		assert.Contains(t, limit.Message, "limit")
	}
}

func TestSearchSeesWhatStandsBefore(t *testing.T) {
	for source, expected := range map[string][]int{`^b`: nil, `\bb`: nil, `\Bb`: {1, 2}, `\Ab`: nil, `b`: {1, 2}} {
		re, err := NewRegexp(source, 0)
		require.NoError(t, err)
		assert.Equal(t, expected, re.find("ab", 1), source)
	}
	re, err := NewRegexp(`(?<x>b)?\Z`, 0)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 2, 1, 2}, re.find("ab\n", 1))
	assert.Equal(t, []string{"x"}, re.Names())
}

func FuzzRegexp(f *testing.F) {
	for _, s := range []string{`a+`, `[a-z]`, `(?<n>x)|y`, `\p{L}`, `(?mi-x:a b)`, `a{2,}?`, `[[:alpha:]\d-]`, `\u{1F600}`, `(?#c)`, `[^]`, `\Z`} {
		f.Add(s, "xay\nb")
	}
	f.Fuzz(func(t *testing.T, source, text string) {
		re, err := NewRegexp(source, len(text)%8)
		if err != nil {
			return
		}
		for from := range len(text) + 1 {
			if loc := re.find(text, from); loc != nil {
				assert.True(t, loc[0] >= 0 && loc[1] >= loc[0] && loc[1] <= len(text), "%v", loc)
				assert.Len(t, loc, 2*len(re.names)+2)
			}
		}
	})
}
