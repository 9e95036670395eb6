package project

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

// rules reads the rule pages of the folder that the request names, else of the
// one that the project file names. A folder without any is wrong use.
func (l *loader) rules() error {
	dir := l.RulesDir
	if dir == "" && l.p.Settings.RulesDir != "" {
		dir = l.p.Settings.RulesDir
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(l.root, dir)
		}
	}
	if dir == "" {
		return nil
	}
	err := l.pages(l.absolute(dir))
	if err != nil {
		return fmt.Errorf("the folder of rules %s: %s", l.name(l.absolute(dir)), Reason(err))
	}
	return nil
}

// pages reads the pages in the top of a folder.
func (l *loader) pages(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if filepath.Ext(path) != ".hcl" || e.Name() == FileName {
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return err
		case !info.Mode().IsRegular():
			continue
		case info.Size() > check.MaxOwnPage:
			return fmt.Errorf("%s is above the limit of %d KiB for a page", e.Name(), check.MaxOwnPage>>10)
		}
		data, err := readFile(path)
		if err != nil {
			return err
		}
		l.p.Rules = append(l.p.Rules, source.NewFile(l.name(path), data))
	}
	if len(l.p.Rules) == 0 {
		return errors.New("no pages (*.hcl) are in it")
	}
	return nil
}
