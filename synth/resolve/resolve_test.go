package resolve_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

const stream = "aws_kinesis_firehose_delivery_stream"

var catalog = schema.Load()

func messages(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Code+" "+d.Message)
	}
	return out
}

func topic(name string, attrs ...build.Pair) *graph.Resource {
	return build.Resource("aws_sns_topic", name, attrs)
}

func addresses(rg *resolve.Graph) string {
	var names []string
	for _, r := range rg.Resources {
		names = append(names, r.Address.Name)
	}
	return strings.Join(names, " ")
}

func TestReferencesAreBound(t *testing.T) {
	for _, test := range []struct {
		path []value.Step
		want string // the type, or the message
	}{
		{[]value.Step{{Name: "arn"}}, "string"},
		{[]value.Step{{Name: "shard_count"}}, "number"},
		{[]value.Step{{Name: "shard_level_metrics"}}, "set(string)"},
		{[]value.Step{{Name: "tags"}, {Name: "a", IsKey: true}}, "string"},
		{[]value.Step{{Name: "tags"}, {Name: "a"}}, "string"},
		{[]value.Step{{Name: "timeouts"}, {Name: "create"}}, "string"},
		{[]value.Step{{Name: "stream_mode_details"}, {Index: 0, IsIndex: true}, {Name: "stream_mode"}}, "string"},
		{[]value.Step{{Name: "arnn"}}, "E0501 `aws_kinesis_stream` has no attribute `arnn`"},
		{[]value.Step{{Name: "stream_mode_details"}, {Name: "stream_mode"}},
			"E0501 `aws_kinesis_stream.stream_mode_details` has no `.stream_mode`: `stream_mode_details` is a list of blocks"},
		{[]value.Step{{Name: "arn"}, {Name: "x"}}, "E0501 `aws_kinesis_stream.arn` has no `.x`: the value is of type string, which has no `.x`"},
		{[]value.Step{{Index: 0, IsIndex: true}}, "E0501 `aws_kinesis_stream` has no `[0]`: there is one block here, and no `[0]`"},
		{[]value.Step{{Name: "shard_level_metrics"}, {Index: 0, IsIndex: true}},
			"E0501 `aws_kinesis_stream.shard_level_metrics` has no `[0]`: the value is of type set(string), which has no `[0]`"},
	} {
		ref := build.Ref("aws_kinesis_stream", "s")
		ref.Path = test.path
		rg, diags := resolve.Resolve(build.Graph("t",
			build.Resource("aws_kinesis_stream", "s", build.Pairs{{"name", "s"}}), topic("a", build.Pair{"name", ref})), catalog)
		if strings.HasPrefix(test.want, "E") {
			assert.Equal(t, []string{test.want}, messages(diags))
			continue
		}
		require.Empty(t, diags)
		typ, known := rg.TypeOf(ref)
		assert.True(t, known)
		assert.Equal(t, test.want, typ.String())
		assert.Equal(t, rg.Resources[:1], slices.Collect(rg.Resources[1].Uses()))
	}
}

func TestAWrongAttributeIsToldAtItsName(t *testing.T) {
	f := source.NewFile("t.rb", []byte("x = topic.arnn"))
	ref := build.Ref("aws_sns_topic", "a", "arnn")
	ref.Where = f.Span(4, 14)
	_, diags := resolve.Resolve(build.Graph("t", topic("a"), topic("b", build.Pair{"name", ref})), catalog)
	require.Len(t, diags, 1)
	assert.Equal(t, "arnn", diags[0].Span.Text())
	assert.Equal(t, "did you mean `arn`?", diags[0].Help[0])
	assert.Equal(t, []diag.Edit{{Span: f.Span(10, 14), Text: "arn"}}, diags[0].Fixes[0].Edits)
}

func TestAReferenceToNothing(t *testing.T) {
	other := build.Ref("aws_sns_topic", "x", "arn")
	other.Of.Template = "other"
	_, diags := resolve.Resolve(build.Graph("t",
		topic("alarms", build.Pair{"name", build.Ref("aws_sns_topic", "alarm", "name")}),
		topic("b", build.Pair{"name", other})), catalog)
	assert.Equal(t, []string{"E0503 no resource `aws_sns_topic.alarm` in this template", "E0504 `aws_sns_topic.x` belongs to template `other`"}, messages(diags))
	assert.Equal(t, []string{"did you mean `alarms`?"}, diags[0].Help)
}

