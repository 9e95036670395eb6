// Package expr writes values in the language of templates. What enters is a
// value of the graph; what leaves is an expression that makes the same value
// when it stands in the template of that graph.
package expr

import (
	"fmt"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

// A Writer writes values.
type Writer struct {
	Ref func(*value.Ref) string // how a reference is written; nil: [Reference]
}

// Spread is a value with each member of a hash or array on a line of its own,
// in the layout of fmt; lines after the first are indented by depth levels and
// one more.
func (w Writer) Spread(v value.Value, depth int) string {
	open, end, members := w.parts(v, func(inner value.Value) string { return w.Spread(inner, depth+1) })
	if len(members) == 0 {
		return open + end
	}
	inner := "\n" + strings.Repeat("  ", depth+1)
	return open + inner + strings.Join(members, ","+inner) + "\n" + strings.Repeat("  ", depth) + end
}

// Inline is a value on one line.
func (w Writer) Inline(v value.Value) string {
	open, end, members := w.parts(v, w.Inline)
	if len(members) == 0 {
		return open + end
	}
	if open == "{" {
		open, end = "{ ", " }"
	}
	return open + strings.Join(members, ", ") + end
}

// parts are the brackets of a hash or array and its members as texts; of
// another value it is all in open.
func (w Writer) parts(v value.Value, write func(value.Value) string) (open, end string, members []string) {
	switch v := value.Peek(v).(type) {
	case *value.Hash:
		for i := range v.Len() {
			members = append(members, Key(v.KeyAt(i))+" "+write(v.Peek(i)))
		}
		return "{", "}", members
	case *value.Array:
		for i := range v.Len() {
			members = append(members, write(v.Peek(i)))
		}
		return "[", "]", members
	default:
		return w.Leaf(v), "", nil
	}
}

// Key is the key of a hash with its colon.
func Key(k value.Value) string {
	if name, ok := k.(value.Symbol); ok {
		return string(name) + ":"
	}
	text, _ := value.KnownText(k)
	return value.Quote(text) + ":"
}

// Leaf is a value that is no hash or array.
func (w Writer) Leaf(v value.Value) string {
	switch v := v.(type) {
	case *value.Ref:
		return w.ref(v)
	case *value.String:
		if ref := emit.RefOf(v); ref != nil {
			return w.ref(ref)
		}
		return w.text(v)
	case value.Symbol:
		return value.Quote(string(v))
	}
	var out value.Text
	if err := out.Inspect(v); err != nil {
		panic("expr: " + err.Error()) // a leaf has no depth
	}
	return out.String().Text
}

func (w Writer) ref(ref *value.Ref) string {
	if w.Ref != nil {
		return w.Ref(ref)
	}
	return Reference(ref)
}

func (w Writer) text(s *value.String) string {
	var out strings.Builder
	emit.Pieces(s, func(text string, unknown value.Value) {
		if ref, ok := unknown.(*value.Ref); ok {
			out.WriteString("#{" + w.ref(ref) + "}")
			return
		}
		quoted := value.Quote(text)
		out.WriteString(quoted[1 : len(quoted)-1])
	})
	return `"` + out.String() + `"`
}

// Reference is a reference as a template writes it where no variable is known.
func Reference(ref *value.Ref) string {
	path := ref.Path
	var out strings.Builder
	switch {
	case ref.Of != nil:
		typ := ref.Of.Address.Type
		if ref.Of.Address.Data {
			typ = "data_" + typ
		}
		fmt.Fprintf(&out, "ref(:%s, %s", typ, symbol(ref.Of.Address.Name))
		if len(path) > 0 && !path[0].IsIndex {
			fmt.Fprintf(&out, ", :%s", path[0].Name)
			path = path[1:]
		}
		out.WriteByte(')')
	case ref.Input.Neutral:
		return "aws." + resolve.NeutralName(ref.Input.Name)
	default:
		out.WriteString(inputText(ref.Input))
	}
	for _, s := range path {
		out.WriteString(s.String())
	}
	return out.String()
}

// inputText is an input as a template writes it; one that a repair made is
// written as a free name, which makes the same.
func inputText(in *value.Input) string {
	switch {
	case in.Declared:
		return in.Name
	case in.Free != "":
		return in.Free + "." + in.Attr
	case strings.HasSuffix(in.Name, "_arn"):
		return strings.TrimSuffix(in.Name, "_arn") + ".arn"
	}
	return in.Name + ".value"
}

func symbol(name string) string {
	if strings.ContainsRune(name, '-') {
		return `:"` + name + `"`
	}
	return ":" + name
}
