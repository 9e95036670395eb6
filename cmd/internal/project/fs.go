package project

// What templates may load. With a project file it is that file's folder; else
// the folders of the templates themselves. The operating system keeps the
// border: nothing outside can be opened, not even through a symbolic link.

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// open makes the file system of the project.
func (l *loader) open() error {
	folders := l.folders
	if l.root != "" {
		folders = []string{l.root}
	}
	if len(folders) == 0 {
		return nil
	}
	base := common(folders)
	fsys := &roots{texts: l.Texts}
	for _, dir := range folders {
		r, err := os.OpenRoot(dir)
		if err != nil {
			fsys.Close()
			return err
		}
		rel, err := filepath.Rel(base, dir)
		if err != nil {
			fsys.Close()
			return err
		}
		fsys.list = append(fsys.list, rooted{filepath.ToSlash(rel), r})
	}
	l.p.FS, l.p.Root = fsys, l.name(base)
	if rel, err := filepath.Rel(base, l.cwd); err == nil && filepath.IsLocal(rel) && rel != "." {
		l.p.Dir = filepath.ToSlash(rel)
	}
	if l.p.Root == "." {
		l.p.Root = ""
	}
	return nil
}

// common is the nearest folder above all.
func common(folders []string) string {
	base := folders[0]
	for _, dir := range folders[1:] {
		for !below(base, dir) {
			base = filepath.Dir(base)
		}
	}
	return base
}

func below(base, path string) bool {
	rel, err := filepath.Rel(base, path)
	return err == nil && filepath.IsLocal(rel)
}

// roots is a file system of some folders under a common one: what is in none
// of them does not exist. Names are relative to the common folder.
type roots struct {
	list  []rooted
	texts map[string][]byte // see Request
}

type rooted struct {
	prefix string // of the names that belong to it: "." or "a/b"
	root   *os.Root
}

// Lstat is about a file or folder itself, also when it is a symbolic link.
func (r *roots) Lstat(name string) (fs.FileInfo, error) {
	for _, one := range r.list {
		if rest, ok := one.holds(name); ok {
			return one.root.Lstat(rest)
		}
		if strings.HasPrefix(one.prefix, name+"/") || one.prefix == name {
			return one.root.Stat(".")
		}
	}
	return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
}

// ReadLink is where a symbolic link leads.
func (r *roots) ReadLink(name string) (string, error) {
	for _, one := range r.list {
		if rest, ok := one.holds(name); ok {
			return one.root.Readlink(rest)
		}
	}
	return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrNotExist}
}

// ReadFile is the text of a file, or what stands in its place.
func (r *roots) ReadFile(name string) ([]byte, error) {
	for _, one := range r.list {
		if rest, ok := one.holds(name); ok {
			if text, changed := r.texts[filepath.Join(one.root.Name(), filepath.FromSlash(rest))]; changed {
				return text, nil
			}
		}
	}
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Open opens a regular file of one of the folders.
func (r *roots) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	for _, one := range r.list {
		rest, ok := one.holds(name)
		if !ok {
			continue
		}
		info, err := one.root.Stat(rest)
		switch {
		case err != nil:
			return nil, err
		case !info.Mode().IsRegular():
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
		}
		return one.root.Open(rest)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Close closes the folders.
func (r *roots) Close() error {
	var first error
	for _, one := range r.list {
		if err := one.root.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (o rooted) holds(name string) (string, bool) {
	if o.prefix == "." {
		return name, true
	}
	rest, ok := strings.CutPrefix(name, o.prefix+"/")
	return path.Clean(rest), ok
}
