package project

// From the paths of a command line to source files. A path that was named may
// be a symbolic link; inside a folder links count only as long as they stay
// in it, and what is no regular file is never opened: a pipe would wait.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// maxFile is the size in bytes above which a file is no template.
const maxFile = 64 << 20

// path reads one word of the command line.
func (l *loader) path(word string) error {
	if word == "-" {
		return l.stdin()
	}
	if word == "" {
		return errors.New("an empty path")
	}
	abs := l.absolute(word)
	info, err := os.Stat(abs)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %s", word, Reason(err))
	case info.IsDir():
		return l.folder(abs)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: not a file or folder; `-` reads standard input", word)
	}
	if ext := filepath.Ext(abs); strings.EqualFold(ext, ".rb") || isMarkdown(ext) {
		return l.file(abs)
	}
	return fmt.Errorf("%s: neither a template (.rb) nor a Markdown document (.md)", word)
}

func (l *loader) stdin() error {
	if l.seen["-"] {
		return errors.New("`-` is given twice")
	}
	l.seen["-"] = true
	data, err := limited(l.Stdin)
	if err != nil {
		return fmt.Errorf("standard input: %s", Reason(err))
	}
	name := l.StdinName
	if name == "" {
		name = "stdin.rb"
	}
	l.add(l.absolute(name), data)
	return nil
}

// folder reads the templates below a folder. Hidden folders are stepped over,
// and so are links to folders, whose files are met where they are if they are inside.
func (l *loader) folder(root string) error {
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("%s: %s", l.name(path), Reason(err))
		case e.IsDir():
			if path != root && strings.HasPrefix(e.Name(), ".") {
				return filepath.SkipDir
			}
			return nil
		case filepath.Ext(path) != ".rb":
			return nil
		case e.Type()&fs.ModeSymlink != 0:
			return l.link(root, path)
		case !e.Type().IsRegular():
			return fmt.Errorf("%s: not a regular file", l.name(path))
		}
		return l.file(path)
	})
}

// link reads a link to a template met inside a folder, which must stay there.
func (l *loader) link(root, path string) error {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return fmt.Errorf("%s: %s", l.name(path), Reason(err))
	}
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return fmt.Errorf("%s: %s", l.name(root), Reason(err))
	}
	rel, err := filepath.Rel(real, target)
	if err != nil || !filepath.IsLocal(rel) {
		return fmt.Errorf("%s: a symbolic link that leads out of %s", l.name(path), l.name(root))
	}
	info, err := os.Stat(target)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %s", l.name(path), Reason(err))
	case info.IsDir():
		return nil
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: not a regular file", l.name(path))
	}
	return l.file(filepath.Join(root, rel))
}

func (l *loader) file(abs string) error {
	if l.seen[abs] {
		return nil
	}
	l.seen[abs] = true
	data, ok := l.Texts[abs]
	if !ok {
		var err error
		if data, err = readFile(abs); err != nil {
			return fmt.Errorf("%s: %s", l.name(abs), Reason(err))
		}
	}
	l.add(abs, data)
	return nil
}

// add takes the text of one file: as a template, or its fences.
func (l *loader) add(abs string, data []byte) {
	if dir := filepath.Dir(abs); !l.seen[dir] {
		l.seen[dir] = true
		l.folders = append(l.folders, dir)
	}
	whole := source.NewFile(l.name(abs), data)
	parts, diags := Sources(whole)
	l.p.Texts = append(l.p.Texts, whole)
	l.p.Files = append(l.p.Files, parts...)
	l.p.Diags.Add(diags...)
}

// Sources is what a file gives to compile: itself, or the fences of a Markdown
// document, with the titles that name their implied templates.
func Sources(f *source.File) ([]*source.File, diag.List) {
	base, ext := path.Base(f.Name), path.Ext(f.Name)
	if isMarkdown(ext) {
		return fences(f)
	}
	f.Title = titleOfFile(strings.TrimSuffix(base, ext))
	return []*source.File{f}, nil
}

func isMarkdown(ext string) bool {
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

// sort puts the files in the order of their names, so that the order of paths means nothing.
func (l *loader) sort() {
	sort.SliceStable(l.p.Files, func(i, j int) bool { return l.p.Files[i].Name < l.p.Files[j].Name })
	sort.SliceStable(l.p.Texts, func(i, j int) bool { return l.p.Texts[i].Name < l.p.Texts[j].Name })
	sort.Strings(l.folders)
}

// titleOfFile is the name of the template that loose statements of a file form.
func titleOfFile(stem string) string {
	return startWithLetter(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || isAlphanumeric(r) {
			return r
		}
		return '_'
	}, stem))
}

func startWithLetter(name string) string {
	if name == "" || name[0] == '-' || name[0] >= '0' && name[0] <= '9' {
		return "_" + name
	}
	return name
}

func isAlphanumeric(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return limited(f)
}

// limited reads everything, up to the limit of a template's size.
func limited(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("above the limit of %d MiB for a template", maxFile>>20)
	}
	return data, err
}

// Reason is why something failed, without the path that the caller names in its own way.
func Reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return err.Error()
}
