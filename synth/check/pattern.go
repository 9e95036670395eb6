package check

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// This file asks texts for the patterns of pages. Most patterns ask for
// characters of some sets, or for one of a few words: both are told without
// running the pattern, which takes longer to compile than to ask.

// A pattern is a regular expression of a page, made ready to be asked often.
// What is not known of it is nil.
type pattern struct {
	re     func() *regexp.Regexp // compiled when it is needed
	sets   *charsets             // the whole text must be of these characters
	any    []string              // a text matches when it has one of these
	starts []string              // a text matches when it begins with one of these
	needs  []string              // a text without any of these does not match
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
	return &pattern{
		re:   sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) }),
		sets: charsetsOf(tree), any: spelledOut(tree), starts: startsOf(tree), needs: wordsOf(tree),
	}
}

func matches(text, source string) bool { return patternOf(source).matches(text) }

func (p *pattern) matches(text string) bool {
	switch {
	case p.sets != nil && ascii(text):
		return p.sets.all(text)
	case p.starts != nil:
		return slices.ContainsFunc(p.starts, func(start string) bool { return strings.HasPrefix(text, start) })
	case p.needs != nil && !anyIn(text, p.needs):
		return false
	case p.any != nil:
		return anyIn(text, p.any)
	}
	return p.re().MatchString(text)
}

// startsOf are the words of a pattern ^words, nil for another.
func startsOf(tree *syntax.Regexp) []string {
	if tree.Op != syntax.OpConcat || tree.Sub[0].Op != syntax.OpBeginText {
		return nil
	}
	return joined(tree.Sub[1:])
}

// mostSpelled is how many words a pattern is spelled out to: looking for more
// takes longer than running it.
const mostSpelled = 64

// spelledOut are all texts that a pattern is for, nil when there are more than
// mostSpelled or it asks where in the text they stand.
func spelledOut(tree *syntax.Regexp) []string {
	switch tree.Op {
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 {
			return []string{string(tree.Rune)}
		}
	case syntax.OpCharClass:
		return charactersOf(tree.Rune)
	case syntax.OpCapture:
		return spelledOut(tree.Sub[0])
	case syntax.OpQuest:
		if words := spelledOut(tree.Sub[0]); words != nil {
			return append([]string{""}, words...)
		}
	case syntax.OpAlternate:
		return eachOf(tree.Sub, spelledOut)
	case syntax.OpConcat:
		return joined(tree.Sub)
	}
	return nil
}

// joined are the words of which each has one of every part, in order.
func joined(parts []*syntax.Regexp) []string {
	all := []string{""}
	for _, part := range parts {
		words := spelledOut(part)
		if words == nil || len(all)*len(words) > mostSpelled {
			return nil
		}
		longer := make([]string, 0, len(all)*len(words))
		for _, before := range all {
			for _, w := range words {
				longer = append(longer, before+w)
			}
		}
		all = longer
	}
	return all
}

// charactersOf are those of a class, nil when they are many.
func charactersOf(ranges []rune) []string {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i])+len(all) >= mostSpelled {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			all = append(all, string(r))
		}
	}
	return all
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

// Charsets are sets of ASCII characters: those that a text may begin with, and
// those that may follow.
type charsets struct {
	first, rest *charset
	empty       bool // the empty text will do
}

type charset [128]bool

// charsetsOf are the sets of a pattern ^[…]*$, ^[…]+$ or ^[…][…]*$, nil for
// another.
func charsetsOf(tree *syntax.Regexp) *charsets {
	last := len(tree.Sub) - 1
	if tree.Op != syntax.OpConcat || last < 2 || tree.Sub[0].Op != syntax.OpBeginText || tree.Sub[last].Op != syntax.OpEndText {
		return nil
	}
	parts := tree.Sub[1:last]
	many := parts[len(parts)-1]
	if many.Op != syntax.OpStar && many.Op != syntax.OpPlus || many.Sub[0].Op != syntax.OpCharClass {
		return nil
	}
	rest := charsetOf(many.Sub[0])
	switch {
	case len(parts) == 1:
		return &charsets{first: rest, rest: rest, empty: many.Op == syntax.OpStar}
	case len(parts) == 2 && parts[0].Op == syntax.OpCharClass && many.Op == syntax.OpStar:
		return &charsets{first: charsetOf(parts[0]), rest: rest}
	}
	return nil
}

func charsetOf(class *syntax.Regexp) *charset {
	set := &charset{}
	for i := 0; i+1 < len(class.Rune); i += 2 {
		for r := class.Rune[i]; r <= min(class.Rune[i+1], 127); r++ {
			set[r] = true
		}
	}
	return set
}

// all tells whether a text, of ASCII characters, has only those of the sets.
func (s *charsets) all(text string) bool {
	if text == "" {
		return s.empty
	}
	for i := 1; i < len(text); i++ {
		if !s.rest[text[i]] {
			return false
		}
	}
	return s.first[text[0]]
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
		return eachOf(tree.Sub, wordsOf)
	case syntax.OpConcat:
		return longest(tree.Sub)
	}
	return nil
}

// eachOf are the words of all trees together, nil when one of them has none.
func eachOf(trees []*syntax.Regexp, of func(*syntax.Regexp) []string) []string {
	var all []string
	for _, t := range trees {
		words := of(t)
		if words == nil || len(all)+len(words) > mostSpelled {
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
