// Package project reads what a run is about: template files, folders, fences
// of Markdown documents, standard input, and the project file.
//
// What enters are the words of a command line; what leaves is a [Project]:
// source files ready to be compiled, the settings of the project file, and a
// file system that holds what the templates may load and nothing else. Only
// paths that cannot be read are a Go error, and wrong use; mistakes inside a
// file are diagnostics at their place.
package project

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A Request says what to read.
type Request struct {
	Paths     []string  // files and folders; "-" is Stdin
	Stdin     io.Reader // read once, when asked for
	StdinName string    // the name under which Stdin is told; empty: stdin.rb

	RulesDir string // folder of the project's own rule pages; empty: that of the project file, if any

	Texts map[string][]byte // what stands in the place of files, by their absolute paths; helper files too
}

// A Project is what was read.
type Project struct {
	Files    []*source.File // by name; the fences of a document in its order
	Texts    []*source.File // the whole files, by name, also documents without fences
	Rules    []*source.File // pages of the project's own rules, by name
	Settings Settings
	Diags    diag.List

	FS   fs.FS  // what templates may load: the folder of the project file, or those of the templates
	Root string // how FS is called in names of files; empty: the working folder
	Dir  string // the working folder in FS, when FS begins above it
}

// Close gives back what the project holds open.
func (p *Project) Close() error {
	if c, ok := p.FS.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// Load reads the files of a request and the project file above them. The
// error names the path that cannot be read.
func Load(r Request) (*Project, error) {
	cwd, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("the working folder: %w", err)
	}
	l := &loader{Request: r, cwd: cwd, p: &Project{}, seen: map[string]bool{}}
	for _, path := range r.Paths {
		if err := l.path(path); err != nil {
			return nil, err
		}
	}
	l.sort()
	if err := l.settings(); err != nil {
		return nil, err
	}
	if err := l.rules(); err != nil {
		return nil, err
	}
	return l.p, l.open()
}

// A loader is one run of Load.
type loader struct {
	Request
	cwd     string
	p       *Project
	seen    map[string]bool // absolute paths read
	folders []string        // absolute folders of templates, without doubles, in the order met
	root    string          // absolute folder of the project file, empty without
}

// name is how a path is shown: relative to the working folder when it lies
// below it, with forward slashes.
func (l *loader) name(abs string) string {
	if rel, err := filepath.Rel(l.cwd, abs); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(abs)
}

func (l *loader) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(l.cwd, path)
}
