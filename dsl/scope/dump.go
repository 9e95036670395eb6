package scope

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Dump is the table as an indented listing, for tests: each scope under the
// one that it stands in, its variables in it, and the free names at the end.
//
//	File 1:1
//	  n 1:1 shared
//	  Block 2:3 loop
//	    i 2:6 param
//	free key.arn 4:1
func (t *Table) Dump() string {
	d := &dumper{table: t}
	d.scope(t.Root, 0)
	for i := len(t.File.Body) - 1; i >= 0; i-- {
		d.stack = append(d.stack, level{t.File.Body[i], 1})
	}
	d.below()
	for _, call := range t.Free {
		word := call.Recv.(*dsl.CallExpr)
		fmt.Fprintf(&d.out, "free %s.%s %s\n", word.Name, call.Name, d.place(word.Span()))
	}
	return d.out.String()
}

type dumper struct {
	table *Table
	out   strings.Builder
	stack []level // what is still to be shown, the next last
}

// A level is a node and how many scopes it stands in.
type level struct {
	node  dsl.Node
	depth int
}

// below shows the scopes of all nodes on the stack, in source order. It does
// not recurse: a tree may be deep.
func (d *dumper) below() {
	for len(d.stack) > 0 {
		top := d.stack[len(d.stack)-1]
		d.stack = d.stack[:len(d.stack)-1]
		if s := d.table.Scopes[top.node]; s != nil {
			d.scope(s, top.depth)
			top.depth++
		}
		children := dsl.Children(top.node)
		for i := len(children) - 1; i >= 0; i-- {
			d.stack = append(d.stack, level{children[i], top.depth})
		}
	}
}

// scope writes one scope and its variables.
func (d *dumper) scope(s *Scope, depth int) {
	blanks := strings.Repeat("  ", depth)
	at := d.table.File.Source.Span(d.table.File.Source.From, d.table.File.Source.From)
	if s != d.table.Root {
		at = s.Node.Span()
	}
	fmt.Fprintf(&d.out, "%s%s %s%s\n", blanks, reflect.TypeOf(s.Node).Elem().Name(), d.place(at),
		words(word{s.Loop, "loop"}, word{s.Lambda, "lambda"}, word{s.Home, "home"}))
	for _, v := range s.Vars {
		fmt.Fprintf(&d.out, "%s  %s %s%s\n", blanks, v.Name, d.place(v.Where),
			words(word{v.Param, "param"}, word{v.Shared, "shared"}, word{!v.Used, "unused"}))
	}
}

func (d *dumper) place(s source.Span) string {
	p := d.table.File.Source.Position(int(s.Start))
	return fmt.Sprintf("%d:%d", p.Line, p.Column)
}

type word struct {
	said bool
	text string
}

// words are those that are said, each after a blank.
func words(list ...word) string {
	var out string
	for _, w := range list {
		if w.said {
			out += " " + w.text
		}
	}
	return out
}
