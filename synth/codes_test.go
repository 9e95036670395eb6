package synth

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Each code has an example that yields it, and no other error. Codes without
// one are about files that are no templates.
func TestEveryCodesExampleYieldsIt(t *testing.T) {
	for _, code := range diag.Codes() {
		assert.NotEmpty(t, code.What, code.ID)
		if code.Example == "" {
			continue
		}
		t.Run(code.ID, func(t *testing.T) {
			f := source.NewFile("example.rb", []byte(code.Example))
			f.Title = "example"
			job := Job{Files: []*source.File{f}, Target: code.Target, Limits: Limits{Steps: 1_000_000}}
			found := 0
			for _, d := range Run(job).Diags {
				if d.Code == code.ID {
					found++
					assert.Equal(t, code.Severity, d.Severity)
				} else if d.Code != diag.NoTemplate.ID {
					assert.NotEqual(t, diag.Error, d.Severity, "%s: %s", d.Code, d.Message)
				}
			}
			assert.NotZero(t, found, code.Example)
		})
	}
}
