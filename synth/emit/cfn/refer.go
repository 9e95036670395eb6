package cfn

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/synth/emit"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// This file turns references into intrinsic functions, and texts with
// references in them into Fn::Sub, or Fn::Join where that cannot say them.

// A binding is what a reference comes to.
type binding struct {
	kind    bindingKind
	id      string      // of a Ref or GetAtt
	attr    string      // of a GetAtt
	text    string      // of a text: see schema.Out
	value   value.Value // as written, or raw
	of      *resource   // that it is written at, or the text is about
	index   int
	indexed bool // it is that element of a list

	problem string // why there is none
}

type bindingKind uint8

const (
	unbound bindingKind = iota
	isRef
	isGetAtt
	isText
	isWritten
	isRaw
)

// stackName is the neutral value that the name of the stack has here.
const stackName = "stack_name"

var pseudo = map[string]string{
	"region": "AWS::Region", "account_id": "AWS::AccountId", "partition": "AWS::Partition", stackName: "AWS::StackName",
}

func (m *model) bind(r *value.Ref) binding {
	attr, b := split(r.Path)
	switch {
	case r.Input != nil && r.Input.Neutral:
		b.kind, b.id = isRef, pseudo[resolve.NeutralName(r.Input.Name)]
	case r.Input != nil && attr != "":
		b.problem = "a part of an input"
	case r.Input != nil:
		b.kind, b.id = isRef, m.names[r.Input.Name]
	case r.Of != nil:
		m.bindResource(&b, r, attr)
	}
	return b
}

// split is the attribute that a path names, dotted, and the element of it.
// Blocks that stand once are named with or without [0].
func split(path []value.Step) (string, binding) {
	var b binding
	if len(path) == 1 && !path[0].IsIndex {
		return path[0].Name, b
	}
	var names []string
	for i, s := range path {
		switch {
		case !s.IsIndex:
			names = append(names, s.Name)
		case i == len(path)-1:
			b.index, b.indexed = s.Index, true
		case s.Index != 0:
			names = append(names, strconv.Itoa(s.Index))
		}
	}
	return strings.Join(names, "."), b
}

func (m *model) bindResource(b *binding, r *value.Ref, attr string) {
	of := m.of(r.Of)
	if of == nil || of.Type == nil {
		return
	}
	b.of = of
	var out *schema.Out
	if of.to != nil {
		out = of.to.Find(attr)
	}
	if out == nil {
		out = &schema.Out{Attr: attr, Kind: schema.OutWritten}
	}
	switch out.Kind {
	case schema.OutRef:
		b.kind, b.id = isRef, of.id
	case schema.OutGetAtt:
		b.kind, b.id, b.attr = isGetAtt, of.id, out.Text
	case schema.OutPseudo:
		b.kind, b.id = isRef, out.Text
	case schema.OutText:
		b.kind, b.text = isText, out.Text
	case schema.OutWritten:
		b.written(cmp.Or(out.Text, attr))
	}
	if b.id == "" && (b.kind == isRef || b.kind == isGetAtt) {
		b.kind, b.problem = unbound, "`"+of.Address.String()+"` is no resource of its own there"
	}
}

// written is an attribute as the template has it.
func (b *binding) written(attr string) {
	v := value.Value(b.of.Attrs)
	for name := range strings.SplitSeq(attr, ".") {
		h, ok := single(v)
		if !ok {
			b.problem = "`" + name + "` is known only to Terraform"
			return
		}
		v = h.Member(name)
	}
	if a, ok := v.(*value.Array); ok && b.indexed && b.index < a.Len() {
		v, b.indexed = a.Peek(b.index), false
	}
	switch {
	case v == value.Value(value.Nil) && b.of.Address.Data:
		b.problem = "CloudFormation cannot look things up"
	case v == value.Value(value.Nil):
		b.problem = "it is not written in the template, and CloudFormation does not give it"
	default:
		b.kind, b.value = isWritten, v
	}
}

// A piece is a part of a text: known, or an intrinsic function.
type piece struct {
	text string
	call *binding // nil: known text
}

// reference writes one reference.
func (e *emitter) reference(r *value.Ref, t *schema.AttrType) {
	b := e.bind(r)
	switch b.kind {
	case isWritten:
		e.follow(b.of)
		e.value(b.value, t)
	case isText:
		e.pieces(e.flatten(nil, r), t)
	default:
		e.call(&b)
	}
}

// follow notes that what is written must come after another resource, which no
// intrinsic function says.
func (e *emitter) follow(r *resource) {
	other := e.named(r.Address)
	if e.at == nil || other == nil || other == e.named(e.at.Address) {
		return
	}
	e.after = append(e.after, other.id)
}

func (e *emitter) string(s *value.String, t *schema.AttrType) {
	if s.Known() {
		e.known(s.Text, t)
		return
	}
	if ref, ok := emit.Lone(s).(*value.Ref); ok {
		e.reference(ref, t)
		return
	}
	e.pieces(e.flatten(nil, s), t)
}

