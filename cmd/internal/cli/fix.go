package cli

// check --fix: the source is changed as fixes of diagnostics say. What a change
// brings to light is looked at in another round, until nothing is left to fix.
// All rounds happen in memory; files are written, or their changes shown, at
// the end.

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

// maxFixRounds is how often fixes may bring others to light. In one round a
// literal gets what one repair writes there.
const maxFixRounds = 30

// mend fixes the files of a run and runs again. What it leaves is the run of
// the files as they are then.
func (c *checking) mend(paths []string) error {
	if slices.Contains(paths, "-") {
		return usagef("`--fix` changes files, and `-` is none")
	}
	m := &mending{c: c, by: map[string]*mendedFile{}}
	c.texts = map[string][]byte{}
	for range maxFixRounds {
		if err := c.collect(paths); err != nil {
			return err
		}
		files := c.fixesByFile()
		if len(files) == 0 {
			break
		}
		for _, f := range files {
			if err := m.take(f); err != nil {
				return err
			}
		}
	}
	if c.diff {
		c.texts = nil
		return errors.Join(m.show(), c.collect(paths))
	}
	return m.write()
}

// A mending is the files that fixes have changed so far.
type mending struct {
	c     *checking
	by    map[string]*mendedFile // by absolute path
	files []*mendedFile          // in the order in which they were met
}

// A mendedFile is one file before and after all fixes.
type mendedFile struct {
	name     string
	old, new []byte
	fixed    []string // what was done, one place each
}

// take makes the edits of one round in one file.
func (m *mending) take(f *fixedFile) error {
	path, err := filepath.Abs(filepath.FromSlash(f.file.Name))
	if err != nil {
		return err
	}
	known := m.by[path]
	if known == nil {
		known = &mendedFile{name: f.file.Name, old: f.file.Data}
		m.by[path], m.files = known, append(m.files, known)
	}
	known.new = f.text()
	known.fixed = append(known.fixed, f.told()...)
	m.c.texts[path] = known.new
	return nil
}

func (m *mending) sorted() []*mendedFile {
	slices.SortFunc(m.files, func(a, b *mendedFile) int { return strings.Compare(a.name, b.name) })
	return m.files
}

// show prints what the fixes change, as a unified diff.
func (m *mending) show() error {
	for _, f := range m.sorted() {
		if err := writeHunks(m.c.stdout, f.name, editLines(splitLines(f.old), splitLines(f.new))); err != nil {
			return err
		}
	}
	return nil
}

// write writes the changed files and tells what was fixed in them.
func (m *mending) write() error {
	for _, f := range m.sorted() {
		if err := rewriteFile(f.name, f.old, f.new); err != nil {
			return err
		}
		for _, where := range f.fixed {
			m.c.wrote("fixed", where)
		}
	}
	return nil
}

// rewriteFile puts a new text in the place of the old one, whole or not at
// all. A symbolic link stays one.
func rewriteFile(name string, old, new []byte) error {
	path, err := filepath.EvalSymlinks(filepath.FromSlash(name))
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
	if !bytes.Equal(now, old) {
		return fmt.Errorf("%s: changed while it was read; nothing is written to it", name)
	}
	return replaceFile(path, new, info.Mode().Perm())
}

// A fixedFile is one file and the edits to make in it, in order, none of which
// touch.
type fixedFile struct {
	file  *source.File
	edits []diag.Edit
}

// fixesByFile gathers the fixes to make, files in the order of their names.
// Where a diagnostic has several fixes, none is certain. A fix of which an edit
// touches another's is left for the next round.
func (c *checking) fixesByFile() []*fixedFile {
	var files []*fixedFile
	for _, d := range c.result.Diags {
		if len(d.Fixes) == 1 && c.wants(d, d.Fixes[0]) && fits(files, d.Fixes[0].Edits) {
			for _, e := range d.Fixes[0].Edits {
				files = addEdit(files, e)
			}
		}
	}
	slices.SortFunc(files, func(a, b *fixedFile) int { return strings.Compare(a.file.Name, b.file.Name) })
	return files
}

