package golden

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth"
	rulebook "github.com/firehose-dsl/firehose-dsl/synth/check"
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

// The examples of rule pages have a canonical layout, and one only.
func TestExamplesOfRulesCanBeFormatted(t *testing.T) {
	pages, err := fs.Sub(stdlib.FS, "rules")
	require.NoError(t, err)
	rules := rulebook.Open(pages)
	for _, listed := range rules.List() {
		page, err := rules.Page(listed.ID)
		require.NoError(t, err)
		for _, e := range page.Examples {
			for _, text := range []string{e.Bad, e.Good} {
				made, _, err := dsl.Format(source.NewFile("t.rb", []byte(text)))
				require.NoError(t, err, page.ID)
				again, _, err := dsl.Format(source.NewFile("t.rb", made))
				require.NoError(t, err, page.ID)
				assert.Equal(t, string(made), string(again), page.ID)
			}
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
