package project

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

// lay writes files into a new folder, which becomes the working folder.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for name, text := range files {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	t.Chdir(dir)
	return dir
}

func load(t *testing.T, paths ...string) *Project {
	t.Helper()
	p, err := Load(Request{Paths: paths, Stdin: strings.NewReader("stdin")})
	require.NoError(t, err)
	t.Cleanup(func() { p.Close() })
	return p
}

func names(p *Project) (out []string) {
	for _, f := range p.Files {
		out = append(out, f.Name+" "+f.Title)
	}
	return out
}

func TestLoadNamesFilesFromTheWorkingFolder(t *testing.T) {
	dir := lay(t, map[string]string{"b.rb": "", "sub/a b'é.rb": "", "sub/.git/x.rb": "", "sub/n.md": "", "sub/1st.rb": ""})
	want := []string{"b.rb b", "sub/1st.rb _1st", "sub/a b'é.rb a_b__"}
	assert.Equal(t, want, names(load(t, "sub", "./b.rb")))
	assert.Equal(t, want, names(load(t, dir+"/b.rb", "sub", "sub/1st.rb")))
	t.Chdir("sub")
	assert.Equal(t, []string{filepath.ToSlash(dir) + "/b.rb b"}, names(load(t, "../b.rb")))
	assert.Equal(t, []string{"stdin.rb stdin"}, names(load(t, "-")))
}

func TestSourcesOfMarkdown(t *testing.T) {
	text := "# Top\n" +
		"```ruby\none\n```\n" +
		"Set\nHeading `x`\n----\n" +
		"~~~~ rb title=y\ntwo\n```\n~~~~\n" +
		"```ruby\n```\n" + // empty
		"```sh\nno\n```\n" +
		"- item\n\n  ```ruby\n  three\n\n    more\n  ```\n" +
		"## \n\n    ```ruby\n    indented code\n    ```\n" +
		"\n   ```Ruby\n   four\n  five\n"
	f := source.NewFile("a.md", []byte(text))
	parts, diags := Sources(f)
	assert.Empty(t, diags)
	type part struct {
		title, text string
		indent      int
	}
	var got []part
	for _, p := range parts {
		assert.Same(t, f, p.Whole())
		got = append(got, part{p.Title, text[p.From:p.To], p.Indent})
	}
	assert.Equal(t, []part{
		{"top", "one\n", 0},
		{"set_heading_x", "two\n```\n", 0},
		{"set_heading_x", "  three\n\n    more\n", 2},
		{"template", "   four\n  five\n", 3},
	}, got)
}

func TestSettings(t *testing.T) {
	s, diags := parseSettings(source.NewFile(FileName, []byte("repairs = \"off\"\ninputs = \"declared\"\ntargets = [\"terraform\"]\n")))
	assert.Empty(t, diags)
	assert.Equal(t, Settings{Repairs: synth.NoRepairs, InputsDeclared: true, Targets: []string{"terraform"}}, s)

	for text, want := range map[string]string{
		"repairs = 1\n":           "`1` is not a value of the setting `repairs`",
		"repairs = var.x\n":       "`var.x` is not a value of the setting `repairs`",
		"targets = []\n":          "`[]` is not a value of the setting `targets`",
		"targets = \"terraform\"": "`\"terraform\"` is not a value of the setting `targets`",
		"targets = [null]\n":      "`[null]` is not a value of the setting `targets`",
		"repair = \"off\"\n":      "no setting `repair` in the project file",
		"rules {\n FH231 = 1\n}":  "`1` is not a value of the setting `FH231`",
		"rules {\n a {\n }\n}":    "`a` is not a value of the setting `rules`",
		"rules = {}\n":            "`{}` is not a value of the setting `rules`",
		"rules \"a\" {\n}\n":      "no setting `rules` in the project file",
		"link = \"variable\"\n":   "the setting `link` is not built yet",
		"repairs = \n":            "the project file cannot be read: invalid expression",
	} {
		_, diags := parseSettings(source.NewFile(FileName, []byte(text)))
		if assert.Len(t, diags, 1, text) {
			assert.Equal(t, want, diags[0].Message)
			assert.False(t, diags[0].Span.IsZero())
		}
	}
}

func TestProjectFileIsFoundUpwards(t *testing.T) {
	lay(t, map[string]string{"p/firehose.hcl": "inputs = \"declared\"", "p/a/b/c.rb": "", "p/a/d.rb": "", "q/firehose.hcl": "", "q/e.rb": ""})
	p := load(t, "p/a/b/c.rb", "p/a/d.rb")
	assert.True(t, p.Settings.InputsDeclared)
	assert.Equal(t, "p", p.Root)
	_, err := fs.Stat(p.FS, "a/d.rb")
	assert.NoError(t, err)
	_, err = Load(Request{Paths: []string{"p", "q"}})
	assert.ErrorContains(t, err, "two projects, p/firehose.hcl and q/firehose.hcl")
}

func TestFSHoldsTheFoldersOfTemplatesAndNothingElse(t *testing.T) {
	dir := lay(t, map[string]string{"a/x.rb": "", "a/lib/y.rb": "y", "b/c/z.rb": "", "b/secret.rb": "canary", "secret.rb": "canary"})
	require.NoError(t, os.Symlink("../secret.rb", "a/link.rb"))
	require.NoError(t, os.Symlink("lib/y.rb", "a/inside.rb"))
	require.NoError(t, os.Symlink(dir, "a/up"))
	p := load(t, "a/x.rb", "b/c/z.rb")
	for _, name := range []string{"a/lib/y.rb", "a/inside.rb", "b/c/z.rb"} {
		_, err := fs.ReadFile(p.FS, name)
		assert.NoError(t, err, name)
	}
	for _, name := range []string{"secret.rb", "b/secret.rb", "a/link.rb", "a/up/secret.rb", "a/../secret.rb", "/etc/passwd", "a/lib", "a"} {
		_, err := fs.ReadFile(p.FS, name)
		assert.Error(t, err, name)
	}
}
