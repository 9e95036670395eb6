package synth

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// The example on each type's page becomes a document of every target.
func TestEveryPagesExampleBuildsForEveryTarget(t *testing.T) {
	library, err := schema.ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	for _, page := range library.Pages {
		for _, target := range Targets() {
			t.Run(page.Name+"/"+target, func(t *testing.T) {
				f := source.NewFile(page.Name+".rb", []byte(page.Example))
				result := Run(Job{Files: []*source.File{f}, Target: target})
				for _, d := range result.Diags {
					assert.NotEqual(t, diag.Error, d.Severity, "%s: %s", d.Code, d.Message)
				}
				require.Len(t, result.Documents, 1)
				var out strings.Builder
				require.NoError(t, result.Documents[0].Write(&out))
				assert.True(t, strings.HasSuffix(out.String(), "\n"))
			})
		}
	}
}
