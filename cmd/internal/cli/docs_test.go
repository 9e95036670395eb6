package cli

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// madeDocs are all pages, made once.
var madeDocs = sync.OnceValue(docPages)

// docs/rules and docs/types are what the pages of stdlib come to.
func TestDocsAreCurrent(t *testing.T) {
	dir := filepath.FromSlash("../../../docs")
	pages := madeDocs()
	assert.Empty(t, staleDocs(dir, pages), "`make docs` removes them")
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if assert.NoError(t, err, "`make docs` writes it") {
			assert.Equal(t, want, string(got), "docs/%s: `make docs` writes it anew", name)
		}
	}
}

var (
	fenced  = regexp.MustCompile("(?s)```.*?```")
	coded   = regexp.MustCompile("`[^`\n]*`")
	tag     = regexp.MustCompile(`</?[A-Za-z!]`)
	linkTo  = regexp.MustCompile(`\]\(([^)]+\.md)\)`)
	heading = regexp.MustCompile(`(?m)^## (\w+)`)
)

// Every page is Markdown alone, says what and from where, and its
// links lead to pages.
func TestDocsAreMarkdownAlone(t *testing.T) {
	pages := madeDocs()
	for name, text := range pages {
		prose := coded.ReplaceAllString(fenced.ReplaceAllString(text, ""), "")
		assert.NotRegexp(t, tag, prose, name)
		assert.NotContains(t, text, "# here", name)
		assert.NotContains(t, text, "\n-\n", name)
		assert.True(t, strings.HasSuffix(text, "\n") && !strings.HasSuffix(text, "\n\n"), name)
		for _, link := range linkTo.FindAllStringSubmatch(text, -1) {
			target := filepath.ToSlash(filepath.Join(filepath.Dir(name), link[1]))
			assert.Contains(t, pages, target, name)
		}
		if strings.HasPrefix(name, "rules/FH") {
			var heads []string
			for _, h := range heading.FindAllStringSubmatch(text, -1) {
				heads = append(heads, h[1])
			}
			assert.Subset(t, heads, []string{"What", "Source"}, name)
		}
	}
}

func TestDocsAreWrittenAnewAndStaleOnesGo(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "rules"), 0o755))
	for name, text := range map[string]string{"FH999.md": "gone", "FH605.md": "old", "mine.md": "kept"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "rules", name), []byte(text), 0o644))
	}
	require.NoError(t, writeDocs(&env{stderr: io.Discard}, dir, madeDocs()))
	assert.NoFileExists(t, filepath.Join(dir, "rules", "FH999.md"))
	assert.FileExists(t, filepath.Join(dir, "rules", "mine.md"))
	got, err := os.ReadFile(filepath.Join(dir, "rules", "FH605.md"))
	require.NoError(t, err)
	assert.Contains(t, string(got), "dynamic_partitioning_configuration: { enabled: true }")
}
