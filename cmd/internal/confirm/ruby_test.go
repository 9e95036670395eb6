//go:build confirm

package confirm

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/golden"
)

// TestProgramsMeanWhatRubySays runs the programs of testdata/golden/ruby under
// MRI and compares the resources they make with the golden ones.
func TestProgramsMeanWhatRubySays(t *testing.T) {
	need(t, "ruby")
	archives, err := filepath.Glob(filepath.Join(repository, "testdata/golden/ruby/*.txtar"))
	require.NoError(t, err)
	prelude, err := filepath.Abs(filepath.Join(repository, "testdata/golden/ruby/prelude.rb"))
	require.NoError(t, err)
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			source, document := section(t, archive, "main.rb"), section(t, archive, "out/main.tf.json")
			dir := t.TempDir()
			file := filepath.Join(dir, "main.rb")
			require.NoError(t, os.WriteFile(file, source, 0o600))
			var ours struct{ Resource any }
			require.NoError(t, json.Unmarshal(document, &ours))
			var theirs any
			require.NoError(t, json.Unmarshal([]byte(run(t, dir, nil, "ruby", "--disable-did_you_mean", "-W0", prelude, file)), &theirs))
			assert.Equal(t, escaped(theirs), ours.Resource)
		})
	}
	t.Logf("%d programs", len(archives))
	require.GreaterOrEqual(t, len(archives), 200)
}

// TestExamplesAreWhatRubyGives runs the table of examples under MRI.
func TestExamplesAreWhatRubyGives(t *testing.T) {
	need(t, "ruby")
	text, err := os.ReadFile(filepath.Join(repository, "testdata/golden/language/examples.rb"))
	require.NoError(t, err)
	prelude, err := filepath.Abs(filepath.Join(repository, "testdata/golden/ruby/prelude.rb"))
	require.NoError(t, err)
	list := golden.Examples(string(text))
	dir := t.TempDir()
	file := filepath.Join(dir, "main.rb")
	require.NoError(t, os.WriteFile(file, []byte(golden.Program(list)), 0o600))
	var theirs struct {
		Made map[string]struct {
			Value string `json:"insecure_value"`
		} `json:"aws_ssm_parameter"`
	}
	require.NoError(t, json.Unmarshal([]byte(run(t, dir, nil, "ruby", "--disable-did_you_mean", "-W0", prelude, file)), &theirs))
	for _, x := range list {
		assert.Equal(t, x.Value, theirs.Made[x.Name].Value, x.Code)
	}
	t.Logf("%d examples", len(list))
}

func section(t *testing.T, a *txtar.Archive, name string) []byte {
	t.Helper()
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("no section %s", name)
	return nil
}

// escaped writes the texts that MRI gave as Terraform does: what the prelude
// put in as a reference is one, any other opener of a template is doubled. The
// programs hold no literal text that looks like a reference.
func escaped(v any) any {
	switch v := v.(type) {
	case string:
		return strings.NewReplacer("${var.", "${var.", "${aws_", "${aws_", "${", "$${", "%{", "%%{").Replace(v)
	case []any:
		for i := range v {
			v[i] = escaped(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = escaped(v[k])
		}
	}
	return v
}
