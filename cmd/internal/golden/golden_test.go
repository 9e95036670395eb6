package golden

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

const root = "../../../testdata/golden"

var update = flag.Bool("update", false, "rewrite the products of the archives")

// Every archive below testdata/golden holds.
func TestGolden(t *testing.T) {
	found := 0
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".txtar" {
			return err
		}
		found++
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(path), root+"/"), ".txtar")
		t.Run(name, func(t *testing.T) { check(t, path) })
		return nil
	})
	require.NoError(t, err)
	require.NotZero(t, found)
}

func check(t *testing.T, path string) {
	a, err := Read(path)
	require.NoError(t, err)
	require.NotEmpty(t, a.Comment, "an archive begins with a sentence on its subject")
	require.NotEmpty(t, a.Wanted, "an archive names what it wants under out/")
	got, err := a.Run()
	require.NoError(t, err)
	if *update {
		require.NoError(t, a.Write(got))
		return
	}
	for _, w := range a.Wanted {
		assert.Equal(t, string(w.Data), got[w.Name], "out/%s; `make update` rewrites it when the change is meant", w.Name)
	}
}

// The template files of the seed are the fences of the document: each becomes
// what its fence becomes.
func TestFencesAndFilesBecomeTheSame(t *testing.T) {
	a, err := Read(filepath.Join(root, "seed/firehose-delivery-streams.txtar"))
	require.NoError(t, err)
	documents, err := a.Run()
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join(root, "seed/*.rb"))
	require.NoError(t, err)
	require.Len(t, files, 8)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		name := strings.TrimSuffix(filepath.Base(file), ".rb")
		one := &Archive{Path: file, Sources: section(name+".rb", data), Wanted: section("main.tf.json", nil)}
		got, err := one.Run()
		require.NoError(t, err)
		assert.Equal(t, documents[name+"/main.tf.json"], got["main.tf.json"], name)
	}
}

func section(name string, data []byte) []txtar.File {
	return []txtar.File{{Name: name, Data: data}}
}
