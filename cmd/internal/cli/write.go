package cli

// How documents come into a folder. All that differ from what is there are
// written to temporary files first, beside the files that they replace; only
// when the last is whole are they renamed into place. What the folder got from us is kept in a
// manifest, so that a template that is gone does not leave its document behind
// unseen.

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"syscall"

	"github.com/firehose-dsl/firehose-dsl/synth"
)

const manifestName = ".firehose-dsl.json"

// A manifest is the list of files that this program made in a folder.
type manifest struct {
	FormatVersion string   `json:"format_version"`
	Files         []string `json:"files"` // relative, with forward slashes, in order
}

// A writer writes the documents of one run to one folder.
type writer struct {
	dir    string
	whole  bool   // the documents are all that the run can make: others are stale
	target string // that was asked for by name: those of other targets are none of its business; empty: all are
	prune  bool   // remove stale ones
	docs   []synth.Document
	said   func(what, path string)

	made   []string // folders made by this run, parents first
	staged []staged
}

// A staged file waits to be renamed; without a temporary file the old one stays.
type staged struct{ temporary, path string }

func (w *writer) write() (err error) {
	defer func() {
		if err != nil {
			w.undo()
		}
	}()
	for _, d := range w.docs {
		if err := w.stage(filepath.Join(w.dir, filepath.FromSlash(d.Path)), d.Write); err != nil {
			return err
		}
	}
	stale, err := w.manifest()
	if err != nil {
		return err
	}
	if err := w.commit(); err != nil {
		return err
	}
	return w.stale(stale)
}

// stage writes one file beside its place. A file that holds the same already
// keeps it, and its time.
func (w *writer) stage(path string, write func(io.Writer) error) error {
	if err := w.mkdir(filepath.Dir(path)); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return &fs.PathError{Op: "write", Path: path, Err: errors.New("there is a folder of that name")}
	}
	r := replace(path)
	buffered := bufio.NewWriterSize(r, 64<<10)
	err := errors.Join(write(buffered), buffered.Flush())
	temporary, failed := r.finish()
	w.staged = append(w.staged, staged{temporary, path})
	return errors.Join(err, failed)
}

// commit renames what was staged and says so.
func (w *writer) commit() error {
	for i, s := range w.staged {
		what := "unchanged"
		if s.temporary != "" {
			if err := os.Rename(s.temporary, s.path); err != nil {
				return err
			}
			what, w.staged[i].temporary = "wrote", ""
		}
		if filepath.Base(s.path) != manifestName {
			w.said(what, filepath.ToSlash(s.path))
		}
	}
	w.made = nil
	return nil
}

// undo takes back a run that failed: temporary files and the folders made for them.
func (w *writer) undo() {
	for _, s := range w.staged {
		if s.temporary != "" {
			os.Remove(s.temporary)
		}
	}
	for _, dir := range slices.Backward(w.made) {
		os.Remove(dir)
	}
}

// mkdir makes a folder and those above it, remembering which are new.
func (w *writer) mkdir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return &fs.PathError{Op: "mkdir", Path: dir, Err: errors.New("there is a file of that name")}
	case errors.Is(err, syscall.ENOTDIR): // a file further up: the way there tells which
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := w.mkdir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	w.made = append(w.made, dir)
	return nil
}

// manifest stages the new list of files and gives those of the old one that
// this run does not make and that are still there.
func (w *writer) manifest() (stale []string, err error) {
	path := filepath.Join(w.dir, manifestName)
	next := manifest{FormatVersion: "1.0"}
	for _, d := range w.docs {
		next.Files = append(next.Files, d.Path)
	}
	for _, old := range readManifest(path).Files {
		if slices.Contains(next.Files, old) || !filepath.IsLocal(filepath.FromSlash(old)) {
			continue
		}
		if _, err := os.Lstat(filepath.Join(w.dir, filepath.FromSlash(old))); err != nil {
			continue
		}
		if w.minds(old) {
			stale = append(stale, old)
		}
		if !w.minds(old) || !w.prune {
			next.Files = append(next.Files, old)
		}
	}
	sort.Strings(next.Files)
	text, err := json.MarshalIndent(next, "", "  ")
	if err != nil {
		return nil, err
	}
	return stale, w.stage(path, func(out io.Writer) error {
		_, err := out.Write(append(text, '\n'))
		return err
	})
}

// minds reports whether a file of the folder that the run does not make is one
// that it would make, were its template still there.
func (w *writer) minds(name string) bool {
	return w.whole && (w.target == "" || synth.TargetOf(name) == w.target)
}

// leftOver are the files that an earlier run made and this one does not, when
// this one makes all that it can.
func (w *writer) leftOver() []string {
	var out []string
	for _, name := range readManifest(filepath.Join(w.dir, manifestName)).Files {
		made := slices.ContainsFunc(w.docs, func(d synth.Document) bool { return d.Path == name })
		if !w.minds(name) || made || !filepath.IsLocal(filepath.FromSlash(name)) {
			continue
		}
		if _, err := os.Lstat(filepath.Join(w.dir, filepath.FromSlash(name))); err == nil {
			out = append(out, name)
		}
	}
	return out
}

// readManifest is the list that an earlier run left, empty without one.
func readManifest(path string) manifest {
	var m manifest
	if data, err := os.ReadFile(path); err != nil || json.Unmarshal(data, &m) != nil {
		return manifest{}
	}
	return m
}

// stale tells of files that are no longer made, or removes them.
func (w *writer) stale(files []string) error {
	for _, name := range files {
		path := filepath.Join(w.dir, filepath.FromSlash(name))
		if !w.prune {
			w.said("no longer made:", filepath.ToSlash(path))
			continue
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		os.Remove(filepath.Dir(path)) // its folder, when nothing else is in it
		w.said("removed", filepath.ToSlash(path))
	}
	return nil
}
