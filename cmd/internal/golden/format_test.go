package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

// A template in canonical layout compiles to the same documents.
func TestFormattedTemplatesCompileToTheSame(t *testing.T) {
	paths, err := filepath.Glob("../../../testdata/golden/seed/*.rb")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range append(paths, "../../../testdata/golden/seed/firehose-delivery-streams.md") {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		parts, _ := project.Sources(source.NewFile(filepath.Base(path), data))
		for _, part := range parts {
			made, diags, err := dsl.Format(part)
			require.NoError(t, err, path)
			assert.Empty(t, diags, path)
			laid := source.NewFile(part.Name, made).Part(0, len(made), part.Title, part.Indent)
			want := documents(t, part)
			assert.NotEmpty(t, want, path)
			assert.Equal(t, want, documents(t, laid), path)
		}
	}
}

// documents are the documents of one source, one after the other.
func documents(t *testing.T, f *source.File) string {
	t.Helper()
	var b bytes.Buffer
	for _, d := range synth.Run(synth.Job{Files: []*source.File{f}}).Documents {
		require.NoError(t, d.Write(&b))
	}
	return b.String()
}
