package read

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// CloudFormationYAML is CloudFormation for a template in YAML. Short intrinsic
// functions are the long ones: !Ref x is { Ref: x }.
func CloudFormationYAML(f *source.File, c *schema.Catalog) (*graph.Graph, diag.List) {
	p := newParser(f)
	y := &yamlReader{parser: p}
	var doc yaml.Node
	if err := yaml.Unmarshal(f.Data, &doc); err != nil || len(doc.Content) != 1 {
		p.fail(0, "this is no YAML: it cannot be read as one document")
		return newGraph(f), p.diags
	}
	top, ok := y.value(doc.Content[0]).(*value.Hash)
	if !ok {
		p.fail(0, "this is no CloudFormation template: an object should stand here")
	}
	return cloudFormationGraph(p, top, c)
}

type yamlReader struct{ *parser }

// offset is where a node begins.
func (y *yamlReader) offset(n *yaml.Node) int {
	return min(y.file.LineStart(n.Line)+max(0, n.Column-1), len(y.data))
}

func (y *yamlReader) spanOf(n *yaml.Node) source.Span {
	from := y.offset(n)
	return y.file.Span(from, min(from+max(1, len(n.Value)), len(y.data)))
}

// value is a node as JSON would have it.
func (y *yamlReader) value(n *yaml.Node) value.Value {
	function := functionOf(n.Tag)
	if function == "" {
		return y.untagged(n)
	}
	arg := y.untagged(n)
	if id, attr, ok := strings.Cut(n.Value, "."); ok && function == "Fn::GetAtt" {
		arg = value.NewArray([]value.Value{value.NewString(id), value.NewString(attr)})
	}
	shape := value.NewShape(y.spanOf(n), []value.Value{y.symbol(function)}, nil)
	return value.HashOf(shape, []value.Value{arg})
}

// functionOf is the intrinsic function of a tag: Fn::Sub of !Sub; empty for
// the tags of YAML itself.
func functionOf(tag string) string {
	name, short := strings.CutPrefix(tag, "!")
	switch {
	case !short || strings.HasPrefix(name, "!") || name == "":
		return ""
	case name == "Ref" || name == "Condition":
		return name
	}
	return "Fn::" + name
}

func (y *yamlReader) untagged(n *yaml.Node) value.Value {
	switch n.Kind {
	case yaml.MappingNode:
		return y.mapping(n)
	case yaml.SequenceNode:
		list := value.NewArray(make([]value.Value, 0, len(n.Content)))
		for _, e := range n.Content {
			list.Push(y.value(e))
		}
		return list
	case yaml.ScalarNode:
		return y.scalarOf(n)
	}
	y.fail(y.offset(n), "aliases are not read")
	return value.Nil
}

func (y *yamlReader) mapping(n *yaml.Node) value.Value {
	var keys, slots []value.Value
	var places []value.Place
	var seen keySet
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, of := n.Content[i], n.Content[i+1]
		name := y.symbol(key.Value)
		if seen.met(keys, name) || key.Kind != yaml.ScalarNode {
			y.fail(y.offset(key), "the key %q stands twice in one object, or is none", key.Value)
		}
		keys = append(keys, name)
		slots = append(slots, y.value(of))
		places = append(places, value.Place{Key: y.spanOf(key), Value: y.spanOf(of)})
	}
	return value.HashOf(value.NewShape(y.spanOf(n), keys, places), slots)
}

// scalarOf is a plain number, truth value or null; anything else is a text.
func (y *yamlReader) scalarOf(n *yaml.Node) value.Value {
	if n.Style == 0 {
		switch n.Tag {
		case "!!int", "!!float":
			if v := number(n.Value); v != nil {
				return v
			}
		case "!!bool":
			return value.Bool(n.Value == "true")
		case "!!null":
			return value.Nil
		}
	}
	return value.NewString(n.Value)
}
