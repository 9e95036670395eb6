package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/firehose-dsl/firehose-dsl/compiler/graph"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/resolve"
)

const oneStream = `aws_kinesis_firehose_delivery_stream(:s, {
  name: stream_name,
  destination: "extended_s3",
  extended_s3_configuration: {
    role_arn: delivery_role.arn,
    bucket_arn: lake_bucket.arn,
    prefix: "raw/year=!{timestamp:yyyy}/",
    error_output_prefix: "errors/!{firehose:error-output-type}/",
    buffering_size: 64,
    buffering_interval: 300,
    compression_format: "GZIP",
    processing_configuration: {
      enabled: true,
      processors: [{ type: "Lambda", parameters: [{ parameter_name: "LambdaArn", parameter_value: "arn:aws:lambda:us-east-1:123456789012:function:clean:live" }] }]
    },
    cloudwatch_logging_options: { enabled: true, log_group_name: logs.name, log_stream_name: "S3Delivery" }
  }
})
`

// manyStreams are n streams as a loop makes them: one shape for each block,
// with names of their own.
func manyStreams(b *testing.B, n int) *resolve.Graph {
	file := source.NewFile("t.rb", []byte(oneStream))
	tree, _ := dsl.Parse(file)
	m := &builder{g: &graph.Graph{Name: "t", File: file}, locals: map[string]value.Value{}}
	m.all(tree.Body)
	first := m.g.Resources[0]
	for i := 1; i < n; i++ {
		r := *first
		r.Address.Name = fmt.Sprintf("s%d", i)
		r.Attrs = value.HashOf(first.Attrs.Share(), append([]value.Value(nil), first.Attrs.Slots()...))
		r.Attrs.Set(value.Symbol("name"), value.NewString(r.Address.Name), value.Place{})
		at := r.Attrs.Shape().FindText("extended_s3_configuration")
		inner := first.Attrs.Peek(at).(*value.Hash)
		r.Attrs.Set(value.Symbol("extended_s3_configuration"), value.HashOf(inner.Share(), append([]value.Value(nil), inner.Slots()...)), value.Place{})
		m.g.Resources = append(m.g.Resources, &r)
	}
	rg, _ := resolve.Resolve(m.g, catalog)
	return rg
}

func BenchmarkCheckTenThousandStreams(b *testing.B) {
	rg := manyStreams(b, 10000)
	b.ReportAllocs()
	for b.Loop() {
		check.Check(rg, rules, check.Options{Target: "terraform"})
	}
}

// The cost of a first run: opening the pages, compiling what one stream needs,
// checking it.
func BenchmarkCheckOneStreamCold(b *testing.B) {
	rg := manyStreams(b, 1)
	b.ReportAllocs()
	for b.Loop() {
		check.Check(rg, check.Open(rulePages()), check.Options{Target: "terraform"})
	}
}

func BenchmarkScanPages(b *testing.B) {
	for b.Loop() {
		check.Open(rulePages())
	}
}

// A graph of many streams is told the same as each alone would be.
func TestManyStreamsAreEachChecked(t *testing.T) {
	text := strings.ReplaceAll(oneStream, `"GZIP"`, `"gzip"`)
	one := check.Check(resolved(t, text), rules, check.Options{Target: "terraform"})
	two := check.Check(resolved(t, text+strings.Replace(text, ":s,", ":r,", 1)), rules, check.Options{Target: "terraform"})
	if len(two) != 2*len(one) {
		t.Errorf("%d findings in one stream, %d in two", len(one), len(two))
	}
}
