// Command gen makes the packed data of package stdlib: schema/catalog.bin from
// the provider schemas in sources, schema/pages.pack from types/*.hcl and the
// heads of rules/*.hcl, and schema/rules.pack from what a run reads of the latter.
// What enters is those files; what leaves is the packs, the same bytes for the
// same files. It is run from the root of the repository: `make schema`.
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"

	"github.com/firehose-dsl/firehose-dsl/synth/check"
	"github.com/firehose-dsl/firehose-dsl/synth/schema"
)

const (
	root     = "stdlib"
	sources  = "internal/gen/sources"
	catalog  = "schema/catalog.bin"
	pagePack = "schema/pages.pack"
	rulePack = "schema/rules.pack"
)

func main() {
	if err := run(os.DirFS(root)); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(files fs.FS) error {
	made, err := generate(files)
	if err != nil {
		return err
	}
	for _, name := range []string{catalog, pagePack, rulePack} {
		if err := write(root+"/"+name, made[name]); err != nil {
			return err
		}
	}
	return nil
}

// generate makes the packs, by their name in the standard library.
func generate(files fs.FS) (map[string][]byte, error) {
	dump, err := readDump(files)
	if err != nil {
		return nil, err
	}
	library, err := schema.ReadLibrary(files)
	if err != nil {
		return nil, err
	}
	rules, err := check.Library(files)
	if err != nil {
		return nil, err
	}
	pages, err := schema.PackPages(library, check.IndexLines(rules))
	if err != nil {
		return nil, err
	}
	folder, err := fs.Sub(files, "rules")
	if err != nil {
		return nil, err
	}
	heads, err := check.PackRules(folder)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{catalog: schema.Pack(dump), pagePack: pages, rulePack: heads}, nil
}

// write leaves a file alone that is as it should be.
func write(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	fmt.Printf("%s: %d bytes\n", name, len(data))
	return os.WriteFile(name, data, 0o644)
}