func TestResourcesFollowWhatTheyReferTo(t *testing.T) {
	need := func(names ...string) build.Pair {
		var list []any
		for _, n := range names {
			list = append(list, build.Ref("aws_sns_topic", n).Of)
		}
		return build.Pair{"depends_on", list}
	}
	rg, diags := resolve.Resolve(build.Graph("t", topic("a", need("c", "d")), topic("b"), topic("c", need("d")), topic("d")), catalog)
	assert.Empty(t, diags)
	assert.Equal(t, "d c a b", addresses(rg))
	rg, diags = resolve.Resolve(build.Graph("t", topic("d"), topic("b", need("d")), topic("a")), catalog)
	assert.Empty(t, diags)
	assert.Equal(t, "d b a", addresses(rg))
}

func TestACircleIsToldOnceWithAllPlaces(t *testing.T) {
	f := source.NewFile("t.rb", []byte("aaa bbb ccc"))
	ref := func(name string, at int) *value.Ref {
		r := build.Ref("aws_sns_topic", name, "name")
		r.Where = f.Span(at, at+3)
		return r
	}
	rg, diags := resolve.Resolve(build.Graph("t",
		topic("a", build.Pair{"name", ref("b", 8)}),
		topic("b", build.Pair{"name", build.Text("x", ref("c", 0))}),
		topic("c", build.Pair{"depends_on", []any{ref("a", 4)}})), catalog)
	require.Equal(t, []string{"E0502 resources refer to each other in a circle: `aws_sns_topic.b`, `aws_sns_topic.c`, `aws_sns_topic.a`, and back"}, messages(diags))
	assert.Equal(t, "aaa", diags[0].Span.Text())
	assert.Equal(t, "bbb", diags[0].Labels[0].Span.Text())
	assert.Equal(t, "`aws_sns_topic.c` needs `aws_sns_topic.a`", diags[0].Labels[0].Message)
	assert.Equal(t, "ccc", diags[0].Labels[1].Span.Text())
	assert.Len(t, rg.Resources, 3)

	_, diags = resolve.Resolve(build.Graph("t", topic("a", build.Pair{"display_name", build.Ref("aws_sns_topic", "a", "name")})), catalog)
	assert.Equal(t, []string{"E0502 `aws_sns_topic.a` refers to itself"}, messages(diags))
}

func TestALongChainIsOrdered(t *testing.T) {
	const n = 20_000
	list := make([]*graph.Resource, n)
	name := func(i int) string {
		return "t" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + value.Address{Name: ""}.Name + itoa(i)
	}
	for i := range list {
		list[i] = topic(name(i))
		if i+1 < n {
			list[i] = topic(name(i), build.Pair{"name", build.Ref("aws_sns_topic", name(i+1), "name")})
		}
	}
	rg, diags := resolve.Resolve(build.Graph("t", list...), catalog)
	assert.Empty(t, diags)
	assert.Equal(t, name(n-1), rg.Resources[0].Address.Name)
}

func itoa(i int) string {
	v := value.NewString("")
	for ; i > 0; i /= 10 {
		v.Text = string(rune('0'+i%10)) + v.Text
	}
	return v.Text
}

func TestMetaArgumentsStandApart(t *testing.T) {
	rg, diags := resolve.Resolve(build.Graph("t", topic("a"), topic("b",
		build.Pair{"name", "b"}, build.Pair{"depends_on", []any{build.Ref("aws_sns_topic", "a", "arn"), "aws_sns_topic.a"}},
		build.Pair{"lifecycle", []any{build.Pairs{{"ignore_changes", []any{"all"}}, {"prevent_destroy", nil}}}})), catalog)
	require.Empty(t, diags)
	b := rg.Resources[1]
	assert.Equal(t, 1, b.Attrs.Len())
	assert.Equal(t, []value.Address{{Type: "aws_sns_topic", Name: "a"}}, b.Meta.DependsOn)
	v, _ := b.Meta.Lifecycle.Get(value.Symbol("ignore_changes"))
	assert.Equal(t, value.Value(value.Symbol("all")), v)
	assert.Equal(t, 1, b.Meta.Lifecycle.Len())
}

