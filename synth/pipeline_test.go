package synth

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/synth/internal/build"
)

// climbed is what comes of templates made by hand.
func climbed(job Job, graphs ...*graph.Graph) *Result {
	r := newRun(job)
	for _, g := range graphs {
		r.result.Templates = append(r.result.Templates, &Template{Name: g.Name, Graph: g})
	}
	r.climbAll()
	return r.result
}

func told(r *Result) []string {
	var out []string
	for _, d := range r.Diags {
		text := d.Code + " " + d.Severity.String()
		if d.Repair != diag.NoRepair {
			text += " " + d.Repair.String()
		}
		out = append(out, text)
	}
	return out
}

func text(t *testing.T, r *Result) string {
	t.Helper()
	require.Len(t, r.Documents, 1, told(r))
	var b strings.Builder
	require.NoError(t, r.Documents[0].Write(&b))
	return b.String()
}

// partner is a stream to an HTTP endpoint that lacks its S3 block and its role:
// FH763 promotes the role, and in the next round FH276 gives it to the block.
func partner() *graph.Graph {
	return build.Graph("t", build.Resource("aws_kinesis_firehose_delivery_stream", "third_party", build.Pairs{
		{"name", "third-party"}, {"destination", "http_endpoint"},
		{"http_endpoint_configuration", build.Pairs{{"name", "Partner"}, {"url", "https://example.com"}, {"buffer_size", 5}, {"buffering_interval", 60}}},
	}))
}

func TestRepairsMakeOthersApply(t *testing.T) {
	r := climbed(Job{}, partner())
	assert.ElementsMatch(t, []string{"FH114 warning", "FH763 warning promoted", "FH276 warning promoted"}, told(r))
	doc := text(t, r)
	assert.Equal(t, "t/main.tf.json", r.Documents[0].Path)
	assert.Contains(t, doc, `"role_arn": "${var.third_party_role_arn}"`)
	assert.Contains(t, doc, `"bucket_arn": "${var.third_party_s3_bucket_arn}"`)
	assert.Contains(t, doc, `"buffering_size": 5`)

	var inferred []string
	for _, in := range r.Templates[0].Inferred {
		inferred = append(inferred, in.Name)
	}
	assert.Equal(t, []string{"third_party_role_arn", "third_party_s3_bucket_arn"}, inferred)
}

func TestWithoutRepairsFaultsAreErrors(t *testing.T) {
	r := climbed(Job{Repairs: NoRepairs}, partner())
	assert.True(t, r.HasErrors())
	assert.Empty(t, r.Documents)
	assert.Contains(t, told(r), "FH276 error")
}

func TestOneTemplatesErrorHidesNoneOfAnothers(t *testing.T) {
	broken := func(name string) *graph.Graph {
		return build.Graph(name, build.Resource("aws_sns_topic", "a", build.Pairs{{"nmae", name}}))
	}
	r := climbed(Job{}, broken("b"), build.Graph("good"), broken("a"))
	assert.Len(t, r.Diags, 1, "both stand at no place, and say the same")
	assert.Equal(t, 2, r.Diags[0].Count)
	assert.Empty(t, r.Documents)
	assert.Equal(t, "a", r.Templates[0].Name)

	r = climbed(Job{Templates: []string{"good"}}, broken("b"), build.Graph("good"))
	assert.Empty(t, r.Diags)
	assert.Len(t, r.Documents, 1)
}

func TestTemplatesOfOneName(t *testing.T) {
	r := climbed(Job{}, build.Graph("a"), build.Graph("a"))
	assert.Equal(t, []string{"E0205 error"}, told(r))
}

func TestNoTemplateAtAll(t *testing.T) {
	r := climbed(Job{})
	require.Equal(t, []string{"E0512 error"}, told(r))
	assert.True(t, r.Diags[0].Span.IsZero())
}

func TestInputsMayHaveToBeDeclared(t *testing.T) {
	g := build.Graph("t", build.Resource("aws_sns_topic", "a", build.Pairs{{"name", build.Free("topic", "name")}}))
	assert.Empty(t, told(climbed(Job{}, g)))
	r := climbed(Job{InputsDeclared: true}, g)
	assert.Equal(t, []string{"E0508 error"}, told(r))
	assert.Contains(t, told(climbed(Job{InputsDeclared: true}, partner())), "FH276 warning promoted", "a repair tells its own")
	assert.NotContains(t, told(climbed(Job{InputsDeclared: true}, partner())), "E0508 error")
}

func TestStagesAreKeptOnRequest(t *testing.T) {
	kept := climbed(Job{Keep: true}, partner()).Templates[0]
	assert.NotNil(t, kept.Graph)
	assert.NotNil(t, kept.Normalized)
	assert.NotNil(t, kept.Resolved)
	assert.Nil(t, climbed(Job{}, partner()).Templates[0].Resolved)
}

func TestTheSameBytesInAnyOrder(t *testing.T) {
	var list []*graph.Resource
	for _, name := range []string{"c", "a", "b"} {
		list = append(list, build.Resource("aws_sns_topic", name, build.Pairs{{"name", build.Free(name+"_topic", "name")}, {"tags", build.Pairs{{"b", "1"}, {"a", "2"}}}}))
	}
	one := text(t, climbed(Job{}, build.Graph("t", list...)))
	list[0], list[2] = list[2], list[0]
	assert.Equal(t, one, text(t, climbed(Job{}, build.Graph("t", list...))))
}

func TestEveryTargetWrites(t *testing.T) {
	for _, name := range Targets() {
		g := build.Graph("t", build.Resource("aws_sns_topic", "a", build.Pairs{{"name", "topic-a"}}))
		assert.Contains(t, text(t, climbed(Job{Target: name}, g)), "topic-a", name)
	}
	assert.Panics(t, func() { climbed(Job{Target: "cobol"}) })
}
