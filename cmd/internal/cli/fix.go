package cli

// check --fix: the source is changed as certain fixes of diagnostics say. What
// a change brings to light is looked at in another round, until nothing
// certain is left.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// maxFixRounds is how often fixes may bring others to light.
const maxFixRounds = 8

// fix changes the files of a run and runs again. What it leaves is the last
// run, of the files as they are then.
func (c *checking) fix(paths []string) error {
	if slices.Contains(paths, "-") {
		return usagef("`--fix` changes files, and `-` is none")
	}
	for range maxFixRounds {
		if err := c.collect(paths); err != nil {
			return err
		}
		files := fixesByFile(c.result.Diags)
		if len(files) == 0 {
			return nil
		}
		for _, f := range files {
			if err := f.write(); err != nil {
				return err
			}
			f.tell(c)
		}
	}
	return c.collect(paths)
}

// A fixedFile is one file and the edits to make in it, in order, none of which
// touch.
type fixedFile struct {
	file  *source.File
	edits []diag.Edit
}

// fixesByFile gathers the certain fixes of diagnostics, files in the order of
// their names. Where a diagnostic has several fixes, none is certain. An edit
// that touches one before it is left for the next round.
func fixesByFile(ds diag.List) []*fixedFile {
	var files []*fixedFile
	for _, d := range ds {
		if len(d.Fixes) != 1 || d.Fixes[0].Guess {
			continue
		}
		for _, e := range d.Fixes[0].Edits {
			files = addEdit(files, e)
		}
	}
	slices.SortFunc(files, func(a, b *fixedFile) int { return strings.Compare(a.file.Name, b.file.Name) })
	return files
}

func addEdit(files []*fixedFile, e diag.Edit) []*fixedFile {
	i := slices.IndexFunc(files, func(f *fixedFile) bool { return f.file.Name == e.Span.File.Name })
	if i < 0 {
		return append(files, &fixedFile{file: e.Span.File, edits: []diag.Edit{e}})
	}
	f := files[i]
	at, _ := slices.BinarySearchFunc(f.edits, e, func(a, b diag.Edit) int { return int(a.Span.Start) - int(b.Span.Start) })
	before := at > 0 && f.edits[at-1].Span.End > e.Span.Start
	after := at < len(f.edits) && f.edits[at].Span.Start <= e.Span.End
	if !before && !after {
		f.edits = slices.Insert(f.edits, at, e)
	}
	return files
}

// text is the file with its edits made.
func (f *fixedFile) text() []byte {
	var out []byte
	from := 0
	for _, e := range f.edits {
		out = append(out, f.file.Data[from:e.Span.Start]...)
		out = append(out, e.Text...)
		from = int(e.Span.End)
	}
	return append(out, f.file.Data[from:]...)
}

// write puts the new text in the place of the old one, whole or not at all. A
// symbolic link stays one.
func (f *fixedFile) write() error {
	path, err := filepath.EvalSymlinks(filepath.FromSlash(f.file.Name))
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, f.file.Data) {
		return fmt.Errorf("%s: changed while it was checked; nothing is fixed in it", f.file.Name)
	}
	return replaceFile(path, f.text(), info.Mode().Perm())
}

// replaceFile writes a file beside its place, and renames it.
func replaceFile(path string, data []byte, mode os.FileMode) error {
	t, err := os.CreateTemp(filepath.Dir(path), ".firehose-dsl-*")
	if err != nil {
		return err
	}
	_, err = t.Write(data)
	err = errors.Join(err, t.Chmod(mode), t.Close())
	if err == nil {
		err = os.Rename(t.Name(), path)
	}
	if err != nil {
		os.Remove(t.Name())
	}
	return err
}

// tell says what was changed, one place a line.
func (f *fixedFile) tell(c *checking) {
	for _, e := range f.edits {
		at := f.file.Position(int(e.Span.Start))
		where := fmt.Sprintf("%s:%d:%d: ", f.file.Name, at.Line, at.Column)
		if old := e.Span.Text(); old != "" {
			c.wrote("fixed", where+"`"+old+"` is `"+e.Text+"` now")
		} else {
			c.wrote("fixed", where+"`"+e.Text+"` is added")
		}
	}
}
