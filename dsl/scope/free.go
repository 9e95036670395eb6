package scope

import (
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
)

// Free names: a bare word with an attribute, `delivery_role.arn`, where
// nothing defines the word. It becomes an input.

// A freeName is a candidate: whether nothing defines it is known at the end.
type freeName struct {
	call *dsl.CallExpr // the one with the attribute
	at   *Scope
}

// IsBare reports whether a node is a word alone: no receiver, arguments,
// parentheses or block, and no `?` or `!`.
func IsBare(n dsl.Node) (*dsl.CallExpr, bool) {
	c, ok := n.(*dsl.CallExpr)
	if !ok || c.Recv != nil || len(c.Args) > 0 || c.Block != nil || !c.Open.IsZero() {
		return nil, false
	}
	return c, !strings.HasSuffix(c.Name, "?") && !strings.HasSuffix(c.Name, "!")
}

func (b *binder) noteFree(n *dsl.CallExpr) {
	word, ok := IsBare(n.Recv)
	if !ok || len(n.Args) > 0 || n.Block != nil || n.Name == "" {
		return
	}
	if b.names != nil && b.names.HasFunction(word.Name) {
		return
	}
	b.free = append(b.free, freeName{call: n, at: b.cur})
}

// judgeFree keeps the candidates that nothing defines, and warns of those that
// look like a slip.
func (b *binder) judgeFree() {
	for _, f := range b.free {
		word := f.call.Recv.(*dsl.CallExpr)
		if _, defined := b.defs[word.Name]; defined {
			continue
		}
		b.table.Free = append(b.table.Free, f.call)
		if later := f.at.Lookup(word.Name); later != nil {
			b.diags.Add(diag.AssignedLater.At(word.Span(), "`%s` is an input here, since it is assigned only later", word.Name).
				Labelled("nothing has assigned it yet").
				Also(later.Where, "assigned here").
				Advise("move the assignment up, or give the input another name"))
			continue
		}
		b.nearMiss(f, word)
	}
}

func (b *binder) nearMiss(f freeName, word *dsl.CallExpr) {
	for s := f.at; s != nil; s = s.Outer {
		for _, v := range s.Vars {
			if slip(word.Name, v.Name) {
				b.diags.Add(diag.NearMiss.At(word.Span(), "`%s` is not defined, so it is an input; `%s` is defined here", word.Name, v.Name).
					Labelled("an input of the template").
					Also(v.Where, "`%s` is defined here", v.Name).
					Suggest(word.Span(), v.Name))
				return
			}
		}
	}
}

// slip reports whether two names differ by one slip of the pen: a letter too
// many, too few, wrong, or two letters swapped. Names that differ in a digit,
// or in a part of one letter (bucket_a, bucket_b), are meant to differ.
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:] && isLetter(b[i]) && !lonely(b, i)
	}
	if a[i+1:] == b[i+1:] {
		return isLetter(a[i]) && isLetter(b[i]) && !lonely(a, i)
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// lonely reports whether the letter at i is a whole part of the name.
func lonely(name string, i int) bool {
	return (i == 0 || name[i-1] == '_') && (i+1 == len(name) || name[i+1] == '_')
}
