// Package golden runs golden archives: one subject a file, its source, and
// what each stage makes of it.
//
// What enters is the path of a txtar archive. Its sections are source files
// and, under `out/`, products:
//
//	A free name becomes an input, typed by the attribute it feeds.
//	-- main.rb --
//	…
//	-- out/main.tf.json --
//	…
//
// Only the products that an archive names are made and compared; an update
// rewrites them, and fills those that are empty. An archive without sources
// is about the file of its own name beside it, .rb or .md.
package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"
)

// An Archive is one golden file.
type Archive struct {
	Path    string
	Comment []byte
	Sources []txtar.File // main.rb and the files that it loads
	Wanted  []txtar.File // products, without the `out/` of their names
	beside  bool         // the source lies beside the archive
}

const outPrefix = "out/"

// Read opens an archive.
func Read(path string) (*Archive, error) {
	parsed, err := txtar.ParseFile(path)
	if err != nil {
		return nil, err
	}
	a := &Archive{Path: path, Comment: parsed.Comment}
	for _, f := range parsed.Files {
		if name, ok := strings.CutPrefix(f.Name, outPrefix); ok {
			a.Wanted = append(a.Wanted, txtar.File{Name: name, Data: f.Data})
			continue
		}
		a.Sources = append(a.Sources, f)
	}
	if len(a.Sources) > 0 {
		return a, nil
	}
	return a, a.readBeside()
}

func (a *Archive) readBeside() error {
	stem := strings.TrimSuffix(a.Path, filepath.Ext(a.Path))
	for _, ext := range []string{".rb", ".md"} {
		if data, err := os.ReadFile(stem + ext); err == nil {
			a.beside = true
			a.Sources = []txtar.File{{Name: filepath.Base(stem) + ext, Data: data}}
			return nil
		}
	}
	return fmt.Errorf("%s: no source in the archive, and no file beside it", a.Path)
}

// Write puts the archive back with other products, in the order of the old ones.
func (a *Archive) Write(products map[string]string) error {
	out := &txtar.Archive{Comment: a.Comment}
	if !a.beside {
		out.Files = append(out.Files, a.Sources...)
	}
	for _, w := range a.Wanted {
		out.Files = append(out.Files, txtar.File{Name: outPrefix + w.Name, Data: []byte(products[w.Name])})
	}
	return os.WriteFile(a.Path, txtar.Format(out), 0o644)
}
