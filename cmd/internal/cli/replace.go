package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
)

// A replacement is a file that is written anew. As long as what comes is what
// the file holds, nothing is written; the first difference makes a temporary
// file beside it, which gets what was the same and all that follows.
type replacement struct {
	path  string
	old   *os.File // nil when there is no regular file
	same  int64    // how many bytes of it came again
	piece []byte
	new   *os.File // nil while there is no difference
}

// replace begins to write a file anew. finish must be called.
func replace(path string) *replacement {
	r := &replacement{path: path}
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
		r.old, _ = os.Open(path)
	}
	return r
}

func (r *replacement) Write(p []byte) (int, error) {
	if r.new == nil {
		if r.comesAgain(p) {
			r.same += int64(len(p))
			return len(p), nil
		}
		if err := r.differ(); err != nil {
			return 0, err
		}
	}
	return r.new.Write(p)
}

// comesAgain tells whether the next bytes of the old file are these.
func (r *replacement) comesAgain(p []byte) bool {
	if r.old == nil {
		return false
	}
	if cap(r.piece) < len(p) {
		r.piece = make([]byte, len(p))
	}
	n, err := io.ReadFull(r.old, r.piece[:len(p)])
	return err == nil && bytes.Equal(p, r.piece[:n])
}

// differ makes the temporary file, with what was the same so far.
func (r *replacement) differ() (err error) {
	if r.new, err = os.CreateTemp(filepath.Dir(r.path), ".firehose-dsl-*"); err != nil {
		return fmt.Errorf("%s cannot be written: %s", r.path, project.Reason(err))
	}
	if r.same == 0 {
		return nil
	}
	_, err = io.Copy(r.new, io.NewSectionReader(r.old, 0, r.same))
	return err
}

// finish ends writing and names the temporary file; empty when the old file is
// to stay. The name is given even with an error.
func (r *replacement) finish() (temporary string, err error) {
	if r.new == nil && !r.ended() {
		err = r.differ()
	}
	if r.old != nil {
		r.old.Close()
	}
	if r.new == nil {
		return "", err
	}
	return r.new.Name(), errors.Join(err, r.new.Chmod(0o644), r.new.Close())
}

// ended tells whether the old file holds nothing more.
func (r *replacement) ended() bool {
	if r.old == nil {
		return false
	}
	n, err := r.old.Read(make([]byte, 1))
	return n == 0 && err == io.EOF
}
