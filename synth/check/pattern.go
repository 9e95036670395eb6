package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// This file asks texts for the patterns of pages. Most patterns ask for
// characters of one set, or for one of a few words: both are told without
// running the pattern.

// A pattern is a regular expression of a page, made ready to be asked often.
type pattern struct {
	re    func() *regexp.Regexp // compiled when it is needed
	set   *charset              // when the whole text must be of these characters
	words []string              // a text without any of these does not match; none: not known
	plain bool                  // and one with any of these does
	start string                // a text matches when it begins with this; empty: not known
}

var patterns struct {
	sync.RWMutex
	of map[string]*pattern
}

// patternOf compiles a pattern once. Those of pages are tried by a test; one
// that is none matches nothing.
func patternOf(source string) *pattern {
	patterns.RLock()
	p := patterns.of[source]
	patterns.RUnlock()
	if p != nil {
		return p
	}
	p = newPattern(source)
	patterns.Lock()
	defer patterns.Unlock()
	if patterns.of == nil {
		patterns.of = map[string]*pattern{}
	}
	patterns.of[source] = p
	return p
}

func newPattern(source string) *pattern {
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return newPattern(`[^\s\S]`)
	}
	re := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
	return &pattern{re: re, set: charsetOf(tree), words: wordsOf(tree), plain: isPlain(tree), start: startOf(tree)}
}

func matches(text, source string) bool { return patternOf(source).matches(text) }

func (p *pattern) matches(text string) bool {
	switch {
	case p.set != nil && ascii(text):
		return p.set.all(text)
	case p.start != "":
		return strings.HasPrefix(text, p.start)
	case len(p.words) == 0:
		return p.re().MatchString(text)
	}
	return anyIn(text, p.words) && (p.plain || p.re().MatchString(text))
}

// isPlain tells whether a pattern is no more than a word, or one of a few.
func isPlain(tree *syntax.Regexp) bool {
	if tree.Op == syntax.OpAlternate {
		return !slices.ContainsFunc(tree.Sub, func(t *syntax.Regexp) bool { return t.Op != syntax.OpLiteral })
	}
	return tree.Op == syntax.OpLiteral
}

// startOf is the word of a pattern ^word, empty for another.
func startOf(tree *syntax.Regexp) string {
	if tree.Op != syntax.OpConcat || len(tree.Sub) != 2 || tree.Sub[0].Op != syntax.OpBeginText {
		return ""
	}
	if word := wordsOf(tree.Sub[1]); len(word) == 1 && isPlain(tree.Sub[1]) {
		return word[0]
	}
	return ""
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

func anyIn(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// A charset is a set of ASCII characters.
type charset struct {
	in    [128]bool
	empty bool // the empty text will do
}

// charsetOf is the set of a pattern ^[…]*$ or ^[…]+$, nil for another.
func charsetOf(tree *syntax.Regexp) *charset {
	if tree.Op != syntax.OpConcat || len(tree.Sub) != 3 || tree.Sub[0].Op != syntax.OpBeginText || tree.Sub[2].Op != syntax.OpEndText {
		return nil
	}
	many := tree.Sub[1]
	if many.Op != syntax.OpStar && many.Op != syntax.OpPlus || many.Sub[0].Op != syntax.OpCharClass {
		return nil
	}
	set := &charset{empty: many.Op == syntax.OpStar}
	ranges := many.Sub[0].Rune
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= min(ranges[i+1], 127); r++ {
			set.in[r] = true
		}
	}
	return set
}

// all tells whether a text, of ASCII characters, has only those of the set.
func (s *charset) all(text string) bool {
	for i := range len(text) {
		if !s.in[text[i]] {
			return false
		}
	}
	return text != "" || s.empty
}

// wordsOf are words of which each text that matches has one; none when there
// are no such words.
func wordsOf(tree *syntax.Regexp) []string {
	switch tree.Op {
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 {
			return []string{string(tree.Rune)}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return wordsOf(tree.Sub[0])
	case syntax.OpAlternate:
		return wordsOfEach(tree.Sub)
	case syntax.OpConcat:
		return longest(tree.Sub)
	}
	return nil
}

func wordsOfEach(trees []*syntax.Regexp) []string {
	var all []string
	for _, t := range trees {
		words := wordsOf(t)
		if words == nil {
			return nil
		}
		all = append(all, words...)
	}
	return all
}

// longest are the words of the part whose shortest word is longest: the ones
// least likely to be in a text by chance.
func longest(parts []*syntax.Regexp) []string {
	var best []string
	for _, part := range parts {
		if words := wordsOf(part); shortest(words) > shortest(best) {
			best = words
		}
	}
	return best
}

// shortest is the length in bytes of the shortest word, 0 without any.
func shortest(words []string) int {
	n := 0
	for i, w := range words {
		if i == 0 || len(w) < n {
			n = len(w)
		}
	}
	return n
}