// wants reports whether a fix is asked for: what is certain always, what a
// repair guesses or drops with --fix=all.
func (c *checking) wants(d *diag.Diagnostic, f diag.Fix) bool {
	return !f.Guess || c.fix == "all" && d.Repair != diag.NoRepair
}

// fits reports whether all edits stand clear of those there are.
func fits(files []*fixedFile, edits []diag.Edit) bool {
	for _, e := range edits {
		for _, f := range files {
			if f.file.Name == e.Span.File.Name && f.touches(e) {
				return false
			}
		}
	}
	return true
}

func (f *fixedFile) touches(e diag.Edit) bool {
	return slices.ContainsFunc(f.edits, func(other diag.Edit) bool {
		return other.Span.Start <= e.Span.End && e.Span.Start <= other.Span.End
	})
}

// addEdit adds an edit to those of its file.
func addEdit(files []*fixedFile, e diag.Edit) []*fixedFile {
	i := slices.IndexFunc(files, func(f *fixedFile) bool { return f.file.Name == e.Span.File.Name })
	if i < 0 {
		return append(files, &fixedFile{file: e.Span.File, edits: []diag.Edit{e}})
	}
	f := files[i]
	at, _ := slices.BinarySearchFunc(f.edits, e, func(a, b diag.Edit) int { return int(a.Span.Start) - int(b.Span.Start) })
	f.edits = slices.Insert(f.edits, at, e)
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

// told is what was changed, one place each.
func (f *fixedFile) told() []string {
	var out []string
	for _, e := range f.edits {
		at := f.file.Position(int(e.Span.Start))
		where := fmt.Sprintf("%s:%d:%d: ", f.file.Name, at.Line, at.Column)
		old, text := oneWord(e.Span.Text()), oneWord(e.Text)
		switch {
		case text == "" || text == ",":
			if old != "" {
				out = append(out, where+"`"+old+"` is left out")
			}
		case old != "":
			out = append(out, where+"`"+old+"` is `"+text+"` now")
		default:
			out = append(out, where+"`"+text+"` is added")
		}
	}
	return out
}

// oneWord is a text on one line, without the commas around it.
func oneWord(text string) string { return strings.Trim(strings.Join(strings.Fields(text), " "), ", ") }

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

// editLines pairs the lines of two texts by the fewest that come or go (E. W.
// Myers, An O(ND) difference algorithm, 1986): fixes change few.
func editLines(old, new []string) []diffLine {
	most := len(old) + len(new)
	reach := make([]int, 2*most+3) // of each diagonal, how far into old it comes; diagonal 0 is in the middle
	zero := most + 1
	var steps [][]int
	for d := 0; ; d++ {
		steps = append(steps, slices.Clone(reach))
		for k := -d; k <= d; k += 2 {
			x := nextReach(reach[zero+k-1:zero+k+2], k, d)
			for x < len(old) && x-k < len(new) && old[x] == new[x-k] {
				x++
			}
			if reach[zero+k] = x; x >= len(old) && x-k >= len(new) {
				return walkBack(old, new, steps, zero)
			}
		}
	}
}

// nextReach is where diagonal k begins in step d: behind a line that came, or
// one that went, whichever is farther. Around are the diagonals beside it.
func nextReach(around []int, k, d int) int {
	if k == -d || k != d && around[0] < around[2] {
		return around[2]
	}
	return around[0] + 1
}

// walkBack is the way that the steps took, from the end to the start.
func walkBack(old, new []string, steps [][]int, zero int) []diffLine {
	var out []diffLine
	x, y := len(old), len(new)
	for d := len(steps) - 1; d >= 0; d-- {
		k := x - y
		fromX := nextReach(steps[d][zero+k-1:zero+k+2], k, d)
		came := k == -d || k != d && steps[d][zero+k-1] < steps[d][zero+k+1]
		for ; x > fromX && y > 0; x, y = x-1, y-1 {
			out = append(out, diffLine{' ', old[x-1]})
		}
		switch {
		case d == 0:
		case came:
			y--
			out = append(out, diffLine{'+', new[y]})
		default:
			x--
			out = append(out, diffLine{'-', old[x]})
		}
	}
	slices.Reverse(out)
	return out
}
