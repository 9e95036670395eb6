//go:build confirm

package confirm

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

// CloudFormation of the original document, of the golden templates that use
// everything a type has, and of the examples on the pages of types satisfies
// cfn-lint and @aws/cloudformation-validate, in JSON and in YAML; and its
// delivery streams satisfy the API's model and moto.
func TestCloudFormationIsAccepted(t *testing.T) {
	documents := emitted(t)
	t.Run("cfn-lint", func(t *testing.T) {
		need(t, "cfn-lint")
		run(t, ".", nil, "cfn-lint", append([]string{"--non-zero-exit-code", "error", "--"}, documents...)...)
		t.Logf("%d templates judged by cfn-lint", len(documents))
	})
	t.Run("cloudformation-validate", func(t *testing.T) {
		needModule(t, "@aws/cloudformation-validate", "node", "-e", `require("@aws/cloudformation-validate")`)
		t.Log(run(t, ".", nil, "node", append([]string{"testdata/validate.js"}, documents...)...))
	})
	t.Run("streams", func(t *testing.T) {
		needModule(t, "botocore and moto[server]", "python3", "-c", "import botocore, moto.server")
		t.Log(run(t, ".", nil, "python3", append([]string{"-B", "testdata/streams.py"}, inJSON(documents)...)...))
	})
}

// emitted are the documents of all sources, in JSON and in YAML.
func emitted(t *testing.T) []string {
	t.Helper()
	binary, dir := compiler(t), t.TempDir()
	sources := append(goldens(t, dir), examples(t, dir)...)
	sources = append(sources, filepath.Join(repository, "testdata/golden/seed/firehose-delivery-streams.md"))
	var documents []string
	for _, target := range []string{"cloudformation", "cloudformation-yaml"} {
		for _, source := range sources {
			out := filepath.Join(dir, target, strings.TrimSuffix(filepath.Base(source), filepath.Ext(source)))
			run(t, ".", nil, binary, "synth", "--target", target, "-o", out, source)
			found, err := filepath.Glob(filepath.Join(out, "*.template.*"))
			require.NoError(t, err)
			require.NotEmpty(t, found, source)
			documents = append(documents, found...)
		}
	}
	t.Logf("%d sources, %d templates", len(sources), len(documents))
	return documents
}

// goldens writes the templates of the golden archives that come to a document
// of CloudFormation as files.
func goldens(t *testing.T, dir string) []string {
	t.Helper()
	var paths []string
	for _, folder := range []string{"cloudformation", "types"} {
		archives, err := filepath.Glob(filepath.Join(repository, "testdata/golden", folder, "*.txtar"))
		require.NoError(t, err)
		require.NotEmpty(t, archives)
		for _, path := range archives {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			if !hasDocument(archive) {
				continue
			}
			paths = append(paths, write(t, dir, strings.TrimSuffix(filepath.Base(path), ".txtar"), archive.Files[0].Data))
		}
	}
	return paths
}

func hasDocument(a *txtar.Archive) bool {
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, "template.json") && len(f.Data) > 0 {
			return true
		}
	}
	return false
}

// examples writes the examples on the pages of types as files.
func examples(t *testing.T, dir string) []string {
	t.Helper()
	library, err := schema.ReadLibrary(stdlib.FS)
	require.NoError(t, err)
	var paths []string
	for _, page := range library.Pages {
		paths = append(paths, write(t, dir, "example_"+page.Name, []byte(page.Example)))
	}
	return paths
}

func write(t *testing.T, dir, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(dir, name+".rb")
	require.NoError(t, os.WriteFile(path, text, 0o600))
	return path
}

func inJSON(documents []string) []string {
	var found []string
	for _, d := range documents {
		if filepath.Ext(d) == ".json" {
			found = append(found, d)
		}
	}
	return found
}
