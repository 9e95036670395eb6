//go:build confirm

package confirm

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// dumps are the provider versions that our output must satisfy, and the
// schema each is served from.
var dumps = map[string]string{
	"6.47.0": "terraform-aws.json.gz",
	"6.66.0": "terraform-aws-6.66.0.json.gz",
}

const newest = "6.66.0"

// A terraform runs the real Terraform against the mock provider.
type terraform struct{ env []string }

// newTerraform installs the mock provider of a version.
func newTerraform(t *testing.T, version string) terraform {
	t.Helper()
	need(t, "terraform")
	dir := t.TempDir()
	sources := filepath.Join(repository, "stdlib/internal/gen/sources", dumps[version])
	run(t, ".", nil, filepath.Join(repository, "testdata/mock-provider/install.sh"), sources, version, dir)
	return terraform{[]string{
		"TF_CLI_CONFIG_FILE=" + filepath.Join(dir, "terraform.rc"),
		"TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1", "TF_CLI_ARGS=", "TF_DATA_DIR=",
	}}
}

// accepts runs init, validate and plan over one document's folder and gives
// what plan printed.
func (tf terraform) accepts(t *testing.T, dir string) string {
	t.Helper()
	writeVariables(t, dir)
	run(t, dir, tf.env, "terraform", "init", "-no-color", "-input=false")
	run(t, dir, tf.env, "terraform", "validate", "-no-color")
	return run(t, dir, tf.env, "terraform", "plan", "-no-color", "-input=false", "-lock=false")
}

// samples are values for variables, tried in this order against a variable's
// validation.
var samples = []string{
	"sample",
	"arn:aws:iam::123456789012:role/firehose",
	"arn:aws:s3:::lake",
	"arn:aws:kinesis:us-east-1:123456789012:stream/events",
	"arn:aws:es:us-east-1:123456789012:domain/logs",
	"arn:aws:lambda:us-east-1:123456789012:function:clean",
	"arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
	"arn:aws:sns:us-east-1:123456789012:alerts",
	"arn:aws:logs:us-east-1:123456789012:log-group:/aws/kinesisfirehose/raw",
	"arn:aws:secretsmanager:us-east-1:123456789012:secret:hec-AbCdEf",
	"arn:aws:kafka:us-east-1:123456789012:cluster/events/1234abcd-12ab-34cd-56ef-1234567890ab-1",
	"arn:aws:firehose:us-east-1:123456789012:deliverystream/raw",
}

var pattern = regexp.MustCompile(`regex\(("(?:[^"\\]|\\.)*")`)

// writeVariables gives each variable of a document a value that its
// validation takes.
func writeVariables(t *testing.T, dir string) {
	t.Helper()
	var doc struct {
		Variable map[string]struct {
			Type       string
			Validation any
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "main.tf.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &doc))
	values := map[string]any{}
	for name, v := range doc.Variable {
		validation, err := json.Marshal(v.Validation)
		require.NoError(t, err)
		values[name] = sampleFor(t, name, v.Type, string(validation))
	}
	out, err := json.Marshal(values)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "terraform.tfvars.json"), out, 0o600))
}

func sampleFor(t *testing.T, name, kind, validation string) any {
	t.Helper()
	switch kind {
	case "number":
		return 1
	case "bool":
		return true
	}
	var condition struct{ Condition string }
	var conditions []struct{ Condition string }
	if json.Unmarshal([]byte(validation), &condition) == nil {
		conditions = append(conditions, condition)
	} else {
		_ = json.Unmarshal([]byte(validation), &conditions)
	}
	for _, s := range samples {
		if takes(t, conditions, s) {
			return s
		}
	}
	t.Fatalf("variable %s: no sample satisfies %s", name, validation)
	return nil
}

func takes(t *testing.T, conditions []struct{ Condition string }, sample string) bool {
	for _, c := range conditions {
		m := pattern.FindStringSubmatch(c.Condition)
		if m == nil {
			continue
		}
		var re string
		require.NoError(t, json.Unmarshal([]byte(m[1]), &re))
		re = strings.NewReplacer("$${", "${", "%%{", "%{").Replace(re)
		if !regexp.MustCompile(re).MatchString(sample) {
			return false
		}
	}
	return true
}

// TestDocumentIsAcceptedByTerraform compiles the original document and lets
// Terraform judge each of its templates, as both versions of the provider.
func TestDocumentIsAcceptedByTerraform(t *testing.T) {
	need(t, "terraform")
	binary := compiler(t)
	for version := range dumps {
		t.Run(version, func(t *testing.T) {
			tf, out := newTerraform(t, version), t.TempDir()
			run(t, repository, nil, binary, "synth", "-o", out, "--target", "terraform",
				"testdata/golden/seed/firehose-delivery-streams.md")
			templates, err := os.ReadDir(out)
			require.NoError(t, err)
			judged := 0
			for _, d := range templates {
				if !d.IsDir() {
					continue
				}
				assert.Contains(t, tf.accepts(t, filepath.Join(out, d.Name())), "to add, 0 to change, 0 to destroy", d.Name())
				judged++
			}
			assert.Equal(t, 8, judged)
			t.Logf("%d templates pass init, validate and plan as %s", judged, version)
		})
	}
}
