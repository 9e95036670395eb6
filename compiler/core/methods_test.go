package core

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The rows of testdata/ruby are statements with what MRI 3.1 gives for them:
// the inspect, or the class and message of the error, hashes and missing
// methods in the words of Ruby 3.4. A line end is written as ␤.
func TestMethodsDoAsRuby(t *testing.T) {
	files, err := filepath.Glob("testdata/ruby/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
			for i := 0; i+1 < len(lines); i += 2 {
				src, expected := lines[i], strings.TrimPrefix(lines[i+1], "=> ")
				assert.Equal(t, expected, strings.ReplaceAll(shownRow(t, src), "\n", "␤"), src)
			}
		})
	}
}

func shownRow(t *testing.T, src string) (got string) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s: %v", src, p)
		}
	}()
	return evaluated(t, src)
}
