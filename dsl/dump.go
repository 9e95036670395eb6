package dsl

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Dump is the tree as an indented listing, one node a line, for tests:
//
//	CallExpr "f" 1:1
//	  IntLit 1 1:3
func Dump(f *File) string {
	d := &dumper{file: f.Source}
	for _, n := range f.Body {
		d.tree(n)
	}
	return d.out.String()
}

// shape is the tree without places: equal for texts that mean the same.
func shape(f *File) string {
	d := &dumper{}
	fmt.Fprintln(&d.out, f.Frozen)
	for _, n := range f.Body {
		d.tree(n)
	}
	return d.out.String()
}

type dumper struct {
	file *source.File // nil to leave out places
	out  strings.Builder
}

type dumpLevel struct {
	n     Node
	depth int
}

// tree writes n and all below it; it does not recurse, as Walk.
func (d *dumper) tree(root Node) {
	stack := []dumpLevel{{root, 0}}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		d.line(top.n, top.depth)
		below := Children(top.n)
		for i := len(below) - 1; i >= 0; i-- {
			stack = append(stack, dumpLevel{below[i], top.depth + 1})
		}
	}
}

func (d *dumper) line(n Node, depth int) {
	name := reflect.TypeOf(n).Elem().Name()
	fmt.Fprintf(&d.out, "%s%s", strings.Repeat("  ", depth), name)
	for _, word := range details(n) {
		d.out.WriteString(" " + word)
	}
	if d.file == nil {
		d.out.WriteByte('\n')
		return
	}
	at := d.file.Position(int(n.Span().Start))
	fmt.Fprintf(&d.out, " %d:%d\n", at.Line, at.Column)
}

// details are what a node holds beside other nodes.
func details(n Node) []string {
	switch n := n.(type) {
	case *BoolLit:
		return []string{fmt.Sprint(n.Value)}
	case *IntLit:
		if n.Big != nil {
			return []string{n.Big.String()}
		}
		return []string{fmt.Sprint(n.Value)}
	case *FloatLit:
		return []string{fmt.Sprint(n.Value)}
	case *StringLit:
		return partDetails(n.Parts)
	case *SymbolLit:
		if n.Parts == nil {
			return []string{fmt.Sprintf("%q", n.Name)}
		}
		return partDetails(n.Parts)
	case *RegexpLit:
		return append(partDetails(n.Parts), flags(n.Flags, n.Flags != "")...)
	case *ArrayLit:
		return flags("bare", n.Open.IsZero())
	case *HashLit:
		return flags("bare", n.Open.IsZero())
	case *Pair:
		return append(flags("arrow", n.Arrow), flags("short", n.Short)...)
	case *RangeLit:
		return append(append(flags("exclusive", n.Exclusive), flags("endless", n.High == nil)...), flags("beginless", n.Low == nil)...)
	case *LocalExpr:
		return []string{fmt.Sprintf("%q", n.Name)}
	case *ConstExpr:
		return []string{fmt.Sprintf("%q", n.Name)}
	case *MatchVarExpr:
		return []string{fmt.Sprint(n.Index)}
	case *CallExpr:
		return append(append([]string{fmt.Sprintf("%q", n.Name)}, flags("safe", n.Safe)...),
			append(flags("scoped", n.Scoped), flags("parens", !n.Open.IsZero())...)...)
	case *SuperExpr:
		return flags("args", n.HasArgs)
	case *Block:
		return flags("braces", n.Braces)
	}
	return moreDetails(n)
}

func moreDetails(n Node) []string {
	switch n := n.(type) {
	case *UnaryExpr:
		return []string{n.Op}
	case *BinaryExpr:
		return []string{n.Op}
	case *LogicalExpr:
		return []string{map[bool]string{true: "or", false: "and"}[n.Or]}
	case *OpAssignExpr:
		return []string{n.Op + "="}
	case *IfExpr:
		return append(append(flags("unless", n.Unless), flags("modifier", n.Modifier)...),
			append(flags("ternary", n.Ternary), flags("else", n.Else != nil)...)...)
	case *CaseExpr:
		return flags("else", n.HasElse)
	case *CaseInExpr:
		return flags("else", n.HasElse)
	case *In:
		return flags("unless", n.Unless)
	case *MatchExpr:
		return flags("test", n.Test)
	case *WhileExpr:
		return append(flags("until", n.Until), flags("do-while", n.DoWhile)...)
	case *JumpExpr:
		return []string{n.Kind.String()}
	case *Body:
		return append(flags("else", n.HasElse), flags("ensure", n.HasEnsure)...)
	case *DefExpr:
		return append(append(flags("self", n.Self), fmt.Sprintf("%q", n.Name)), flags("endless", n.Endless)...)
	case *ModuleExpr:
		return []string{fmt.Sprintf("%q", n.Name)}
	case *ClassExpr:
		return []string{fmt.Sprintf("%q", n.Name)}
	case *Params:
		return append(flags("trailing", n.Trailing), flags("implicit", n.Implicit)...)
	case *Param:
		return []string{n.Kind.String(), fmt.Sprintf("%q", n.Name)}
	case *BindPat:
		return []string{fmt.Sprintf("%q", n.Name)}
	case *AsPat:
		return []string{fmt.Sprintf("%q", n.Name)}
	case *SplatPat:
		return []string{fmt.Sprintf("%q", n.Name)}
	case *HashPat:
		return append(flags("rest", n.HasRest), flags("nil", n.NilRest)...)
	case *PatPair:
		return []string{fmt.Sprintf("%q", n.Key)}
	}
	return nil
}

// String names the kind in listings.
func (k ParamKind) String() string {
	return [...]string{"req", "opt", "rest", "post", "key", "optkey", "keyrest", "nokey", "block", "forward"}[k]
}

func flags(word string, set bool) []string {
	if set {
		return []string{word}
	}
	return nil
}

// partDetails shows the text of parts; #{} stands for the code of each
// interpolation, whose nodes follow below.
func partDetails(parts []StringPart) []string {
	if len(parts) == 0 {
		return []string{`""`}
	}
	var words []string
	for _, p := range parts {
		if p.Code != nil {
			words = append(words, "#{}")
		} else {
			words = append(words, fmt.Sprintf("%q", p.Text))
		}
	}
	return words
}
