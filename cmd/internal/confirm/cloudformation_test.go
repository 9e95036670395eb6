//go:build confirm

package confirm

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// cfn-lint finds no error in the CloudFormation of the original document and
// of the golden templates that use all the types, in JSON and in YAML.
func TestCloudFormationIsAcceptedByCfnLint(t *testing.T) {
	need(t, "cfn-lint")
	binary, dir := compiler(t), t.TempDir()
	sources := append(goldenSources(t, dir, "destinations", "neighbours"),
		filepath.Join(repository, "testdata/golden/seed/firehose-delivery-streams.md"))
	var documents []string
	for _, target := range []string{"cloudformation", "cloudformation-yaml"} {
		out := filepath.Join(dir, target)
		run(t, ".", nil, binary, append([]string{"synth", "--target", target, "-o", out}, sources...)...)
		found, err := filepath.Glob(filepath.Join(out, "*.template.*"))
		require.NoError(t, err)
		require.Len(t, found, 10)
		documents = append(documents, found...)
	}
	run(t, ".", nil, "cfn-lint", append([]string{"--non-zero-exit-code", "error", "--"}, documents...)...)
}

// goldenSources writes the templates of golden archives as files.
func goldenSources(t *testing.T, dir string, names ...string) []string {
	t.Helper()
	var paths []string
	for _, name := range names {
		archive, err := txtar.ParseFile(filepath.Join(repository, "testdata/golden/cloudformation", name+".txtar"))
		require.NoError(t, err)
		path := filepath.Join(dir, name+".rb")
		require.NoError(t, os.WriteFile(path, archive.Files[0].Data, 0o600))
		paths = append(paths, path)
	}
	return paths
}
