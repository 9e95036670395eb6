package cfn

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// fromYAML is a node as JSON has it: short intrinsics in their long form.
func fromYAML(t *testing.T, n *yaml.Node) any {
	t.Helper()
	var v any
	switch n.Kind {
	case yaml.DocumentNode:
		return fromYAML(t, n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = fromYAML(t, n.Content[i+1])
		}
		v = m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, fromYAML(t, c))
		}
		v = list
	default:
		if strings.HasPrefix(n.Tag, "!!") {
			require.NoError(t, n.Decode(&v))
		} else {
			v = n.Value
		}
	}
	switch name := strings.TrimPrefix(n.Tag, "!"); {
	case strings.HasPrefix(n.Tag, "!!"):
	case name == "Ref":
		return map[string]any{"Ref": v}
	case name == "GetAtt":
		id, attr, _ := strings.Cut(n.Value, ".")
		return map[string]any{"Fn::GetAtt": []any{id, attr}}
	default:
		return map[string]any{"Fn::" + name: v}
	}
	return v
}

func TestYAMLSaysWhatJSONSays(t *testing.T) {
	texts := []any{"!{timestamp:yyyy}", "yes", "NO", "null", "~", "1", "0x1f", "1e3", "2010-09-09", "a: b", "a:b", "a #b", "#a", "a  b", " a", "a ",
		"-", "- a", "?", "*a", "&a", "{a}", "[a]", "a,b", "\"q\"", "'q'", `back\slash`, "two\nlines", "tab\there", "\u0085\u2028\u2029\ufeff", "ünï ☃ 🔥", "=", "<<",
		"%a", "@a", "`a`", "a|b", "arn:aws:s3:::lake/*", "end:", "\x7f", "a{b}", "a$b", "off", "y", "true", "False", ".5", "+1", "12:30:45", "0o17"}
	document := h("Version", "2012-10-17", "Statement", []any{h("Resource", []any{text(free("b", "arn"), "/*"), []any{}, h()}, "Odd keys", h("a b", 1, "yes", true, "a:b", 0.5, "", "x", "!x", []any{[]any{1}, h("z", nil)}))})
	g := &graph.Graph{Resources: []*graph.Resource{
		res("aws_iam_policy", "p", h("policy", document)),
		res(topicType, "t", h("name", text("a-", &value.Raw{CloudFormation: h("Fn::ImportValue", "x")}), "display_name", text("cost $", free("b", "arn")))),
		res("aws_lambda_function", "l", h("function_name", "l", "role", "r", "layers", texts)),
		stream("s", "destination", "splunk", "splunk_configuration", h("hec_endpoint", "https://x", "s3_configuration", s3())),
	}}
	rg := resolved(t, g)
	var fromJSON any
	var inJSON, inYAML strings.Builder
	require.NoError(t, Target{}.Emit(rg, &inJSON))
	require.NoError(t, Target{YAML: true}.Emit(rg, &inYAML))
	require.NoError(t, json.Unmarshal([]byte(inJSON.String()), &fromJSON))
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte(inYAML.String()), &doc), inYAML.String())
	want, err := json.MarshalIndent(fromJSON, "", " ")
	require.NoError(t, err)
	got, err := json.MarshalIndent(fromYAML(t, &doc), "", " ")
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), inYAML.String())
}
