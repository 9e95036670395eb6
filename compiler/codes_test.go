package compiler

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// knownTypes are the resource types of the tests.
type knownTypes struct{}

func (knownTypes) HasType(data bool, name string) bool {
	return strings.Contains("aws_sns_topic aws_sqs_queue aws_kinesis_stream", name)
}

func (knownTypes) Types(bool) []string {
	return []string{"aws_sns_topic", "aws_sqs_queue", "aws_kinesis_stream"}
}

func codesOf(diags diag.List) []string {
	var codes []string
	for _, d := range diags.Tidy() {
		codes = append(codes, d.Code)
	}
	return codes
}

// Each example of a code of these floors yields that code and nothing else.
func TestExamplesYieldTheirCodes(t *testing.T) {
	for _, c := range diag.Codes() {
		if !strings.HasPrefix(c.ID, "E02") && !strings.HasPrefix(c.ID, "E03") {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			r := Compile(Job{
				Files: []*source.File{source.NewFile("t.rb", []byte(c.Example))},
				Types: knownTypes{}, FS: fstest.MapFS{}, Limits: Limits{Steps: 10_000},
			})
			assert.Equal(t, []string{c.ID}, codesOf(r.Diags), "%s", c.Example)
			assert.NotEmpty(t, c.What)
		})
	}
}
