package vm

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Helper files. They come from the fs.FS of the run, whose root nothing
// leaves: no absolute path, no `..` above it, no symbolic link, nothing but
// regular files.

const maxHelper = 16 << 20 // bytes of a helper file

func wordRequire(s *site, g given) (value.Value, error) {
	if len(g.Pos) == 1 {
		switch name, _ := value.KnownText(g.Pos[0]); name {
		case "json", "set":
			return value.Bool(false), nil
		}
	}
	return nil, core.RefusedKernel("require").Error()
}

func wordRequireRelative(s *site, g given) (value.Value, error) {
	m := s.m
	if len(g.Pos) != 1 {
		return nil, core.WrongCount(len(g.Pos), 1, 1)
	}
	asked, ok := value.KnownText(g.Pos[0])
	if !ok {
		return nil, m.refuse(s, "the path of a helper file is a String that is known, not %s", value.Show(g.Pos[0]))
	}
	name, err := m.helperPath(s, asked)
	if err != nil {
		return nil, err
	}
	if m.loaded[name] {
		return value.Bool(false), nil
	}
	m.loaded[name] = true
	return value.Bool(true), m.loadHelper(s, asked, name)
}

func (m *machine) refuse(s *site, format string, args ...any) error {
	return m.stop(diag.BadRequire.At(s.argAt(0), format, args...))
}

// helperPath is the path of a helper in the FS of the run.
func (m *machine) helperPath(s *site, asked string) (string, error) {
	switch {
	case m.cfg.FS == nil:
		return "", m.refuse(s, "`%s` cannot be loaded: this template stands alone, without a folder", clean(asked))
	case strings.HasPrefix(asked, "/") || strings.Contains(asked, `\`) || strings.Contains(asked, ":"):
		return "", m.refuse(s, "`%s` is no relative path: a helper file stands inside the project's folder", clean(asked))
	}
	joined := path.Join(path.Dir(m.cfg.inFS(s.at.File.Name)), asked)
	if !strings.HasSuffix(joined, ".rb") {
		joined += ".rb"
	}
	if !fs.ValidPath(joined) || joined == ".." || strings.HasPrefix(joined, "../") {
		return "", m.refuse(s, "`%s` lies outside of the project's folder", clean(asked))
	}
	return joined, nil
}

// loadHelper reads and runs a helper file.
func (m *machine) loadHelper(s *site, asked, name string) error {
	if err := m.onlyRegular(s, asked, name); err != nil {
		return err
	}
	data, err := fs.ReadFile(m.cfg.FS, name)
	if err != nil {
		return m.refuse(s, "`%s` cannot be read", clean(asked))
	}
	chunk, diags := m.cfg.Lower(source.NewFile(m.cfg.shown(name), data))
	for _, d := range diags {
		m.diags.Add(d.Also(s.argAt(0), "loaded here"))
	}
	if diags.HasErrors() {
		return &fatal{} // what is wrong has been told where it stands
	}
	// Statements of a helper see no template block around them.
	m.calls = append(m.calls, frame{site: s.at, name: path.Base(name)})
	module := m.module
	m.module = nil
	m.load(chunk)
	m.module = module
	m.calls = m.calls[:len(m.calls)-1]
	return nil
}

// inFS is the path in the FS of a file by its name: names of files below the
// working folder are relative to it, others begin with Root.
func (c *Config) inFS(name string) string {
	if rest, ok := strings.CutPrefix(name, c.Root+"/"); ok && c.Root != "" {
		return rest
	}
	return path.Join(c.Dir, name)
}

// shown is the name of a file by its path in the FS.
func (c *Config) shown(name string) string {
	if rest, ok := strings.CutPrefix(name, c.Dir+"/"); ok && c.Dir != "" {
		return rest
	}
	return path.Join(c.Root, name)
}

// onlyRegular refuses links on the way to a file, and what is no file.
func (m *machine) onlyRegular(s *site, asked, name string) error {
	parts := strings.Split(name, "/")
	for i := range parts {
		at := strings.Join(parts[:i+1], "/")
		info, err := m.lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return m.refuse(s, "there is no helper file `%s`", clean(asked))
		case err != nil:
			return m.refuse(s, "`%s` cannot be read", clean(asked))
		case info.Mode()&fs.ModeSymlink != 0:
			return m.refuse(s, "`%s` leads through a symbolic link", clean(asked))
		}
		last := i == len(parts)-1
		if last && !info.Mode().IsRegular() {
			return m.refuse(s, "`%s` is no regular file", clean(asked))
		}
		if last && info.Size() > maxHelper {
			return m.refuse(s, "`%s` is larger than the limit of 16 MiB", clean(asked))
		}
	}
	return nil
}

// lstat is the information about a path, links not followed where the FS can
// tell them.
func (m *machine) lstat(name string) (fs.FileInfo, error) {
	if l, ok := m.cfg.FS.(fs.ReadLinkFS); ok {
		return l.Lstat(name)
	}
	return fs.Stat(m.cfg.FS, name)
}
