package synth

// Repairs as changes of the source. A repair is an edit of the graph; where the
// block that it changes stands in the source as a hash literal, the same can be
// written there: members that came are inserted, members that went are left
// out, a plain value that changed is replaced. What a program made, with merge
// for one, has no place to write to, and the finding has no fix.
//
// One literal may make several resources, in a loop or a helper. What is
// written there is written for all of them, so it is a fix only when the same
// would be written for each.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A rewrite is one repair as a change of the source.
type rewrite struct {
	diag     *diag.Diagnostic
	owner    owner
	edits    []diag.Edit
	literals []source.Span // those that it changes
}

// An owner is a resource of a template.
type owner struct {
	template string
	address  value.Address
}

// rewriteAll notes what the repairs of a round would change in the source.
// Later rounds build on graphs that no source has: they wait until the source
// is as this round leaves it.
func (r *run) rewriteAll(rg *resolve.Graph, found []check.Finding) {
	byAddress := map[value.Address]*graph.Resource{}
	for _, res := range rg.From.Resources {
		byAddress[res.Address] = res
	}
	for _, x := range found {
		if len(x.Edits) == 0 {
			continue
		}
		res := byAddress[x.Edits[0].Resource]
		w := &rewriter{run: r, within: res.Attrs.Shape().Where}
		if w.hash(res.Attrs, resolve.Edited(res.Attrs, x.Edits)) && len(w.edits) > 0 {
			slices.SortFunc(w.edits, func(a, b diag.Edit) int { return int(a.Span.Start - b.Span.Start) })
			r.rewrites = append(r.rewrites, &rewrite{x.Diag, owner{rg.Name, res.Address}, w.edits, w.literals})
		}
	}
}

// offerRewrites gives the findings their fixes: those that hold for every
// resource that the literals make.
func (r *run) offerRewrites() {
	if len(r.rewrites) == 0 {
		return
	}
	makers, same := r.makers(), map[string]map[owner]bool{}
	for _, w := range r.rewrites {
		if same[w.key()] == nil {
			same[w.key()] = map[owner]bool{}
		}
		same[w.key()][w.owner] = true
	}
	for _, w := range r.rewrites {
		if w.holds(makers, same[w.key()]) {
			w.diag.Fix("write that into the template", w.edits...)
			w.diag.Fixes[len(w.diag.Fixes)-1].Guess = w.diag.Repair != diag.Derived && w.diag.Repair != diag.Promoted
		}
	}
}

// makers are the resources that each literal of the templates makes.
func (r *run) makers() map[source.Span][]owner {
	out := map[source.Span][]owner{}
	for _, t := range r.result.Templates {
		if t.Graph == nil {
			continue
		}
		for _, res := range t.Graph.Resources {
			literalsOf(res.Attrs, 0, func(at source.Span) { out[at] = append(out[at], owner{t.Name, res.Address}) })
		}
	}
	return out
}

// holds reports whether all resources that the literals of a rewrite make are
// to be rewritten in the same way.
func (w *rewrite) holds(makers map[source.Span][]owner, same map[owner]bool) bool {
	for _, at := range w.literals {
		for _, o := range makers[at] {
			if !same[o] {
				return false
			}
		}
	}
	return true
}

// key is what two rewrites have in common that write the same.
func (w *rewrite) key() string {
	var b strings.Builder
	b.WriteString(w.diag.Code)
	for _, e := range w.edits {
		at := e.Span.File.Position(int(e.Span.Start))
		fmt.Fprintf(&b, "\x00%s\x00%d\x00%d\x00%s", e.Span.File.Name, at.Line, at.Column, e.Text)
	}
	return b.String()
}

// literalsOf calls f for the place of each hash in a value.
func literalsOf(v value.Value, depth int, f func(source.Span)) {
	if depth > value.MaxDepth {
		return
	}
	switch v := value.Peek(v).(type) {
	case *value.Hash:
		if at := v.Shape().Where; !at.IsZero() {
			f(at)
		}
		for _, s := range v.Slots() {
			literalsOf(s, depth+1, f)
		}
	case *value.Array:
		if v.Places != nil {
			f(v.Places.Where)
		}
		for _, s := range v.Slots() {
			literalsOf(s, depth+1, f)
		}
	}
}

// tokensAt are the tokens of the file, or fence, that holds a place.
func (r *run) tokensAt(at source.Span) []dsl.Token {
	for _, f := range r.loaded {
		if f.Name != at.File.Name || int(at.Start) < f.From || int(at.End) > f.To {
			continue
		}
		if r.tokens == nil {
			r.tokens = map[*source.File][]dsl.Token{}
		}
		if r.tokens[f] == nil {
			r.tokens[f] = dsl.Lex(f)
		}
		return r.tokens[f]
	}
	return nil
}
