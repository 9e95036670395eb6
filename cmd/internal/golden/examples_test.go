package golden

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

// Each example of the language gives what the table says, which Ruby judges
// under `make confirm`.
func TestExamplesOfTheLanguage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "language/examples.rb"))
	require.NoError(t, err)
	list := Examples(string(text))
	require.Greater(t, len(list), 800)
	file := source.NewFile("examples.rb", []byte(Program(list)))
	result := synth.Run(synth.Job{Files: []*source.File{file}, Keep: true})
	require.False(t, result.HasErrors(), "%v", result.Diags)
	given := map[string]string{}
	for _, r := range result.Templates[0].Graph.Resources {
		v, _ := r.Attrs.Get(value.Symbol("insecure_value"))
		given[r.Address.Name] = v.(*value.String).Text
	}
	for _, x := range list {
		assert.Equal(t, x.Value, given[x.Name], "%s", x.Code)
	}
}
