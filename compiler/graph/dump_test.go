package graph

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

func TestDump(t *testing.T) {
	f := source.NewFile("t.rb", []byte("aws_x(:a, { n: 1 })\n"))
	res := &value.Resource{Address: value.Address{Type: "aws_x", Name: "a"}}
	text := value.NewString("a-")
	text.Append(value.SpliceString(&value.Ref{Of: res, Path: []value.Step{{Name: "arn"}}}))
	attrs := value.NewHash(f.Span(10, 18))
	attrs.Set(value.Symbol("n"), value.Int(1), value.Place{Key: f.Span(12, 13), Value: f.Span(15, 16)})
	attrs.Set(value.NewString("k"), value.NewArray([]value.Value{text, value.Symbol("s"), res}), value.Place{})
	attrs.Set(value.Symbol("e"), value.NewHash(source.Span{}), value.Place{})
	g := &Graph{Name: "t", NameAt: f.Span(0, 5), Roles: []*Role{{Name: "r", Streams: []RoleStream{{Name: "s"}}}}, Resources: []*Resource{{Resource: *res, Attrs: attrs, NameAt: f.Span(6, 8)}}}
	assert.Equal(t, `template t
  firehose_role r
    for s
  resource aws_x.a
    n: 1
    "k":
      -: "a-"${aws_x.a.arn}
      -: :s
      -: aws_x.a
    e: {}
`, Dump(g, false))
	assert.Contains(t, Dump(g, true), "template t  @1:1\n  firehose_role r\n    for s\n  resource aws_x.a  @1:7\n    n: 1  @1:16\n    \"k\":\n")
}
