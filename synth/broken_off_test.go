package synth_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// A template that fails after any of its statements is told nothing, besides the
// failure, that the whole one is not told.
func TestWhatATemplateMadeBeforeItFailedIsHeldToNoMoreThanTheWhole(t *testing.T) {
	for _, target := range []string{"terraform", "cloudformation"} {
		whole, broken := synth.Job{Target: target, NoQuotas: true}, synth.Job{Target: target, NoQuotas: true}
		of := map[string]string{}
		for _, f := range goodTemplates(t) {
			whole.Files = append(whole.Files, f)
			for i, text := range brokenOff(f) {
				name := fmt.Sprintf("%d_%s", i, f.Name)
				broken.Files = append(broken.Files, named(name, text))
				of[name] = f.Name
			}
		}
		told := map[string]bool{}
		for _, d := range synth.Run(whole).Diags {
			told[whatOf(d, d.Span.File.Name)] = true
		}
		failures := 0
		for _, d := range synth.Run(broken).Diags {
			if d.Code == diag.NoSuchMethod.ID {
				failures++
				continue
			}
			assert.True(t, told[whatOf(d, of[d.Span.File.Name])], "%s: %s %s\n%s", target, d.Code, d.Message, d.Span.File.Data)
		}
		assert.Equal(t, len(broken.Files), failures)
		assert.Greater(t, failures, 100)
	}
}

func whatOf(d *diag.Diagnostic, file string) string { return file + " " + d.Code + " " + d.Message }

// goodTemplates are the examples of the pages of types, and templates that link
// and refer.
func goodTemplates(t *testing.T) []*source.File {
	library, err := schema.ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	var out []*source.File
	for _, page := range library.Pages {
		out = append(out, named(page.Name+".rb", page.Example))
	}
	for i, s := range everything() {
		out = append(out, named(fmt.Sprintf("sound%d.rb", i), string(s.text)))
	}
	return append(out, named("role.rb", withRole))
}

const withRole = `role = firehose_role(:delivery, :raw)
lake = aws_s3_bucket(:lake, { bucket: "lake" })
aws_kinesis_firehose_delivery_stream(:raw, {
  name: "raw", destination: "extended_s3",
  extended_s3_configuration: { role_arn: role.arn, bucket_arn: lake.arn, prefix: "raw/" },
  depends_on: [ref(:aws_sqs_queue, :later)]
})
aws_sns_topic(:west, { name: "west", provider: :west })
aws_sqs_queue(:later, { name: "later" })
provider :aws, alias: "west", region: "us-west-2"
`

// named is a file whose template has the file's name, so that many stand in one run.
func named(name, text string) *source.File {
	template := strings.TrimSuffix(name, ".rb")
	return source.NewFile(name, []byte(aTemplate.ReplaceAllString(text, "template :t_"+template+" do")))
}

var aTemplate = regexp.MustCompile(`template :\w+ do`)

// brokenOff are a template with a failure behind each of its statements.
func brokenOff(f *source.File) []string {
	tree, _ := dsl.Parse(f)
	body := tree.Body
	if call, ok := body[0].(*dsl.CallExpr); ok && call.Name == "template" {
		body = call.Block.Body.Stmts
	}
	var out []string
	for _, n := range body {
		end := n.Span().End
		out = append(out, string(f.Data[:end])+"\nnil.boom\n"+string(f.Data[end:]))
	}
	return out
}
