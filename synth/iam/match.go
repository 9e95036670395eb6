package iam

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
)

// This file compares the patterns of policies: * is any run of characters, ?
// any one. A reference is text that is not known.

// matchAction tells whether an action is one of a pattern; letters may be large
// or small.
func matchAction(pattern, action string) bool {
	return glob(strings.ToLower(pattern), strings.ToLower(action))
}

// glob matches a text against a pattern.
func glob(pattern, text string) bool {
	star, from := -1, 0
	p, t := 0, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p, t = p+1, t+1
		case star >= 0:
			from++
			p, t = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// maybeMeet tells whether two resources may have something in common: a policy
// that allows the one may allow the other. Two references to different things
// of one kind do not; any other reference may be anything.
func maybeMeet(a, b value.Value) bool {
	if keyOf(a) == keyOf(b) {
		return true
	}
	x, y := opening(a), opening(b)
	if x != nil && y != nil && differ(x, y) {
		return false
	}
	if x != nil && y != nil && refText(x) == refText(y) {
		return meet(loose(a)[1:], loose(b)[1:])
	}
	return meet(loose(a), loose(b))
}

// opening is the reference that a resource begins with, nil without.
func opening(v value.Value) *value.Ref {
	switch v := v.(type) {
	case *value.Ref:
		return v
	case *value.String:
		if !v.Known() && (*v.Splices)[0].At == 0 {
			ref, _ := (*v.Splices)[0].Value.(*value.Ref)
			return ref
		}
	}
	return nil
}

// differ tells whether two references are surely to two things: the same
// attribute of two resources of one type.
func differ(a, b *value.Ref) bool {
	if a.Of == nil || b.Of == nil || len(a.Path) != 1 || len(b.Path) != 1 || a.Path[0] != b.Path[0] {
		return false
	}
	x, y := a.Of.Address, b.Of.Address
	return x.Type == y.Type && !x.Data && !y.Data && x.Name != y.Name
}

// oneWord stands in a pattern for a run of characters without : and /, such as
// the Region.
const oneWord = "\x02"

// loose is a resource as a pattern in which each reference is a *, and a value
// of the deployment one word.
func loose(v value.Value) string {
	s := asString(v)
	if s.Known() {
		return s.Text
	}
	var out strings.Builder
	emit.Pieces(s, func(text string, unknown value.Value) {
		if ref, ok := unknown.(*value.Ref); ok && ref.Input != nil && ref.Input.Neutral {
			text = oneWord
		} else if unknown != nil {
			text = "*"
		}
		out.WriteString(text)
	})
	return out.String()
}

// meet tells whether there is a text that matches both patterns.
func meet(a, b string) bool {
	// reach[j]: the patterns up to here and j can be the same text.
	reach := make([]bool, len(b)+1)
	reach[0] = true
	spread := func() {
		for j := range len(b) {
			if isRun(b[j]) && reach[j] {
				reach[j+1] = true
			}
		}
	}
	spread()
	for i := range len(a) {
		next := make([]bool, len(b)+1)
		if isRun(a[i]) {
			copy(next, reach)
			for j := range len(b) {
				next[j+1] = next[j+1] || next[j] && takes(a[i], b[j])
			}
		} else {
			for j := range len(b) {
				switch {
				case isRun(b[j]):
					next[j] = next[j] || reach[j] && takes(b[j], a[i])
				case reach[j] && (a[i] == '?' || b[j] == '?' || a[i] == b[j]):
					next[j+1] = true
				}
			}
		}
		reach = next
		spread()
	}
	return reach[len(b)]
}

func isRun(c byte) bool { return c == '*' || c == oneWord[0] }

// takes tells whether a run may hold a character.
func takes(run, c byte) bool { return run == '*' || c != ':' && c != '/' }

// covers tells whether a resource of a policy is wider than one that is needed:
// it matches all of that and more. References in what is needed are matched by
// * alone.
func covers(pattern, needed value.Value) bool {
	if keyOf(pattern) == keyOf(needed) {
		return false
	}
	p, n := exact(pattern), exact(needed)
	return strings.ContainsAny(p, "*?") && glob(p, strings.ReplaceAll(n, "*", "\x01"))
}

// exact is a resource in which a reference stands by its name; the partition is
// the usual one.
func exact(v value.Value) string {
	text := keyOf(v)
	return strings.NewReplacer("${aws.partition}", "aws").Replace(text)
}
