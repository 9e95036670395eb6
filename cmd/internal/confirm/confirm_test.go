//go:build confirm

// Package confirm holds what other programs say of our output: Terraform with
// a provider that serves the real schema, MRI Ruby, Java of date patterns, cfn-lint,
// @aws/cloudformation-validate, botocore and moto. It is run by `make confirm`;
// with REQUIRE_CONFIRM=1 a missing program is a failure.
package confirm

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// repository is the root of the project, seen from this package.
const repository = "../../.."

// need ends the test when a program is not installed: it fails where
// REQUIRE_CONFIRM is set and is skipped, with the reason shown, elsewhere.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		absent(t, program)
	}
}

// needModule is need for what a program loads: a command that loads it must
// succeed.
func needModule(t *testing.T, module, program string, args ...string) {
	t.Helper()
	if exec.Command(program, args...).Run() != nil {
		absent(t, module+" for "+program)
	}
}

func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_CONFIRM") != "" {
		t.Fatalf("%s is not installed", what)
	}
	t.Skipf("%s is not installed: nothing is confirmed", what)
}

// compiler builds firehose-dsl and gives its path.
func compiler(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "firehose-dsl")
	run(t, repository, nil, "go", "build", "-o", binary, "./cmd/firehose-dsl")
	return binary
}

// run runs a program in a folder and gives what it printed; a failure ends
// the test with all of it, and what the program was called with.
func run(t *testing.T, dir string, env []string, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s %v in %s:\n%s", program, args[:min(len(args), 8)], dir, out)
	return string(out)
}