// flatten takes a value apart into known text and intrinsic functions.
func (e *emitter) flatten(out []piece, v value.Value) []piece {
	switch v := value.Peek(v).(type) {
	case *value.String:
		emit.Pieces(v, func(text string, unknown value.Value) {
			if unknown != nil {
				out = e.flatten(out, unknown)
			} else {
				out = appendText(out, text)
			}
		})
	case *value.Raw:
		if _, ok := scalarText(v.CloudFormation); ok || v.CloudFormation == nil {
			return e.flatten(out, value.OrNil(v.CloudFormation))
		}
		out = append(out, piece{call: &binding{kind: isRaw, value: v.CloudFormation}})
	case *value.Ref:
		return e.flattenRef(out, v)
	default:
		text, _ := scalarText(v)
		out = appendText(out, text)
	}
	return out
}

func (e *emitter) flattenRef(out []piece, r *value.Ref) []piece {
	b := e.bind(r)
	switch b.kind {
	case isWritten:
		e.follow(b.of)
		return e.flatten(out, b.value)
	case isText:
		return e.flattenText(out, b.text, b.of)
	}
	return append(out, piece{call: &b})
}

// flattenText takes a text of a page apart, see schema.Out.
func (e *emitter) flattenText(out []piece, text string, of *resource) []piece {
	for {
		before, rest, more := strings.Cut(text, "${")
		out = appendText(out, before)
		if !more {
			return out
		}
		name, after, _ := strings.Cut(rest, "}")
		text = after
		switch attr, own := strings.CutPrefix(name, "."); {
		case name == ".":
			out = append(out, piece{call: &binding{kind: isRef, id: of.id}})
		case own:
			out = append(out, piece{call: &binding{kind: isGetAtt, id: of.id, attr: attr}})
		case strings.HasPrefix(name, "AWS::"):
			out = append(out, piece{call: &binding{kind: isRef, id: name}})
		default:
			e.follow(of)
			out = e.flatten(out, of.Attrs.Member(name))
		}
	}
}

func appendText(out []piece, text string) []piece {
	if text == "" {
		return out
	}
	if n := len(out); n > 0 && out[n-1].call == nil {
		out[n-1].text += text
		return out
	}
	return append(out, piece{text: text})
}

func (e *emitter) pieces(list []piece, t *schema.AttrType) {
	switch {
	case len(list) == 0:
		e.known("", t)
	case len(list) == 1 && list[0].call == nil:
		e.known(list[0].text, t)
	case len(list) == 1:
		e.call(list[0].call)
	case fitsSub(list):
		e.sub(list)
	default:
		e.join(list)
	}
}

// fitsSub reports whether Fn::Sub can say a text: each ${ in it must end, since
// ${!name} is how it is written, and no $ may stand right before a reference.
func fitsSub(list []piece) bool {
	for i, p := range list {
		if p.call == nil && (!closed(p.text) || i+1 < len(list) && strings.HasSuffix(p.text, "$")) {
			return false
		}
	}
	return true
}

func closed(text string) bool {
	for {
		_, rest, more := strings.Cut(text, "${")
		if !more {
			return true
		}
		end := strings.IndexAny(rest, "{}!")
		if end <= 0 || rest[end] != '}' {
			return false
		}
		text = rest[end:]
	}
}

func (e *emitter) sub(list []piece) {
	var b strings.Builder
	var others []*binding
	for _, p := range list {
		switch {
		case p.call == nil:
			b.WriteString(strings.ReplaceAll(p.text, "${", "${!"))
		case p.call.kind == isRef && !p.call.indexed:
			b.WriteString("${" + p.call.id + "}")
		case p.call.kind == isGetAtt && !p.call.indexed:
			b.WriteString("${" + p.call.id + "." + p.call.attr + "}")
		default:
			others = append(others, p.call)
			b.WriteString("${" + variable(len(others)) + "}")
		}
	}
	e.Call("Fn::Sub")
	if len(others) == 0 {
		e.String(b.String())
	} else {
		e.subWith(b.String(), others)
	}
	e.Done()
}

// variable is the name of the nth variable of a Fn::Sub; logical ids begin
// with a capital.
func variable(n int) string { return "v" + strconv.Itoa(n) }

func (e *emitter) subWith(text string, others []*binding) {
	e.Open('[')
	e.Item()
	e.String(text)
	e.Item()
	e.Open('{')
	for i, b := range others {
		e.Key(variable(i + 1))
		e.call(b)
	}
	e.Close('}')
	e.Close(']')
}

func (e *emitter) join(list []piece) {
	e.Call("Fn::Join")
	e.Open('[')
	e.Item()
	e.String("")
	e.Item()
	e.Open('[')
	for _, p := range list {
		e.Item()
		if p.call == nil {
			e.String(p.text)
		} else {
			e.call(p.call)
		}
	}
	e.Close(']')
	e.Close(']')
	e.Done()
}

// call writes an intrinsic function, or the element of a list that it gives.
func (e *emitter) call(b *binding) {
	if b.indexed {
		e.Call("Fn::Select")
		e.Open('[')
		e.Item()
		e.Raw(strconv.Itoa(b.index))
		e.Item()
		defer e.Done()
		defer e.Close(']')
	}
	switch b.kind {
	case isRef:
		e.Ref(b.id)
	case isGetAtt:
		e.GetAtt(b.id, b.attr)
	case isRaw:
		e.plainValue(b.value)
	default:
		e.String("")
	}
}
