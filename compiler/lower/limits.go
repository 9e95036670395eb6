package lower

import (
	"github.com/yuin/gopher-lua/ast"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/scope"
)

// The limits of the VM and how the lowering stays inside them.
//
// A Lua function has 200 registers, looks its constants up in a row, and is
// compiled by recursion. A Ruby function whose tree is small is one Lua
// function. A large one keeps all its locals in frames, so that any part of
// it can be a function of its own: lists of statements are cut into parts of
// maxList, and an expression deeper than maxDepth goes on in a part.
const (
	maxWeight  = 250 // nodes of a small function
	maxHeight  = 30  // how deep they nest
	maxList    = 12  // statements of one part of a large function
	maxDepth   = 24  // nesting inside one part of a large function
	maxTemps   = 90  // temporaries in registers
	maxRegs    = 60  // variables in registers
	maxHoisted = 24  // slots that a loop looks up before it starts
	maxLeaves  = 24  // leaves that one call gets as arguments
	maxWide    = 80  // parameters, and targets of one assignment, that get their values in registers
)

func isLarge(s *scope.Scope) bool {
	return s.Weight > maxWeight || s.Depth > maxHeight
}

// needsFrame reports whether a variable cannot live in a register.
func (l *lowerer) needsFrame(v *scope.Var) bool {
	return v.Shared || l.fn.large || l.fn.regs > maxRegs
}

// list lowers statements; the last one's value goes to d.
func (l *lowerer) list(stmts []dsl.Node, d dest) {
	if len(stmts) == 0 {
		l.put(l.null(), d)
		return
	}
	if !l.fn.large || len(stmts) <= maxList {
		for i, n := range stmts {
			l.statement(n, lastDest(i == len(stmts)-1, d))
		}
		return
	}
	for from := 0; from < len(stmts); from += maxList {
		to := min(from+maxList, len(stmts))
		l.outline(lastDest(to == len(stmts), d), func(d dest) {
			for i, n := range stmts[from:to] {
				l.statement(n, lastDest(from+i == to-1, d))
			}
		})
	}
}

func lastDest(last bool, d dest) dest {
	if last {
		return d
	}
	return discard
}

func (l *lowerer) statement(n dsl.Node, d dest) {
	l.scoped(func() {
		l.stmt = n
		l.into(n, d)
	})
}

// outline emits what f emits as a function of its own and calls it at once.
// f is told where the value goes.
func (l *lowerer) outline(d dest, f func(dest)) {
	inner := result
	if d.kind == toNothing {
		inner = discard
	}
	fun, made := l.part(func() { f(inner) })
	l.callPart(fun, made, d)
}

// callPart calls a part; its value goes to d, its jumps go on.
func (l *lowerer) callPart(fun ast.Expr, made *function, d dest) {
	if len(made.sent) == 0 {
		l.put(l.callTo(fun), d)
		return
	}
	l.scoped(func() {
		t := l.temp()
		l.take(t, l.callTo(fun), made.sent)
		if d.kind != toNothing {
			l.put(t, d)
		}
	})
}

// deep reports whether the current node should go on in a part, and counts
// its depth otherwise.
func (l *lowerer) deep() bool { return l.fn.large && l.fn.depth > maxDepth }
