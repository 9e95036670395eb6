package cli

// synth --check: whether what is committed is what would be written.

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/diff"
)

// current compares the documents of a run with those in a folder and writes
// nothing. What differs in meaning is reported on standard output; which files
// are not current is said on standard error, one a line.
func (c *compilation) current(dir string) error {
	w := c.writer(dir, false)
	compare := &comparison{env: c.env, format: c.format}
	var reports []*diff.Report
	differs := false
	for _, d := range c.result.Documents {
		report, what, err := compare.committed(dir, d)
		if err != nil {
			return err
		}
		if what != "" {
			differs = true
			c.wrote(what, filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(d.Path))))
		}
		if report != nil {
			reports = append(reports, report)
		}
	}
	for _, name := range w.leftOver() {
		differs = true
		c.wrote("no longer made:", filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(name))))
		if report := compare.gone(dir, name); report != nil {
			reports = append(reports, report)
		}
	}
	if err := compare.report(reports); err != nil || !differs {
		return err
	}
	return errDiffers
}

// committed compares one document with its file; what is empty when the file
// is current. The report is nil when one of them cannot be read back.
func (c *comparison) committed(dir string, d synth.Document) (report *diff.Report, what string, err error) {
	var made bytes.Buffer
	if err := d.Write(&made); err != nil {
		return nil, "", err
	}
	path := filepath.Join(dir, filepath.FromSlash(d.Path))
	data, err := os.ReadFile(path)
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case err != nil && !missing:
		return nil, "", err
	case !missing && bytes.Equal(data, made.Bytes()):
		return nil, "", nil
	}
	new, _ := readDocument(d.Path, made.Bytes())
	if missing {
		return compare(nil, &new), "not there yet:", nil
	}
	if report = c.against(filepath.ToSlash(path), data, &new); report != nil && report.Empty() {
		return report, "not current, in form only:", nil
	}
	return report, "not current:", nil
}

// against compares what a file holds with a document; nil, told, when the file
// cannot be read back.
func (c *comparison) against(path string, data []byte, new *readBack) *diff.Report {
	old, diags := readDocument(path, data)
	_ = c.tell(diags) // a file that is broken is not current, and that is all
	if old.graph == nil || new.graph == nil {
		return nil
	}
	return compare(&old, new)
}

// gone is what goes with a file that is no longer made, nil when it cannot be
// read.
func (c *comparison) gone(dir, name string) *diff.Report {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return nil
	}
	old, _ := readDocument(name, data)
	if old.graph == nil {
		return nil
	}
	return compare(&old, nil)
}
