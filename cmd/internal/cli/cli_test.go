package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth"
)

func TestColorIsForTerminalsThatWantIt(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	yes, no := func() bool { return true }, func() bool { return false }
	assert.True(t, wantsColor(env(), yes))
	assert.False(t, wantsColor(env(), no))
	assert.False(t, wantsColor(env("NO_COLOR", "1"), yes))
	assert.True(t, wantsColor(env("NO_COLOR", ""), yes))
	assert.False(t, wantsColor(env("TERM", "dumb"), yes))
}

// A panic is reported once, without Go's words, and as 70; its trace only under -v.
func TestBugIsStatus70(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		var stderr bytes.Buffer
		e := &env{stderr: &stderr, verbose: verbose}
		assert.Equal(t, statusBug, e.bug(errors.New("index out of range")))
		assert.Contains(t, stderr.String(), "a bug in this program")
		assert.Equal(t, verbose, strings.Contains(stderr.String(), "goroutine"))
	}
}

func TestStatusOfErrors(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
		said   string
	}{
		{nil, 0, ""},
		{errFailed, 1, ""},
		{errors.New("no space left"), 1, "firehose-dsl: no space left\n"},
		{usagef("no file `%s`", "a\x1b[31m"), 64, "firehose-dsl: no file `a?[31m`\n"},
	} {
		var stderr bytes.Buffer
		assert.Equal(t, test.status, (&env{stderr: &stderr}).status(test.err))
		assert.Equal(t, test.said, stderr.String())
	}
}

func TestCounts(t *testing.T) {
	ds := diag.List{{Severity: diag.Error}, {Severity: diag.Warning}, {Severity: diag.Warning}}
	assert.Equal(t, "1 template: 1 error, 2 warnings, no notes", counts(1, ds))
	assert.Equal(t, "no templates: no errors, no warnings, no notes", counts(0, nil))
	harden(ds)
	assert.Equal(t, "2 templates: 3 errors, no warnings, no notes", counts(2, ds))
}

func TestGraveRepairsAreSummedUp(t *testing.T) {
	d := diag.New("FH801", diag.Warning, source.Span{}, "m").About("aws_kinesis_firehose_delivery_stream.s")
	d.Repair, d.Summary = diag.Dropped, "encryption is off"
	other := diag.New("FH229", diag.Warning, source.Span{}, "m")
	other.Repair = diag.Derived
	assert.Equal(t, []string{"FH801 aws_kinesis_firehose_delivery_stream.s: encryption is off"}, grave(diag.List{other, d}))
}

// document is one document of a template.
func document(template, text string, err error) synth.Document {
	return synth.Document{Template: template, Path: template + "/main.tf.json", Write: func(w io.Writer) error {
		_, _ = io.WriteString(w, text)
		return err
	}}
}

func writeTo(dir string, docs ...synth.Document) ([]string, error) {
	var said []string
	w := &writer{dir: dir, whole: true, docs: docs, said: func(what, path string) { said = append(said, what+" "+path) }}
	err := w.write()
	return said, err
}

func TestWriteIsAllOrNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	_, err := writeTo(dir, document("one", "1", nil), document("two", "2", errors.New("no space left")))
	require.ErrorContains(t, err, "no space left")
	assert.NoDirExists(t, filepath.Dir(dir), "folders made for it are gone")

	_, err = writeTo(dir, document("one", "1", nil))
	require.NoError(t, err)
	_, err = writeTo(dir, document("one", "changed", nil), document("two", "2", errors.New("no space left")))
	require.Error(t, err)
	text, err := os.ReadFile(filepath.Join(dir, "one/main.tf.json"))
	require.NoError(t, err)
	assert.Equal(t, "1", string(text))
	entries, err := os.ReadDir(filepath.Join(dir, "one"))
	require.NoError(t, err)
	assert.Len(t, entries, 1, "no temporary file is left")
}

func TestWriteLeavesUnchangedFilesAlone(t *testing.T) {
	dir := t.TempDir()
	_, err := writeTo(dir, document("one", "1", nil))
	require.NoError(t, err)
	before, err := os.Stat(filepath.Join(dir, "one/main.tf.json"))
	require.NoError(t, err)
	said, err := writeTo(dir, document("one", "1", nil))
	require.NoError(t, err)
	assert.Equal(t, []string{"unchanged " + filepath.ToSlash(dir) + "/one/main.tf.json"}, said)
	after, err := os.Stat(filepath.Join(dir, "one/main.tf.json"))
	require.NoError(t, err)
	assert.True(t, os.SameFile(before, after))
	assert.Equal(t, before.ModTime(), after.ModTime())
}

func TestWriteComparesWhileItWrites(t *testing.T) {
	long := strings.Repeat("0123456789abcdef", 10_000) // more than one buffer
	for _, c := range []struct{ name, old, new string }{
		{"longer", long, long + "x"},
		{"shorter", long + "x", long},
		{"shorter by a buffer", long + long, long},
		{"empty", long, ""},
		{"from nothing", "", long},
		{"another beginning", long, "x" + long[1:]},
		{"another middle", long, long[:100_000] + "x" + long[100_001:]},
		{"another end", long, long[:len(long)-1] + "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := writeTo(dir, document("one", c.old, nil))
			require.NoError(t, err)
			said, err := writeTo(dir, document("one", c.new, nil))
			require.NoError(t, err)
			assert.Equal(t, []string{"wrote " + filepath.ToSlash(dir) + "/one/main.tf.json"}, said)
			text, err := os.ReadFile(filepath.Join(dir, "one/main.tf.json"))
			require.NoError(t, err)
			assert.True(t, c.new == string(text))
			entries, err := os.ReadDir(filepath.Join(dir, "one"))
			require.NoError(t, err)
			assert.Len(t, entries, 1, "no temporary file is left")
		})
	}
}

// A manifest is a file that anybody may write: it must not make us touch what lies elsewhere.
func TestPruneStaysInTheFolder(t *testing.T) {
	dir := t.TempDir()
	out, outside := filepath.Join(dir, "out"), filepath.Join(dir, "precious")
	require.NoError(t, os.Mkdir(out, 0o755))
	require.NoError(t, os.WriteFile(outside, nil, 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(out, manifestName), []byte(`{"files": ["../precious", "/etc/passwd"]}`), 0o644))
	w := &writer{dir: out, whole: true, prune: true, docs: []synth.Document{document("one", "1", nil)}, said: func(string, string) {}}
	require.NoError(t, w.write())
	assert.FileExists(t, outside)
}