func TestMetaArgumentsThatDoNotFit(t *testing.T) {
	for _, test := range []struct {
		key  string
		v    any
		want string
		help string
	}{
		{"count", 3, "E0511 templates have no `count`", "make the resources in a loop: `3.times do |i| … end`, with `i` in the name"},
		{"for_each", []any{}, "E0511 templates have no `for_each`", "make the resources in a loop: `list.each do |x| … end`, with `x` in the name"},
		{"depends_on", []any{"role"}, "E0511 `depends_on` takes resources of this template", "write the variable that holds the resource, as in `depends_on: [role]`"},
		{"lifecycle", 1, "E0511 `lifecycle` is a block of settings", "write `lifecycle: { prevent_destroy: true }`"},
		{"lifecycle", build.Pairs{{"prevent_destroi", true}}, "E0511 `lifecycle` has no setting `prevent_destroi`", "did you mean `prevent_destroy`?"},
		{"lifecycle", build.Pairs{{"prevent_destroy", "yes"}}, "E0511 `prevent_destroy` is true or false, known when the template runs", ""},
		{"lifecycle", build.Pairs{{"ignore_changes", []any{"nam"}}}, "E0511 `ignore_changes` names `nam`, and `aws_sns_topic` has no such attribute", "did you mean `name`?"},
		{"lifecycle", build.Pairs{{"replace_triggered_by", []any{"x"}}}, "E0511 `replace_triggered_by` takes resources of this template, or attributes of them", ""},
		{"provider", "west", "E0513 no provider `aws.west` in this template", "configure it: `provider :aws, alias: \"west\", region: \"…\"`"},
		{"provider", 1, "E0511 `provider` takes the alias of a provider: `provider: :west`", ""},
	} {
		_, diags := resolve.Resolve(build.Graph("t", topic("a", build.Pair{test.key, test.v})), catalog)
		assert.Equal(t, []string{test.want}, messages(diags))
		if test.help != "" {
			assert.Contains(t, diags[0].Help, test.help)
		}
	}
}

func TestOutputs(t *testing.T) {
	g := build.Graph("t", build.Resource("aws_db_instance", "d", build.Pairs{{"password", build.Free("pw", "value")}}))
	g.Outputs = []*graph.Output{
		{Name: "b", Value: build.Ref("aws_db_instance", "d", "password")},
		{Name: "a", Value: build.Value([]any{build.Text("x", build.Free("pw", "value"))})},
		{Name: "c", Value: build.Ref("aws_db_instance", "d", "arn"), Options: build.Value(build.Pairs{{"sensitive", true}}).(*value.Hash)},
		{Name: "d", Value: build.Free("plain", "name")},
	}
	rg, diags := resolve.Resolve(g, catalog)
	assert.Empty(t, diags)
	var got []string
	for _, o := range rg.Outputs {
		got = append(got, o.Name+map[bool]string{true: " secret"}[o.Secret])
	}
	assert.Equal(t, []string{"a secret", "b secret", "c secret", "d"}, got)
}

func TestTerraformsOwnSettingsAreFixed(t *testing.T) {
	g := build.Graph("t")
	g.Terraform = &graph.Settings{Values: build.Value(build.Pairs{{"backend", build.Pairs{{"s3", build.Pairs{{"bucket", build.Text("a", build.Free("x", "name"))}}}}}}).(*value.Hash)}
	_, diags := resolve.Resolve(g, catalog)
	assert.Equal(t, []string{"E0516 a setting of Terraform cannot hold a value that is known only after deployment"}, messages(diags))
}

func TestSecretsWrittenOut(t *testing.T) {
	literal := func(v any) []string {
		_, diags := resolve.Resolve(build.Graph("t", build.Resource("aws_db_instance", "d", build.Pairs{{"password", v}})), catalog)
		return messages(diags)
	}
	told := []string{"E0510 `password` is a secret, and stands here as plain text"}
	assert.Equal(t, told, literal("hunter2"))
	assert.Equal(t, told, literal(value.Symbol("hunter2")))
	assert.Empty(t, literal(build.Free("pw", "value")))
	assert.Empty(t, literal(build.Text("x", build.Free("pw", "value"))))
	assert.Empty(t, literal(""))
	assert.Empty(t, literal(nil))

	block := build.Pairs{{"password", "x"}}
	_, diags := resolve.Resolve(build.Graph("t",
		build.Resource(stream, "a", build.Pairs{{"redshift_configuration", build.Lasting{Of: block}}}),
		build.Resource("aws_glue_connection", "g", build.Pairs{{"connection_properties", build.Pairs{{"JDBC_URL", "jdbc:x"}, {"PASSWORD", "x"}}}}),
		build.Resource("aws_glue_connection", "h", build.Pairs{{"connection_properties", build.Pairs{{"JDBC_URL", "jdbc:x"}}}})), catalog)
	assert.Equal(t, []string{told[0], "E0510 `connection_properties` is a secret, and stands here as plain text"}, messages(diags))
}

func TestKeysAreReadByTheirText(t *testing.T) {
	h := build.Value(build.Pairs{{"name", "a"}}).(*value.Hash)
	h.Set(value.Int(7), value.Int(1), value.Place{})
	h.Set(value.NewString("display_name"), value.Int(1), value.Place{})
	rg, _ := resolve.Resolve(build.Graph("t"), catalog)
	view := rg.View(h, catalog.Resource("aws_sns_topic").Block)
	var names []string
	for _, e := range view.Entries {
		names = append(names, e.Name)
	}
	assert.Equal(t, []string{"7", "display_name", "name"}, names)
	assert.Nil(t, view.Entry("7").Attr)
	assert.NotNil(t, view.Entry("display_name").Attr)
	assert.Nil(t, view.Entry("x"))
}
