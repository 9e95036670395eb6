package dsl

import (
	"fmt"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Walking the tree. Nothing here recurses, so any depth is walked.

// Walk visits root and all nodes below it, parents first, siblings in the
// order of the text. Where visit returns false, the nodes below are left out.
func Walk(root Node, visit func(Node) bool) {
	stack := []Node{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !visit(n) {
			continue
		}
		from := len(stack)
		stack = append(stack, Children(n)...)
		for i, j := from, len(stack)-1; i < j; i, j = i+1, j-1 {
			stack[i], stack[j] = stack[j], stack[i]
		}
	}
}

// Unwrap is a node without the parentheses around it, as long as they hold
// nothing else.
func Unwrap(n Node) Node {
	for {
		paren, ok := n.(*ParenExpr)
		if !ok || len(paren.Body) != 1 {
			return n
		}
		n = paren.Body[0]
	}
}

// Children are the nodes right below n, in the order of the text as far as
// the node's fields tell. None is nil.
func Children(n Node) []Node {
	var c children
	c.of(n)
	return c.list
}

type children struct{ list []Node }

func (c *children) add(nodes ...Node) {
	for _, n := range nodes {
		if n != nil {
			c.list = append(c.list, n)
		}
	}
}

func (c *children) params(p *Params) {
	if p != nil {
		c.add(p)
	}
}

func (c *children) block(b *Block) {
	if b != nil {
		c.add(b)
	}
}

func (c *children) parts(parts []StringPart) {
	for _, p := range parts {
		c.add(p.Code...)
	}
}

// of adds the children of n; a flat switch over every kind.
func (c *children) of(n Node) {
	switch n := n.(type) {
	case *BadExpr, *NilLit, *BoolLit, *SelfExpr, *IntLit, *FloatLit, *LocalExpr, *MatchVarExpr, *ForwardExpr:
	case *BindPat, *SplatPat:
	case *File:
		c.add(n.Body...)
	case *StringLit:
		c.parts(n.Parts)
	case *SymbolLit:
		c.parts(n.Parts)
	case *RegexpLit:
		c.parts(n.Parts)
	case *ArrayLit:
		c.add(n.Elems...)
	case *HashLit:
		for _, p := range n.Pairs {
			c.add(p)
		}
	case *Pair:
		c.add(n.Key, n.Value)
	case *RangeLit:
		c.add(n.Low, n.High)
	case *ConstExpr:
		c.add(n.Scope)
	case *CallExpr:
		c.add(n.Recv)
		c.add(n.Args...)
		c.block(n.Block)
	case *IndexExpr:
		c.add(n.Recv)
		c.add(n.Args...)
	case *SplatExpr:
		c.add(n.X)
	case *BlockPassExpr:
		c.add(n.X)
	case *SuperExpr:
		c.add(n.Args...)
	case *YieldExpr:
		c.add(n.Args...)
	case *Block:
		c.params(n.Params)
		c.add(n.Body)
	case *LambdaExpr:
		c.params(n.Params)
		c.add(n.Body)
	default:
		c.ofOperator(n)
	}
}

func (c *children) ofOperator(n Node) {
	switch n := n.(type) {
	case *UnaryExpr:
		c.add(n.X)
	case *BinaryExpr:
		c.add(n.X, n.Y)
	case *LogicalExpr:
		c.add(n.X, n.Y)
	case *DefinedExpr:
		c.add(n.X)
	case *ParenExpr:
		c.add(n.Body...)
	case *AssignExpr:
		c.add(n.Target, n.Value)
	case *OpAssignExpr:
		c.add(n.Target, n.Value)
	case *MultiAssignExpr:
		c.add(n.Targets, n.Value)
	case *Targets:
		c.add(n.Elems...)
	default:
		c.ofControl(n)
	}
}

func (c *children) ofControl(n Node) {
	switch n := n.(type) {
	case *IfExpr:
		c.ofIf(n)
	case *CaseExpr:
		c.add(n.Subject)
		for _, w := range n.Whens {
			c.add(w)
		}
		c.add(n.Else...)
	case *When:
		c.add(n.Conds...)
		c.add(n.Body...)
	case *CaseInExpr:
		c.add(n.Subject)
		for _, in := range n.Ins {
			c.add(in)
		}
		c.add(n.Else...)
	case *In:
		c.add(n.Pattern, n.Guard)
		c.add(n.Body...)
	case *MatchExpr:
		c.add(n.Value, n.Pattern)
	case *WhileExpr:
		c.add(n.Cond)
		c.add(n.Body...)
	case *ForExpr:
		c.add(n.Target, n.Iter)
		c.add(n.Body...)
	case *BeginExpr:
		c.add(n.Body)
	case *RescueModExpr:
		c.add(n.X, n.Y)
	case *JumpExpr:
		c.add(n.Value)
	case *Body:
		c.ofBody(n)
	case *Rescue:
		c.add(n.Classes...)
		c.add(n.Target)
		c.add(n.Body...)
	default:
		c.ofDefinition(n)
	}
}

func (c *children) ofIf(n *IfExpr) {
	if n.Modifier {
		c.add(n.Then...)
		c.add(n.Cond)
		return
	}
	c.add(n.Cond)
	c.add(n.Then...)
	c.add(n.Else...)
}

func (c *children) ofBody(n *Body) {
	c.add(n.Stmts...)
	for _, r := range n.Rescues {
		c.add(r)
	}
	c.add(n.Else...)
	c.add(n.Ensure...)
}

func (c *children) ofDefinition(n Node) {
	switch n := n.(type) {
	case *DefExpr:
		c.params(n.Params)
		c.add(n.Body)
	case *ModuleExpr:
		c.add(n.Body...)
	case *ClassExpr:
		c.add(n.Super)
		c.add(n.Body...)
	case *Params:
		for _, p := range n.List {
			c.add(p)
		}
		for _, p := range n.Locals {
			c.add(p)
		}
	case *Param:
		if n.Nested != nil {
			c.add(n.Nested)
		}
		c.add(n.Default)
	default:
		c.ofPattern(n)
	}
}

func (c *children) ofPattern(n Node) {
	switch n := n.(type) {
	case *ValuePat:
		c.add(n.Value)
	case *PinPat:
		c.add(n.Value)
	case *AsPat:
		c.add(n.Pattern)
	case *AltPat:
		c.patterns(n.Alts)
	case *ArrayPat:
		c.add(n.Const)
		c.patterns(n.Elems)
	case *HashPat:
		c.add(n.Const)
		for _, p := range n.Pairs {
			c.add(p)
		}
	case *PatPair:
		c.add(n.Pattern)
	default:
		panic(fmt.Sprintf("dsl: a node of no known kind: %T", n))
	}
}

func (c *children) patterns(list []Pattern) {
	for _, p := range list {
		c.add(p)
	}
}

// height is the number of nodes on the longest way down from root, and the
// place of a node at its end.
func height(root Node) (most int, at source.Span) {
	type level struct {
		n     Node
		depth int
	}
	stack := []level{{root, 0}}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if top.depth > most {
			most, at = top.depth, top.n.Span()
		}
		for _, child := range Children(top.n) {
			stack = append(stack, level{child, top.depth + 1})
		}
	}
	return most, at
}

// checkHeight is the height of the tree. One that is higher than the limit is
// told and cut off, so that no later pass meets it.
func (p *parser) checkHeight(f *File) int {
	h, at := height(f)
	if h <= maxHeight {
		return h
	}
	if !p.diags.HasErrors() {
		p.tooDeep(at, maxHeight)
	}
	f.Body = []Node{&BadExpr{f.At}}
	return 1
}
