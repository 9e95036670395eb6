package check

import (
	"regexp/syntax"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// This file tells what a pattern makes of a text with references in it: such
// a text may match when something can stand for the references so that the
// whole does. It runs the pattern's program over all its states at once, and a
// hole takes a state to every one that any text leads to.

var programs sync.Map // pattern -> *syntax.Prog

// program is a pattern as package regexp would run it, nil for what is none.
func program(pattern string) *syntax.Prog {
	if p, ok := programs.Load(pattern); ok {
		return p.(*syntax.Prog)
	}
	var prog *syntax.Prog
	if re, err := syntax.Parse(pattern, syntax.Perl); err == nil {
		prog, _ = syntax.Compile(re.Simplify())
	}
	programs.Store(pattern, prog)
	return prog
}

// mayMatch tells whether a text with holes matches a pattern for some texts in
// their place. A pattern may match anywhere unless it is anchored.
func mayMatch(s *value.String, pattern string) bool {
	prog := program(pattern)
	if prog == nil {
		return true
	}
	m := &matcher{prog: prog, now: newStates(prog), next: newStates(prog)}
	return m.over(withHoles(s))
}

// A matcher runs a program over a text with holes.
type matcher struct {
	prog      *syntax.Prog
	now, next *states
	matched   bool
}

// states is a set of instructions, in the order they came in.
type states struct {
	in   []bool
	list []uint32
}

func newStates(p *syntax.Prog) *states { return &states{in: make([]bool, len(p.Inst))} }

func (s *states) clear() {
	for _, pc := range s.list {
		s.in[pc] = false
	}
	s.list = s.list[:0]
}

// over is the run. What stands before and after the place where it is decides
// about anchors: a hole may be empty, so that the text may begin after one.
func (m *matcher) over(text string) bool {
	m.enter(m.now, uint32(m.prog.Start), context(text, 0))
	for at := 0; at < len(text) && !m.matched; {
		r, size := utf8.DecodeRuneInString(text[at:])
		around := context(text, at+size)
		m.next.clear()
		if strings.HasPrefix(text[at:], hole) {
			m.skip(around)
		} else {
			m.step(r, around)
		}
		m.enter(m.next, uint32(m.prog.Start), around)
		m.now, m.next = m.next, m.now
		at += size
	}
	return m.matched
}

// context is what anchors may hold of at a place of a text, as bits. Words are
// not looked at: a pattern with \b may match.
func context(text string, at int) syntax.EmptyOp {
	around := syntax.EmptyWordBoundary | syntax.EmptyNoWordBoundary
	if strings.Trim(text[:at], hole) == "" {
		around |= syntax.EmptyBeginText | syntax.EmptyBeginLine
	}
	if strings.Trim(text[at:], hole) == "" {
		around |= syntax.EmptyEndText | syntax.EmptyEndLine
	}
	return around
}

// enter adds an instruction and all that it leads to without a character.
func (m *matcher) enter(set *states, pc uint32, around syntax.EmptyOp) {
	if set.in[pc] {
		return
	}
	set.in[pc] = true
	set.list = append(set.list, pc)
	switch i := &m.prog.Inst[pc]; i.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		m.enter(set, i.Out, around)
		m.enter(set, i.Arg, around)
	case syntax.InstCapture, syntax.InstNop:
		m.enter(set, i.Out, around)
	case syntax.InstEmptyWidth:
		if syntax.EmptyOp(i.Arg)&^around == 0 {
			m.enter(set, i.Out, around)
		}
	case syntax.InstMatch:
		m.matched = true
	}
}

// step takes one character.
func (m *matcher) step(r rune, around syntax.EmptyOp) {
	for _, pc := range m.now.list {
		if i := &m.prog.Inst[pc]; takes(i) && i.MatchRune(r) {
			m.enter(m.next, i.Out, around)
		}
	}
}

// skip takes a hole: no character, or any number of any.
func (m *matcher) skip(around syntax.EmptyOp) {
	for _, pc := range m.now.list {
		m.enter(m.next, pc, around)
	}
	for k := 0; k < len(m.next.list); k++ {
		if i := &m.prog.Inst[m.next.list[k]]; takes(i) {
			m.enter(m.next, i.Out, around)
		}
	}
}

func takes(i *syntax.Inst) bool {
	switch i.Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return true
	}
	return false
}
